"""Examples for the fields that have none in `schema.py`, for editors that show one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.json_schema import JsonSchemaValue

from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.entry_schema import class_name
from coprod_kb.front_matter.field_groups import NAME_PARTS

Examples = Mapping[str, Mapping[str, object]]

_EXAMPLES: Examples = {
    "": {
        "licence": "CC BY 4.0",
        "key_points": ["Everyone was paid for their time."],
        "assigned": ["keywords"],
        "collection": "Research – community gardens",
        "more_authors": True,
        "draft": True,
    },
    "Contribution": {"name": "Ada Example", "organisation": "Example University"},
    "Investigator": {"name": "Ada Example", "organisation": "Example University"},
    "Involvement": {"name": "Example Town Library"},
    "PointGroup": {"heading": "What helped", "points": ["Everyone was paid for their time."]},
    "Publication": {
        "kind": "article",
        "genre": "PhD thesis",
        "book": "Handbook of shared kitchens",
        "editors": ["Ada Example"],
        "series": "Studies of examples",
        "number": "7",
        "event": "Conference on Examples 2022",
        "institution": "Example University",
        "journal": "Journal of Examples",
        "volume": "12",
        "issue": "3",
        "pages": "45–67",
        "publisher": "Example Press",
        "place": "Glasgow",
        "edition": "2nd",
    },
    "Funding": {"funder": "Example Foundation", "currency": "GBP", "reference": "EF/2021/17"},
    "Link": {"label": "Final report"},
    "Reference": {
        "text": "Example, A. (2019) ‘Planning clinics together’, Journal of Examples, 12(3), 45–67."
    },
    "Withdrawal": {"reason": "The authors have taken the report back."},
}
"""Examples by the class of the group (empty for the entry itself) and the field, where the form gives none."""


def with_examples(schema: JsonSchemaValue, description: CollectionDescription) -> JsonSchemaValue:
    """The schema with an example added to every field that has none."""
    given = {**_EXAMPLES, **dict(_of_the_collection(description))}
    groups = {"": schema, **{name: group for name, group in schema["$defs"].items() if "properties" in group}}
    for name, group in groups.items():
        for field, own in group["properties"].items():
            example = _example(own, name, field, schema["$defs"], given)
            if "examples" not in own and example is not None:
                own["examples"] = [example]
    return schema


def _of_the_collection(description: CollectionDescription) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The examples of facets and facts, as in `_EXAMPLES`; those of facts that take terms are lists."""
    terms = {facet.name: [facet.example] for facet in description.facets if facet.example}
    yield "", {**_EXAMPLES[""], **terms}
    for group in description.facts:
        yield (
            class_name(group),
            {
                part.name: part.example.split(", ") if part.facet else part.example
                for part in group.parts
                if part.example
            },
        )


def _example(
    own: JsonSchemaValue, group: str, field: str, definitions: Mapping[str, JsonSchemaValue], known: Examples
) -> Any:
    """The example among the known, or one made from the field's choices, form, items or parts; `None` if there is none."""
    if (given := known.get(group, {}).get(field)) is not None:
        return given
    if "examples" in own:
        return own["examples"][0]
    if "enum" in own:
        return own["enum"][0]
    if "$ref" in own:
        name = own["$ref"].rpartition("/")[2]
        target = definitions[name]
        if "properties" not in target:
            return _example(target, "", "", definitions, known)
        shown = {part: of for part, of in target["properties"].items() if part not in NAME_PARTS}
        parts = {part: _example(of, name, part, definitions, known) for part, of in shown.items()}
        return {part: example for part, example in parts.items() if example is not None}
    if "items" in own:
        return [_example(own["items"], "", "", definitions, known)]
    choices = [
        _example(choice, "", "", definitions, known) for choice in reversed(own.get("anyOf", ()))
    ]  # text is first
    return next((example for example in choices if example is not None), None)
