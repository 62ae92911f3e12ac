"""Answers to readers' questions, which the editors write: their fields, and the answer with its rendered text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from coprod_kb.entries.prose import Prose
from coprod_kb.front_matter.field_groups import Fields
from coprod_kb.front_matter.field_types import Day, Line, Text

FOLDER = "questions"
"""The folder of the answers in the docs folder, and of their pages on the site."""


class AnswerFields(Fields):
    """The fields of an answer. certainty: by the levels of GRADE (https://www.gradeworkinggroup.org/)."""

    question: Line = Field(title="Question", description="The question, as people ask it.")
    answer: Text = Field(title="Answer", description="The answer in a sentence or two.")
    certainty: Literal["high", "moderate", "low", "very low"] = Field(
        title="Certainty", description="How sure the answer is."
    )
    by: Line | None = Field(None, title="By", description="Who wrote the answer, if not the editors.")
    reviewed: Day | None = Field(None, title="Reviewed", description="When somebody last checked it.")
    part: Line | None = Field(
        None,
        title="Part",
        description="The part of a group of facts that the question is about, as `part_of` of the description names it.",
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    slug: the file name without `.md`, and the last part of the address. path: of the file, relative to the project's folder.
    prose: its text. The entries that it links to are those that it rests on.
    """

    slug: str
    path: str
    fields: AnswerFields
    prose: Prose

    @property
    def address(self) -> str:
        """The address of the page, relative to the site."""
        return f"{FOLDER}/{self.slug}/"
