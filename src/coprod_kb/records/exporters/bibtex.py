"""BibTeX and biblatex, for LaTeX and for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from coprod_kb.records.formats.bibtex import ESCAPES, MONTHS, VERBATIM, Dialect
from coprod_kb.records.formats.csl import Item, Name

_ESCAPES = str.maketrans(dict(ESCAPES))
_LIGATURES = re.compile(r"(?<=[-'`,])(?=[-'`,])|(?<=[!?])(?=`)")
"""Between characters that LaTeX would draw together, such as two hyphens."""
_HYPHENS = re.compile(r"-+")
_MARKS = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
_AND = re.compile(r"\band\b", re.IGNORECASE)


def file(records: Sequence[str]) -> str:
    """Records in turn, with an empty line between them."""
    return "\n".join(records)


def record(item: Item, dialect: Dialect) -> str:
    """A record; it begins with `@type{slug,` in a line."""
    kind = dialect.types[item["type"]]
    fields = "".join(f"  {field} = {value},\n" for field, value in _fields(item, kind, dialect))
    return f"@{kind}{{{item['id']},\n{fields}}}\n"


def _fields(item: Item, kind: str, dialect: Dialect) -> Iterator[tuple[str, str]]:
    for field, variable in dialect.fields_of(kind):
        value = item.get(variable)
        if not value:
            continue
        match field:
            case "author" | "editor":
                yield field, "{" + " and ".join(map(_name, item.get(field, []))) + "}"
            case "title":
                yield field, f"{{{_with_capitals(item['title'])}}}"
            case "date":
                yield field, f"{{{'-'.join(f'{part:02}' for part in item['issued']['date-parts'][0])}}}"
            case "year":
                yield field, f"{{{item['issued']['date-parts'][0][0]}}}"
            case "month":
                yield from ((field, one) for one in _month(item["issued"]["date-parts"][0]))
            case "pages":
                yield field, f"{{{_HYPHENS.sub('--', str(value)).translate(_ESCAPES)}}}"
            case "eprint":
                yield field, f"{{{value}}}"
                yield "eprinttype", "{pubmed}"
            case _ if field in VERBATIM:
                yield field, f"{{{str(value).replace('{', '%7B').replace('}', '%7D')}}}"
            case _:
                yield field, f"{{{_escaped(str(value))}}}"


def _month(parts: list[int]) -> Iterator[str]:
    """`jul`, or `14 # "~" # jul`: BibTeX has no field for the day."""
    if len(parts) > 1:
        month = MONTHS[parts[1] - 1]
        yield f'{{{parts[2]}}} # "~" # {month}' if len(parts) > 2 else month


def _escaped(text: str) -> str:
    """On one line, with nothing left that LaTeX or BibTeX would obey."""
    return _LIGATURES.sub("{}", " ".join(text.split()).translate(_ESCAPES))


def _with_capitals(title: str) -> str:
    """Words whose capitals matter in braces; the first letter of all is one that every style keeps."""
    return " ".join(_with_capital(word, first=at == 0) for at, word in enumerate(title.split()))


def _with_capital(word: str, *, first: bool) -> str:
    if not any(char.isupper() for char in (word[1:] if first else word)):
        return _escaped(word)
    # Marks around it stay outside: styles look for a colon before a capital.
    before, bare, after = (_escaped(part) for part in _MARKS.fullmatch(word).groups())  # type: ignore[union-attr]
    return f"{before}{{{bare}}}{after}"


_PARTS: tuple[Literal["family", "suffix", "given"], ...] = ("family", "suffix", "given")


def _name(name: Name) -> str:
    """“particle Family, Suffix, Given”; a group in braces, and so is what would read as several names."""
    if "literal" in name:
        return f"{{{_escaped(name['literal'])}}}"
    family, suffix, given = (_part(name.get(key, "")) for key in _PARTS)
    if not given and not suffix and not name.get("non-dropping-particle"):
        return family if " " not in family else f"{family},"
    particle = _part(name.get("non-dropping-particle", ""))
    family = " ".join(filter(None, (particle, family)))
    return (f"{family}, {suffix}, {given}" if suffix else f"{family}, {given}").rstrip()


def _part(text: str) -> str:
    plain = _escaped(text)
    return f"{{{plain}}}" if "," in plain or _AND.search(plain) else plain
