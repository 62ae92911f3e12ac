"""MkDocs' side of the seam. With `mkdocs_files` and `mkdocs_preview` it is all that imports MkDocs.

MkDocs never sees an entry: it is given finished pages as data, and renders the templates.
"""

from __future__ import annotations

import gc
import itertools
import logging
import os
import re
from pathlib import Path
from threading import Event
from typing import Any, Literal
from warnings import catch_warnings

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from coprod_kb.collection.site import Site, Snapshot
from coprod_kb.diagnostics import as_text, tally
from coprod_kb.mkdocs_plugin.background import Background
from coprod_kb.mkdocs_plugin.files import UNKNOWN_DAY, GeneratedFiles, GeneratedPage, day_of
from coprod_kb.mkdocs_plugin.frames import FRAMES, Frames
from coprod_kb.mkdocs_plugin.preview import Built, hear_at_once, is_alone, renew_when_asked, states_of_others
from coprod_kb.mkdocs_plugin.templating import prepare
from coprod_kb.project.cache import Cache
from coprod_kb.project.configuration import configuration_faults
from coprod_kb.project.files import template_folder
from coprod_kb.project.garbage import collect_less
from coprod_kb.project.settings import Settings
from coprod_kb.publishing.contents import read_site
from coprod_kb.publishing.finishing import finish, finished
from coprod_kb.publishing.last_build import LastBuild
from coprod_kb.publishing.search import PageByHand, documents
from coprod_kb.publishing.search.pagefind import index
from coprod_kb.publishing.staging import Staging, StagingError
from coprod_kb.records.citation_memory import CitationMemory
from coprod_kb.values.wording import count

log = logging.getLogger("mkdocs.plugins.coprod_kb")


class CoprodKbOptions(Config):
    """The options below `coprod_kb` in `mkdocs.yml`. Folders are relative to that file.

    maps: the evidence maps, each with `title`, `rows` and `columns`.
    search: `false` leaves the search index out. polling: `true` makes `mkdocs serve` look for changes, where
      the system does not tell of them, as on some network drives.
    check: `false` publishes entries with errors too, as far as they can be shown.
    """

    entries = config_options.Type(str, default="entries")
    vocabulary = config_options.Type(str, default="vocabulary")
    maps = config_options.Type(list, default=[])
    search = config_options.Type(bool, default=True)
    polling = config_options.Type(bool, default=False)
    check = config_options.Type(bool, default=True)


class CoprodKbPlugin(BasePlugin[CoprodKbOptions]):
    """Reads the entries, hands their pages to MkDocs, and stops a build that would publish errors."""

    site: Site
    snapshot: Snapshot
    citations: CitationMemory

    def __init__(self) -> None:
        self.serving = self.building = False
        self.last_build: LastBuild | None = None
        self.warned = Warned()
        self.background = Background()
        self.staging: Staging | None = None
        self.built: Built | None = None
        self.frames = Frames()
        self.by_hand: list[PageByHand] = []
        self.finished: set[str] = set()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # Also what keeps this object, and with it what `Site` remembers, across rebuilds of `serve`.
        self.serving = command == "serve"
        if not self.serving:
            collect_less()
        self.building = command == "build" and not dirty  # and nothing else is done with the site

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
        self.written: dict[str, Any] = {}
        with catch_warnings(
            action="ignore", category=DeprecationWarning
        ):  # MkDocs would show it on each build
            for values in config.user_configs:  # the file's, what it inherits included, then the command's
                self.written |= values
        faults = configuration_faults(self.written, file.name, file.read_bytes())
        if not hasattr(self, "site") or (self.site.root, self.site.settings) != (root, settings):
            self.site = Site(root, settings)
            self.citations = CitationMemory(Cache(root))
        self.site.configuration = faults
        config.extra["kb_search"] = self.config.search  # also for pages written by hand
        theme = self.written.get("theme")
        if not isinstance(theme, dict) or "font" not in theme:
            config.theme["font"] = False  # Material's own default asks another host
        shipped = str(template_folder())
        if shipped not in config.theme.dirs:  # after the project's own folder, before the theme's
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, shipped)
        return config

    def read(self) -> None:
        """Takes the project as it is now, and says what is wrong with it."""
        self.snapshot = read_site(self.site, drafts=self.serving, unchecked=not self.config.check)
        found, errors = self.snapshot.diagnostics, self.snapshot.errors
        if errors:
            log.warning("What the entries need:\n%s", as_text(errors))
        if warnings := len(found) - len(errors):  # a large collection has thousands, and none stops a build
            log.info(
                "%s. To see them: make check, or coprod-kb check", count(warnings, "warning").capitalize()
            )

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before MkDocs empties the site's folder: everything is read and checked."""
        if self.building and is_alone(self, config):
            self._leave_what_is_current(config)
        self.by_hand, self.finished = [], set()
        self.read()
        if self.snapshot.unsafe_findings or (self.snapshot.errors and self.config.check and not self.serving):
            raise PluginError(
                f"The site was not built, and the old one is untouched: {tally(self.snapshot.diagnostics)}."
            )
        if not self.serving:  # a preview has a folder of its own, which nobody else sees
            try:
                self.staging = Staging(Path(config.site_dir), root=self.site.root)
            except StagingError as error:
                raise PluginError(str(error)) from None
            config.site_dir = str(self.staging.folder)

    def _leave_what_is_current(self, config: MkDocsConfig) -> None:
        """Ends the program where there is nothing to do: a plugin cannot tell MkDocs so in another way."""
        site, further = Path(config.site_dir), [config.docs_dir, config.theme.custom_dir or config.docs_dir]
        self.last_build = LastBuild(self.site.root, site, map(Path, further), self.written)
        if self.last_build.is_current():
            log.info("Nothing has changed since %s was built. It was left as it is.", site)
            raise SystemExit(0)
        self.warned.start()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self.generated = GeneratedFiles(files, config, self.citations.cite)
        self.generated.put_pages(self.snapshot)
        self.generated.put_texts(self.snapshot)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.frames = Frames()  # of this build: they hold its navigation
        self.generated.put_under(nav)
        self.nav = nav
        return nav

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """The day of a page written by hand, from its history: MkDocs would take today."""
        if not isinstance(page, GeneratedPage) and page.file.abs_src_path:
            path = os.path.relpath(page.file.abs_src_path, self.site.root)
            page.update_date = day_of(self.snapshot.history.get(Path(path).as_posix(), (None, None))[1])
        return page

    @event_priority(-100)  # last: other plugins still see and may change ordinary text
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Marks what MkDocs made of the trusted pages in `docs/` as HTML, now that all else is escaped."""
        if isinstance(page, GeneratedPage):
            return html
        if page.title:
            page.title = Markup(page.title)  # noqa: S704 (from docs/, reviewed)
        title = Markup(page.title or "").striptags()  # noqa: S704 (from docs/, reviewed)
        self.by_hand.append(PageByHand(page.url, title, html))
        _mark_titles(page.toc)
        return Markup(_as_html(_framed_tables(html)))  # noqa: S704 (from docs/, reviewed)

    @event_priority(100)  # first: before anybody loads a template
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        prepare(env)
        self.built = Built(config, self.nav, env, self.generated, self.snapshot, self.citations)
        return env

    @event_priority(100)  # first: others may look at what is on the page
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Lets pages share a frame: it depends on where the page is, and what of the navigation is marked."""
        if isinstance(page, GeneratedPage):
            page.fill(remembered=self.serving)
            if is_alone(self, config, "page_context"):  # else others may put anything into a frame
                marked = page.url if page in nav.pages else page.generated.section
                context[FRAMES] = (self.frames, (context["base_url"], marked, page.is_homepage))  # type: ignore[literal-required]
        return context

    @event_priority(-100)  # last: what others made of the page counts as well
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """The finished page at once, where nobody changes files later on: else each is read and written again."""
        if isinstance(page, GeneratedPage):
            page.clear(remembered=self.serving)
        if self.serving or not is_alone(self, config, "post_build"):
            return output
        self.finished.add(page.file.dest_uri)
        return finished(output)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        return output.replace(UNKNOWN_DAY, "") if template_name == "sitemap.xml" else output

    @event_priority(-100)  # last: other plugins may write pages of their own
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.citations.keep()
        if self.serving:
            self.background.run(self._index_quietly)
            return
        # Not in a preview, whose own script could not run.
        finish(Path(config.site_dir), self.finished)
        try:
            if self.config.search:
                index(documents(self.snapshot.catalogue, self.by_hand), Path(config.site_dir))
            if self.staging and not _fails_strictly():
                self.staging.put_in_place()
                if self.last_build and not self.warned.stop():
                    self.last_build.keep()
        except (RuntimeError, StagingError) as error:
            raise PluginError(str(error)) from None
        self._unstage(config)

    def on_build_error(self, *, error: Exception) -> None:
        self.built = None  # there is nothing whole to go on from
        self._unstage(None)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        settings = self.site.settings
        ours = [(self.site.root / name).resolve() for name in (settings.entries_dir, settings.vocabulary_dir)]
        templates = [Path(name).resolve() for name in (config.theme.custom_dir, template_folder()) if name]
        for folder in dict.fromkeys((*ours, *templates)):
            if folder.is_dir():
                server.watch(os.fspath(folder))
        if not self.config.polling:
            hear_at_once(server)
        others = states_of_others(server, ours)
        gc.freeze()  # what a preview keeps need not be looked through at each change, for what might be given back

        def rebuild() -> None:
            nonlocal others
            self.background.stop()
            before, others = others, states_of_others(server, ours)
            built, self.built = self.built, None  # whatever goes wrong, the next build is a full one
            if built is None:
                builder()
            elif others != before or not self._refresh(built):
                built.leave()
                builder()

        server.builder = rebuild
        renew_when_asked(server, lambda: self.built)
        return server

    def _refresh(self, built: Built) -> bool:
        """Brings the preview up to date by what differs; `False` where it takes a full build."""
        if not is_alone(self, built.config):
            return False
        self.read()
        if self.snapshot.unsafe_findings or not built.refresh(self.snapshot):
            return False
        self.built = built
        self.background.run(self._complete_quietly)
        return True

    def _complete_quietly(self, stopped: Event) -> None:
        """What a preview can do without for a moment."""
        assert self.built is not None
        try:
            self.built.complete(stopped)
        except Exception as error:  # whatever it is, the next change leads to a full build
            log.error("The preview is not complete. %s", error)
        else:
            if not stopped.is_set():
                self._index_quietly(stopped)

    def _index_quietly(self, stopped: Event) -> None:
        """In a preview nobody waits, and the folder may be emptied at any moment for the next build."""
        assert self.built is not None
        try:
            if self.config.search:
                found = documents(self.snapshot.catalogue, self.by_hand)
                index(found, Path(self.built.config.site_dir), stopped)
        except (OSError, RuntimeError) as error:
            if not stopped.is_set():
                log.warning("The search will not work in this preview. %s", error)

    def on_shutdown(self) -> None:
        self.background.stop()
        self._unstage(None)

    def _unstage(self, config: MkDocsConfig | None) -> None:
        """Leaves nothing of the folder in which the site was built; whoever publishes finds the real one."""
        if self.staging:
            self.staging.discard()
            if config:
                config.site_dir = str(self.staging.target)
            self.staging = None


class Warned(logging.Handler):
    """Whether MkDocs or a plugin has warned of something, between `start` and `stop`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._something = False

    def start(self) -> None:
        self._something = False
        logging.getLogger("mkdocs").addHandler(self)

    def stop(self) -> bool:
        logging.getLogger("mkdocs").removeHandler(self)
        return self._something

    def emit(self, record: logging.LogRecord) -> None:
        self._something = True


def _fails_strictly() -> bool:
    """Whether `--strict` is about to end this build because of warnings; MkDocs does so last of all."""
    counters = (one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler))
    return any(counter.get_counts() for counter in counters)


def _framed_tables(html: str) -> str:
    """Tables in frames that scroll, also from the keyboard, as `prose` makes them for entries."""
    numbers = itertools.count(1)
    opened = re.sub(
        "<table>",
        lambda _: f'<section class="kb-table" tabindex="0" aria-label="Table {next(numbers)}"><table>',
        html,
    )
    return opened.replace("</table>", "</table></section>")


_VOID = re.compile(r"""<((?:img|br|hr)\b(?:[^>"']|"[^"]*"|'[^']*')*?)\s*/>""")


def _as_html(xhtml: str) -> str:
    """Pictures and line ends as HTML writes them: Python-Markdown closes them as XML does."""
    return _VOID.sub(r"<\1>", xhtml)


def _mark_titles(links: TableOfContents | list[AnchorLink]) -> None:
    for link in links:
        link.title = Markup(link.title)  # noqa: S704 (from docs/, reviewed)
        _mark_titles(link.children)
