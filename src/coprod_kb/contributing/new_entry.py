"""The questions that the terminal asks about a new entry one by one, and the diagnostics about each answer.

The diagnostics are the schema's. Stated here is why each question is asked, and how an answer is typed on one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.entry_types import Dated
from coprod_kb.front_matter.field_types import Slug
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.front_matter.validation import validate
from coprod_kb.values.dates import date_of
from coprod_kb.values.names import is_reserved, slug_of
from coprod_kb.values.wording import listed

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


@dataclass(frozen=True, slots=True)
class TerminalQuestion:
    """One question, answered on a line.

    field: the field, or the part of a group after a dot (`period.start`).
    flag: the command's option for the same answer.
    asked: the question. why: what the answer is for, and how to write it.
    several: whether it is asked repeatedly, and each answer is one item of a list.
    parse: makes the value of a line. Never raises: the value is checked afterwards.
    dated: the types of entry that it is asked for, by how they are dated; `None` for all.
    """

    field: str
    flag: str
    asked: str
    why: str
    several: bool = False
    parse: Callable[[str], Any] = str
    dated: Dated | None = None

    def reasons(self, description: CollectionDescription) -> str:
        """What the answer is for, and how to write it. For the type also which types there are."""
        if self.field != "type":
            return self.why
        types = description.types
        helps = " ".join(of_type.help for of_type in types if of_type.help)
        return f"Write {listed([of_type.name for of_type in types], 'or')}. {self.why} {helps}".strip()

    def suits(self, values: Values, description: CollectionDescription) -> bool:
        """Whether it is asked for an entry of the type that `values` have."""
        of_type = description.type_of.get(values.get("type", ""))
        return self.dated is None or bool(of_type and of_type.dated is self.dated)

    @property
    def root(self) -> str:
        return self.field.partition(".")[0]

    def answered(self, values: Values, text: str) -> dict[str, Any]:
        """`values` with this answer, appended if the field is a list."""
        answer = self.parse(text)
        if self.several:
            return {**values, self.root: [*values.get(self.root, ()), answer]}
        group, _, part = self.field.partition(".")
        return {**values, group: {**values.get(group, {}), part: answer} if part else answer}


QUESTIONS = (
    TerminalQuestion(
        "title",
        "--title",
        "What is its title?",
        "People find the entry by it. Write it as the source does, on one line.",
    ),
    TerminalQuestion(
        "type",
        "--type",
        "What type of entry is it?",
        "It decides in which list the entry stands.",
    ),
    TerminalQuestion(
        "summary",
        "--summary",
        "What is it, and what came of it?",
        "Many people read nothing else. Two to four plain sentences of your own, without a line break.",
    ),
    TerminalQuestion(
        "keywords",
        "--keyword",
        "What is it about?",
        "Keywords lead to entries of the same kind. Words that others use already lead furthest.",
        several=True,
    ),
    TerminalQuestion(
        "contributors",
        "--contributor",
        "Who offers this entry?",
        "This is you, so that people know whom to ask. Write: Name; Organisation. A family name of several words "
        "comes first, with a comma: García Example, Ada. Start with the semicolon to name no person.",
        several=True,
        parse=contribution,
    ),
    TerminalQuestion(
        "date",
        "--date",
        "When was it published?",
        "It shows how old the findings are. Write a year, a month or a day, such as 2022, May 2022 or 2022-07-14.",
        dated=Dated.DATE,
        parse=date_of,
    ),
    TerminalQuestion(
        "period.start",
        "--start",
        "When did the work begin?",
        "It shows how old the findings are. Write a year, a month or a day, such as 2022, May 2022 or 2022-07-14.",
        dated=Dated.PERIOD,
        parse=date_of,
    ),
    TerminalQuestion(
        "period.end",
        "--end",
        "When did it end?",
        "Write it in the same way. Leave it blank if the work goes on.",
        dated=Dated.PERIOD,
        parse=date_of,
    ),
    TerminalQuestion(
        "key_points",
        "--key-point",
        "What should others learn from it?",
        "Findings, recommendations or aims stand at the top of the page, most important first. One sentence each.",
        several=True,
    ),
    TerminalQuestion(
        "links",
        "--link",
        "Where can people read more?",
        "It lets people look at the source. Write: Label=https://… with the whole address.",
        several=True,
        parse=link,
    ),
)
"""In the order in which the questions are asked."""


def faults_of(question: TerminalQuestion, values: Values, vocabulary: Vocabulary) -> list[Diagnostic]:
    """The diagnostics of `check` about the answer to a question; about the last item if the field is a list.

    values: this answer and the earlier ones, which have no errors.
    """
    answers = values.get(question.root)
    place = question.root
    if question.several and answers:
        place = f"{question.root}.{len(answers) - 1}"
    stand_ins = {**_STAND_INS, "type": vocabulary.description.types[0].name}
    whole = {name: value for name, value in stand_ins.items() if name != question.root} | dict(values)
    found = read(write_entry(whole, "", vocabulary.schema).encode(), "new.md", vocabulary).diagnostics
    return [
        fault
        for fault in found
        if (fault.is_error and fault.field in {None, question.root})
        or f"{fault.field}.".startswith(f"{place}.")
    ]


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
