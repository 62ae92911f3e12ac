"""What is asked about a new entry, one question at a time, and what is wrong with an answer.

The examples and the words for what is wrong are those of the schema; here is why each question is
asked, and how an answer is typed on one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from pydantic import TypeAdapter

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.field_types import Slug
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.front_matter.validation import validate
from coprod_kb.values.names import is_reserved, slug_of

_SLUG: TypeAdapter[str] = TypeAdapter(Slug)

MAX_SLUG = 60
"""Characters of a slug made from a title; addresses are read aloud and typed."""

_LABEL_AND_ADDRESS = re.compile(r"(.*?)\s*=\s*(https?://\S.*)", re.DOTALL)

_STAND_INS: Mapping[str, Any] = {
    "title": "A title",
    "type": "project",
    "keywords": ["a keyword"],
    "contributors": [{"name": "A name"}],
}
"""For what has to be there and is not asked yet; rules that need a whole entry would not be heard."""

Values = Mapping[str, Any]
"""Fields of an entry, as `write_entry` takes them."""


def contribution(text: str) -> dict[str, Any]:
    """`Ada Example; Example University`; nothing before the semicolon where no person is named."""
    name, *organisations = (part.strip() for part in text.split(";"))
    given = [one for one in organisations if one]
    return {
        part: value
        for part, value in {"name": name, "organisation": given[0] if len(given) == 1 else given}.items()
        if value
    }


def link(text: str) -> dict[str, Any]:
    """`Final report=https://example.org/report`; the label alone where there is no address."""
    if found := _LABEL_AND_ADDRESS.fullmatch(text):
        label, url = found.groups()
    elif text.startswith(("https://", "http://")):
        label, url = "", text
    else:
        label, _, url = (part.strip() for part in text.partition("="))
    return {part: value for part, value in {"label": label, "url": url}.items() if value}


@dataclass(frozen=True, slots=True)
class Question:
    """One question, answered on a line.

    field: the field, or the part of a group after a dot (`period.start`).
    flag: the option of the command that answers it as well.
    asked: the question. why: what the answer is for, and how to write it.
    several: whether it is asked again and again, and each answer is one item of a list.
    parse: from the line to the value. Total: what is wrong with it is told afterwards.
    kinds: the types of entry that it is asked for; all where this is empty.
    """

    field: str
    flag: str
    asked: str
    why: str
    several: bool = False
    parse: Callable[[str], Any] = str
    kinds: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        return self.field.partition(".")[0]

    def answered(self, values: Values, text: str) -> dict[str, Any]:
        """`values` with this answer; in a list, after the answers before it."""
        answer = self.parse(text)
        if self.several:
            return {**values, self.root: [*values.get(self.root, ()), answer]}
        group, _, part = self.field.partition(".")
        return {**values, group: {**values.get(group, {}), part: answer} if part else answer}


QUESTIONS = (
    Question(
        "title",
        "--title",
        "What is its title?",
        "People find the entry by it. Write it as the source does, on one line.",
    ),
    Question(
        "type",
        "--type",
        "Is it a project, a paper or a report?",
        "It decides in which list the entry stands. A paper appeared in a journal, a report stands on its own.",
    ),
    Question(
        "summary",
        "--summary",
        "What is it, and what came of it?",
        "Many people read nothing else. Two to four plain sentences of your own, without a line break.",
    ),
    Question(
        "keywords",
        "--keyword",
        "What is it about?",
        "Keywords lead to entries of the same kind. Words that others use already lead furthest.",
        several=True,
    ),
    Question(
        "contributors",
        "--contributor",
        "Who offers this entry?",
        "This is you, so that people know whom to ask. Write: Name; Organisation. "
        "Start with the semicolon to name no person.",
        several=True,
        parse=contribution,
    ),
    Question(
        "date",
        "--date",
        "When was it published?",
        "It shows how old the findings are. Write a year, a month or a day: 2022, 2022-07 or 2022-07-14.",
        kinds=("paper", "report"),
    ),
    Question(
        "period.start",
        "--start",
        "When did the work begin?",
        "It shows how old the findings are. Write a year, a month or a day: 2022, 2022-07 or 2022-07-14.",
        kinds=("project",),
    ),
    Question(
        "period.end",
        "--end",
        "When did it end?",
        "Write it in the same way. Leave it blank if the work goes on.",
        kinds=("project",),
    ),
    Question(
        "key_points",
        "--key-point",
        "What should others learn from it?",
        "Findings, recommendations or aims stand at the top of the page, most important first. One sentence each.",
        several=True,
    ),
    Question(
        "links",
        "--link",
        "Where can people read more?",
        "It lets people look at the source. Write: Label=https://… with the whole address.",
        several=True,
        parse=link,
    ),
)
"""In the order in which they are asked."""


def faults_of(question: Question, values: Values, vocabulary: Vocabulary) -> list[Diagnostic]:
    """What `check` would say about the answer to a question, its last one where there are several.

    values: this answer and those before it, which have no errors.
    """
    answers = values.get(question.root)
    place = question.root
    if question.several and answers:
        place = f"{question.root}.{len(answers) - 1}"
    whole = {name: value for name, value in _STAND_INS.items() if name != question.root} | dict(values)
    found = read(write_entry(whole, "").encode(), "new.md", vocabulary).diagnostics
    return [
        one
        for one in found
        if (one.is_error and one.field in {None, question.root}) or f"{one.field}.".startswith(f"{place}.")
    ]


def slug_for(title: str) -> str:
    """A slug made from the title, of whole words where they are short enough."""
    slug = slug_of(title)
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    return f"x-{slug}" if is_reserved(slug) else slug


def slug_faults(slug: str) -> list[Diagnostic]:
    """Why a file of an entry cannot have this name."""
    return validate(_SLUG, Document("", slug))[1]


def free_slug(slug: str, taken: Collection[str]) -> str:
    """The slug, or the first with a number after it that nobody has."""
    names = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
