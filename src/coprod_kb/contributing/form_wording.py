"""The words of the contribution form that are not a field's own: hints, and messages about wrong answers.

Messages are those of the checks: a field is validated with an answer that cannot be right, and the diagnostic becomes
sentences that name fields by their labels and mention no file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from coprod_kb.contributing.annotations import choices, most_items, titles_of
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.front_matter.description import DEFAULT, CollectionDescription
from coprod_kb.front_matter.document import Document, Value
from coprod_kb.front_matter.entry_schema import entry_schema
from coprod_kb.front_matter.field_groups import Contribution, Period
from coprod_kb.front_matter.field_types import Text
from coprod_kb.front_matter.reportable import Reportable
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.front_matter.strict_yaml import MAX_BYTES, load
from coprod_kb.front_matter.validation import validate

_HINTS = {
    "keywords": "What it is about, one keyword in each box. Several in one box are divided at commas and semicolons.",
    "contributors.orcid": "An ORCID iD tells you apart from others of the same name. Leave it empty if you have none.",
    "authors.orcid": "An ORCID iD tells people of the same name apart. Leave it empty if you do not know it.",
    "investigators.orcid": "An ORCID iD tells people of the same name apart. Leave it empty if you do not know it.",
    "links": "Where to read more: a label for readers, and the address.",
    "related": "Other entries in this collection. Type part of a title, and choose one.",
    "references.entry": "If the cited work has an entry here: type a part of its title, and choose it.",
    "contributors": "This is you, not the author of the work, unless you are both.",
    "contributors.name": "Such as Ada Example. If the family name has several words, write it first, with a comma: "
    "García Example, Ada. Leave it empty to name your organisation alone.",
    "authors.name": "Such as Ada Example. If the family name has several words, write it first, with a comma: García Example, Ada.",
    "investigators.name": "Such as Ada Example. If the family name has several words, write it first, with a comma: "
    "García Example, Ada.",
    "contributors.organisation": "Where you work, or who you speak for.",
    "authors.organisation": "Where they work.",
    "investigators.organisation": "Where they work.",
    "period": "When the work was done. Fill in this or the date, not both.",
    "date": "When it was published: a year, a month or a day, such as 2022, May 2022 or 14 May 2022.",
    "draft": "Keep the entry unpublished for now.",
    "withdrawn": "Only for an entry that should be taken down.",
}
"""Hints that fit a form better than the schema's own, which are about files; by dotted name."""

MISSING: Mapping[str, str] = {
    "title": "Enter the title.",
    "keywords": "Enter a keyword.",
    "contributors": "Enter your name, or the name of your organisation.",
    "organisations.name": "Enter the name of the organisation.",
    "links.label": "Enter what the link leads to.",
    "formats.kind": "Choose the kind of format.",
    "period.start": "Enter when it began.",
    "references.text": "Enter the reference, as the source writes it.",
    "key_points.heading": "Enter a heading for these points.",
    "key_points.points": "Enter a point.",
    "withdrawn.date": "Enter the day.",
    "withdrawn.reason": "Enter the reason.",
}
"""What to do where an answer is missing, by dotted name."""

_FACT = Reportable[Text]
_PLACES = "Where it took place. Suggestions appear while you type."
UNKNOWN_PLACE = "“{value}” is not one of the places here. Choose one that is offered while you type, or ask the editors to add it."

_IMPOSSIBLE = "\ue000"  # a private-use character, which no field with a form of its own allows
_NEARLY_RIGHT = {
    "orcid": {"digit": "0000-0002-1825-0098"},
    "isbn": {"digit": "9780306406158"},
    "slug": {"reserved": "con"},
    "date": {"year": "0999", "month": "2022-13", "day": "2022-06-31", "short": "2022"},
}
"""Answers that are nearly right, by the form of the field and the name of the message that they give."""
_PLACEHOLDERS = {" 13 ": " {part} ", " 31 ": " {part} ", "June 2022 has 30 days": "{month} has {last} days"}
_CODE = re.compile(r"`([^`]+)`")


def faults(annotation: Any, value: Value) -> list[Diagnostic]:
    """The diagnostics of the schema about a value, in the schema's order."""
    return validate(_adapter(annotation), Document("", value))[1]


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)  # takes longer to make than to use


def hint(path: str, field: FieldInfo, titles: Mapping[str, str], description: CollectionDescription) -> str:
    """What to write, with an example if the schema has one. path: dotted name. titles: of fields that it may name."""
    if path in _HINTS:
        return _HINTS[path]
    if description.located and path == description.located.name:
        return _PLACES
    text = _with_labels(field.description or "", titles)
    example = field.examples[0] if field.examples else None
    is_typed = not list(choices(field.rebuild_annotation()))
    return f"{text} For example: {example}" if isinstance(example, str) and is_typed else text


def missing(model: Any, titles: Mapping[str, str]) -> dict[str, str]:
    """The message for each field of a group that must be there, by name."""
    return {str(found.field): _sentences(found, titles, hint=False) for found in faults(model, {})}


def list_messages(annotation: Any, titles: Mapping[str, str]) -> dict[str, str]:
    """The message about too many items of a list, as `many`."""
    most = most_items(annotation)
    [too_many] = faults(annotation, [""] * (most + 1))
    return {"many": _sentences(too_many, titles, {str(most + 1): "{count}"})}


def text_messages(annotation: Any, label: str, titles: Mapping[str, str]) -> tuple[str, int, dict[str, str]]:
    """What is said about wrong answers to a question for text.

    Returns the code of the diagnostic about badly formed answers (`date`, `url`; "" if any text is allowed), the number
    of characters allowed, and the messages by name, as `FormQuestion` lists them.
    """
    titles = {**titles, "The file": label}
    [too_long] = faults(annotation, "a" * 5000)
    limit = re.search(r"longer than ([0-9]+) ", too_long.message)
    assert limit is not None  # every text is bounded
    messages = {"long": _sentences(too_long, titles)}
    form = ""
    for found in faults(annotation, _IMPOSSIBLE):
        form = found.code
        messages["bad"] = _sentences(found, titles, {_IMPOSSIBLE: "{value}"})
    for name, answer in _NEARLY_RIGHT.get(form, {}).items():
        for found in faults(annotation, answer):
            messages[name] = _sentences(found, titles, {answer: "{value}"} | _PLACEHOLDERS)
    return form, int(limit[1]), messages


@cache
def rules() -> Mapping[str, str]:
    """Messages about several answers together or about the file, by diagnostic code.

    `{start}`, `{end}`, `{value}` and `{count}` stand for what the person wrote.
    """
    order = faults(Period, {"start": "2019", "end": "2018"})[0]
    both: dict[str, Value] = {
        "title": "A", "type": "paper", "keywords": ["a"], "contributors": ["A"], "date": "2019", "period": "2018 – 2019",
    }  # fmt: skip
    long = "a" * (MAX_BYTES + 1)
    file_name = read(b"", f"entries/{_IMPOSSIBLE}.md", Vocabulary()).diagnostics[0]
    curated, _ = read_vocabulary({"keywords.yml": b"- label: A"}, "")
    mail = f"{_IMPOSSIBLE}@example.org"
    named = f"---\ntitle: A\ntype: paper\nkeywords: [a]\ncontributors: ['{mail}']\n---\n"
    names = {found.code: found for found in read(named.encode(), "entries/a.md", Vocabulary()).diagnostics}
    least = f"---\ntitle: A\ntype: paper\nkeywords: [{_IMPOSSIBLE}]\ncontributors: [A]\n---\n"
    entry = {found.code: found for found in read(least.encode(), "entries/a.md", curated).diagnostics}
    body = read(f"---\n---\n{long}".encode(), "entries/a.md", Vocabulary()).diagnostics
    titles = titles_of(FrontMatter) | titles_of(Contribution) | titles_of(Period)
    without_hint = {code: _sentences(entry[code], titles, hint=False) for code in ("no-summary", "no-date")}
    return without_hint | {
        found.code: _sentences(found, titles, replacing)
        for found, replacing in (
            (entry["unknown-keyword"], {_IMPOSSIBLE: "{value}"}),
            (names["email-in-name"], {mail: "{value}"}),
            (faults(Contribution, {})[0], {}),
            (faults(_FACT, "n/a")[0], {"n/a": "{value}"}),
            (order, {"(2018)": "({end})", "(2019)": "({start})"}),
            (faults(entry_schema(DEFAULT).entry, both)[0], {}),
            (load("a: \x07", "")[1][0], {"U+0007": "{value}"}),
            (load("a: \u202e", "")[1][0], {"U+202E": "{value}"}),
            (load(f"a: {long}", "")[1][0], {}),
            (
                next(found for found in body if found.code == "body-too-long"),
                {"64.0": "{count}", "65": "{count}"},
            ),
            (file_name, {f"{_IMPOSSIBLE}.md": "{value}"}),
            (_of_file(b""), {}),
            (_of_file(b"a"), {}),
            (_of_file(b"---\na: b"), {}),
            (_of_file(b"\xff"), {", perhaps “ÿ”,": ""}),
        )
    }


def _of_file(data: bytes) -> Diagnostic:
    """The first diagnostic about a whole file."""
    return read(data, "entries/a.md", Vocabulary()).diagnostics[0]


def _sentences(
    found: Diagnostic,
    titles: Mapping[str, str],
    replacing: Mapping[str, str] | None = None,
    *,
    hint: bool = True,
) -> str:
    """A diagnostic as the form shows it. replacing: texts of the trial answer, and what stands there instead."""
    text = f"{found.message} {found.hint}" if hint else found.message
    for old, new in (replacing or {}).items():
        text = text.replace(old, new)
    return _with_labels(text, titles)


def _with_labels(text: str, titles: Mapping[str, str]) -> str:
    """Replaces names of fields by their labels, `doi` by “DOI”; other code is put into quotation marks."""
    return _CODE.sub(lambda found: f"“{titles.get(found[1].rstrip(':'), found[1])}”", text)
