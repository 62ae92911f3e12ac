"""The questions that the terminal asks about a new entry one by one, and the diagnostics about each answer.

The diagnostics and the words are the schema's. Stated here is how an answer is typed on one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from coprod_kb.contributing.questions import AnswerKind, Question, questions
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.field_types import Slug
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.front_matter.validation import validate
from coprod_kb.values.dates import date_of
from coprod_kb.values.names import is_reserved, slug_of

_SLUG: TypeAdapter[str] = TypeAdapter(Slug)

MAX_SLUG = 60
"""Characters of a slug made from a title; addresses are read aloud and typed."""
_LEAST_SLUG = 30
"""Characters that are left of a longer one."""
_LOOKED_AT = 200
"""Characters at the beginning of a title in which a part may end."""
_END_OF_PART = re.compile(r"[:;?!] | [–—-] |(?<=[a-z]{3})\. ")
_LINKING = re.compile(
    "a|an|and|as|at|between|by|for|from|how|in|into|of|on|or|that|the|through|to|what|when|where|which|who|with|within"
)
"""Words that a phrase does not end with."""

_LABEL_AND_ADDRESS = re.compile(r"(.*?)=\s*+(https?://\S.*)", re.DOTALL)

_STAND_INS: Mapping[str, Any] = {
    "title": "A title",
    "keywords": ["a keyword"],
    "contributors": [{"name": "A name"}],
}
"""Stand in for required fields without an answer yet, so that rules about the whole entry apply; so does a type."""

Values = Mapping[str, Any]
"""Fields of an entry, as `write_entry` takes them."""


def contribution(text: str) -> dict[str, Any]:
    """A contributor from `Ada Example; Example University`; without a person, the text starts with the semicolon."""
    name, *organisations = (part.strip() for part in text.split(";"))
    given = [organisation for organisation in organisations if organisation]
    return {
        part: value
        for part, value in {"name": name, "organisation": given[0] if len(given) == 1 else given}.items()
        if value
    }


def link(text: str) -> dict[str, Any]:
    """A link from `Final report=https://example.org/report`, or from a label or an address alone."""
    if found := _LABEL_AND_ADDRESS.fullmatch(text):
        label, url = found[1].rstrip(), found[2]
    elif text.startswith(("https://", "http://")):
        label, url = "", text
    else:
        label, _, url = (part.strip() for part in text.partition("="))
    return {part: value for part, value in {"label": label, "url": url}.items() if value}


def terminal_questions(vocabulary: Vocabulary) -> list[Question]:
    """The questions that are asked one by one, in their order."""
    return [
        asked
        for question in questions(vocabulary).values()
        for asked in (question, *(replace(part, kinds=question.kinds) for part in question.parts))
        if asked.asked
    ]


def suits(question: Question, values: Values) -> bool:
    """Whether it is asked for an entry of the type that `values` have."""
    return not question.kinds or values.get("type") in question.kinds


def root(question: Question) -> str:
    """The field that a question belongs to."""
    return question.path.partition(".")[0]


def several(question: Question) -> bool:
    """Whether it is asked repeatedly, and each answer is one item of a list."""
    return question.kind is AnswerKind.LIST


def flag(question: Question) -> str:
    """The command's option for the same answer: `--keyword`, `--key-point`, `--start`."""
    name = question.name
    if several(question):
        item = question.of[0].one
        name = name.removesuffix("s") if name.endswith(f"{item}s") else item
    return f"--{name.replace('_', '-').replace(' ', '-')}"


def answered(question: Question, values: Values, text: str) -> dict[str, Any]:
    """`values` with this answer, appended if the field is a list. Never raises: the value is checked afterwards."""
    answer = _value(question, text)
    if several(question):
        return {**values, question.path: [*values.get(question.path, ()), answer]}
    group, _, part = question.path.partition(".")
    return {**values, group: {**values.get(group, {}), part: answer} if part else answer}


def line_form(question: Question) -> str:
    """Returns the form in which a person types an answer on one line, such as `LABEL=URL`; `TEXT` if it has no parts."""
    parts = {part.name for item in question.of[:1] for part in item.parts}
    return "LABEL=URL" if "url" in parts else "NAME; ORGANISATION" if "organisation" in parts else "TEXT"


def _value(question: Question, text: str) -> Any:
    match line_form(question):
        case "LABEL=URL":
            return link(text)
        case "NAME; ORGANISATION":
            return contribution(text)
        case _:
            return date_of(text) if question.form == "date" else text


def faults_of(question: Question, values: Values, vocabulary: Vocabulary) -> list[Diagnostic]:
    """The diagnostics of `check` about the answer to a question; about the last item if the field is a list.

    values: this answer and the earlier ones, which have no errors.
    """
    answers = values.get(root(question))
    place = root(question)
    if several(question) and answers:
        place = f"{root(question)}.{len(answers) - 1}"
    stand_ins = {**_STAND_INS, "type": vocabulary.description.types[0].name}
    whole = {name: value for name, value in stand_ins.items() if name != root(question)} | dict(values)
    found = read(write_entry(whole, "", vocabulary.schema).encode(), "new.md", vocabulary).diagnostics
    return [
        fault
        for fault in found
        if (fault.is_error and fault.field in {None, root(question)})
        or f"{fault.field}.".startswith(f"{place}.")
    ]


@lru_cache(1 << 14)
def slug_for(title: str) -> str:
    """A slug made from the title, at most `MAX_SLUG` characters; `fold.js` makes the same one.

    A longer title is cut where a part of it ends, as before a colon; or else before a word such as “of”, or between words.
    """
    slug = slug_of(title, longest=0)
    if len(slug) > MAX_SLUG:
        slug = _beginning(title) or _phrases(slug)
    return f"x-{slug}" if is_reserved(slug) else slug


def _beginning(title: str) -> str:
    """The slug of the longest part of the title that is neither too long nor too short; "" if there is none."""
    ends = [found.start() for found in _END_OF_PART.finditer(title[:_LOOKED_AT])]
    slugs = [slug_of(title[:end], longest=0) for end in ends]
    return next((slug for slug in reversed(slugs) if _LEAST_SLUG <= len(slug) <= MAX_SLUG), "")


def _phrases(slug: str) -> str:
    """The slug up to a word that begins a phrase, or else whole words of it."""
    for end in range(MAX_SLUG, _LEAST_SLUG - 1, -1):
        word, next_word = slug[:end].rpartition("-")[2], slug[end + 1 :].partition("-")[0]
        if slug[end] == "-" and _LINKING.fullmatch(next_word) and not _LINKING.fullmatch(word):
            return slug[:end]
    return slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]


def slug_faults(slug: str) -> list[Diagnostic]:
    """The diagnostics about a slug as the name of an entry's file; empty if it can be used."""
    return validate(_SLUG, Document("", slug))[1]
