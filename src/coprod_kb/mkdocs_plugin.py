"""MkDocs' side of the seam, and the only file that imports it.

MkDocs never sees an entry: it is given finished pages as data, and renders the templates.
"""

from __future__ import annotations

import itertools
import logging
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal
from warnings import catch_warnings

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from coprod_kb.configuration import configuration_faults
from coprod_kb.diagnostics import as_text, tally
from coprod_kb.finishing import finish
from coprod_kb.frames import FRAMES, FramedTemplate, Frames
from coprod_kb.pages import Page, latest
from coprod_kb.pages.page import count
from coprod_kb.search import PageByHand, documents
from coprod_kb.search_index import Indexing
from coprod_kb.settings import Settings
from coprod_kb.site import Site, Snapshot, source_day, template_folder
from coprod_kb.staging import Staging, StagingError

log = logging.getLogger("mkdocs.plugins.coprod_kb")


class CoprodKbOptions(Config):
    """The options below `coprod_kb` in `mkdocs.yml`. Folders are relative to that file.

    maps: the evidence maps, each with `title`, `rows` and `columns`.
    check: `false` publishes entries with errors too, as far as they can be shown.
    """

    entries = config_options.Type(str, default="entries")
    vocabulary = config_options.Type(str, default="vocabulary")
    maps = config_options.Type(list, default=[])
    search = config_options.Type(bool, default=True)
    check = config_options.Type(bool, default=True)


class GeneratedPage(MkDocsPage):
    """One of our pages in MkDocs' terms: it has no Markdown, its HTML is finished."""

    def __init__(
        self, page: Page, title: str, file: File, config: MkDocsConfig, edit_url: str | None
    ) -> None:
        # MkDocs and Material hold a title to be HTML, so it is escaped here, once.
        super().__init__(escape(title), file, config)
        self.generated = page
        self.edit_url = edit_url
        if "target" in page.context:  # it only leads on: no address for the sitemap
            self.canonical_url = self.abs_url = None

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = self.generated.meta
        self.meta["kb"]["linked_data"] = Markup(self.generated.linked_data)  # noqa: S704 (escaped as JSON)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = Markup(self.generated.html)  # noqa: S704 (sanitised in prose/)
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()


class CoprodKbPlugin(BasePlugin[CoprodKbOptions]):
    """Reads the entries, hands their pages to MkDocs, and stops a build that would publish errors."""

    site: Site
    snapshot: Snapshot

    def __init__(self) -> None:
        self.serving = False
        self.indexing = Indexing()
        self.staging: Staging | None = None
        self.frames = Frames()
        self.by_hand: list[PageByHand] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # Also what keeps this object, and with it what `Site` remembers, across rebuilds of `serve`.
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        file = Path(config.config_file_path)
        root = file.parent
        settings = Settings.of(
            dict(config)
            | {
                "docs_dir": Path(os.path.relpath(config.docs_dir, root)).as_posix(),
                "plugins": [{"coprod_kb": dict(self.config)}],
            }
        )
        written: dict[str, Any] = {}
        with catch_warnings(
            action="ignore", category=DeprecationWarning
        ):  # MkDocs would show it on each build
            for values in config.user_configs:  # the file's, what it inherits included, then the command's
                written |= values
        faults = configuration_faults(written, file.name, file.read_bytes())
        if not hasattr(self, "site") or self.site.settings != settings:
            self.site = Site(root, settings)
        self.site.configuration = faults
        config.extra["kb_search"] = self.config.search  # also for pages written by hand
        theme = written.get("theme")
        if not isinstance(theme, dict) or "font" not in theme:
            config.theme["font"] = False  # Material's own default asks another host
        shipped = str(template_folder())
        if shipped not in config.theme.dirs:  # after the project's own folder, before the theme's
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, shipped)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before MkDocs empties the site's folder: everything is read and checked."""
        self.by_hand = []
        self.snapshot = self.site.read(drafts=self.serving, unchecked=not self.config.check)
        found, errors = self.snapshot.diagnostics, self.snapshot.errors
        if errors:
            log.warning("What the entries need:\n%s", as_text(errors))
        if warnings := len(found) - len(errors):  # a large collection has thousands, and none stops a build
            log.info("%s. To see them: coprod-kb check", count(warnings, "warning").capitalize())
        if self.snapshot.open_walls or (self.snapshot.errors and self.config.check and not self.serving):
            raise PluginError(f"The site was not built, and the old one is untouched: {tally(found)}.")
        if not self.serving:  # a preview has a folder of its own, which nobody else sees
            try:
                self.staging = Staging(Path(config.site_dir), root=self.site.root)
            except StagingError as error:
                raise PluginError(str(error)) from None
            config.site_dir = str(self.staging.folder)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        titles = dict(_navigation_titles(config.nav or []))
        by_hand = {file.dest_uri for file in files}
        newest = latest(self.snapshot.catalogue.entries)
        for page in self.snapshot.pages():
            source = f"{page.path}index.md"
            file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            if file.dest_uri in by_hand:
                continue  # a page in the docs folder takes the address
            edit_url = self.site.settings.edit_url(page.source) if page.source else None
            made = GeneratedPage(page, titles.get(source, page.title), file, config, edit_url)
            made.update_date = _day(page.updated or newest)
            files.append(file)
        for path, text in self.snapshot.files():
            if path not in by_hand:
                kept = InclusionLevel.NOT_IN_NAV  # whatever `exclude_docs` says
                files.append(File.generated(config, path, content=text, inclusion=kept))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Pages outside the navigation mark the index page that they belong under as the current section."""
        self.frames = Frames()  # of this build: they hold its navigation
        indexes = {page.url: page for page in nav.pages}
        for file in files.documentation_pages():
            page = file.page
            if isinstance(page, GeneratedPage) and page.url not in indexes:
                page.parent = indexes.get(page.generated.section)  # type: ignore[assignment]
        return nav

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """The day of a page written by hand, from its history: MkDocs would take today."""
        if not isinstance(page, GeneratedPage) and page.file.abs_src_path:
            path = os.path.relpath(page.file.abs_src_path, self.site.root)
            page.update_date = _day(self.snapshot.history.get(Path(path).as_posix(), (None, None))[1])
        return page

    @event_priority(-100)  # last: other plugins still see and may change ordinary text
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> Markup:
        """Marks what MkDocs made of the trusted pages in `docs/` as HTML, now that all else is escaped."""
        if not isinstance(page, GeneratedPage):
            if page.title:
                page.title = Markup(page.title)  # noqa: S704 (from docs/, reviewed)
            title = Markup(page.title or "").striptags()  # noqa: S704 (from docs/, reviewed)
            self.by_hand.append(PageByHand(page.url, title, html))
            _mark_titles(page.toc)
            html = _framed_tables(html)
        return Markup(html)  # noqa: S704 (from docs/, reviewed, or sanitised in prose/)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        env.autoescape = True
        env.template_class = FramedTemplate
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Lets pages share a frame: it depends on where the page is, and what of the navigation is marked."""
        alone = len(config.plugins.events["page_context"]) == 1  # else others may put anything into a frame
        if alone and isinstance(page, GeneratedPage):
            marked = page.url if page in nav.pages else page.generated.section
            context[FRAMES] = (self.frames, (context["base_url"], marked, page.is_homepage))  # type: ignore[literal-required]
        return context

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        return output.replace(_UNKNOWN_DAY, "") if template_name == "sitemap.xml" else output

    @event_priority(-100)  # last: other plugins may write pages of their own
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not self.serving:  # the preview's own script could not run
            finish(Path(config.site_dir))
        try:
            if self.config.search:
                found = documents(self.snapshot.catalogue, self.by_hand)
                self.indexing.run(found, Path(config.site_dir), wait=not self.serving)
            if self.staging and not _fails_strictly():
                self.staging.put_in_place()
        except (RuntimeError, StagingError) as error:
            raise PluginError(str(error)) from None
        self._unstage(config)

    def on_build_error(self, *, error: Exception) -> None:
        self._unstage(None)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        settings = self.site.settings
        folders = [self.site.root / settings.entries_dir, self.site.root / settings.vocabulary_dir]
        folders += [Path(name) for name in (config.theme.custom_dir, template_folder()) if name]
        for folder in dict.fromkeys(folder.resolve() for folder in folders):
            if folder.is_dir():
                server.watch(os.fspath(folder))
        return server

    def on_shutdown(self) -> None:
        self.indexing.stop()
        self._unstage(None)

    def _unstage(self, config: MkDocsConfig | None) -> None:
        """Leaves nothing of the folder in which the site was built; whoever publishes finds the real one."""
        if self.staging:
            self.staging.discard()
            if config:
                config.site_dir = str(self.staging.target)
            self.staging = None


def _fails_strictly() -> bool:
    """Whether `--strict` is about to end this build because of warnings; MkDocs does so last of all."""
    counters = (one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler))
    return any(counter.get_counts() for counter in counters)


_EPOCH = date(1970, 1, 1)
_UNKNOWN_DAY = f"<lastmod>{_EPOCH}</lastmod>"


def _day(known: date | None) -> str:
    """In MkDocs' form, which needs one; the sitemap leaves out 1970."""
    return str(known or source_day() or _EPOCH)


def _navigation_titles(nav: Any) -> Iterator[tuple[str, str]]:
    """Source path and title of every page that `nav` in `mkdocs.yml` names with a title."""
    for item in nav if isinstance(nav, list) else [nav]:
        for title, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from _navigation_titles(target)


def _framed_tables(html: str) -> str:
    """Tables in frames that scroll, also from the keyboard, as `prose` makes them for entries."""
    numbers = itertools.count(1)
    opened = re.sub(
        "<table>",
        lambda _: f'<section class="kb-table" tabindex="0" aria-label="Table {next(numbers)}"><table>',
        html,
    )
    return opened.replace("</table>", "</table></section>")


def _mark_titles(links: TableOfContents | list[AnchorLink]) -> None:
    for link in links:
        link.title = Markup(link.title)  # noqa: S704 (from docs/, reviewed)
        _mark_titles(link.children)
