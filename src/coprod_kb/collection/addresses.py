"""The list of a site's addresses, which other sites may link to, and the check that none of them vanishes.

`addresses.txt` has one address on each line, in order, each from the root of the site: `/`, `/keywords/`,
`/entries/keeping-well/`, `/feed.xml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import PurePosixPath

from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean
from coprod_kb.entries.model import SOURCE
from coprod_kb.entries.vocabulary import FormerAddress
from coprod_kb.front_matter.document import Document
from coprod_kb.values.wording import capitalised

NAME = "addresses.txt"
_UNPROMISED = {"assets", "pagefind", "search"}
"""Folders of files that pages load and nobody links to. The names of the files change with each version."""
_FURTHER = re.compile(r"/more/[0-9]+/index\.html$")
"""The second and later pages of a long list: entries move from one to another, and there may be fewer of them later."""
_NAMED = re.compile(r"/(keywords|organisations|people)/[^/]+/")
_UNLINKED = {NAME, "404.html", "sitemap.xml", "sitemap.xml.gz", "_headers", "_redirects"}
_SOURCE = re.compile(rf"entries/[^/]+/{re.escape(SOURCE)}")


def address_of(file: PurePosixPath) -> str | None:
    """The address of a file of the finished site; `None` unless it is a page, an export or a feed."""
    hidden = any(part.startswith(".") for part in file.parts)
    if hidden or file.parts[0] in _UNPROMISED or str(file) in _UNLINKED:
        return None
    if _FURTHER.search(str(file)) or _SOURCE.fullmatch(str(file)):
        return None
    if file.name != "index.html":
        return f"/{file}"
    return "/" if file.parent == PurePosixPath(".") else f"/{file.parent}/"


def addresses_of(files: Iterable[PurePosixPath]) -> set[str]:
    """The addresses of all files of the finished site."""
    return {address for file in files if (address := address_of(file))}


def as_text(addresses: Iterable[str]) -> str:
    """The content of `addresses.txt`."""
    return "".join(f"{address}\n" for address in sorted(addresses))


def parse(text: str) -> list[str]:
    """The addresses in the content of an `addresses.txt`. Raises `ValueError` if it is something else."""
    lines = text.splitlines()
    if not lines or not all(line.startswith("/") for line in lines):
        raise ValueError("it holds something else than one address a line, each starting with /")
    return lines


_SUGGESTIONS = 20
"""Vanished addresses for which a similar one is looked for: the list of another site would take too long."""


def vanished(old: Iterable[str], new: Set[str], path: str, vocabulary_dir: str) -> Iterator[Diagnostic]:
    """A finding for each address of an earlier list that the site would no longer have.

    old: the addresses of the list, in its order. new: those of the site. path: of the list, for the findings.
    A file below a page that vanishes as well has no finding of its own: whoever keeps the page keeps the file.
    """
    lost = [(line, address) for line, address in enumerate(old, start=1) if address not in new]
    pages = {address for _, address in lost if address.endswith("/")}
    gone = [(line, address) for line, address in lost if address in pages or _folder(address) not in pages]
    for number, (line, address) in enumerate(gone):
        section = address.split("/")[1]
        compared = new if number < _SUGGESTIONS else ()
        siblings = sorted(other for other in compared if other.startswith(f"/{section}/"))
        yield Diagnostic(
            code="address-vanished",
            severity=Severity.ERROR,
            path=path,
            line=line,
            column=1,
            message=f"The site would no longer have the address {address}, to which others may link.",
            hint=did_you_mean(address, siblings) + _step(section, address, vocabulary_dir),
        )


MOST_NEW = 300
"""New people, organisations and keywords that one change may bring in without a question: each has a page of its own."""


def many_new(old: Iterable[str], new: Set[str], path: str) -> Iterator[Diagnostic]:
    """A warning if the site would have more than `MOST_NEW` new pages of people, organisations and keywords.

    old: the addresses of an earlier list. new: those of the site. path: of the folder of entries, for the finding.
    """
    sections = [found[1] for address in new - set(old) if (found := _NAMED.fullmatch(address))]
    if len(sections) > MOST_NEW:
        counts = ", ".join(f"{sections.count(name)} {name}" for name in sorted(set(sections)))
        yield Diagnostic(
            code="many-new-names",
            severity=Severity.WARNING,
            path=path,
            line=1,
            column=1,
            exact=False,
            message=f"This brings in more than {MOST_NEW} new names, each with a page: {counts}.",
            hint="Look whether all of them are meant. If they are, there is nothing to do.",
        )


def former_address_faults(
    former: Sequence[FormerAddress], document: Document, present: Set[str]
) -> Iterator[Diagnostic]:
    """Former addresses that the site has, and those that lead to an address that it does not have.

    document: the file that holds `former`. present: the addresses of the site without the former ones.
    """
    for index, gone in enumerate(former):
        if gone.address in present:
            yield document.finding(
                "address-taken",
                (index, "address"),
                f"The site has a page at {gone.address}, so nothing leads elsewhere from there.",
                "Delete this, or rename what has the address now.",
            )
        if gone.to and gone.to.startswith("/") and gone.to not in present:
            yield document.finding(
                "unknown-address",
                (index, "to"),
                f"The site has no page at {gone.to}.",
                did_you_mean(gone.to, sorted(present)) + "Write the address of a page that is there.",
            )


def _folder(address: str) -> str:
    return address[: address.rindex("/") + 1]


def _step(section: str, address: str, vocabulary_dir: str) -> str:
    if not address.endswith("/"):
        return "Put the file back. It may be a small one that says where its content is now."
    last_resort = f"let {vocabulary_dir}/addresses.yml lead {address} elsewhere or say why it is gone."
    if section == "entries" and address.count("/") == 3:
        slug = address.split("/")[2]
        return (
            f"If the entry has a new name, write `formerly: [{slug}]` in it. If it is to go, keep its file and "
            f"add `withdrawn:` with `date` and `reason`. Else {last_resort}"
        )
    if section in {"keywords", "organisations", "people"}:
        return f"Add the old name as an alias in {vocabulary_dir}/{section}.yml, or {last_resort}"
    return capitalised(last_resort)
