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

from coprod_kb.contributing.issue_form import CONSENT, IssueAnswerKind, IssueQuestion
from coprod_kb.contributing.new_entry import slug_for
from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.front_matter.formatting import write_entry
from coprod_kb.front_matter.splitting import decode
from coprod_kb.front_matter.strict_yaml import MAX_BYTES
from coprod_kb.values.characters import visible

_NO_ANSWER = {"", "_No response_"}
_NOTHING_CHOSEN = {*_NO_ANSWER, "None"}  # GitHub writes “None” if nothing was chosen from a list
_BULLET = re.compile(r"\A\s*(?:[-*•]|[0-9]{1,3}[.)])\s+")
_TICKED = re.compile(r"\A- \[[xX]\] ")
_BETWEEN_TERMS = re.compile(r"\n|,\s+")
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


def read_issue(
    data: bytes, path: str, asked: Sequence[IssueQuestion]
) -> tuple[NewEntry | None, list[Diagnostic]]:
    """The entry that an issue offers, and diagnostics about the issue itself; `None` if one of these is an error.

    path: the name of the issue in diagnostics. asked: the questions of its form. Never raises on content.
    """
    text = decode(data, path)
    if isinstance(text, Diagnostic):
        return None, [text]
    if len(data) > MOST:
        hint = "Shorten it, and link to the longer text."
        return None, [_fault(path, "too-long", 1, f"The issue is longer than {MOST // 1024} KB.", hint)]
    lines = [visible(line) for line in text.split("\n")]
    headings = _headings(lines, asked)
    found = list(_form_faults(path, lines, headings, asked))
    if any(fault.is_error for fault in found):
        return None, found
    answers = _answers(lines, headings)
    values: dict[str, Any] = {}
    body = ""
    for question in asked:
        answer = answers.get(question.name, "")
        if answer in (_NOTHING_CHOSEN if question.options else _NO_ANSWER):
            continue
        if question.kind is IssueAnswerKind.BODY:
            body = answer
        elif (value := _value(answer, question)) and question.kind is not IssueAnswerKind.CONSENT:
            group, _, part = question.name.rpartition(".")
            (values.setdefault(group, {}) if group else values)[part] = value
    return NewEntry(slug_for(values.get("title", "untitled")), write_entry(values, body)), found


def _headings(lines: Sequence[str], asked: Sequence[IssueQuestion]) -> Mapping[str, list[int]]:
    """The rows of each question's heading, by name, counted from 0; without the questions that are missing.

    Headings within code fences count as well: a fence that somebody leaves open would hide all later answers.
    """
    names = {f"### {question.label}": question.name for question in asked}
    places: dict[str, list[int]] = defaultdict(list)
    for row, line in enumerate(lines):
        if name := names.get(line.rstrip()):
            places[name].append(row)
    return places


def _form_faults(
    path: str, lines: Sequence[str], headings: Mapping[str, list[int]], asked: Sequence[IssueQuestion]
) -> Iterator[Diagnostic]:
    """The reasons why the issue cannot be divided into answers, or may not be published."""
    if not headings:
        message = "This issue was not made with the form, or its headings were changed."
        yield _fault(path, "issue-form", 1, message, "Open a new issue with the form “Offer an entry”.")
        return
    for question in asked:
        for row in headings.get(question.name, ())[1:]:
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


def _value(answer: str, question: IssueQuestion) -> Any:
    """An answer as the value of its field; empty if nothing is left of it."""
    match question.kind:
        case IssueAnswerKind.LINES:
            return list(_items(answer))
        case IssueAnswerKind.TERMS:
            return [term for part in _BETWEEN_TERMS.split(answer) for term in _items(part)]
        case IssueAnswerKind.GROUPS:
            return [group for item in _items(answer) if (group := _group(item, question.parts))]
        case IssueAnswerKind.GROUP:
            return _group(" ".join(answer.split("\n")), question.parts)
        case _:
            return answer


def _items(answer: str) -> Iterator[str]:
    """The lines of a list, without bullets and numbers."""
    for line in answer.split("\n"):
        if item := _BULLET.sub("", line).strip():
            yield item


def _group(item: str, parts: Sequence[str]) -> dict[str, str]:
    """Parts separated by semicolons, by name. The last part takes the rest, so that nothing is lost."""
    written = [text.strip() for text in item.split(";", len(parts) - 1)]
    return {part: text for part, text in zip(parts, written, strict=False) if text}


def _fault(
    path: str, code: str, line: int, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic(
        code=code, severity=severity, path=path, line=line, column=1, message=message, hint=hint
    )
