"""The text of an issue that was made with the form, turned into a new entry.

Strangers write it, and may change any part of it after GitHub has put it together. So only the headings of the form
count, and each answer goes into the field of its own question. Whether the entry is valid is checked when it is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coprod_kb.contributing.issue_answers import (
    items,
    links_of,
    organisation_of,
    parts_of,
    people_of,
)
from coprod_kb.contributing.issue_form import CONSENT, issue_questions, typed_parts
from coprod_kb.contributing.new_entry import slug_for
from coprod_kb.contributing.questions import AnswerKind, Question
from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.front_matter.reportable import NOT_REPORTED
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import MAX_BYTES
from coprod_kb.values.characters import visible
from coprod_kb.values.dates import date_of, period_of
from coprod_kb.values.wording import is_no_answer

_TICKED = re.compile(r"\A- \[[xX]\] ")
_BETWEEN_TERMS = re.compile(r"\n|,\s+")
_BETWEEN_KEYWORDS = re.compile(r"[\n,;]")
_UNCHANGED = {"title", "text", "consent"}
"""Answers that are taken as they are: “None” may be a title."""
MOST = 2 * MAX_BYTES
"""Bytes of an issue: the limit of both halves of an entry together."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that has no file yet.

    slug: made from the title; another entry may have it already.
    text: the whole file, which has not been checked.
    """

    slug: str
    text: str


def read_issue(data: bytes, path: str, vocabulary: Vocabulary) -> tuple[NewEntry | None, list[Diagnostic]]:
    """The entry that an issue offers, and diagnostics about the issue itself; `None` if one of these is an error.

    path: the name of the issue in diagnostics. Never raises on content.
    """
    text = decode(data, path)
    if isinstance(text, Diagnostic):
        return None, [text]
    if len(data) > MOST:
        hint = "Shorten it, and link to the longer text."
        return None, [_fault(path, "too-long", 1, f"The issue is longer than {MOST // 1024} KB.", hint)]
    asked = issue_questions(vocabulary)
    lines = [visible(line) for line in text.split("\n")]
    headings = _headings(lines, asked)
    found = list(_form_faults(path, lines, headings, asked))
    if any(fault.is_error for fault in found):
        return None, found
    answers = _answers(lines, headings)
    values: dict[str, Any] = {}
    body = ""
    for question in asked:
        answer = answers.get(question.path, "")
        if not answer or answer == "_No response_":
            continue
        if question.unreported and answer.casefold().strip(" .") == NOT_REPORTED:
            _put(values, question.path, NOT_REPORTED)
            continue
        if question.path not in _UNCHANGED and is_no_answer(answer):
            continue
        if question.path == "text":
            body = answer
            continue
        if question.name == "type":
            types = vocabulary.description.types
            answer = next((own.name for own in types if own.label.casefold() == answer.casefold()), answer)
        value, asked_about = _value(answer, question)
        if question.unreported and NOT_REPORTED in map(str.strip, _BETWEEN_TERMS.split(answer.casefold())):
            asked_about.append((NOT_REPORTED, "Is it not reported, or is it what else is named there?"))
        found += [
            _doubt(path, headings[question.path][0] + 1, question.label, *doubt) for doubt in asked_about
        ]
        if value and question.path != "consent":
            _put(values, question.path, value)
    return NewEntry(
        slug_for(values.get("title", "untitled")), write_entry(values, body, vocabulary.schema)
    ), found


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    """Adds the value of a field. name: the path of its question."""
    group, _, part = name.rpartition(".")
    (values.setdefault(group, {}) if group else values)[part] = value


def _headings(lines: Sequence[str], asked: Sequence[Question]) -> Mapping[str, list[int]]:
    """The rows of each question's heading, by name, counted from 0; without the questions that are missing.

    Headings within code fences count as well: a fence that somebody leaves open would hide all later answers.
    """
    names = {f"### {question.label}": question.path for question in asked}
    places: dict[str, list[int]] = defaultdict(list)
    for row, line in enumerate(lines):
        if name := names.get(line.rstrip()):
            places[name].append(row)
    return places


def _form_faults(
    path: str, lines: Sequence[str], headings: Mapping[str, list[int]], asked: Sequence[Question]
) -> Iterator[Diagnostic]:
    """The reasons why the issue cannot be divided into answers, or may not be published."""
    if not headings:
        message = "This issue was not made with the form, or its headings were changed."
        yield _fault(path, "issue-form", 1, message, "Open a new issue with the form “Offer an entry”.")
        return
    for question in asked:
        for row in headings.get(question.path, ())[1:]:
            message = (
                f"The heading “{question.label}” is there twice, so it is not clear which answer counts."
            )
            hint = "If it belongs to your own text, give it other words, or two signs instead of three."
            yield _fault(path, "issue-form", row + 1, message, hint)
    first = min(row for rows in headings.values() for row in rows)
    above = next((row for row in range(first) if lines[row].strip()), None)
    if above is not None:
        message = "There is text above the first question. It does not become part of the entry."
        hint = "Move it below the question that it answers, if the entry needs it."
        yield _fault(path, "issue-form", above + 1, message, hint, Severity.WARNING)
    answer = _answers(lines, headings).get("consent", "")
    if CONSENT not in (_TICKED.sub("", line) for line in answer.split("\n") if _TICKED.match(line)):
        row = headings.get("consent", [0])[0]
        message = "The box under “Consent” is not ticked, so nothing can be published."
        hint = "Tick it if you agree to the licence, and leave its words as they are."
        yield _fault(path, "consent", row + 1, message, hint)


def _answers(lines: Sequence[str], headings: Mapping[str, list[int]]) -> dict[str, str]:
    """The text below each heading, by name of the question, without blank lines around it."""
    starts = sorted((rows[0], name) for name, rows in headings.items())
    ends = [row for row, _ in starts[1:]] + [len(lines)]
    return {
        name: "\n".join(lines[row + 1 : end]).strip() for (row, name), end in zip(starts, ends, strict=True)
    }


_Doubt = tuple[str, str]
"""A line of an answer, and what to ask about it."""


def _value(answer: str, question: Question) -> tuple[Any, list[_Doubt]]:
    """An answer as the value of its field, empty if nothing is left of it; and the lines that may be meant otherwise."""
    parts = {part.name: [option.value for option in part.options] for part in typed_parts(question)}
    match question.kind:
        case AnswerKind.LIST if parts:
            read = [(item, *_groups(item, parts)) for item in items(answer)]
            groups = [group for _, made, _ in read for group in made if group]
            return groups, [(item, doubt) for item, _, doubt in read if doubt]
        case AnswerKind.LIST if question.path == "keywords":
            return [term for part in _BETWEEN_KEYWORDS.split(answer) for term in items(part)], []
        case AnswerKind.LIST:
            return list(items(answer)), []
        case AnswerKind.TERMS:
            return [term for part in _BETWEEN_TERMS.split(answer) for term in items(part)], []
        case AnswerKind.GROUP if parts:
            return parts_of(" ".join(answer.split("\n")), list(parts)), []
        case _ if question.path in {"date", "period"}:
            return (date_of if question.path == "date" else period_of)(answer), []
        case _:
            return answer, []


def _groups(item: str, parts: Mapping[str, Sequence[str]]) -> tuple[list[dict[str, str]], str]:
    """The groups that one line of an answer holds, and what to ask about it. parts: with their choices."""
    names = list(parts)
    if "orcid" in parts:
        return people_of(item, parts.get("role", ()))
    if "url" in parts:
        return links_of(item, names, parts[names[0]])
    if names == ["name", "role"]:
        return [organisation_of(item, names, parts["role"])], ""
    return [parts_of(item, names)], ""


def _doubt(path: str, line: int, label: str, item: str, question: str) -> Diagnostic:
    message = f"“{item[:200]}” under “{label}” may be meant otherwise."
    return _fault(path, "issue-answer", line, message, question, Severity.WARNING)


def _fault(
    path: str, code: str, line: int, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic(
        code=code, severity=severity, path=path, line=line, column=1, message=message, hint=hint
    )
