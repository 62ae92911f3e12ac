"""The questions of the contribution form, as plain data made from the schema.

Labels, limits, choices and messages are the schema's. Stated here is the order in which people are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from coprod_kb.contributing.annotations import (
    alternatives,
    choices,
    may_be_unreported,
    most_items,
    shape,
    titles_of,
)
from coprod_kb.contributing.form_wording import (
    MISSING,
    UNKNOWN_PLACE,
    faults,
    hint,
    list_messages,
    missing,
    text_messages,
)
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.reportable import NOT_REPORTED
from coprod_kb.values.wording import listed


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
class FormQuestion:
    """One question of the form.

    name: the field within its group; "" for the item of a list.
    hint: what to write, with an example if the schema has one; may be "".
    most: characters of a text, or items of a list; 0 if there is no limit.
    form: the code of the diagnostic about badly formed answers (`date`, `url`); "" if any text is allowed.
    messages: about an answer that is `missing`, too `long`, of a `bad` form, or nearly right: a wrong check `digit`, an
    impossible `year`, `month` or `day`, a date too `short`, a `reserved` name; for a list, too `many` items.
    `{value}` stands for the answer, `{count}` for the number of items.
    also: words that are allowed besides answers of the form.
    options: of a choice or of terms. parts: of a group. of: the forms that an item of a list may have.
    unreported: whether “not reported” is an answer.
    one: what an item of a list is called, such as `keyword`.
    suggest: the list of names to offer while somebody types; "" for none.
    terms: all spellings that are allowed for such a name; empty if any text is.
    kinds: the types of entry that it suits; empty for all.
    """

    name: str
    label: str
    kind: AnswerKind
    hint: str = ""
    required: bool = False
    most: int = 0
    form: str = ""
    also: tuple[str, ...] = ()
    messages: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    parts: tuple[FormQuestion, ...] = ()
    of: tuple[FormQuestion, ...] = ()
    unreported: bool = False
    one: str = ""
    suggest: str = ""
    terms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Questions that belong together; all but the first part are folded at first."""

    title: str
    lead: str
    questions: tuple[FormQuestion, ...]


_FACTS, _FACETS = "facts", "facets"
"""Stand for a part for each group of facts, and for the questions about facets."""

_WORKS = "works"
"""Stands for the sentence that says for which types of entries a part is."""

_PARTS = (
    (
        "The entry",
        "",
        ("title", "type", "keywords", "contributors", "summary", "date", "period", "status", "links"),
    ),
    (
        "Key points",
        "What others should learn from it.",
        ("key_points",),
    ),
    (
        "Who did the work",
        "The people and organisations behind it, and who paid.",
        ("authors", "more_authors", "investigators", "organisations", "funding"),
    ),
    (
        _FACTS,
        "Where you have looked and your source does not say, write “not reported”. What you leave out reads “Nobody has looked "
        "at this yet”.",
        (),
    ),
    ("What kind of work it is", "Terms by which readers browse.", (_FACETS,)),
    (
        "Where it was published",
        _WORKS,
        ("publication", "doi", "isbn", "pmid", "licence", "language", "formats"),
    ),
    (
        "Works that belong with it",
        "What it cites, and entries that are here already.",
        ("references", "related"),
    ),
    (
        "For the editors",
        "Leave these as they are unless you know what they are for.",
        (
            "collection",
            "source",
            "assigned",
            "found",
            "formerly",
            "added",
            "updated",
            "reviewed",
            "accepted",
            "draft",
            "withdrawn",
        ),
    ),
)

_ITEM = {
    "keywords": "keyword",
    "key_points": "point",
    "points": "point",
    "contributors": "contributor",
    "authors": "author",
    "investigators": "investigator",
    "editors": "editor",
    "organisation": "organisation",
    "organisations": "organisation",
    "funding": "source of funding",
    "links": "link",
    "formats": "format",
    "related": "entry",
    "references": "reference",
    "found": "page",
    "formerly": "former name",
}
_SUGGESTED = {
    "keywords": "keywords",
    "contributors.name": "people",
    "authors.name": "people",
    "investigators.name": "people",
    "contributors.organisation": "organisations",
    "authors.organisation": "organisations",
    "investigators.organisation": "organisations",
    "organisations.name": "organisations",
    "funding.funder": "organisations",
    "publication.editors.name": "people",
    "publication.editors.organisation": "organisations",
    "publication.institution": "organisations",
    "publication.publisher": "organisations",
    "related": "entries",
    "references.entry": "entries",
    "collection": "collections",
}
_OF_WORKS = ("date", "authors", "more_authors", "publication", "doi", "isbn", "pmid", "licence")
"""Fields that suit entries which are cited as a work, and others only where their type asks for them first."""

_NO_TYPE = ("",)

PLACES = "places"
"""The list of suggestions with the terms of a facet of places."""

_ALSO = ("ongoing", "present", "now")


def form_parts(vocabulary: Vocabulary) -> tuple[Part, ...]:
    """All fields of an entry as questions, in the order in which people are asked."""
    return tuple(_parts(vocabulary))


def _parts(vocabulary: Vocabulary) -> Iterator[Part]:
    description = vocabulary.description
    asked = {question.name: question for question in _questions(vocabulary.schema.entry, "", vocabulary, {})}
    works = [of_type.nouns for of_type in description.types if of_type.is_work]
    leads = {_WORKS: f"For {listed(works)}." if works else ""}
    for title, lead, names in _PARTS:
        if title == _FACTS:
            yield from (Part(group.label, lead, (asked[group.name],)) for group in description.facts)
            continue
        shown = description.facet_names if names == (_FACETS,) else names
        if shown:
            yield Part(title, leads.get(lead, lead), tuple(asked[name] for name in shown))


def _questions(
    model: type[BaseModel], prefix: str, vocabulary: Vocabulary, titles: Mapping[str, str]
) -> Iterator[FormQuestion]:
    """A question for each field of a group.

    prefix: the dotted name of the group with its full stop. titles: of the fields around the group, by name.
    """
    titles = {**titles, **titles_of(model)}
    required = missing(model, titles)
    for name, info in model.model_fields.items():
        written = info.alias or name
        path = f"{prefix}{written}"
        messages = {"missing": MISSING.get(path, required[written])} if info.is_required() else {}
        question = _question(written, path, info, vocabulary, titles)
        yield replace(
            question, messages={**messages, **question.messages}, kinds=suited(path, vocabulary.description)
        )


def suited(path: str, description: CollectionDescription) -> tuple[str, ...]:
    """The names of the types of entry that a question suits; empty if it suits all, `_NO_TYPE` if it suits none.

    path: the dotted name of the field. A question with an answer is always shown.
    """
    asking = any(path in of_type.asked_first for of_type in description.types)
    if not asking and path not in (*_OF_WORKS, "period"):
        return ()
    names = tuple(
        of_type.name
        for of_type in description.types
        if path in of_type.asked_first
        or path == ("date" if of_type.is_work else "period")
        or (path in _OF_WORKS and of_type.is_work)
    )
    return () if len(names) == len(description.types) else names or _NO_TYPE


def _question(
    name: str, path: str, info: FieldInfo, vocabulary: Vocabulary, titles: Mapping[str, str]
) -> FormQuestion:
    annotation = info.rebuild_annotation()
    label = info.title or name
    if get_origin(shape(annotation)) is tuple:
        options = _options(path, vocabulary)
        question = FormQuestion(
            name=name,
            label=label,
            kind=AnswerKind.TERMS if options else AnswerKind.LIST,
            most=most_items(annotation),
            options=options,
            of=() if options else tuple(_items(name, path, annotation, vocabulary, titles)),
            messages=list_messages(annotation, titles),
        )
    else:
        question = _answer(name, label, path, annotation, vocabulary, titles)
    unreported = may_be_unreported(info)
    if unreported and question.options:
        question = replace(question, options=(*question.options, Option(NOT_REPORTED, NOT_REPORTED)))
    question = replace(
        question,
        hint=hint(path, info, titles, vocabulary.description),
        required=info.is_required(),
        unreported=unreported,
    )
    return _about_types(question, vocabulary.description) if path == "type" else question


def _about_types(question: FormQuestion, description: CollectionDescription) -> FormQuestion:
    """The question for the type of the entry, in the words of the collection."""
    types = description.types
    return replace(
        question,
        hint=" ".join(of_type.help for of_type in types if of_type.help),
        options=tuple(Option(of_type.name, of_type.noun) for of_type in types),
        messages={"missing": f"Choose {listed([of_type.noun for of_type in types], 'or')}."},
    )


def _options(path: str, vocabulary: Vocabulary) -> tuple[Option, ...]:
    """What can be chosen for a list: terms of a facet, or names of fields.

    A facet of places has too many terms for a box each: they are typed, with suggestions.
    """
    if path in {"assigned", "found.fields"}:
        return tuple(Option(written, title) for written, title in titles_of(vocabulary.schema.entry).items())
    facet = vocabulary.description.facet_at(path)
    if not facet or facet.located:
        return ()
    return tuple(Option(term.label, term.label) for term in vocabulary.facet(facet.name).terms)


def _items(
    name: str, path: str, annotation: Any, vocabulary: Vocabulary, titles: Mapping[str, str]
) -> Iterator[FormQuestion]:
    """The forms that an item of a list may have."""
    several = alternatives(get_args(shape(annotation))[0])
    facet = vocabulary.description.facet_at(path)
    for form in several:
        item = _ITEM.get(name, name) if not facet else "place" if facet.located else "term"
        if len(several) > 1 and isinstance(shape(form), type(BaseModel)):
            item = f"group of {item}s"
        label = item[:1].upper() + item[1:]
        answer = _answer("", label, path, form, vocabulary, titles)
        if facet and facet.located:
            known = vocabulary.facet(facet.name).terms
            terms = tuple(spelling for term in known for spelling in (term.label, *term.aliases))
            terms += (NOT_REPORTED,) if terms else ()
            messages = {**answer.messages, "unknown": UNKNOWN_PLACE}
            answer = replace(answer, terms=terms, messages=messages, suggest=PLACES)
        yield replace(answer, one=item)


def _answer(
    name: str, label: str, path: str, annotation: Any, vocabulary: Vocabulary, titles: Mapping[str, str]
) -> FormQuestion:
    """How one answer is given, either to a field or as an item of its list."""
    plain = shape(annotation)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        parts = tuple(_questions(plain, f"{path}.", vocabulary, titles))
        return FormQuestion(name=name, label=label, kind=AnswerKind.GROUP, parts=parts)
    if options := tuple(Option(choice, choice) for choice in choices(plain)):
        return FormQuestion(name=name, label=label, kind=AnswerKind.CHOICE, options=options)
    if plain is bool:
        return FormQuestion(name=name, label=label, kind=AnswerKind.FLAG)
    form, most, messages = text_messages(annotation, label, titles)
    several_lines = not form and not faults(annotation, "a\nb")
    return FormQuestion(
        name=name,
        label=label,
        kind=AnswerKind.TEXT if several_lines else AnswerKind.LINE,
        most=most,
        form=form,
        also=tuple(word for word in _ALSO if form == "date" and not faults(annotation, word)),
        messages=messages,
        suggest=_SUGGESTED.get(path, ""),
    )
