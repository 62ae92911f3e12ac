"""The inside of a page: what it says in its title, in its head and between the theme's header and footer."""

from __future__ import annotations

from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup, escape

from coprod_kb.pages import Page
from coprod_kb.project.settings import Settings


class Inside(NamedTuple):
    """Three pieces of HTML: the text of `title`, elements of `head`, and the content of the page."""

    title: str
    head: str
    content: str


def inside_of(page: Page, env: Environment, settings: Settings, *, search: bool) -> Inside:
    """Renders a page's own templates. search: whether the site has a search index, and so search fields."""
    head, linked_data = page.metadata()
    variables = {
        "page": {
            "title": page.title,
            "description": page.description,
            "html": Markup(page.html),  # noqa: S704 (sanitised in entries/prose)
            "address": "" if page.is_redirect else settings.address(page.path),
        },
        "site": {"name": settings.site_name, "description": settings.site_description, "search": search},
        "base": base_of(page.path),
        "trail": [{"label": label, "path": path} for label, path in page.trail],
        "kb": page.context,
        "head": head,
        "linked_data": Markup(linked_data),  # noqa: S704 (escaped as JSON in records/linked_data)
    }
    title = escape(page.title if page.path else settings.site_name)
    return Inside(
        title=f"{title} – {escape(settings.site_name)}" if page.path else str(title),
        head=env.get_template("head.html").render(variables),
        content=env.get_template(page.template).render(variables),
    )


def base_of(path: str) -> str:
    """What leads from a page to the root of the site: `./`, `../`, `../../` and so on."""
    return "../" * path.count("/") or "./"
