"""The menu of a site whose `mkdocs.yml` has no `nav`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.pages.indexes import ways_in
from coprod_kb.pages.questions import questions
from coprod_kb.values.translation import gettext

CONTRIBUTE = ("how-to-contribute.md", "what-we-include.md")
"""Pages of the docs folder that stand beside the form."""

FIRST = ("about.md", "contact.md")
"""Pages of the docs folder that stand before the others."""


def menu(catalogue: Catalogue, by_hand: Sequence[str]) -> list[Any]:
    """The menu in the form of `nav`: index pages that list something, then the pages of the docs folder.

    by_hand: the paths of these pages, relative to the docs folder.
    """
    types = [(of_type.plural, of_type.path) for of_type in catalogue.types]
    ways = {way["path"]: way["label"] for way in ways_in(catalogue)}
    alone = ("keywords/", "organisations/", "people/")
    apart = {"entries/", "questions/", "map/", *alone, *(path for _, path in types)}
    browse = [
        (gettext("Browse"), "browse/"),
        *([(gettext("Questions"), "questions/")] if questions(catalogue) else []),
        (gettext("All entries"), "entries/"),
        *types,
        *((label, path) for path, label in ways.items() if path not in apart),
    ]
    others = [path for path in by_hand if path not in {"index.md", *CONTRIBUTE}]
    about = sorted(others, key=lambda path: (FIRST.index(path) if path in FIRST else len(FIRST), path))
    return [
        {gettext("Home"): "index.md"},
        {gettext("Browse"): [{label: f"{path}index.md"} for label, path in browse]},
        *(
            {ways[path] if path != "map/" else gettext("Map"): f"{path}index.md"}
            for path in ("map/", *alone)
            if path in ways
        ),
        {
            gettext("Contribute"): [
                {gettext("Contribute"): "contribute/index.md"},
                *(path for path in CONTRIBUTE if path in by_hand),
            ]
        },
        *([{gettext("About"): about}] if about else []),
    ]
