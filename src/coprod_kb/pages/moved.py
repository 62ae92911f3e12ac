"""Pages at former addresses: they redirect to the present page, or say why it was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coprod_kb.collection.authorities import Record
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.entries.vocabulary import FormerAddress
from coprod_kb.front_matter.field_groups import Withdrawal
from coprod_kb.pages.own_words import marks
from coprod_kb.pages.page import Page, record_path
from coprod_kb.values.names import slug_of
from coprod_kb.values.person_names import person_name
from coprod_kb.values.translation import gettext
from coprod_kb.values.web import is_https


def withdrawn_entry(entry: Entry, notice: Withdrawal, section: str, trail: Sequence[tuple[str, str]]) -> Page:
    """The notice that replaces a withdrawn entry."""
    page = _withdrawn(entry.address, entry.title, "entry", notice, section, trail, entry.path)
    return _in_language_of(entry, page)


def moved_pages(catalogue: Catalogue, taken: set[str]) -> Iterator[Page]:
    """A page at each former address that is not in `taken`. If several claim an address, the first one has it."""
    for page in _former_pages(catalogue):
        if page.path not in taken:
            taken.add(page.path)
            yield page


def former_addresses(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Each former address with the address that it redirects to: a path, or a full one for a page of another site.

    The latter is empty if the page was withdrawn.
    """
    for page in _former_pages(catalogue):
        yield page.path, str(page.own.get("target", ""))


def _former_pages(catalogue: Catalogue) -> Iterator[Page]:
    for entry in (*catalogue.entries, *catalogue.withdrawn):
        for old in entry.fields.formerly:
            section = catalogue.type_of(entry).path
            yield _in_language_of(entry, _moved(f"entries/{old}/", entry.address, entry.title, section))
    for keyword in catalogue.keywords.values():
        if keyword.term:
            yield from _other_spellings("keywords", keyword, keyword.term.aliases)
    for organisation in catalogue.organisations.values():
        if organisation.curated:
            yield from _other_spellings("organisations", organisation, organisation.curated.aliases)
    for person in catalogue.people.values():
        if person.curated:
            aliases = [person_name(alias).in_order for alias in person.curated.aliases]
            yield from _other_spellings("people", person, aliases)
    for former in catalogue.vocabulary.former_addresses:
        yield _former_address(former)


def _in_language_of(entry: Entry, page: Page) -> Page:
    """The page, marked with the language of the entry, whose title it shows; unchanged if that is the site's."""
    marked = {name: value for name, value in marks(entry).items() if value}
    return replace(page, own=page.own | marked) if marked else page


def _other_spellings(folder: str, record: Record, aliases: Sequence[str]) -> Iterator[Page]:
    for alias in aliases:
        path = f"{folder}/{slug_of(alias)}/"
        yield _moved(path, record_path(folder, record), record.label, f"{folder}/")


def _former_address(former: FormerAddress) -> Page:
    path = former.address.removeprefix("/")
    if former.withdrawn:
        return _withdrawn(
            path, gettext("Withdrawn page"), "page", former.withdrawn, "", [(gettext("Home"), "")]
        )
    target = str(former.to)
    return _moved(path, target.removeprefix("/"), target, "")


def _moved(path: str, target: str, label: str, section: str) -> Page:
    old = path.rstrip("/").rpartition("/")[2]
    return Page(
        path=path,
        title=gettext("{label} (moved from {old})", label=label, old=old),
        template="moved.html",
        description=gettext("This page has a new address."),
        section=section,
        trail=[(gettext("Home"), "")],
        own={"target": target, "label": label, "elsewhere": is_https(target)},
    )


def _withdrawn(
    path: str,
    title: str,
    what: str,
    notice: Withdrawal,
    section: str,
    trail: Sequence[tuple[str, str]],
    source: str | None = None,
) -> Page:
    of_entry = what == "entry"
    return Page(
        path=path,
        title=title,
        template="withdrawn.html",
        description=gettext("This entry has been withdrawn.")
        if of_entry
        else gettext("This page has been withdrawn."),
        section=section,
        trail=trail,
        source=source,
        own={
            "lead": gettext("This entry was withdrawn on {day}.", day=notice.date.label)
            if of_entry
            else gettext("This page was withdrawn on {day}.", day=notice.date.label),
            "date": notice.date.label,
            "reason": notice.reason,
        },
    )
