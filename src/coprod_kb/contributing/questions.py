"""The questions about an entry, made from the schema. The form, the issue form and the terminal show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from coprod_kb.contributing.annotations import (
    alternatives,
    choices,
    fields_of,
    may_be_unreported,
    most_items,
    notes,
    shape,
)
from coprod_kb.diagnostics import Wording
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.asking import Asked, Part, asked_of
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.facets import FactWords
from coprod_kb.front_matter.field_types import TOO_MANY
from coprod_kb.front_matter.forms import LONGEST, Form
from coprod_kb.front_matter.languages import IN_LANGUAGES
from coprod_kb.front_matter.reportable import NOT_REPORTED
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.front_matter.validation import TEXT_TOO_LONG
from coprod_kb.values.translation import N_, Say, english, gettext, made_of, translated
from coprod_kb.values.wording import capitalised, in_list, listed


class AnswerKind(StrEnum):
    """How an answer is given."""

    LINE = "line"  # one line
    TEXT = "text"  # as many lines as it takes
    CHOICE = "choice"  # one of a few
    FLAG = "flag"  # yes, or nothing
    TERMS = "terms"  # any number of the options
    LIST = "list"  # any number of what `of` describes
    GROUP = "group"  # the questions in `parts`, together


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: `value` stands in the file, `label` is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, for a field, a part of a group, or an item of a list.

    path: the field, and the part after a dot. name: the last of them; "" for the item of a list.
    description: of the field, for people who see files. hint: what to write, for others; may be "".
    example: a value of the field; `None` if the schema has none.
    most: characters of a text, or items of a list; 0 if there is no limit.
    form: the code of the form of answers (`date`, `url`); "" if any text is allowed. also: other words that are allowed.
    messages: about an answer that is `missing`, too `long`, of a `bad` form, or nearly right as `Form.nearly` has it; for
    a list, too `many` items. `{value}` stands for the answer, `{count}` for the number of items.
    options: of a choice or of terms; a list has them if there are too many for a box each, so that they are typed. parts: of a group. of: the forms that an item of a list may have.
    unreported: whether “not reported” is an answer.
    one: what an item of a list is called, such as `keyword`.
    suggest: the list of names to offer while somebody types; "" for none.
    terms: all spellings that are allowed for such a name; empty if any text is.
    kinds: the types of entry that it suits; empty for all. preset: the option that is chosen from the start; "" for none.
    part: of the form. typed: the parts of a group that the issue form asks for.
    asked, why: the question in the terminal, and what the answer is for; "" if it is not asked there.
    """

    path: str
    name: str
    label: str
    kind: AnswerKind
    description: str = ""
    hint: str = ""
    example: Any = None
    required: bool = False
    most: int = 0
    form: str = ""
    also: tuple[str, ...] = ()
    messages: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    parts: tuple[Question, ...] = ()
    of: tuple[Question, ...] = ()
    unreported: bool = False
    one: str = ""
    suggest: str = ""
    terms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    preset: str = ""
    part: Part = Part.ENTRY
    typed: tuple[str, ...] = ()
    asked: str = ""
    why: str = ""


PLACES = "places"
"""The list of suggestions with the terms of a facet of places."""

_UNKNOWN_PLACE = N_(
    "“{value}” is not one of the places here. Choose one that is offered while you type, or ask the editors to add it."
)
_MISSING = N_("“{label}” is missing.")
_EXAMPLE = N_("For example: {example}")
_CHOOSE = N_("Choose {types}.")
_QUOTED = N_("“{text}”")
_CHOICES = (N_("planned"), N_("ongoing"), N_("completed"), N_("principal"), N_("co"))
"""Choices of literal types, which cannot mark their own."""
_NO_TYPE = ("",)
_WITHOUT_PATTERN = {"one-line", "flag", "date"}
"""Codes of forms whose pattern scripts do not need: they say more about a date than that it is none."""
_CODE = re.compile(r"`([^`]+)`")


def questions(vocabulary: Vocabulary, say: Say = english) -> dict[str, Question]:
    """A question for each field of an entry, by name: those that need an answer first, then in canonical order.

    say: looks up labels, hints, messages and names of items.
    """
    found = list(_questions(vocabulary.schema.entry, "", {}, vocabulary, say))
    return {question.name: question for question in sorted(found, key=lambda question: not question.required)}


def _questions(
    model: type[BaseModel], prefix: str, here: Mapping[str, Asked], vocabulary: Vocabulary, say: Say
) -> Iterator[Question]:
    """A question for each field of a group. prefix: its path with a full stop. here: what differs there."""
    for written, info in fields_of(model).items():
        path = f"{prefix}{written}"
        stated = FrontMatter.model_fields[path] if path in IN_LANGUAGES else info  # asked for in one language
        yield _question(path, stated, here.get(written) or asked_of(info), vocabulary, say)


def _question(path: str, info: FieldInfo, asked: Asked, vocabulary: Vocabulary, say: Say) -> Question:
    description, annotation = vocabulary.description, info.rebuild_annotation()
    of_field = (
        say if path.partition(".")[0] in FrontMatter.model_fields else english
    )  # or the collection's own words
    label = of_field(info.title or path)
    question = _answer(path, label, annotation, asked, vocabulary, say)
    example = info.examples[0] if info.examples else None
    is_typed = isinstance(example, str) and not question.options
    lead_in = say(_EXAMPLE, example=example) if is_typed else ""
    hint = say(asked.hint) or _sentences(plain(of_field(info.description or ""), say), lead_in)
    missing = {"missing": say(asked.missing) or say(_MISSING, label=label)} if info.is_required() else {}
    if unreported := may_be_unreported(info):
        options = (*question.options, Option(NOT_REPORTED, say(NOT_REPORTED))) if question.options else ()
        question = replace(question, options=options)
    question = replace(
        question,
        name=path.rpartition(".")[2],
        description=info.description or "",
        hint=hint,
        example=example,
        required=info.is_required(),
        messages={**missing, **question.messages},
        unreported=unreported,
        kinds=suited(path, asked, description),
        part=asked.part,
        typed=asked.typed,
        asked=asked.question,
        why=asked.why,
    )
    for group in description.facts:
        if path == group.name:
            question = replace(question, messages={**question.messages, **_states(group.words)})
    return _about_types(question, description, say) if path == "type" else question


def _states(words: FactWords) -> dict[str, str]:
    """The words for a group of which nothing is reported, or which nobody has looked at, as pages have them."""
    return {
        "reported": capitalised(translated(words.not_reported)),
        "seen": capitalised(words.not_looked_at or gettext("Nobody has looked at this yet")),
    }


def suited(path: str, asked: Asked, description: CollectionDescription) -> tuple[str, ...]:
    """The names of the types of entry that a question suits; empty if it suits all, `_NO_TYPE` if it suits none.

    A question with an answer is always shown.
    """
    dated = path == "period"
    if not (asked.works or dated or any(path in of_type.asked_first for of_type in description.types)):
        return ()
    names = tuple(
        of_type.name
        for of_type in description.types
        if path in of_type.asked_first or (asked.works and of_type.is_work) or (dated and not of_type.is_work)
    )
    return () if len(names) == len(description.types) else names or _NO_TYPE


def _about_types(question: Question, description: CollectionDescription, say: Say) -> Question:
    """The question for the type of the entry, in the words of the collection."""
    types = description.types
    helps = " ".join(of_type.help for of_type in types if of_type.help)
    return replace(
        question,
        hint=helps,
        options=tuple(Option(of_type.name, of_type.noun) for of_type in types),
        preset=types[0].name if len(types) == 1 else "",
        messages={
            "missing": say(_CHOOSE, types=in_list([of_type.noun for of_type in types], either=True, say=say))
        },
        why=f"Write {listed([of_type.name for of_type in types], 'or')}. {question.why} {helps}".strip(),
    )


def _answer(
    path: str, label: str, annotation: Any, asked: Asked, vocabulary: Vocabulary, say: Say
) -> Question:
    """How one answer is given, either to a field or as an item of its list."""
    plain_type = shape(annotation)
    question = Question(path=path, name="", label=label, kind=AnswerKind.LINE)
    if get_origin(plain_type) is tuple:
        most, options = most_items(annotation), _options(path, vocabulary, say)
        facet = vocabulary.description.facet_at(path)
        is_chosen = bool(options) and not (facet and facet.located)
        return replace(
            question,
            kind=AnswerKind.TERMS if is_chosen else AnswerKind.LIST,
            most=most,
            options=options,
            of=() if is_chosen else tuple(_items(path, annotation, asked, vocabulary, say)),
            messages={"many": said(TOO_MANY, say, count="{count}", most=most)},
        )
    if isinstance(plain_type, type) and issubclass(plain_type, BaseModel):
        parts = tuple(_questions(plain_type, f"{path}.", asked.parts, vocabulary, say))
        return replace(question, kind=AnswerKind.GROUP, parts=parts)
    if options := tuple(Option(choice, say(choice)) for choice in choices(plain_type)):
        return replace(question, kind=AnswerKind.CHOICE, options=options)
    if plain_type is bool:
        return replace(question, kind=AnswerKind.FLAG)
    return _text(question, annotation, asked, say)


def _text(question: Question, annotation: Any, asked: Asked, say: Say) -> Question:
    """A question that is answered with text."""
    given = list(notes(annotation))
    most = next((note.max_length for note in given if isinstance(note, StringConstraints)), None) or LONGEST
    forms = [note for note in given if isinstance(note, Form)]
    strict = [form for form in forms if form.code != "one-line"]
    messages = {"long": said(TEXT_TOO_LONG, say, field=say(_QUOTED, text=question.label), most=most)}
    for form in strict:
        for name, message in {form.name or "bad": form.message, **form.nearly}.items():
            messages[name] = said(Wording(form.code, message, form.hint), say)
    return replace(
        question,
        kind=AnswerKind.LINE if forms else AnswerKind.TEXT,
        most=most,
        form=strict[0].code if strict else "",
        also=strict[0].also if strict else (),
        messages=messages,
        suggest=asked.suggest,
    )


def _options(path: str, vocabulary: Vocabulary, say: Say) -> tuple[Option, ...]:
    """Returns what can be chosen for a list: terms of a facet, or names of fields; nothing if any text is allowed."""
    if path in {"assigned", "found.fields"}:
        return tuple(Option(name, vocabulary.schema.title(name, say)) for name in vocabulary.schema.names)
    facet = vocabulary.description.facet_at(path)
    if not facet:
        return ()
    return tuple(Option(term.label, term.label) for term in vocabulary.facet(facet.name).terms)


def _items(path: str, annotation: Any, asked: Asked, vocabulary: Vocabulary, say: Say) -> Iterator[Question]:
    """The forms that an item of a list may have."""
    several = alternatives(get_args(shape(annotation))[0])
    facet = vocabulary.description.facet_at(path)
    for form in several:
        is_group = len(several) > 1 and bool(fields_of(form))
        item = say(asked.group if is_group else asked.item)
        answer = replace(_answer(path, capitalised(item), form, asked, vocabulary, say), one=item)
        if facet and facet.located:
            known = vocabulary.facet(facet.name).terms
            terms = tuple(spelling for term in known for spelling in (term.label, *term.aliases))
            answer = replace(
                answer,
                terms=(*terms, NOT_REPORTED) if terms else (),
                messages={**answer.messages, "unknown": say(_UNKNOWN_PLACE)},
                suggest=PLACES,
            )
        yield answer


def said(wording: Wording, say: Say, titles: Mapping[str, str] | None = None, **slots: object) -> str:
    """A finding as the form shows it, with its slots. slots: values for all of them; without any they stay as they are."""
    return plain(_sentences(say(wording.message, **slots), say(wording.hint, **slots)), say, titles)


def _sentences(*texts: str) -> str:
    return made_of(" ".join(filter(None, texts)), *texts)


def plain(text: str, say: Say, titles: Mapping[str, str] | None = None) -> str:
    """Text for people who see no files: names of fields become their titles, and code stands in quotation marks."""

    def quoted(found: re.Match[str]) -> str:
        return say(_QUOTED, text=(titles or {}).get(found[1].rstrip(":"), found[1]))

    return made_of(_CODE.sub(quoted, text), text)


def patterns(vocabulary: Vocabulary) -> dict[str, str]:
    """The patterns of all forms of answers that scripts try, by the name or code of the form."""
    found = (
        note
        for group in vocabulary.schema.fields.values()
        for info in group.values()
        for note in _forms(info)
    )
    return {form.name or form.code: form.expression for form in found if form.code not in _WITHOUT_PATTERN}


def _forms(info: FieldInfo) -> Iterator[Form]:
    """The forms of a field's text, or of the texts in its list."""
    annotation = info.rebuild_annotation()
    item = get_args(shape(annotation))[:1] if get_origin(shape(annotation)) is tuple else ()
    for given in (annotation, *item):
        yield from (note for note in notes(given) if isinstance(note, Form))
