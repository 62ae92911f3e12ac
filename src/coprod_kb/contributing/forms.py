"""The contribution form: its questions in parts, and what it says about several answers or about the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coprod_kb.contributing.annotations import titles_of
from coprod_kb.contributing.questions import Question, questions, said
from coprod_kb.entries.field_rules import NO_DATE, NO_SUMMARY, UNKNOWN_KEYWORD
from coprod_kb.entries.name_rules import MAIL_IN_NAME
from coprod_kb.entries.prose.findings import BODY_TOO_LONG
from coprod_kb.entries.reading import NOT_A_FILE_NAME
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.asking import Part
from coprod_kb.front_matter.entry_schema import DATE_AND_PERIOD
from coprod_kb.front_matter.field_groups import NOBODY_NAMED, OUT_OF_ORDER, Contribution, Period
from coprod_kb.front_matter.reportable import NO_ANSWER
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.front_matter.splitting import EMPTY_FILE, NO_FIRST_LINE, NO_LAST_LINE, NOT_UTF_8
from coprod_kb.front_matter.strict_yaml import CONTROL_CHARACTER, FIELDS_TOO_LONG, MAX_BYTES
from coprod_kb.values.wording import listed

_PARTS: Mapping[Part, tuple[str, str]] = {
    Part.ENTRY: ("The entry", ""),
    Part.POINTS: ("Key points", "What others should learn from it."),
    Part.PEOPLE: ("Who did the work", "The people and organisations behind it, and who paid."),
    Part.FACTS: (
        "",
        "Where you have looked and your source does not say, write “not reported”. What you leave out reads “Nobody has looked "
        "at this yet”.",
    ),
    Part.FACETS: ("What kind of work it is", "Terms by which readers browse."),
    Part.PUBLISHED: ("Where it was published", "For {works}."),
    Part.RELATED: ("Works that belong with it", "What it cites, and entries that are here already."),
    Part.EDITORS: ("For the editors", "Leave these as they are unless you know what they are for."),
}
"""The title of each part, if it is not that of its question, and a sentence above its questions."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """Questions that belong together; all but the first part are folded at first."""

    title: str
    lead: str
    questions: tuple[Question, ...]


def form_parts(vocabulary: Vocabulary) -> tuple[FormPart, ...]:
    """All fields of an entry as questions, in the order in which people are asked."""
    return tuple(_parts(vocabulary))


def _parts(vocabulary: Vocabulary) -> Iterator[FormPart]:
    asked = questions(vocabulary).values()
    works = listed([of_type.nouns for of_type in vocabulary.description.types if of_type.is_work])
    for part, (title, sentence) in _PARTS.items():
        lead = sentence.format(works=works) if works or part is not Part.PUBLISHED else ""
        own = tuple(question for question in asked if question.part is part)
        for shown in ((question,) for question in own) if part is Part.FACTS else filter(None, [own]):
            yield FormPart(title or shown[0].label, lead, shown)


def rules() -> dict[str, str]:
    """What is said about several answers together or about the file, by diagnostic code.

    `{start}`, `{end}`, `{value}` and `{size}` stand for what the person wrote.
    """
    titles = titles_of(FrontMatter) | titles_of(Contribution) | titles_of(Period)
    limit = MAX_BYTES // 1024
    bidi = CONTROL_CHARACTER._replace(code="bidi-control")
    wordings = (
        *(
            NO_SUMMARY._replace(hint=""),
            NO_DATE._replace(hint=""),
            UNKNOWN_KEYWORD,
            MAIL_IN_NAME,
            NOBODY_NAMED,
        ),
        *(
            NO_ANSWER,
            OUT_OF_ORDER,
            DATE_AND_PERIOD,
            CONTROL_CHARACTER,
            bidi,
            FIELDS_TOO_LONG.filled(limit=limit),
        ),
        *(
            BODY_TOO_LONG.filled(size="{size}", limit=limit),
            NOT_A_FILE_NAME,
            EMPTY_FILE,
            NO_FIRST_LINE,
            NO_LAST_LINE,
        ),
        NOT_UTF_8.filled(perhaps=""),
    )
    return {wording.code: said(wording, titles).strip() for wording in wordings}
