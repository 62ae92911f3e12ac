"""The list of a site's addresses, and the promise that none of them vanishes.

`addresses.txt` has one address a line, in order, each from the root of the site: `/`, `/keywords/`,
`/entries/keeping-well/`, `/feed.xml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import PurePosixPath

from coprod_kb.diagnostics import Diagnostic, Severity, did_you_mean
from coprod_kb.entries.vocabulary import FormerAddress
from coprod_kb.front_matter.document import Document

NAME = "addresses.txt"
_UNPROMISED = {"assets", "pagefind", "search"}
"""Folders of files that pages need and nobody links to; their names change with each version."""
_FURTHER = re.compile(r"/more/[0-9]+/index\.html$")
"""Further pages of a long list: there are fewer when entries go, and nothing stands on the same one for long."""
_UNLINKED = {NAME, "404.html", "sitemap.xml", "sitemap.xml.gz"}


def address_of(file: PurePosixPath) -> str | None:
    """The address of a file of the finished site; `None` for what is no page, export or feed."""
    hidden = any(part.startswith(".") for part in file.parts)
    if hidden or file.parts[0] in _UNPROMISED or str(file) in _UNLINKED:
        return None
    if _FURTHER.search(str(file)):
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
    """The addresses of a list, one for each line; raises `ValueError` if this is no such list."""
    lines = text.splitlines()
    if not lines or not all(line.startswith("/") for line in lines):
        raise ValueError("it holds something else than one address a line, each starting with /")
    return lines


_SUGGESTIONS = 20
"""For so many addresses a similar one is sought; a list of another site would take too long."""


def vanished(old: Iterable[str], new: Set[str], path: str, vocabulary_dir: str) -> Iterator[Diagnostic]:
    """A finding for each address of the list `path` that the site would no longer have.

    A file below a page that goes as well is not told apart: what keeps the page keeps the file.
    """
    lost = [(line, address) for line, address in enumerate(old, start=1) if address not in new]
    pages = {address for _, address in lost if address.endswith("/")}
    gone = [(line, address) for line, address in lost if address in pages or _folder(address) not in pages]
    for number, (line, address) in enumerate(gone):
        section = address.split("/")[1]
        siblings = [one for one in new if number < _SUGGESTIONS and one.startswith(f"/{section}/")]
        near = did_you_mean(address, sorted(siblings))
        yield Diagnostic(
            code="address-vanished",
            severity=Severity.ERROR,
            path=path,
            line=line,
            column=1,
            message=f"The site would no longer have the address {address}, to which others may link.",
            hint=near + _step(section, address, vocabulary_dir),
        )


def former_address_faults(
    former: Sequence[FormerAddress], document: Document, present: Set[str]
) -> Iterator[Diagnostic]:
    """What is wrong between the former addresses of the vocabulary and those that the site has without them."""
    for index, one in enumerate(former):
        if one.address in present:
            yield document.finding(
                "address-taken",
                (index, "address"),
                f"The site has a page at {one.address}, so nothing leads elsewhere from there.",
                "Delete this, or rename what has the address now.",
            )
        if one.to and one.to not in present:
            yield document.finding(
                "unknown-address",
                (index, "to"),
                f"The site has no page at {one.to}.",
                did_you_mean(one.to, sorted(present)) + "Write the address of a page that is there.",
            )


def _folder(address: str) -> str:
    return address[: address.rindex("/") + 1]


def _step(section: str, address: str, vocabulary_dir: str) -> str:
    if not address.endswith("/"):
        return "Put the file back. It may be a small one that says where its content is now."
    anything = f"let {vocabulary_dir}/addresses.yml lead {address} elsewhere or say why it is gone."
    if section == "entries" and address.count("/") == 3:
        slug = address.split("/")[2]
        return (
            f"If the entry has a new name, write `formerly: [{slug}]` in it. If it is to go, keep its file and "
            f"add `withdrawn:` with `date` and `reason`. Else {anything}"
        )
    if section in {"keywords", "organisations"}:
        return f"Add the old name as an alias in {vocabulary_dir}/{section}.yml, or {anything}"
    return anything[0].upper() + anything[1:]
