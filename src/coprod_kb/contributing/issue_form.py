"""The issue form on GitHub through which people can offer an entry: the questions of the contribution form, typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import yaml

from coprod_kb.contributing.forms import form_parts
from coprod_kb.contributing.questions import AnswerKind, Question
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.asking import Part
from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import N_
from coprod_kb.values.wording import capitalised

FILE = ".github/ISSUE_TEMPLATE/entry.yml"
"""The path at which GitHub expects the form, relative to the project."""

CONSENT = N_(
    "I agree that what I wrote here is published under the licence "
    "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), and the words are mine to give."
)
"""The sentence to tick. Only an answer with exactly these words counts."""


_TEXT = Question(
    path="text",
    name="text",
    label="Text",
    description="What they set out to do, what they did, what came of it, and what it does not tell us. "
    "Your own words. You may use Markdown; start headings with `##`.",
    kind=AnswerKind.TEXT,
)
_CONSENT = Question(
    path="consent",
    name="consent",
    label="Consent",
    description="Without it we cannot publish anything.",
    kind=AnswerKind.FLAG,
)


def issue_questions(vocabulary: Vocabulary) -> tuple[Question, ...]:
    """All questions in the order of the form, with the text and the consent, which are no fields.

    Editors alone fill some fields; flags are not asked for. Terms can be chosen if the vocabulary has some for the facet.
    """
    return tuple(_questions(vocabulary))


def _questions(vocabulary: Vocabulary) -> Iterator[Question]:
    for part in form_parts(vocabulary):
        for question in part.questions:
            if question.part is Part.FACTS:
                label = f"{question.label}: {{}}"
                yield from (
                    _typed(replace(fact, label=label.format(_small(fact.label)))) for fact in question.parts
                )
            elif question.part is not Part.EDITORS and question.kind is not AnswerKind.FLAG:
                yield _typed(question)
        if part.questions[0].part is Part.POINTS:
            yield _TEXT
    yield _CONSENT


def _typed(question: Question) -> Question:
    """A question as it is asked on GitHub, which separates the chosen options by “, ”: terms that contain it are typed."""
    if question.kind not in {AnswerKind.TERMS, AnswerKind.LIST} or not question.options:
        return question
    if any("," in option.value for option in question.options):
        return replace(question, kind=AnswerKind.LIST, options=())
    return replace(question, kind=AnswerKind.TERMS)


def typed_parts(question: Question) -> tuple[Question, ...]:
    """The parts of a group, or of the groups in a list, that are typed on one line; none if an answer is no group.

    A period is typed as one text, and key points without their groups.
    """
    groups = [question] if question.kind is AnswerKind.GROUP else list(question.of)
    if len(groups) != 1 or question.path == "period":
        return ()
    return tuple(part for part in groups[0].parts if not question.typed or part.name in question.typed)


def _how(question: Question) -> str:
    """A sentence that says how an answer is typed; "" if that needs no words."""
    parts = typed_parts(question)
    if not parts:
        return "One on each line." if question.kind is AnswerKind.LIST else ""
    titles = "; ".join(_small(part.label) for part in parts)
    start = "One on each line" if question.kind is AnswerKind.LIST else "On one line"
    sentence = f"{start}: {titles}, with semicolons between them." if len(parts) > 1 else f"{start}."
    for part in parts:
        if part.options:
            sentence += f" {part.label}: {', '.join(option.value for option in part.options)}."
    return sentence


def _small(title: str) -> str:
    """A title within a sentence; “ORCID iD” keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _example(value: Any, parts: Sequence[str]) -> str:
    """An example of the schema as it would be typed."""
    if isinstance(value, list):
        return "\n".join(_example(item, parts) for item in value)
    if isinstance(value, dict):
        return "; ".join(str(value[part]) for part in parts if part in value) or " – ".join(value.values())
    return str(value or "")


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
    asked = [_element(question) for question in issue_questions(vocabulary)]
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


def _element(question: Question) -> dict[str, Any]:
    """A question as GitHub's issue forms want it."""
    description = " ".join(filter(None, (question.description, _how(question))))
    attributes: dict[str, Any] = {"label": question.label, "description": description}
    element = {"id": question.path.replace(".", "-"), "attributes": attributes}
    if question is _CONSENT:
        attributes["options"] = [{"label": CONSENT, "required": True}]
        return {"type": "checkboxes", **element}
    if question.options:
        attributes |= {"multiple": True} if question.kind is AnswerKind.TERMS else {}
        is_type = question.path == "type"
        attributes["options"] = [
            capitalised(option.label) if is_type else option.value for option in question.options
        ]
        if question.preset:
            attributes["default"] = 0
        kind = "dropdown"
    else:
        if example := _example(question.example, [part.name for part in typed_parts(question)]):
            attributes["placeholder"] = example
        kind = "input" if question.kind in {AnswerKind.LINE, AnswerKind.GROUP} else "textarea"
    if question.required:
        element["validations"] = {"required": True}
    return {"type": kind, **element}
