"""The theme's shells, rendered by MkDocs' own environment through its public interface."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from coprod_kb.pages import Page
from coprod_kb.rendering.environment import add_words
from coprod_kb.rendering.inside import base_of
from coprod_kb.rendering.shell import SLOTS, Shell, ShellError
from coprod_kb.values.translation import ENGLISH, language, use_language

_OF_MATERIAL = ("analytics", "consent", "polyfills", "version")
"""What a project may ask for under `extra`, and Material's base serves."""


class Shells:
    """The shells of one build. They differ by the depth of a page, and by what it marks in the menu.

    policy: whether pages get a Content-Security-Policy. A preview has none: MkDocs adds a script of its own.
    """

    def __init__(
        self, env: Environment, nav: Navigation, files: Files, config: MkDocsConfig, *, policy: bool
    ) -> None:
        add_words(env)
        self._template = env.get_template("main.html")
        self._nav, self._config, self._policy = nav, config, policy
        self._documents = files.documentation_pages()
        self._in_menu = {page.file.dest_uri: page for page in nav.pages}
        self._shells: dict[tuple[str, ...], Shell] = {}

    def of(self, page: Page) -> Shell:
        """The shell for a page. Raises `PluginError` where the theme's template lacks a slot."""
        path, section = (f"{address}index.html" for address in (page.path, page.section))
        own = path if path in self._in_menu else ""
        marked = section if section in self._in_menu else ""
        key = (own, marked, base_of(page.path))
        if key not in self._shells:
            self._shells[key] = self._rendered(path, marked)
        return self._shells[key]

    def _rendered(self, path: str, marked: str) -> Shell:
        own = self._in_menu.get(path) or self._stand_in(path, marked)
        own.active = True  # and with it the sections of the menu above it
        try:
            context = get_context(self._nav, self._documents, self._config, own)
            return Shell.of(self._template.render(context | {"slots": SLOTS._asdict()}), policy=self._policy)
        except ShellError as error:
            raise PluginError(str(error)) from None
        finally:
            own.active = False

    def _stand_in(self, path: str, marked: str) -> MkDocsPage:
        """A page in MkDocs' terms that is at this place, below the page of the menu that it marks."""
        file = File.generated(self._config, path.replace("index.html", "index.md"), content="")
        page = MkDocsPage(None, file, self._config)
        page.parent = self._in_menu.get(marked)  # type: ignore[assignment]
        page.meta, page.content, page.toc = {}, Markup(), TableOfContents([])
        return page


def set_language(config: MkDocsConfig, code: str) -> None:
    """Sets the language of the process, and hands it to the templates as `config.extra.kb_language`.

    That has its `code`, its `direction`, whether its catalogue is `machine_made`, and under `theme` the language nearest to it for which the theme has words.
    """
    use_language(code)
    used = language()
    folders = [Path(folder, "partials", "languages") for folder in config.theme.dirs]
    codes = (used.code, used.locale.language, ENGLISH)
    known = (code for code in codes if any((folder / f"{code}.html").is_file() for folder in folders))
    config.extra["kb_language"] = {
        "code": used.code,
        "direction": used.direction,
        "machine_made": used.machine_made,
        "theme": next(known, ENGLISH),
    }


def plain_style(config: MkDocsConfig) -> str:
    """The path of Material's style sheet if pages need nothing else of that theme; empty where they need its base."""
    theme = config.theme
    asked = [
        *map(theme.get, ("features", "font", "icon")),
        config.extra_javascript,
        *map(config.extra.get, _OF_MATERIAL),
    ]
    own_base = theme.custom_dir and Path(theme.custom_dir, "base.html").is_file()
    if theme.name != "material" or own_base or any(asked):
        return ""
    sheets = (
        sheet for folder in theme.dirs for sheet in Path(folder).glob("assets/stylesheets/main.*.min.css")
    )
    return next((f"assets/stylesheets/{sheet.name}" for sheet in sheets), "")
