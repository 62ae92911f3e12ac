"""Our pages and files in MkDocs' terms, among those that are written by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from threading import Event
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import write_file

from coprod_kb.collection.site import Snapshot
from coprod_kb.entries.model import Entry
from coprod_kb.pages import Page, latest
from coprod_kb.pages.cite import Cite
from coprod_kb.project.history import source_day
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents

_EPOCH = date(1970, 1, 1)
UNKNOWN_DAY = f"<lastmod>{_EPOCH}</lastmod>"


# Our pages share what they do not have.
_NO_CONTENTS = TableOfContents([])
_NO_ANCHORS: set[str] = set()


class GeneratedPage(MkDocsPage):
    """One of our pages in MkDocs' terms: it has no Markdown, its HTML is finished.

    What its template shows is in `meta` only while it is being rendered.
    """

    generated: Page
    _shown: int | None = None
    _basis: tuple[object, ...] | None = None

    def __init__(self, page: Page, title: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(escape(title), file, config)
        self.is_to_show(page, title, None, "")
        if page.leads_on:  # no address for the sitemap
            self.canonical_url = self.abs_url = None

    def is_to_show(self, page: Page, title: str, edit_url: str | None, day: str) -> None:
        """What is to be on it from now on. It goes on leading on, or not."""
        self.generated = page
        # MkDocs and Material hold a title to be HTML, so it is escaped here, once.
        self.title = escape(title)
        self.edit_url = edit_url
        self.update_date = day

    def changed(self) -> bool:
        """Whether it was rendered otherwise than it would be now, or never."""
        if self._shown is None:
            return True
        before, self._basis = self._basis, self._made_from()
        if before is not None and before == self._basis:
            return False
        return self._state(self.generated.meta) != self._shown

    def _made_from(self) -> tuple[object, ...] | None:
        basis = self.generated.basis
        return (self.title, self.edit_url, self.update_date, basis()) if basis else None

    def _state(self, meta: dict[str, Any]) -> int:
        return hash((json.dumps(meta), self.generated.html, self.title, self.edit_url, self.update_date))

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = self.generated.label

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.generated.html
        self.toc = _NO_CONTENTS
        self.present_anchor_ids = _NO_ANCHORS

    def fill(self, *, remembered: bool) -> None:
        """Puts together what its template shows. remembered: whether `changed` will be asked later on."""
        self.content = Markup(self.content)  # noqa: S704 (sanitised in prose/)
        meta = self.generated.meta
        if remembered:
            self._shown, self._basis = self._state(meta), self._made_from()
        self.meta["kb"] = meta["kb"]
        self.meta["kb"]["linked_data"] = Markup(meta["kb"]["linked_data"])  # noqa: S704 (escaped as JSON)

    def clear(self, *, remembered: bool) -> None:
        """Lets go of it: of all pages together it would fill much memory."""
        self.content, self.meta = None, {}
        if not remembered:
            del self.generated


class GeneratedFiles:
    """What a project's entries become, among MkDocs' files; brought to each further snapshot by what differs.

    files: those written by hand and the theme's. Where one of them has an address already, it keeps it.
    cite: gives the citations of an entry.
    navigated: the sources that `nav` in `mkdocs.yml` names, with their titles there, or `None`.
    """

    def __init__(self, files: Files, config: MkDocsConfig, cite: Cite) -> None:
        self.files = files
        self.cite = cite
        self.config = config
        self.navigated = dict(_navigated(config.nav or []))
        self._by_hand = {file.dest_uri for file in files}
        self._pages: dict[str, GeneratedPage] = {}
        self._texts: dict[str, int] = {}

    def put_pages(self, snapshot: Snapshot) -> tuple[list[File], list[File]]:
        """The files of pages that were not in the snapshot before, and of those that are gone."""
        before, self._pages = self._pages, {}
        new = []
        newest = latest(snapshot.catalogue.entries)
        for page in contents.pages(snapshot, self.cite):
            source = _source(page)
            if f"{page.path}index.html" in self._by_hand:
                continue  # a page in the docs folder takes the address
            made = before.pop(source, None)
            if made:
                self.files.remove(made.file)  # and back in again: they are in the order of the snapshot
            if made is None or made.generated.leads_on != page.leads_on:
                made = GeneratedPage(page, page.title, self._file(source, content=""), self.config)
                new.append(made.file)
            self.files.append(made.file)
            self._pages[source] = made
            self._show(made, page, snapshot.settings, newest)
        gone = [page.file for page in before.values()]
        for file in gone:
            self.files.remove(file)
        return new, gone

    def reword(self, snapshot: Snapshot, entries: Iterable[Entry]) -> list[GeneratedPage]:
        """The pages of these entries, which alone differ from those of the snapshot before."""
        newest = latest(snapshot.catalogue.entries)
        reworded = []
        for page in contents.pages_of(snapshot, entries, self.cite):
            if made := self._pages.get(_source(page)):
                self._show(made, page, snapshot.settings, newest)
                reworded.append(made)
        return reworded

    def _show(self, made: GeneratedPage, page: Page, settings: Settings, newest: date | None) -> None:
        title = self.navigated.get(_source(page)) or page.title
        edit_url = settings.edit_url(page.source) if page.source else None
        made.is_to_show(page, title, edit_url, day_of(page.updated or newest))

    def pages(self) -> list[GeneratedPage]:
        """All that there are."""
        return list(self._pages.values())

    def put_texts(self, snapshot: Snapshot, stopped: Event | None = None) -> list[File]:
        """Writes everything that is no page and differs from what it was; returns what is gone.

        Texts are not kept, but for a hash: those of all entries would fill more memory than anything else.
        stopped: leaves the rest for the next time, as soon as it is set.
        """
        before, present = dict(self._texts), set()
        for path, text in contents.files(snapshot):
            if stopped and stopped.is_set():
                return []
            if path in self._by_hand:
                continue
            present.add(path)
            if before.get(path) != hash(text):
                self._put_text(path, text)
        gone = [self.files.src_uris[path] for path in before if path not in present]
        for file in gone:
            self.files.remove(file)
            del self._texts[file.src_uri]
        return gone

    def _put_text(self, path: str, text: str) -> None:
        target = os.path.join(self.config.site_dir, path)
        write_file(text.encode(), target)  # to open a file for text takes half as long again
        if path not in self._texts:  # MkDocs leaves alone what is in its place already
            self.files.append(self._file(path, abs_src_path=target))
        self._texts[path] = hash(text)

    def put_under(self, nav: Navigation) -> None:
        """Pages outside the navigation mark the index page that they belong under as the current section."""
        indexes = {page.url: page for page in nav.pages}
        for page in self._pages.values():
            if page.url not in indexes:
                page.parent = indexes.get(page.generated.section)  # type: ignore[assignment]

    def _file(self, path: str, **where: str) -> File:
        # Outside of the navigation, whatever `exclude_docs` says.
        return File.generated(self.config, path, inclusion=InclusionLevel.NOT_IN_NAV, **where)


def _source(page: Page) -> str:
    """What MkDocs takes for its Markdown file."""
    return f"{page.path}index.md"


def day_of(known: date | None) -> str:
    """In MkDocs' form, which needs one; the sitemap leaves out 1970."""
    return str(known or source_day() or _EPOCH)


def _navigated(nav: Any) -> Iterator[tuple[str, str | None]]:
    """Source path and title of every page that `nav` in `mkdocs.yml` names."""
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, str):
            yield item, None
        for title, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from _navigated(target)
