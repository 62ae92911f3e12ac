"""Fields with random slips: what people write, and what they mean by it. Who follows a hint literally gets what was meant."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter

from coprod_kb.diagnostics import Diagnostic
from coprod_kb.front_matter.document import Value
from coprod_kb.front_matter.strict_yaml import load
from coprod_kb.front_matter.validation import validate

WORDS = [
    "carers",
    "nurses",
    "peer",
    "support",
    "garden",
    "voices",
    "planned",
    "together",
    "keeping",
    "well",
    "study",
    "of",
    "all",
    "people",
    "town",
    "clinic",
]
SNAGS = (
    "{0}: {1}", "{0}'s {1}", "{0}s' {1}", "{0} #{2}", "@{0} {1}", "%{2} of {0}", "`{0}` {1}", "*{0}* {1}", "&{0} {1}",
    "!{0} {1}", "'{0}' {1}", '"{0}" {1}', "the '{0}' {1}", 'the "{0}" {1}', "'{0}' and '{1}'", "C:\\{0}\\{1}", "'{2}s {0}",
    "[{0}] {1}", "{{{0}}} {1}", "> {0}", "| {0}", "{0} {1}", "{0} & {1}", "{0} – {1}",
)  # fmt: skip
FIELD_AFTER = "type: paper\n"


class Fields(BaseModel):
    """The types of the fields."""

    type: str
    title: str = ""
    keywords: tuple[str, ...] = ()
    contributors: tuple[dict[str, str], ...] = ()


class Slip(NamedTuple):
    """A text of fields, and the value of the field `keywords` or `title` that was meant."""

    written: str
    field: str
    meant: Value


def slips(number: int, seed: int) -> Iterator[Slip]:
    """Random texts of fields, of which about half cannot be read as they are."""
    chance = random.Random(seed)
    while number:
        made = chance.choice((_in_list, _in_group, _block_list, _block_groups, _text))(chance)
        number -= 1
        yield made


def _meant(chance: random.Random) -> str:
    first, second = chance.sample(WORDS, 2)
    return chance.choice(SNAGS).format(first, second, chance.randrange(1, 99))


def _framed(chance: random.Random, text: str) -> str:
    """The text as somebody writes it who puts quotation marks around texts without looking into them."""
    mark = chance.choice(("", "", "'", '"'))
    return f"{mark}{text}{mark}"


def _in_list(chance: random.Random) -> Slip:
    texts = [_meant(chance) for _ in range(chance.randrange(2, 5))]
    items = [_framed(chance, text) for text in texts]
    between, end = chance.choice(((", ", ""), (",\n  ", ""), (",\n  ", "\n")))
    start = "\n  " if end else ""
    return Slip(f"keywords: [{start}{between.join(items)}{end}]\n{FIELD_AFTER}", "keywords", list(texts))


def _in_group(chance: random.Random) -> Slip:
    name, body = _meant(chance), _meant(chance)
    group = f"{{name: {_framed(chance, name)}, organisation: {_framed(chance, body)}}}"
    meant: Any = {"name": name, "organisation": body}
    if chance.random() < 0.5:
        return Slip(f"contributors:\n  - {group}\n{FIELD_AFTER}", "contributors", [meant])
    return Slip(f"contributors: [{group}]\n{FIELD_AFTER}", "contributors", [meant])


def _block_list(chance: random.Random) -> Slip:
    texts = [_meant(chance) for _ in range(chance.randrange(1, 4))]
    items = "".join(f"  - {_framed(chance, text)}\n" for text in texts)
    return Slip(f"keywords:\n{items}{FIELD_AFTER}", "keywords", list(texts))


def _block_groups(chance: random.Random) -> Slip:
    name, body = _meant(chance), _meant(chance)
    written = f"  - name: {_framed(chance, name)}\n    organisation: {_framed(chance, body)}\n"
    return Slip(
        f"contributors:\n{written}{FIELD_AFTER}", "contributors", [{"name": name, "organisation": body}]
    )


def _text(chance: random.Random) -> Slip:
    """A text of several sentences, on one line or on several."""
    texts = [_meant(chance) for _ in range(chance.randrange(3, 18))]
    mark = chance.choice(("", "", "'", '"'))
    between = chance.choice((" and ", " and\n  "))
    return Slip(
        f"title: {mark}People {between.join(texts)}{mark}\n{FIELD_AFTER}",
        "title",
        f"People {' and '.join(texts)}",
    )


# --- Following hints ---------------------------------------------------------------------------------

_SHOWN = re.compile(r"`((?:- |[a-z_]+: ).+?)`(?=\.(?: [A-Z]|$)| alone)")
_REPLACED = re.compile(r"In place of `(.+)` write `(.+)`\.")


def followed(written: str) -> Value:
    """The fields after all hints were followed literally; `None` if that leads nowhere."""
    for _ in range(20):
        document, faults = load(written, "a.md")
        if not faults:
            faults = validate(TypeAdapter(Fields), document)[1]
        if not faults:
            return document.value
        after = _mended(written, min(faults, key=lambda found: found.severity.rank))
        if after in {None, written}:
            return None
        written = str(after)
    return None


def _mended(written: str, found: Diagnostic) -> str | None:
    """The text with the field or list item of the finding replaced by the line that its hint shows."""
    if replaced := _REPLACED.search(found.hint):
        return written.replace(replaced[1], replaced[2], 1)
    shown = _SHOWN.search(found.hint)
    if not shown:
        return None
    line = shown[1]
    name = line.split(" ", 1)[0]
    rows = written.split("\n")
    row = (found.line or 1) - 1
    while row >= 0 and not re.match(rf"\s*(?:- )*{re.escape(name)}(?: |$)", rows[row]):
        row -= 1
    if row < 0:
        return None
    before = re.match(rf"\s*(?:- )*(?={re.escape(name)})", rows[row])
    assert before
    column = len(before[0]) if name != "-" else rows[row].index("-")
    before_text = rows[row][:column]
    end = row + 1
    while end < len(rows) and (
        rows[end].strip() in {"]", "}"}
        or (len(rows[end]) - len(rows[end].lstrip()) > column and rows[end].strip())
    ):
        end += 1
    below: list[str] = []
    if line.endswith(">-"):
        text = [rows[row][column:].removeprefix(line[:-2]).strip(), *map(str.strip, rows[row + 1 : end])]
        if "without the quotation marks" in found.hint:
            text[0] = text[0][1:]
            text[-1] = text[-1][:-1]
        below = [f"{' ' * column}  {part}" for part in text]
    return "\n".join([*rows[:row], before_text + line, *below, *rows[end:]])
