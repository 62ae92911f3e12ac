"""The plugin: MkDocs builds the pages of `docs/`, and everything made from the entries is written after that."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from threading import Event
from typing import Any, Literal
from warnings import catch_warnings

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from coprod_kb.collection import addresses
from coprod_kb.collection.site import Site, Snapshot, described_in
from coprod_kb.desk.page import PATH as DESK
from coprod_kb.desk.page import in_preview
from coprod_kb.diagnostics import as_text, tally
from coprod_kb.entries.workers import processors
from coprod_kb.links.docs_links import linked_files
from coprod_kb.mkdocs_plugin.background import Background
from coprod_kb.mkdocs_plugin.documents import finished_content, plain_title, sources_in_nav
from coprod_kb.mkdocs_plugin.hosts import guarded
from coprod_kb.mkdocs_plugin.options import CoprodKbOptions
from coprod_kb.mkdocs_plugin.preview import Preview, states
from coprod_kb.mkdocs_plugin.shells import Shells, plain_style, set_language
from coprod_kb.mkdocs_plugin.watching import linked_paths, watch_natively, watched_paths
from coprod_kb.pages import Page, latest
from coprod_kb.pages.menu import menu
from coprod_kb.project.changes import finish_changes
from coprod_kb.project.configuration import configuration_faults
from coprod_kb.project.docs_folder import is_answer, is_readme
from coprod_kb.project.files import template_folder, template_folders
from coprod_kb.project.history import source_day
from coprod_kb.project.host import base_path
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from coprod_kb.publishing.assets import asset_files
from coprod_kb.publishing.docs_conflicts import CODE as SHARED_ADDRESS
from coprod_kb.publishing.hosts import refuse_foreign, remove_former, site_files
from coprod_kb.publishing.parallel_writing import OutputError, write_files
from coprod_kb.publishing.search import PageByHand, documents
from coprod_kb.publishing.search.pagefind import index
from coprod_kb.publishing.site_files import SiteFiles, file_of
from coprod_kb.publishing.sitemap import sitemap_files
from coprod_kb.publishing.staging import Staging, StagingError
from coprod_kb.rendering.environment import environment
from coprod_kb.rendering.policy import protected
from coprod_kb.rendering.renderer import Renderer
from coprod_kb.values.wording import count

log = logging.getLogger("mkdocs.plugins.coprod_kb")


class CoprodKbPlugin(BasePlugin[CoprodKbOptions]):
    """Reads the entries, stops a build that would publish errors, and writes what is made from them."""

    site: Site
    snapshot: Snapshot
    pages: list[Page]
    files: Files
    nav: Navigation
    env: Environment
    shells: Shells

    def __init__(self) -> None:
        self.serving = False
        self.background = Background()
        self.staging: Staging | None = None
        self.preview: Preview | None = None
        self.by_hand: list[PageByHand] = []
        self.menu: list[Any] | None = None
        self.in_docs: list[str] = []
        self.warned: list[str] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # Also what keeps this object, and with it what `Site` has read, across rebuilds of `serve`.
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        file = Path(config.config_file_path)
        root = file.parent
        if done := finish_changes(root):
            log.info(done)
        written: dict[str, Any] = {}
        # MkDocs would show the warning on each build.
        with catch_warnings(action="ignore", category=DeprecationWarning):
            for values in config.user_configs:  # the file's, what it inherits included, then the command's
                written |= values
        faults, former = configuration_faults(written, file.name, file.read_bytes())
        described = described_in(root, former)
        settings = Settings.of(
            dict(config)
            | {
                "docs_dir": Path(os.path.relpath(config.docs_dir, root)).as_posix(),
                "plugins": [{"coprod_kb": dict(self.config)}],
            },
            described.description,
        )
        config.site_description = settings.site_description
        set_language(config, settings.language)
        if not hasattr(self, "site") or (self.site.root, self.site.settings) != (root, settings):
            self.site = Site(root, settings)
        self.site.configuration, self.site.former, self.site.described = faults, former, described
        # Else a script of the theme, and with it the policy, differs by the depth of a page.
        config.extra.setdefault("scope", base_path(settings.site_url))
        config.extra["kb_search"] = self.config.search
        config.extra["kb_editors"] = settings.who_runs_it()
        theme = written.get("theme")
        if not isinstance(theme, dict) or "font" not in theme:
            config.theme["font"] = False  # Material's own default asks another host
        shipped = str(template_folder() / "theme")
        if shipped not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, shipped)  # after the project's own
        config.extra["kb_style"] = plain_style(config)
        return config

    def read(self) -> None:
        """Takes the project as it is now, and reports what is wrong with it."""
        self.snapshot = contents.read_site(self.site, drafts=self.serving, unchecked=not self.config.check)
        self.pages = list(contents.pages(self.snapshot))
        found, errors = self.snapshot.diagnostics, self.snapshot.errors
        if errors:
            level = logging.ERROR if self._errors_stop_the_build() else logging.WARNING
            log.log(level, "What the entries need:\n%s", as_text(errors))
        shared = [
            finding for finding in found if finding.code == SHARED_ADDRESS and finding.severity == "warning"
        ]
        warnings = [f"What the docs folder needs:\n{as_text(shared)}"] if shared else []
        if gap := self.snapshot.history_gap:
            warnings.append(f"The days on which entries came in and changed are not known: {gap}")
        for warning in warnings:
            if warning not in self.warned:  # once in a preview, which reads again and again
                log.warning(warning)
        self.warned = warnings
        if others := len(found) - len(errors) - len(shared):  # thousands, if a collection is large
            log.info("%s. To see them: make check, or coprod-kb check", count(others, "finding").capitalize())

    def _errors_stop_the_build(self) -> bool:
        return bool(self.snapshot.unsafe_findings or (self.config.check and not self.serving))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before MkDocs empties the site's folder: everything is read and checked."""
        self.by_hand = []
        self.read()
        if self.snapshot.errors and self._errors_stop_the_build():
            raise PluginError(
                f"The site was not built, and the old one is untouched: {tally(self.snapshot.diagnostics)}."
            )
        if not self.serving:  # a preview has a folder of its own, which nobody else sees
            try:
                refuse_foreign(Path(config.site_dir), self.site.settings.host)
                self.staging = Staging(Path(config.site_dir), root=self.site.root)
            except StagingError as error:
                raise PluginError(str(error)) from None
            config.site_dir = str(self.staging.folder)

    # --- What MkDocs builds -------------------------------------------------------------------------

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds our assets, and of our pages and files those that the menu or a page of `docs/` names.

        So the menu and links to them work. What MkDocs writes in their place is written over afterwards.
        """
        paths = {file_of(page) for page in self.pages}
        for file in list(files):
            written = PurePosixPath(file.src_uri)
            if is_answer(written) or (file.dest_uri in paths and is_readme(written)):
                files.remove(file)
        self.taken = {file.dest_uri for file in files}
        self.menu = None
        if config.nav is None:
            self.in_docs = [
                file.src_uri for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
            ]
            config.nav = self.menu = self._made_menu()
        named = {*sources_in_nav(config.nav), *self._linked_from(files)}
        groups = contents.file_groups(self.snapshot)
        for path, source in asset_files():
            if path not in self.taken:
                files.append(File.generated(config, path, abs_src_path=str(source)))
        for name in sorted(named):
            path = f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name
            if path in self.taken:
                continue
            if path in paths or any(group.paths.fullmatch(path) for group in groups):
                # Outside of the menu unless it names them, whatever `exclude_docs` says.
                files.append(File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def _made_menu(self) -> list[Any]:
        return menu(self.snapshot.listed, self.in_docs)

    def _linked_from(self, files: Files) -> Iterator[str]:
        for file in files.documentation_pages():
            yield from linked_files(file.content_string, PurePosixPath(file.src_uri))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        return nav

    @event_priority(-100)  # last: other plugins still see and may change ordinary text
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        search = page.meta.get("search")  # the same option as in Material's own search
        left_out = isinstance(search, dict) and search.get("exclude") is True
        if page.file.dest_uri in self.taken and not left_out:
            self.by_hand.append(PageByHand(page.url, plain_title(page), html))
        return finished_content(html, page)

    @event_priority(100)  # first: before anybody loads a template
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        env.autoescape = True
        self.files = files
        self.shells = Shells(env, self.nav, files, config, policy=not self.serving)
        own = config.theme.custom_dir
        self.env = environment(template_folders(Path(own) if own else None))
        return env

    @event_priority(-100)  # last: other plugins may write pages of their own
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.serving:
            self._show(config, emptied=True)
            return
        site = Path(config.site_dir)
        output = self._output()
        for page in self.pages:
            self.shells.of(page)  # before other processes start, so that each shell is rendered once
        try:
            _protect(site)
            write_files(site, output.tasks(), taken=self.taken, processes=processors())
            self._write_lists(site, output)
            if self.config.search:
                index(documents(self.snapshot.listed, self.by_hand), site)
            written = self._write_for_host(site)
            if self.staging and not _fails_strictly():
                self.staging.put_in_place()
                remove_former(self.staging.target, written)
        except (OutputError, RuntimeError, StagingError) as error:
            raise PluginError(str(error)) from None
        self._unstage(config)

    # --- What is written after that -----------------------------------------------------------------

    def _output(self) -> SiteFiles:
        """The site as it is now, with the shells that MkDocs' environment gives."""
        renderer = Renderer(self.env, self.snapshot.settings, self.shells.of, search=self.config.search)
        pages, groups = self.pages, contents.file_groups(self.snapshot)
        if self.serving:  # the desk is for editors, and never part of a published site
            page, table = in_preview(self.site, self.snapshot)
            pages, groups = [*pages, page], [*groups, table]
        return SiteFiles(pages, groups, renderer.render, self.taken)

    def _write_lists(self, site: Path, output: SiteFiles) -> None:
        """The lists of all pages and of all addresses."""
        newest = latest(self.snapshot.catalogue.entries)
        pages = {
            page.path: page.updated or newest or source_day() for page in output.pages if not page.is_redirect
        }
        for file in self.files.documentation_pages():
            if file.dest_uri in self.taken and file.abs_src_path:
                source = Path(os.path.relpath(file.abs_src_path, self.site.root)).as_posix()
                path = file.dest_uri.removesuffix("index.html")
                pages[path] = self.snapshot.history.days.get(source, (None, None))[1] or source_day()
        for name, content in sitemap_files(pages, self.snapshot.settings).items():
            (site / name).write_bytes(content)
        present = (
            PurePosixPath(file.relative_to(site).as_posix()) for file in site.rglob("*") if file.is_file()
        )
        listed = addresses.as_text(addresses.addresses_of(present))
        (site / addresses.NAME).write_text(listed, encoding="utf-8", newline="\n")

    def _write_for_host(self, site: Path) -> set[str]:
        """The files for the host that `mkdocs.yml` names. Returns their paths."""
        settings = self.snapshot.settings
        if not settings.host:
            return set()
        moved = {
            page.path: str(page.own["target"])
            for page in self.pages
            if page.is_redirect and file_of(page) not in self.taken
        }
        files, left_out = site_files(settings.host, site, settings.site_url, moved)
        for sentence in left_out:
            log.info(sentence)
        write_files(site, [lambda: iter(files.items())], taken=self.taken, processes=1)
        return {*files}

    # --- The preview --------------------------------------------------------------------------------

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        watched = watched_paths(self.site, config)
        linked = linked_paths(watched.followed)
        for path in (*watched.folders, *linked):
            server.watch(os.fspath(path))
        server.watch(os.fspath(self.site.root), recursive=False)  # `collection.yml` may be made later
        if not self.config.polling:
            watch_natively(server, [Path(config.docs_dir), *watched.folders, *filter(Path.is_dir, linked)])
        before = states(watched.others, apart_from=watched.entries)

        def rebuild() -> None:
            nonlocal before
            self.background.stop()
            now = states(watched.others, apart_from=watched.entries)
            if now != before or not self._refresh(config):
                builder()
            before = now
            for path in linked_paths(watched.followed) - linked:
                server.watch(os.fspath(path))
                linked.add(path)

        server.builder = rebuild
        application = server.get_app()
        assert application is not None
        self.preview = Preview(application, Path(config.site_dir), server.mount_path)
        self._show(config, emptied=True)
        log.info("What is left to do for editors: %s%s", config.site_url, DESK)
        server.set_app(guarded(self.preview, config.dev_addr.host))
        return server

    def _refresh(self, config: MkDocsConfig) -> bool:
        """Takes up what has changed in the entries and the vocabulary; `False` where it takes a full build."""
        self.read()
        if self.snapshot.unsafe_findings:
            return False
        if self.menu is not None and self.menu != self._made_menu():  # it is on the pages of `docs/` too
            return False
        self._show(config, emptied=False)
        return True

    def _show(self, config: MkDocsConfig, *, emptied: bool) -> None:
        if self.preview is None:  # the server does not run yet
            return
        self.preview.show(self._output(), emptied=emptied)
        if self.config.search:
            self.background.run(lambda stopped: self._index_quietly(Path(config.site_dir), stopped))

    def _index_quietly(self, site: Path, stopped: Event) -> None:
        """In a preview nobody waits for it, and the folder may be emptied at any moment for the next build."""
        try:
            index(documents(self.snapshot.listed, self.by_hand), site, stopped)
        except (OSError, RuntimeError) as error:
            if not stopped.is_set():
                log.warning("The search will not work in this preview. %s", error)

    # --- The end ------------------------------------------------------------------------------------

    def on_build_error(self, *, error: Exception) -> None:
        self._unstage(None)

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


def _protect(site: Path) -> None:
    """Gives a policy to each page that MkDocs or another plugin has written."""
    for file in (*site.rglob("*.html"), *site.rglob("*.htm")):
        html = file.read_bytes().decode("utf-8", "surrogateescape")
        file.write_bytes(protected(html).encode("utf-8", "surrogateescape"))


def _fails_strictly() -> bool:
    """Whether `--strict` is about to end this build because of warnings; MkDocs does so last of all."""
    counters = (
        handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)
    )
    return any(counter.get_counts() for counter in counters)
