"""Examples for the fields that have none in `schema.py`, for editors that show one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import JsonSchemaValue

from coprod_kb.front_matter.field_groups import NAME_PARTS

_EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "": {
        "licence": "CC BY 4.0",
        "key_points": ["Everyone was paid for their time."],
        "setting": ["hospital"],
        "stage": ["design"],
        "outcomes": ["people who draw on services"],
        "evidence": ["case study"],
        "places": ["Glasgow"],
        "assigned": ["keywords"],
        "collection": "Research – integrated health and social care",
        "more_authors": True,
        "draft": True,
    },
    "Contribution": {"name": "Ada Example", "organisation": "Example University"},
    "Investigator": {"name": "Ada Example", "organisation": "Example University"},
    "Involvement": {"name": "Example Care Trust"},
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
    "CoProduction": {
        "who": "Six people with dementia, four carers and five nurses.",
        "stages": ["design", "evaluation"],
        "roles": "They chose the questions and agreed the opening hours.",
        "payment": "£20 an hour, and travel.",
        "access_support": "Taxis, and papers in large print.",
        "training": "Two afternoons on interviewing, for everybody.",
        "difference": "The clinic opens on Saturdays.",
    },
    "Withdrawal": {"reason": "The authors have taken the report back."},
}
"""Examples by the class of the group (empty for the entry itself) and the field, where the form gives none."""


def with_examples(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The schema with an example added to every field that has none."""
    groups = {"": schema, **{name: group for name, group in schema["$defs"].items() if "properties" in group}}
    for name, group in groups.items():
        for field, own in group["properties"].items():
            if "examples" not in own and (example := _example(own, name, field, schema["$defs"])) is not None:
                own["examples"] = [example]
    return schema


def _example(own: JsonSchemaValue, group: str, field: str, definitions: Mapping[str, JsonSchemaValue]) -> Any:
    """The example given above, or one made from the field's choices, form, items or parts; `None` if there is none."""
    if (given := _EXAMPLES.get(group, {}).get(field)) is not None:
        return given
    if "examples" in own:
        return own["examples"][0]
    if "enum" in own:
        return own["enum"][0]
    if "$ref" in own:
        name = own["$ref"].rpartition("/")[2]
        target = definitions[name]
        if "properties" not in target:
            return _example(target, "", "", definitions)
        shown = {part: of for part, of in target["properties"].items() if part not in NAME_PARTS}
        parts = {part: _example(of, name, part, definitions) for part, of in shown.items()}
        return {part: example for part, example in parts.items() if example is not None}
    if "items" in own:
        return [_example(own["items"], "", "", definitions)]
    choices = [
        _example(choice, "", "", definitions) for choice in reversed(own.get("anyOf", ()))
    ]  # text is first
    return next((example for example in choices if example is not None), None)
