"""A new entry from plain values: the canonical spelling of its front matter.

Fields stand in the order of the schema. Text is in quotation marks wherever some reader of YAML
would otherwise find something else in it: a number, a date, a comment, a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from coprod_kb.front_matter.document import FieldPath
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.front_matter.validation import fields_below
from coprod_kb.values.dates import PartialDate

_GUESSES = yaml.resolver.Resolver()
"""What readers of YAML 1.1 make of words without quotation marks."""

_TEXT = "tag:yaml.org,2002:str"
_BOOLEAN = re.compile(r"y|n", re.IGNORECASE)  # in YAML 1.1; PyYAML leaves them out
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?|0o[0-7]+", re.IGNORECASE)
_SURE_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
_MARKS = re.compile(r'["\\]')  # what double quotation marks would put a backslash before
_SWITCHES = {"true", "false"}
_BLOCK = re.compile(r"(?![ \n])(?:[^\n\t\x85\u2028\u2029\ufeff]*[^\s]\n+)+[^\n\t\x85\u2028\u2029\ufeff]*\S")
"""Text of several lines that can stand as it is below `|-`."""

_WIDTH = 1 << 20  # characters; no line is ever broken, so that a change shows as one line


def write_entry(values: Mapping[str, Any], body: str) -> str:
    """The text of a new file: `values` as front matter, then the Markdown in `body`.

    values: by field, in any order: text, numbers, dates, truth values, lists and groups of them.
    What is `None`, an empty list or an empty group is left out; empty text is not. A field that the
    schema does not know comes last. Reading the file gives the same values as text. It may still
    have findings: whoever writes the file reads it first. Lines end with `\\n`.
    """
    front = write_fields(values)
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return f"---\n{front}---\n" + (f"\n{text}\n" if text.strip() else "")


def write_fields(values: Mapping[str, Any], within: FieldPath = ()) -> str:
    """The lines of some fields, each with its line end; nothing where there is nothing to write.

    within: the group that holds the fields, such as `("contributors",)`; it decides on their order.
    """
    plain = _plain(values, within)
    return _dump(plain) if plain else ""


def write_text(text: str, *, switch: bool = False) -> list[str]:
    """One text as it stands in a field: what follows `name: `, then further lines without their indentation.

    switch: whether it belongs to a field that is true or false, and so stands without quotation marks.
    """
    name = yaml.ScalarNode(_TEXT, "x")
    field = yaml.MappingNode("tag:yaml.org,2002:map", [(name, _scalar(text, switch))], flow_style=False)
    written: str = yaml.serialize(field, Dumper=_Dumper, allow_unicode=True, width=_WIDTH)
    first, *others = written.removeprefix("x: ").removesuffix("\n").split("\n")
    return [first, *(line.removeprefix("  ") for line in others)]


def field_order(group: FieldPath) -> list[str]:
    """The names of the fields in a group, in the order of the schema; none where it is not known.

    group: path of the group without the positions in lists; `()` for the entry as a whole.
    """
    return list(fields_below(FrontMatter).get(group, ()))


def needs_quotes(text: str) -> bool:
    """Whether some reader of YAML would take this for something else than text, and change it.

    Whole numbers and dates come back from every reader as they were written.
    """
    if _SURE_NUMBER.fullmatch(text) or _is_date(text):
        return False
    if _BOOLEAN.fullmatch(text) or _NUMBER.fullmatch(text):
        return True
    tag = _GUESSES.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag != _TEXT)


def _is_date(text: str) -> bool:
    try:
        return str(PartialDate.parse(text)) == text
    except ValueError:
        return False


def _plain(value: Any, group: FieldPath) -> Any:
    """`value` as text, lists and mappings in canonical order, without what is absent (`None` itself)."""
    if isinstance(value, Mapping):
        known = field_order(group)
        names = sorted(value, key=lambda name: known.index(name) if name in known else len(known))
        inner = {str(name): _plain(value[name], (*group, str(name))) for name in names}
        return {name: one for name, one in inner.items() if one is not None} or None
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [one for one in (_plain(one, group) for one in value) if one is not None] or None
    if value is None or isinstance(value, bool):
        return value
    return str(value)


class _Dumper(yaml.SafeDumper):
    """Lists stand two spaces in from their name, and nothing is written as a reference."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        text = getattr(self.event, "value", "")
        return '"' if style == "'" and ("'" in text or not _MARKS.search(text)) else style

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.yaml_implicit_resolvers = {}  # what needs quotation marks is decided here, not guessed
_Dumper.add_representer(str, lambda _, text: _scalar(text))
_Dumper.add_representer(bool, lambda _, value: _scalar("true" if value else "false", True))


def _scalar(text: str, switch: bool = False) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|" if _BLOCK.fullmatch(text) else '"'
    elif not (switch and text in _SWITCHES) and needs_quotes(text):
        style = '"'
    return yaml.ScalarNode(_TEXT, text, style=style)


def _dump(value: Any) -> str:
    written: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )
    return written
