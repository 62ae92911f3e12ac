"""The style sheet of the types of entries: the colour and the icon of each, as the description of the collection has them."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_kb.front_matter.description import CollectionDescription

PATH = "assets/types.css"


def type_styles(description: CollectionDescription) -> str:
    """Rules for the classes `kb-kind--NAME` and `kb-type--NAME`, and for what such a line stands in.

    They set `--kb-spine`, the colour, and `--kb-icon`, the icon as an image.
    """
    return "\n".join(_rules(description)) + "\n"


def _rules(description: CollectionDescription) -> Iterator[str]:
    yield "/* Colours and icons of the types of entries, made from the description of the collection */"
    dark = []
    for of_type in description.types:
        kind, light_colour, dark_colour = f".kb-kind--{of_type.name}", *description.type_colours[of_type.name]
        own = f"{kind}, .kb-type--{of_type.name}"
        coloured = f":is({own}, .kb-card:has(> {kind}), .kb-entry__head:has(> {kind}))"
        icon = description.type_icons[of_type.name]
        image = f"%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath d='{icon}'/%3E%3C/svg%3E"
        yield f'{own} {{ --kb-icon: url("data:image/svg+xml,{image}"); }}'
        yield f"{coloured} {{ --kb-spine: {light_colour}; }}"
        dark.append(f"{coloured} {{ --kb-spine: {dark_colour}; }}")
    yield "@media (prefers-color-scheme: dark) {"
    yield from (f'  :root:not([data-kb-colours="light"]) {rule}' for rule in dark)
    yield "}"
    yield from (f':root[data-kb-colours="dark"] {rule}' for rule in dark)
