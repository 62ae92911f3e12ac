"""What an import of a thesaurus adds to the keywords, and what becomes of each concept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from coprod_kb.importing.terms.thesaurus import Concept

KEYWORD_FIELDS = (
    *("label", "aliases", "definition", "question", "source", "source_url"),
    *("slug", "broader", "narrower", "related"),
)
"""All fields of a keyword, in the order in which they are written into `keywords.yml`."""


class TermFate(StrEnum):
    """What became of a concept."""

    ADDED = "added"
    COMPLETED = "completed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class TermOutcome:
    """What became of one concept.

    label: of its keyword; "" if it is skipped. fields: those that the keyword gets from it.
    reason: why it is skipped, in words; "" if it is not.
    """

    concept: Concept
    fate: TermFate
    label: str = ""
    fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TermPlan:
    """What is added to `keywords.yml`.

    new: whole keywords. added: for the position of a keyword its new fields, and new items of its lists.
    labels: of the keywords in `added`; some of them have no concept of their own, but a relation to one.
    """

    outcomes: tuple[TermOutcome, ...]
    new: tuple[dict[str, Any], ...]
    added: Mapping[int, dict[str, Any]]
    labels: Mapping[int, str]


@dataclass(slots=True, eq=False)
class MergedTerm:
    """A keyword while concepts are merged into it.

    place: its position in the file; `None` if it is new. values: its fields so far.
    added: the part of them that is not in the file: fields, and items of lists.
    """

    label: str
    place: int | None
    values: dict[str, Any]
    added: dict[str, Any] = field(default_factory=dict)

    def give(self, name: str, value: str) -> None:
        self.values[name] = self.added[name] = value

    def append(self, name: str, value: str) -> None:
        self.added.setdefault(name, []).append(value)


def without(plan: TermPlan, refused: Collection[int]) -> TermPlan:
    """The plan without additions to the keywords at these positions."""
    labels = {plan.labels[place] for place in refused}
    outcomes = tuple(
        TermOutcome(outcome.concept, TermFate.UNCHANGED, outcome.label)
        if outcome.fate is TermFate.COMPLETED and outcome.label in labels
        else outcome
        for outcome in plan.outcomes
    )
    return TermPlan(
        outcomes,
        plan.new,
        {place: values for place, values in plan.added.items() if place not in refused},
        {place: label for place, label in plan.labels.items() if place not in refused},
    )


def tally(plan: TermPlan) -> dict[str, int]:
    """The number of concepts that were read, and of those with each fate; these add up to the first."""
    fates = Counter(outcome.fate for outcome in plan.outcomes)
    return {"read": len(plan.outcomes), **{str(fate): fates[fate] for fate in TermFate}}
