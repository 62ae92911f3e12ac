"""The contribution form: its questions in parts, and what it says about several answers or about the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coprod_kb.contributing.annotations import titles_of
from coprod_kb.contributing.questions import Question, questions, said
from coprod_kb.diagnostics import Wording
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
from coprod_kb.values.translation import N_, Say, english
from coprod_kb.values.wording import in_list

_PARTS: Mapping[Part, tuple[str, str]] = {
    Part.ENTRY: (N_("The entry"), ""),
    Part.POINTS: (N_("Key points"), N_("What others should learn from it.")),
    Part.PEOPLE: (N_("Who did the work"), N_("The people and organisations behind it, and who paid.")),
    Part.FACTS: (
        "",
        N_(
            "Where you have looked and your source does not say, write “not reported”. What you leave out reads “Nobody has looked "
            "at this yet”."
        ),
    ),
    Part.FACETS: (N_("What kind of work it is"), N_("Terms by which readers browse.")),
    Part.PUBLISHED: (N_("Where it was published"), N_("For {works}.")),
    Part.RELATED: (N_("Works that belong with it"), N_("What it cites, and entries that are here already.")),
    Part.EDITORS: (N_("For the editors"), N_("Leave these as they are unless you know what they are for.")),
}
"""The title of each part, if it is not that of its question, and a sentence above its questions."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """Questions that belong together; all but the first part are folded at first."""

    title: str
    lead: str
    questions: tuple[Question, ...]


def form_parts(vocabulary: Vocabulary, say: Say = english) -> tuple[FormPart, ...]:
    """All fields of an entry as questions, in the order in which people are asked. say: see `questions`."""
    return tuple(_parts(vocabulary, say))


def _parts(vocabulary: Vocabulary, say: Say) -> Iterator[FormPart]:
    asked = questions(vocabulary, say).values()
    works = in_list([of_type.nouns for of_type in vocabulary.description.types if of_type.is_work], say=say)
    for part, (title, sentence) in _PARTS.items():
        lead = say(sentence, works=works) if works or part is not Part.PUBLISHED else ""
        own = tuple(question for question in asked if question.part is part)
        for shown in ((question,) for question in own) if part is Part.FACTS else filter(None, [own]):
            yield FormPart(say(title) or shown[0].label, lead, shown)


def rules(say: Say = english) -> dict[str, str]:
    """Returns messages about several answers together, or about the file, by diagnostic code. say: see `questions`.

    `{start}`, `{end}`, `{value}` and `{size}` stand for what the person wrote.
    """
    groups = (FrontMatter, Contribution, Period)
    titles = {name: say(title) for group in groups for name, title in titles_of(group).items()}
    limit = MAX_BYTES // 1024
    wordings: dict[Wording, Mapping[str, object]] = {
        NO_SUMMARY._replace(hint=""): {},
        NO_DATE._replace(hint=""): {},
        UNKNOWN_KEYWORD: {},
        MAIL_IN_NAME: {},
        NOBODY_NAMED: {},
        NO_ANSWER: {},
        OUT_OF_ORDER: {},
        DATE_AND_PERIOD: {},
        CONTROL_CHARACTER: {},
        CONTROL_CHARACTER._replace(code="bidi-control"): {},
        FIELDS_TOO_LONG: {"limit": limit},
        BODY_TOO_LONG: {"size": "{size}", "limit": limit},
        NOT_A_FILE_NAME: {},
        EMPTY_FILE: {},
        NO_FIRST_LINE: {},
        NO_LAST_LINE: {},
        NOT_UTF_8: {"perhaps": ""},
    }
    return {wording.code: said(wording, say, titles, **slots) for wording, slots in wordings.items()}
