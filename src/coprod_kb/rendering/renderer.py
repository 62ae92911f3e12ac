"""Renders any page of a site: its inside, and around it the shell for its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment

from coprod_kb.pages import Page
from coprod_kb.project.settings import Settings
from coprod_kb.rendering.inside import inside_of
from coprod_kb.rendering.shell import Shell


@dataclass(frozen=True, slots=True)
class Renderer:
    """env: of our own templates. shell_of: gives the shell for a page. search: whether the site has a search index."""

    env: Environment
    settings: Settings
    shell_of: Callable[[Page], Shell]
    search: bool

    def render(self, page: Page) -> str:
        """The text of the finished page."""
        return self.shell_of(page).around(inside_of(page, self.env, self.settings, search=self.search))
