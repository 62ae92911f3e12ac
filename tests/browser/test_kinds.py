"""The table of kinds of page is whole: every template is shown by one, and each is what the table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.desk.page import desk_page
from coprod_kb.publishing import contents
from tests import ROOT
from tests.browser.kinds import KINDS, SiteName

WRITTEN_BY_HAND = "main.html"
"""The template of pages from `docs/`."""

PARTS_OF_PAGES = {"base.html", "head.html"}
"""Templates that others extend, or that give the head of a page."""

NOT_A_PAGE_OF_OURS = "404.html"
"""MkDocs makes it from the template alone."""


@pytest.fixture(scope="module")
def templates(rough_project: Path) -> dict[SiteName, dict[str, str]]:
    """The template of every generated page, by site and address."""
    collection, miniature = open_site(ROOT).read(), open_site(ROOT / "tests" / "miniature").read()
    rough = open_site(rough_project).read(unchecked=True)
    register, manual = open_site(ROOT / "tests" / "register").read(), open_site(ROOT / "manual").read()
    return {
        "collection": {page.path: page.template for page in contents.pages(collection)},
        "miniature": {page.path: page.template for page in contents.pages(miniature)},
        "register": {page.path: page.template for page in contents.pages(register)},
        "manual": {page.path: page.template for page in contents.pages(manual)} | {"": WRITTEN_BY_HAND},
        "rough": {page.path: page.template for page in contents.pages(rough)},
        "desk": {page.path: page.template for page in [desk_page(rough, list)]},
    }


def test_every_template_is_shown_by_a_kind() -> None:
    """If this fails, add a kind to `kinds.py` for the new page, and states for what people do on it."""
    there = {file.name for file in (ROOT / "templates" / "pages").glob("*.html")} - PARTS_OF_PAGES
    assert {kind.template for kind in KINDS} == there | {WRITTEN_BY_HAND, NOT_A_PAGE_OF_OURS}


def test_kinds_are_what_the_table_says(templates: dict[SiteName, dict[str, str]]) -> None:
    for kind in KINDS:
        if kind.template != NOT_A_PAGE_OF_OURS:
            assert templates[kind.site].get(kind.path.partition("?")[0], WRITTEN_BY_HAND) == kind.template, (
                kind.name
            )


def test_names_of_kinds_and_states_tell_them_apart() -> None:
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    for kind in KINDS:
        states = [state.name for state in kind.states]
        assert states[0] == ""
        assert len(states) == len(set(states))
