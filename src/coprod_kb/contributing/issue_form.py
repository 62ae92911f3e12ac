"""The form on GitHub through which an entry can be offered as an issue.

Its questions come from the schema: titles, descriptions, examples, choices, and what has to be there.
Here is only what the schema does not know: which fields are asked for, in which order, and how an
answer is typed into a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, get_args

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.project.settings import Settings

FILE = ".github/ISSUE_TEMPLATE/entry.yml"
"""Where GitHub looks for the form, relative to the project."""

CONSENT = (
    "I agree that what I wrote here is published under the licence "
    "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), and the words are mine to give."
)
"""The sentence to tick. Only an answer with exactly these words counts."""


class Kind(StrEnum):
    """How an answer is typed."""

    LINE = "line"  # one line
    TEXT = "text"  # as many lines as it takes
    CHOICE = "choice"  # one of a few
    TERMS = "terms"  # any number of a facet's terms
    LINES = "lines"  # a list, one on each line
    GROUP = "group"  # one group of parts, with semicolons between them
    GROUPS = "groups"  # a list of groups, one on each line
    BODY = "body"  # the text of the entry
    CONSENT = "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the form.

    name: the field as a dotted path (`co_production.who`); `text` and `consent` are none.
    label: its heading, also in the issue; no other question has it.
    example: as it would be typed; empty where the schema has none.
    options: what can be chosen. parts: names of a group's fields, in the order in which they are typed.
    """

    name: str
    label: str
    description: str
    kind: Kind
    example: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


ASKED: Mapping[str, Kind] = {
    "title": Kind.LINE,
    "type": Kind.CHOICE,
    "keywords": Kind.LINES,
    "contributors": Kind.GROUPS,
    "summary": Kind.TEXT,
    "date": Kind.LINE,
    "period": Kind.LINE,
    "status": Kind.CHOICE,
    "key_points": Kind.LINES,
    "text": Kind.BODY,
    "co_production.who": Kind.TEXT,
    "co_production.stages": Kind.TERMS,
    "co_production.roles": Kind.TEXT,
    "co_production.payment": Kind.TEXT,
    "co_production.access_support": Kind.TEXT,
    "co_production.training": Kind.TEXT,
    "co_production.difference": Kind.TEXT,
    "authors": Kind.GROUPS,
    "investigators": Kind.GROUPS,
    "organisations": Kind.GROUPS,
    "links": Kind.GROUPS,
    "formats": Kind.GROUPS,
    "setting": Kind.TERMS,
    "stage": Kind.TERMS,
    "outcomes": Kind.TERMS,
    "evidence": Kind.TERMS,
    "places": Kind.TERMS,
    "publication": Kind.GROUP,
    "doi": Kind.LINE,
    "isbn": Kind.LINE,
    "pmid": Kind.LINE,
    "language": Kind.LINE,
    "licence": Kind.LINE,
    "funding": Kind.GROUPS,
    "related": Kind.LINES,
    "references": Kind.GROUPS,
    "consent": Kind.CONSENT,
}
"""What is asked for, in the order of the form: what has to be there comes first."""

NOT_ASKED = ("assigned", "collection", "formerly", "added", "updated", "reviewed", "draft", "withdrawn")
"""Fields that the editors keep."""

_PARTS = {"references": ("text",)}
"""Where not all parts are typed: references hold semicolons of their own."""

_TEXT = Question(
    name="text",
    label="Text",
    description="What they set out to do, what they did, what came of it, and what it does not tell us. "
    "Your own words. You may use Markdown; start headings with `##`.",
    kind=Kind.BODY,
)
_CONSENT = Question(
    name="consent", label="Consent", description="Without it we cannot publish anything.", kind=Kind.CONSENT
)


def questions(vocabulary: Vocabulary) -> tuple[Question, ...]:
    """All questions in the order of the form; terms can be chosen where the vocabulary has some."""
    own = {question.name: question for question in (_TEXT, _CONSENT)}
    return tuple(own.get(name) or _question(name, kind, vocabulary) for name, kind in ASKED.items())


def _question(name: str, kind: Kind, vocabulary: Vocabulary) -> Question:
    outer, _, inner = name.partition(".")
    field = FrontMatter.model_fields[outer]
    label = field.title or outer
    if inner:
        field = _fields(field.annotation)[inner]
        label = f"{label}: {_small(field.title or inner)}"
    parts = _PARTS.get(name) or tuple(_fields(field.annotation)) if kind in {Kind.GROUP, Kind.GROUPS} else ()
    options = tuple(_choices(field.annotation)) if kind is Kind.CHOICE else ()
    if kind is Kind.TERMS:
        terms = vocabulary.facet("stage" if inner == "stages" else name)
        options = tuple(term.label for term in terms.terms)
        # GitHub puts “, ” between what was chosen. A term that holds it is typed, as are terms nobody listed.
        kind = Kind.TERMS if options and not any("," in option for option in options) else Kind.LINES
    return Question(
        name=name,
        label=label,
        description=" ".join(filter(None, (field.description, _how(kind, field, parts)))),
        kind=kind,
        example=_example(field.examples[0], parts) if field.examples else "",
        required=field.is_required() and not inner,
        options=options if kind in {Kind.CHOICE, Kind.TERMS} else (),
        parts=parts,
    )


def _how(kind: Kind, field: FieldInfo, parts: tuple[str, ...]) -> str:
    """How an answer is typed, in a sentence; empty where that is plain."""
    if kind is Kind.LINES:
        return "One on each line."
    if kind not in {Kind.GROUP, Kind.GROUPS}:
        return ""
    group = _fields(field.annotation)
    titles = "; ".join(_small(group[part].title or part) for part in parts)
    start = "One on each line" if kind is Kind.GROUPS else "On one line"
    sentence = f"{start}: {titles}, with semicolons between them." if len(parts) > 1 else f"{start}."
    for part in parts:
        if choices := list(_choices(group[part].annotation)):
            sentence += f" {(group[part].title or part)}: {', '.join(choices)}."
    return sentence


def _small(title: str) -> str:
    """A title within a sentence; “ORCID iD” keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _example(value: Any, parts: tuple[str, ...]) -> str:
    """An example of the schema as it would be typed."""
    if isinstance(value, list):
        return "\n".join(_example(item, parts) for item in value)
    if isinstance(value, dict):
        return "; ".join(str(value[part]) for part in parts if part in value) or " – ".join(value.values())
    return str(value)


def _fields(annotation: Any) -> dict[str, FieldInfo]:
    """The fields of the group that an annotation is about, by written name; none where it is about text."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {field.alias or name: field for name, field in annotation.model_fields.items()}
    return next(filter(None, map(_fields, get_args(annotation))), {})


def _choices(annotation: Any) -> Iterator[str]:
    """The values of an enumeration or of literals; none where any text will do."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(member.value) for member in annotation)
    for argument in get_args(annotation):
        if isinstance(argument, str):
            yield argument
        else:
            yield from _choices(argument)


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as it reads."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def issue_form(settings: Settings, vocabulary: Vocabulary) -> str:
    """The whole file `FILE`."""
    asked = [_element(question) for question in questions(vocabulary)]
    form = {
        "name": "Offer an entry",
        "description": "Tell us about a project, a paper or a report. You need to know nothing about files.",
        "title": "Entry: ",
        "labels": ["entry"],
        "body": [{"type": "markdown", "attributes": {"value": _welcome(settings)}}, *asked],
    }
    written = yaml.dump(form, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return f"# Written by `coprod-kb issue-form` from the fields of an entry. Do not change it by hand.\n{written}"


def _welcome(settings: Settings) -> str:
    text = (
        "Thank you. Answer what you can, and leave out what your source does not say. "
        "Only the first questions need an answer. What you write here can be read by everybody at once, "
        "so name only people whom the source itself names in public."
    )
    if settings.site_url:
        page = f"{settings.site_url.rstrip('/')}/contribute/"
        text += f"\n\n[How to contribute]({page}) has an example, and shows what makes a good summary."
    return text


def _element(question: Question) -> dict[str, Any]:
    """A question in the form that GitHub reads."""
    attributes: dict[str, Any] = {"label": question.label, "description": question.description}
    element = {"id": question.name.replace(".", "-"), "attributes": attributes}
    if question.kind is Kind.CONSENT:
        attributes["options"] = [{"label": CONSENT, "required": True}]
        return {"type": "checkboxes", **element}
    if question.options:
        attributes |= {"multiple": True} if question.kind is Kind.TERMS else {}
        attributes["options"] = list(question.options)
        kind = "dropdown"
    else:
        if question.example:
            attributes["placeholder"] = question.example
        kind = "input" if question.kind in {Kind.LINE, Kind.GROUP} else "textarea"
    if question.required:
        element["validations"] = {"required": True}
    return {"type": kind, **element}
