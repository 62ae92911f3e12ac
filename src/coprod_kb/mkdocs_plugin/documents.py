"""The pages written by hand in `docs/`, which MkDocs renders: what we add to its HTML, and those that the menu names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from coprod_kb.values.translation import gettext

_VOID = re.compile(r"""<((?:img|br|hr)\b(?:[^>"']|"[^"]*"|'[^']*')*?)\s*/>""")


def finished_content(html: str, page: Page) -> Markup:
    """The content of a page from `docs/`, which maintainers have reviewed, marked as HTML where all else is escaped."""
    if page.title:
        page.title = Markup(page.title)  # noqa: S704 (from docs/, reviewed)
    _mark_titles(page.toc)
    return Markup(_as_html(_framed_tables(html)))  # noqa: S704 (from docs/, reviewed)


def plain_title(page: Page) -> str:
    """The title without HTML, for the search."""
    return Markup(page.title or "").striptags()  # noqa: S704 (from docs/, reviewed)


def _framed_tables(html: str) -> str:
    """Puts tables into frames that scroll, also from the keyboard, as `prose` does for entries."""
    numbers = itertools.count(1)
    opened = re.sub(
        "<table>",
        lambda _: (
            f'<section class="kb-table" tabindex="0" aria-label="{gettext("Table {number}", number=next(numbers))}"><table>'
        ),
        html,
    )
    return opened.replace("</table>", "</table></section>")


def _as_html(xhtml: str) -> str:
    """Writes pictures and line ends as HTML does: Python-Markdown closes them as XML does."""
    return _VOID.sub(r"<\1>", xhtml)


def _mark_titles(links: TableOfContents | list[AnchorLink]) -> None:
    for link in links:
        link.title = Markup(link.title)  # noqa: S704 (from docs/, reviewed)
        _mark_titles(link.children)


def sources_in_nav(nav: Any) -> Iterator[str]:
    """The sources of all pages that `nav` in `mkdocs.yml` names."""
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, str):
            yield item
        for target in item.values() if isinstance(item, dict) else ():
            yield from sources_in_nav(target)
