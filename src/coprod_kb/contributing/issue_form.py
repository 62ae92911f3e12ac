"""The issue form on GitHub through which people can offer an entry.

Titles, descriptions, examples, choices and required fields are the schema's. Stated here is which fields are asked
for, in which order, and how an answer is typed into a text field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import yaml
from pydantic.fields import FieldInfo

from coprod_kb.contributing.annotations import choices, fields_of, may_be_unreported
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.reportable import NOT_REPORTED
from coprod_kb.project.settings import Settings

FILE = ".github/ISSUE_TEMPLATE/entry.yml"
"""The path at which GitHub expects the form, relative to the project."""

CONSENT = (
    "I agree that what I wrote here is published under the licence "
    "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), and the words are mine to give."
)
"""The sentence to tick. Only an answer with exactly these words counts."""


class IssueAnswerKind(StrEnum):
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
class IssueQuestion:
    """One question of the form.

    name: the field as a dotted path (`authors`, `how_made.who`), or `text` or `consent`, which are no fields.
    label: its heading, also in the issue; unique.
    example: as it would be typed; "" if the schema has none.
    may_be_unreported: whether “not reported” is an answer.
    options: what can be chosen. parts: names of a group's fields, in the order in which they are typed, each with its
    choices; these are empty if any text is allowed.
    """

    name: str
    label: str
    description: str
    kind: IssueAnswerKind
    example: str = ""
    required: bool = False
    may_be_unreported: bool = False
    options: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


ASKED: Mapping[str, IssueAnswerKind] = {
    "title": IssueAnswerKind.LINE,
    "type": IssueAnswerKind.CHOICE,
    "keywords": IssueAnswerKind.LINES,
    "contributors": IssueAnswerKind.GROUPS,
    "summary": IssueAnswerKind.TEXT,
    "date": IssueAnswerKind.LINE,
    "period": IssueAnswerKind.LINE,
    "status": IssueAnswerKind.CHOICE,
    "key_points": IssueAnswerKind.LINES,
    "text": IssueAnswerKind.BODY,
    "facts": IssueAnswerKind.TEXT,
    "authors": IssueAnswerKind.GROUPS,
    "investigators": IssueAnswerKind.GROUPS,
    "organisations": IssueAnswerKind.GROUPS,
    "links": IssueAnswerKind.GROUPS,
    "formats": IssueAnswerKind.GROUPS,
    "facets": IssueAnswerKind.TERMS,
    "publication": IssueAnswerKind.GROUP,
    "doi": IssueAnswerKind.LINE,
    "isbn": IssueAnswerKind.LINE,
    "pmid": IssueAnswerKind.LINE,
    "language": IssueAnswerKind.LINE,
    "licence": IssueAnswerKind.LINE,
    "funding": IssueAnswerKind.GROUPS,
    "related": IssueAnswerKind.LINES,
    "references": IssueAnswerKind.GROUPS,
    "consent": IssueAnswerKind.CONSENT,
}
"""The fields that the form asks for, in its order: required ones first. `facts` and `facets` stand for those of a collection."""

NOT_ASKED = (
    *("more_authors", "source", "assigned", "found", "collection", "formerly"),
    *("added", "updated", "reviewed", "accepted", "draft", "withdrawn"),
)
"""Fields that only the editors fill."""

_PARTS = {
    "publication": ("journal", "volume", "issue", "pages", "publisher", "place", "edition"),
    "references": ("text",),
}
"""The parts that are typed, if not all: few fit on one line, and the text of a reference has semicolons of its own."""

_TEXT = IssueQuestion(
    name="text",
    label="Text",
    description="What they set out to do, what they did, what came of it, and what it does not tell us. "
    "Your own words. You may use Markdown; start headings with `##`.",
    kind=IssueAnswerKind.BODY,
)
_CONSENT = IssueQuestion(
    name="consent",
    label="Consent",
    description="Without it we cannot publish anything.",
    kind=IssueAnswerKind.CONSENT,
)


def questions(vocabulary: Vocabulary) -> tuple[IssueQuestion, ...]:
    """All questions in the order of the form. Terms can be chosen if the vocabulary has some for the facet."""
    own = {question.name: question for question in (_TEXT, _CONSENT)}
    kinds = asked(vocabulary.description)
    return tuple(own.get(name) or _question(name, kind, vocabulary) for name, kind in kinds.items())


def asked(description: CollectionDescription) -> dict[str, IssueAnswerKind]:
    """The fields that the form of a collection asks for, with those of its facts and facets."""
    found: dict[str, IssueAnswerKind] = {}
    for name, kind in ASKED.items():
        if name == "facts":
            for group in description.facts:
                for part in group.parts:
                    found[f"{group.name}.{part.name}"] = IssueAnswerKind.TERMS if part.facet else kind
        elif name == "facets":
            found |= dict.fromkeys(description.facet_names, kind)
        else:
            found[name] = kind
    return found


def _question(name: str, kind: IssueAnswerKind, vocabulary: Vocabulary) -> IssueQuestion:
    outer, _, inner = name.partition(".")
    fields = vocabulary.schema.fields
    asked = fields[()][outer]
    label = asked.title or outer
    if inner:
        asked = fields[outer,][inner]
        label = f"{label}: {_small(asked.title or inner)}"
    parts = (
        _PARTS.get(name) or tuple(fields_of(asked.annotation))
        if kind in {IssueAnswerKind.GROUP, IssueAnswerKind.GROUPS}
        else ()
    )
    options = tuple(choices(asked.annotation)) if kind is IssueAnswerKind.CHOICE else ()
    if kind is IssueAnswerKind.TERMS:
        facet = vocabulary.description.facet_at(name)
        options = tuple(term.label for term in vocabulary.facet(facet.name).terms) if facet else ()
        options = (*options, NOT_REPORTED) if options else ()
        # GitHub separates the chosen options by “, ”, so terms that contain it are typed.
        kind = (
            IssueAnswerKind.TERMS
            if options and not any("," in option for option in options)
            else IssueAnswerKind.LINES
        )
    return IssueQuestion(
        name=name,
        label=label,
        description=" ".join(filter(None, (asked.description, _how(kind, asked, parts)))),
        kind=kind,
        example=_example(asked.examples[0], parts) if asked.examples else "",
        required=asked.is_required() and not inner,
        may_be_unreported=may_be_unreported(asked),
        options=options if kind in {IssueAnswerKind.CHOICE, IssueAnswerKind.TERMS} else (),
        parts={part: tuple(choices(fields_of(asked.annotation)[part].annotation)) for part in parts},
    )


def _how(kind: IssueAnswerKind, field: FieldInfo, parts: tuple[str, ...]) -> str:
    """A sentence that says how an answer is typed; "" if that needs no words."""
    if kind is IssueAnswerKind.LINES:
        return "One on each line."
    if kind not in {IssueAnswerKind.GROUP, IssueAnswerKind.GROUPS}:
        return ""
    group = fields_of(field.annotation)
    titles = "; ".join(_small(group[part].title or part) for part in parts)
    start = "One on each line" if kind is IssueAnswerKind.GROUPS else "On one line"
    sentence = f"{start}: {titles}, with semicolons between them." if len(parts) > 1 else f"{start}."
    for part in parts:
        if allowed := list(choices(group[part].annotation)):
            sentence += f" {(group[part].title or part)}: {', '.join(allowed)}."
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


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def issue_form(settings: Settings, vocabulary: Vocabulary) -> str:
    """The content of `FILE`."""
    asked = [_element(question) for question in questions(vocabulary)]
    form = {
        "name": "Offer an entry",
        "description": f"Tell us about {vocabulary.description.any_type}. You need to know nothing about files.",
        "title": "Entry: ",
        "labels": ["entry"],
        "body": [{"type": "markdown", "attributes": {"value": _welcome(settings)}}, *asked],
    }
    written = yaml.dump(form, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return f"# Written by `coprod-kb issue-form` from the fields of an entry. Do not change it by hand.\n{written}"


def _welcome(settings: Settings) -> str:
    text = (
        "Thank you. Answer what you can. Where you have looked and your source does not say, write “not reported”, "
        "and choose it in the lists of terms. Leave out what you have not looked for. "
        "Only the first questions need an answer. What you write here can be read by everybody at once, "
        "so name only people whom the source itself names in public."
    )
    if page := settings.address("contribute/"):
        text += f"\n\n[How to contribute]({page}) has an example, and shows what makes a good summary."
    return text


def _element(question: IssueQuestion) -> dict[str, Any]:
    """A question as GitHub's issue forms want it."""
    attributes: dict[str, Any] = {"label": question.label, "description": question.description}
    element = {"id": question.name.replace(".", "-"), "attributes": attributes}
    if question.kind is IssueAnswerKind.CONSENT:
        attributes["options"] = [{"label": CONSENT, "required": True}]
        return {"type": "checkboxes", **element}
    if question.options:
        attributes |= {"multiple": True} if question.kind is IssueAnswerKind.TERMS else {}
        attributes["options"] = list(question.options)
        kind = "dropdown"
    else:
        if question.example:
            attributes["placeholder"] = question.example
        kind = "input" if question.kind in {IssueAnswerKind.LINE, IssueAnswerKind.GROUP} else "textarea"
    if question.required:
        element["validations"] = {"required": True}
    return {"type": kind, **element}
