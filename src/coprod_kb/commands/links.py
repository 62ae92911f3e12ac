"""`coprod-kb links`: which links lead nowhere, within the site and, if asked for, on the web."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.commands.output import refuse_unwritable
from coprod_kb.diagnostics import Diagnostic, as_json, in_order, printable, tally
from coprod_kb.entries.vocabulary_files import FILES
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.splitting import decode
from coprod_kb.links.docs_links import docs_link_faults
from coprod_kb.links.link_check import Mention, Told, entry_mentions, pages_to_ask, tell, vocabulary_mentions
from coprod_kb.links.network import Kind, visit
from coprod_kb.project.docs_folder import pages_by_hand, published_files
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import write_new
from coprod_kb.publishing import contents

_INTERNAL = {
    "unknown-entry",
    "own-entry",
    "unknown-heading",
    "former-name-taken",
    "link-address",
    "link-form",
    "address-taken",
    "unknown-address",
}
"""What `check` knows about links within the site."""

_HEADINGS = {
    Kind.GONE: "Gone",
    Kind.UNKNOWN_HOST: "Not on the web under this name",
    Kind.MOVED: "Moved for good",
    Kind.UNREACHABLE: "Could not be reached",
    Kind.TIMED_OUT: "Did not answer in time",
    Kind.SERVER_ERROR: "On a server with a fault",
    Kind.CIRCLE: "Leading in a circle",
    Kind.CERTIFICATE: "On a server that does not prove who it is",
    Kind.TOO_MANY: "On a server that wants fewer questions",
    Kind.REFUSED: "Not shown to programs",
    Kind.NOT_ALLOWED: "Not opened",
    Kind.OK: "Fine",
}
"""The kinds of outcome in the order of the report: what most needs mending first."""


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Say which links lead nowhere: within the site, and with --external also on the web. "
        "What is wrong with an address on the web is only ever a warning."
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files or folders")
    parser.add_argument(
        "--external", action="store_true", help="also ask the web for every address elsewhere"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how findings are written")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report to this new file")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    if options.output:
        refuse_unwritable(options.output)
        if options.output.exists():
            raise ProjectError(f"{options.output} is there already. Name a new file.")
    site = open_site(Path.cwd())
    snapshot = contents.read_site(site)
    is_chosen = _choice(options.paths, site.root)
    internal = [one for one in snapshot.diagnostics if one.code in _INTERNAL]
    internal = in_order(one for one in [*internal, *_docs_faults(site, snapshot)] if is_chosen(one.path))
    told: list[Told] = []
    if options.external:
        told = _ask([one for one in _mentions(site, snapshot) if is_chosen(one.path)], site)
    found = [*internal, *in_order(one for each in told for one in each.findings)]
    unread = list(_about_unread([path for path in _unread(site, snapshot) if is_chosen(path)]))
    if options.format == "json":
        report = as_json(found)
        print(*unread, sep="\n", end="\n" if unread else "", file=sys.stderr)
    else:
        report = "\n".join([*_report(internal, told), *unread, f"Links checked: {tally(found)}."])
    if options.output:
        write_new(options.output, f"{report}\n".encode(errors="backslashreplace"))
    else:
        print(report)
    failing = found if options.strict else [one for one in found if one.is_error]
    return 1 if failing else 0


def _choice(paths: Sequence[Path], root: Path) -> Callable[[str], bool]:
    """Whether a file of the project is one of `paths` or below it; every file is if there are none."""
    chosen = []
    for path in paths:
        if not path.exists():
            raise ProjectError(f"{path} does not exist.")
        if not path.resolve().is_relative_to(root):
            raise ProjectError(f"{path} lies outside the project {root}.")
        chosen.append(path.resolve().relative_to(root).as_posix())
    return lambda path: not chosen or any(one in {".", path} or path.startswith(f"{one}/") for one in chosen)


def _docs_faults(site: Site, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Links that lead nowhere on the pages that are written by hand."""
    excluded, docs_dir = site.settings.excluded, site.settings.docs_dir
    sources = {str(file) for file in published_files(site.docs, excluded)}
    sources |= {f"{page.path}index.md" for page in contents.pages(snapshot)}
    addresses = contents.addresses(snapshot, site.docs)
    for _, file in pages_by_hand(site.docs, excluded):
        text = decode((site.docs / file).read_bytes(), f"{docs_dir}/{file}")
        if isinstance(text, str):  # MkDocs says itself what it cannot read
            yield from docs_link_faults(text, file, docs_dir, sources, addresses)


def _mentions(site: Site, snapshot: Snapshot) -> Iterator[Mention]:
    """Every web address in entries, sound or not, and in the vocabulary."""
    for reading in snapshot.readings:
        if reading.entry:
            yield from entry_mentions(reading.entry)
    for document, _ in _vocabulary(site):
        yield from vocabulary_mentions(document)


def _unread(site: Site, snapshot: Snapshot) -> list[str]:
    """Entries and vocabulary files that cannot be read, so that their links are not known."""
    entries = [reading.path for reading in snapshot.readings if reading.entry is None]
    return entries + [
        document.path for document, faults in _vocabulary(site) if faults and document.value is None
    ]


def _vocabulary(site: Site) -> Iterator[tuple[Document, list[Diagnostic]]]:
    return map(site.vocabulary_document, FILES)


def _ask(mentions: Sequence[Mention], site: Site) -> list[Told]:
    pages = pages_to_ask(mentions)
    if pages:
        print(f"Asking for {_addresses(len(pages))}. This can take a while.", file=sys.stderr)
    about = quote(site.settings.site_url, safe="/:?#[]@!$&'*+,;=%~")
    return tell(mentions, visit(pages, f"coprod-kb (link check; +{about})" if about else "coprod-kb"))


# --- The report -------------------------------------------------------------------------------------


def _report(internal: Sequence[Diagnostic], told: Sequence[Told]) -> Iterator[str]:
    """Findings by kind, each address once with its places, and the number of addresses of each kind."""
    if internal:
        yield from ("Within the site", "")
        for one in internal:
            yield from _finding(one, [one])
    groups: dict[Kind, list[Told]] = defaultdict(list)
    for each in told:
        groups[each.outcome.kind].append(each)
    for kind, heading in _HEADINGS.items():
        shown = [each for each in groups[kind] if each.findings]
        if shown:
            yield from (f"{heading}: {_addresses(len(shown))}", "")
        for each in shown:
            alike: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
            for one in each.findings:  # a DOI and its address may both be written, and are told apart
                alike[one.message, one.hint].append(one)
            for group in alike.values():
                yield from _finding(group[0], group)
    if told:
        counts = [
            f"{len(groups[kind])} {heading.lower()}" for kind, heading in _HEADINGS.items() if groups[kind]
        ]
        yield f"{_addresses(len(told))} elsewhere: {', '.join(reversed(counts))}."
        if len(told) > 1 and {each.outcome.kind for each in told} <= {Kind.UNREACHABLE, Kind.UNKNOWN_HOST}:
            yield "None of them could be reached. Is this computer connected to the Internet?"


def _about_unread(paths: Sequence[str]) -> Iterator[str]:
    if paths:
        yield f"Without the links of these files, which cannot be read: {printable(', '.join(paths))}."
        yield "To see why: coprod-kb check"


def _finding(told: Diagnostic, places: Sequence[Diagnostic]) -> Iterator[str]:
    yield f"{told.severity}: {printable(told.message)} [{told.code}]"
    for one in places:
        yield "    " + printable(":".join(str(part) for part in (one.path, one.line, one.column) if part))
    yield from (f"    {printable(told.hint)}", "")


def _addresses(count: int) -> str:
    return "1 address" if count == 1 else f"{count} addresses"
