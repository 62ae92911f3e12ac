"""The questions of the contribution form, as plain data made from the schema.

Labels, hints, limits, choices and the words for what is wrong are the schema's own: each field is
asked what it says to an answer that cannot be right. Here is only what the schema does not know:
in which order people are asked, and a few words that fit a form better than a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary, read_vocabulary
from coprod_kb.front_matter.document import Document, Value
from coprod_kb.front_matter.field_groups import Contribution, Period
from coprod_kb.front_matter.field_types import UpTo
from coprod_kb.front_matter.schema import FACETS, FrontMatter
from coprod_kb.front_matter.strict_yaml import MAX_BYTES, load
from coprod_kb.front_matter.validation import validate


class Kind(StrEnum):
    """How an answer is given."""

    LINE = "line"  # one line
    TEXT = "text"  # as many lines as it takes
    CHOICE = "choice"  # one of a few
    FLAG = "flag"  # yes, or nothing
    TERMS = "terms"  # any number of the options
    LIST = "list"  # any number of what `of` describes
    GROUP = "group"  # the questions in `parts`, together


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: `value` stands in the file, `label` is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the form.

    name: the field within the group that holds it; empty for what a list holds.
    hint: what to write, with an example where the schema has one; may be empty.
    most: characters of a text, or items of a list; 0 where nothing bounds it.
    form: the code of the finding that badly formed answers give (`date`, `url`); else empty.
    messages: what is said where the answer is `missing`, too `long`, of a `bad` form, or nearly right:
    a wrong check `digit`, a `year`, `month` or `day` that cannot be, a date too `short`, a name that is
    `reserved`; for a list, where it has too `many` items. `{value}` stands for the answer, `{count}` for the number of items.
    also: words that are answers as well, whatever the form.
    options: of a choice or of terms. parts: of a group. of: what one item of a list may be.
    one: of an item of a list, what it is called: `keyword`.
    suggest: the list of names that are offered while somebody types; may be empty.
    """

    name: str
    label: str
    kind: Kind
    hint: str = ""
    required: bool = False
    most: int = 0
    form: str = ""
    also: tuple[str, ...] = ()
    messages: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    parts: tuple[Question, ...] = ()
    of: tuple[Question, ...] = ()
    one: str = ""
    suggest: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Questions that belong together; all but the first part are folded at first."""

    title: str
    lead: str
    questions: tuple[Question, ...]


_PARTS = (
    (
        "The entry",
        "",
        ("title", "type", "keywords", "contributors", "summary", "date", "period", "status", "links"),
    ),
    (
        "Key points",
        "What others should learn from it.",
        ("key_points",),
    ),
    (
        "Who did the work",
        "The people and organisations behind it, and who paid.",
        ("authors", "investigators", "organisations", "funding"),
    ),
    (
        "How it was co-produced",
        "Readers see “not reported” for what you leave out.",
        ("co_production",),
    ),
    (
        "What kind of work it is",
        "Terms by which readers browse.",
        ("setting", "stage", "outcomes", "evidence", "places"),
    ),
    (
        "Where it was published",
        "For papers and reports.",
        ("publication", "doi", "isbn", "pmid", "licence", "language", "formats"),
    ),
    (
        "Works that belong with it",
        "What it cites, and entries that are here already.",
        ("references", "related"),
    ),
    (
        "For the editors",
        "Leave these as they are unless you know what they are for.",
        ("collection", "assigned", "formerly", "added", "updated", "reviewed", "draft", "withdrawn"),
    ),
)

_ONE = {
    "keywords": "keyword",
    "key_points": "point",
    "points": "point",
    "contributors": "contributor",
    "authors": "author",
    "investigators": "investigator",
    "organisation": "organisation",
    "organisations": "organisation",
    "funding": "source of funding",
    "links": "link",
    "formats": "format",
    "related": "entry",
    "references": "reference",
    "formerly": "former name",
}
_SUGGESTED = {
    "keywords": "keywords",
    "contributors.name": "people",
    "authors.name": "people",
    "investigators.name": "people",
    "contributors.organisation": "organisations",
    "authors.organisation": "organisations",
    "investigators.organisation": "organisations",
    "organisations.name": "organisations",
    "funding.funder": "organisations",
    "publication.publisher": "organisations",
    "related": "entries",
    "references.entry": "entries",
    "collection": "collections",
}
_HINTS = {
    "type": "A project is work that people did. A paper appeared in a journal or a series. A report stands on its own.",
    "keywords": "What it is about, one keyword in each box. While you type, keywords that are in use are offered.",
    "contributors.orcid": "Tells people of one name apart. Leave it empty if you have none.",
    "authors.orcid": "Tells people of one name apart. Leave it empty if you do not know it.",
    "investigators.orcid": "Tells people of one name apart. Leave it empty if you do not know it.",
    "links": "Where to read more: a label for readers, and the address.",
    "related": "Entries that are here already. Type a part of the title, and choose one.",
    "references.entry": "If the cited work has an entry here: type a part of its title, and choose it.",
    "contributors": "This is you, not the author of the work, unless you are both.",
    "contributors.name": "Your name. Leave it empty to name your organisation alone.",
    "contributors.organisation": "Where you work, or who you speak for.",
    "authors.organisation": "Where they work.",
    "investigators.organisation": "Where they work.",
    "period": "When the work was done. Fill in this or the date, not both.",
    "date": "When it was published: a year, a month or a day, such as 2022, 2022-07 or 2022-07-14.",
    "draft": "Keep the entry unpublished for now.",
    "withdrawn": "Only for an entry that is to go.",
}
"""Words for a form where the schema's are about files; by dotted name."""

_UNLIKELY = "\ue000"  # a private character: no form of any field allows it
_NEARLY = {
    "orcid": {"digit": "0000-0002-1825-0098"},
    "isbn": {"digit": "9780306406158"},
    "slug": {"reserved": "con"},
    "date": {"year": "0999", "month": "2022-13", "day": "2022-06-31", "short": "2022"},
}
"""Answers that are nearly right, by form and message."""
_BLANKS = {" 13 ": " {part} ", " 31 ": " {part} ", "June 2022 has 30 days": "{month} has {last} days"}
_ALSO = ("ongoing", "present", "now")

_CODE = re.compile(r"`([^`]+)`")


def form_parts(vocabulary: Vocabulary) -> tuple[Part, ...]:
    """All fields of an entry as questions, in the order in which people are asked."""
    asked = {question.name: question for question in _questions(FrontMatter, "", vocabulary)}
    return tuple(Part(title, lead, tuple(asked[name] for name in names)) for title, lead, names in _PARTS)


def field_order() -> tuple[str, ...]:
    """The fields in the order in which they stand in a file."""
    return tuple(FrontMatter.model_fields)


@cache
def rules() -> Mapping[str, str]:
    """What is said about more than one answer, or about the file; by code.

    `{start}`, `{end}`, `{value}` and `{count}` stand for what the person wrote.
    """
    order = _faults(Period, {"start": "2019", "end": "2018"})[0]
    both: dict[str, Value] = {
        "title": "A", "type": "paper", "keywords": ["a"], "contributors": ["A"], "date": "2019", "period": "2018 – 2019",
    }  # fmt: skip
    long = "a" * (MAX_BYTES + 1)
    file_name = read(b"", f"entries/{_UNLIKELY}.md", Vocabulary()).diagnostics[0]
    curated, _ = read_vocabulary({"keywords.yml": b"- label: A"}, "")
    least = f"---\ntitle: A\ntype: paper\nkeywords: [{_UNLIKELY}]\ncontributors: [A]\n---\n"
    asked = {one.code: one for one in read(least.encode(), "entries/a.md", curated).diagnostics}
    body = read(f"---\n---\n{long}".encode(), "entries/a.md", Vocabulary()).diagnostics
    titles = _titles(FrontMatter) | _titles(Contribution) | _titles(Period)
    asking = {code: _sentences(asked[code], titles, hint=False) for code in ("no-summary", "no-date")}
    return asking | {
        found.code: _sentences(found, titles, replacing)
        for found, replacing in (
            (asked["unknown-keyword"], {_UNLIKELY: "{value}"}),
            (_faults(Contribution, {})[0], {}),
            (order, {"(2018)": "({end})", "(2019)": "({start})"}),
            (_faults(FrontMatter, both)[0], {}),
            (load("a: \x07", "")[1][0], {"U+0007": "{value}"}),
            (load("a: \u202e", "")[1][0], {"U+202E": "{value}"}),
            (load(f"a: {long}", "")[1][0], {}),
            (next(one for one in body if one.code == "body-too-long"), {"64.0": "{count}", "65": "{count}"}),
            (file_name, {f"{_UNLIKELY}.md": "{value}"}),
            (_of_file(b""), {}),
            (_of_file(b"a"), {}),
            (_of_file(b"---\na: b"), {}),
            (_of_file(b"\xff"), {", perhaps “ÿ”,": ""}),
        )
    }


def _questions(
    model: type[BaseModel], prefix: str, vocabulary: Vocabulary, titles: Mapping[str, str] | None = None
) -> Iterator[Question]:
    """A question for each field of a group; `prefix` is the group's dotted name with its full stop."""
    titles = {**(titles or {}), **_titles(model)}
    missing = {one.field: _sentences(one, titles, hint=False) for one in _faults(model, {})}
    for name, one in model.model_fields.items():
        written = one.alias or name
        yield _question(
            written,
            f"{prefix}{written}",
            one,
            {"missing": missing[written]} if one.is_required() else {},
            vocabulary,
            titles,
        )


def _question(
    name: str,
    path: str,
    one: FieldInfo,
    messages: Mapping[str, str],
    vocabulary: Vocabulary,
    titles: Mapping[str, str],
) -> Question:
    annotation = one.rebuild_annotation()
    label = one.title or name
    shape = _shape(annotation)
    common: dict[str, Any] = {
        "name": name,
        "label": label,
        "hint": _hint(path, one, titles),
        "required": one.is_required(),
    }
    facet = "stage" if path == "co_production.stages" else name
    terms = vocabulary.facet(facet).terms if facet in FACETS else ()
    options = tuple(Option(term.label, term.label) for term in terms)
    if path == "assigned":
        options = tuple(Option(written, title) for written, title in _titles(FrontMatter).items())
    if get_origin(shape) is tuple:
        most = next(one.most for one in _metadata(annotation) if isinstance(one, UpTo))
        [too_many] = _faults(annotation, [""] * (most + 1))
        said = {"many": _sentences(too_many, titles, {str(most + 1): "{count}"})}
        return Question(
            kind=Kind.TERMS if options else Kind.LIST,
            most=most,
            options=options,
            of=() if options else tuple(_items(name, path, get_args(shape)[0], vocabulary, titles)),
            messages={**messages, **said},
            **common,
        )
    answer = _answer(name, label, path, annotation, vocabulary, titles)
    return Question(
        kind=answer.kind,
        most=answer.most,
        form=answer.form,
        also=answer.also,
        options=answer.options,
        parts=answer.parts,
        suggest=answer.suggest,
        messages={**messages, **answer.messages},
        **common,
    )


def _items(
    name: str, path: str, annotation: Any, vocabulary: Vocabulary, titles: Mapping[str, str]
) -> Iterator[Question]:
    """What one item of a list may be: usually one thing, and one of two for key points."""
    several = _alternatives(annotation)
    for inner in several:
        one = _ONE.get(name, "term" if name in FACETS or name == "stages" else name)
        if len(several) > 1 and isinstance(_shape(inner), type(BaseModel)):
            one = f"group of {one}s"
        yield replace(_answer("", _capital(one), path, inner, vocabulary, titles), one=one)


def _answer(
    name: str, label: str, path: str, annotation: Any, vocabulary: Vocabulary, titles: Mapping[str, str]
) -> Question:
    """How one answer is given, whether it is a field's own or one of its list."""
    shape = _shape(annotation)
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        parts = tuple(_questions(shape, f"{path}.", vocabulary, titles))
        return Question(name=name, label=label, kind=Kind.GROUP, parts=parts)
    if choices := tuple(Option(choice, choice) for choice in _choices(shape)):
        return Question(name=name, label=label, kind=Kind.CHOICE, options=choices)
    if shape is bool:
        return Question(name=name, label=label, kind=Kind.FLAG)
    titled = {**titles, "The file": label}
    messages: dict[str, str] = {}
    [too_long] = _faults(annotation, "a" * 5000)
    limit = re.search(r"longer than ([0-9]+) ", too_long.message)
    assert limit is not None  # every text is bounded
    messages["long"] = _sentences(too_long, titled)
    form = ""
    for bad in _faults(annotation, _UNLIKELY):
        form = bad.code
        messages["bad"] = _sentences(bad, titled, {_UNLIKELY: "{value}"})
    for key, nearly in _NEARLY.get(form, {}).items():
        for found in _faults(annotation, nearly):
            messages[key] = _sentences(found, titled, {nearly: "{value}"} | _BLANKS)
    also = tuple(word for word in _ALSO if form == "date" and not _faults(annotation, word))
    several = not form and not _faults(annotation, "a\nb")
    return Question(
        name=name,
        label=label,
        kind=Kind.TEXT if several else Kind.LINE,
        most=int(limit[1]),
        form=form,
        also=also,
        messages=messages,
        suggest=_SUGGESTED.get(path, ""),
    )


def _hint(path: str, one: FieldInfo, titles: Mapping[str, str]) -> str:
    if path in _HINTS:
        return _HINTS[path]
    hint = _worded(one.description or "", titles)
    example = one.examples[0] if one.examples else None
    return f"{hint} For example: {example}" if isinstance(example, str) and _is_typed(one) else hint


def _is_typed(one: FieldInfo) -> bool:
    return not list(_choices(_shape(one.rebuild_annotation())))


def _faults(annotation: Any, value: Value) -> list[Diagnostic]:
    """What the schema says to a value, in its own order."""
    return validate(_adapter(annotation), Document("", value))[1]


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)  # takes longer than any use of it


def _of_file(data: bytes) -> Diagnostic:
    """What is said first about a whole file."""
    return read(data, "entries/a.md", Vocabulary()).diagnostics[0]


def _sentences(
    found: Diagnostic,
    titles: Mapping[str, str],
    replacing: Mapping[str, str] | None = None,
    *,
    hint: bool = True,
) -> str:
    """A finding in the words of a form: fields by their labels, nothing about the file's own signs."""
    text = f"{found.message} {found.hint}" if hint else found.message
    for old, new in (replacing or {}).items():
        text = text.replace(old, new)
    return _worded(text, titles)


def _worded(text: str, titles: Mapping[str, str]) -> str:
    """`doi` as “DOI”; what is to be typed in quotation marks as well."""
    return _CODE.sub(lambda found: f"“{titles.get(found[1].rstrip(':'), found[1])}”", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _titles(model: type[BaseModel]) -> dict[str, str]:
    return {one.alias or name: one.title or name for name, one in model.model_fields.items()}


def _metadata(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()


def _shape(annotation: Any) -> Any:
    """The type without what bounds it, and without the `None` that stands for no answer."""
    if get_origin(annotation) is Annotated:
        return _shape(get_args(annotation)[0])
    present = [one for one in get_args(annotation) if one is not NoneType]
    return _shape(present[0]) if NoneType in get_args(annotation) and len(present) == 1 else annotation


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    shape = _shape(annotation)
    several = get_args(shape) if not isinstance(shape, type) and get_origin(shape) is not tuple else ()
    return several if any(get_origin(one) is Annotated for one in several) else (annotation,)


def _choices(shape: Any) -> Iterator[str]:
    """The values of an enumeration or of literals; none where any text will do."""
    if isinstance(shape, type) and issubclass(shape, Enum):
        yield from (str(member.value) for member in shape)
    for argument in get_args(shape):
        if isinstance(argument, str):
            yield argument
