"""The filter language of `--where`: `keyword=gardening and (year>=2018 or not status=ongoing)`.

    or > and > not > comparison; a comparison is a field, `=`, `!=`, `>=` or `<=`, and a value.

Fields and their meaning are those of Browse, and some that only editors need. A value of several words stands in
quotation marks; the empty value `""` stands for a field that is absent. `!=` is the contrary of `=`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.editing.filter_fields import FilterField, Matches

Predicate = Matches

OPERATORS = ("=", "!=", ">=", "<=")
_TOKEN = re.compile(
    r"""\s*(?:(?P<sign>[()]|[!<>=]+)|(?P<quoted>"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’)|(?P<word>[^\s()!<>="'“”‘][^\s()!<>="“”]*))"""
)
_DEEPEST = 50
"""Brackets and `not` within each other."""


class FilterError(ValueError):
    """A filter that cannot be read. position: of the fault in the text, from 0."""

    def __init__(self, position: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.position = position
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class _Token:
    """kind: `sign`, `quoted`, `word`, or `end` behind the last one. text: without quotation marks."""

    kind: str
    text: str
    at: int


def read_filter(text: str, fields: Mapping[str, FilterField]) -> Predicate:
    """The function that says whether an entry matches. Raises `FilterError`."""
    reader = _Reader(_tokens(text), fields)
    matches = reader.either(0)
    token = reader.next
    if token.kind == "end":
        return matches
    if token.text == ")":
        raise FilterError(token.at, "This bracket closes none.", "Delete it, or write `(` before.")
    raise FilterError(
        token.at,
        f"There is no `and` or `or` before “{token.text}”.",
        'Write one of them here. A value of several words stands in quotation marks, such as `keyword="peer support"`.',
    )


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if token is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise FilterError(
                at, "These quotation marks are not closed.", "Write the same mark behind the value."
            )
        kind = str(token.lastgroup)
        word = token[kind]
        found.append(_Token(kind, word[1:-1] if kind == "quoted" else word, token.start(kind)))
        at = token.end()
    return [*found, _Token("end", "", len(text))]


@dataclass(slots=True)
class _Reader:
    """Reads tokens by recursive descent, a method for each rule of the language."""

    tokens: Sequence[_Token]
    fields: Mapping[str, FilterField]
    at: int = field(default=0)

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self, *words: str) -> bool:
        """Whether the next token is one of the words or signs, which is then read. Quoted words are values."""
        if self.next.kind in {"word", "sign"} and self.next.text.casefold() in words:
            self.at += 1
            return True
        return False

    def either(self, depth: int) -> Predicate:
        parts = [self.both(depth)]
        while self.take("or"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else lambda entry: any(part(entry) for part in parts)

    def both(self, depth: int) -> Predicate:
        parts = [self.term(depth)]
        while self.take("and"):
            parts.append(self.term(depth))
        return parts[0] if len(parts) == 1 else lambda entry: all(part(entry) for part in parts)

    def term(self, depth: int) -> Predicate:
        start = self.next
        if depth > _DEEPEST:
            raise FilterError(start.at, "There are too many brackets.", "Write the filter in a shorter way.")
        if self.take("not"):
            part = self.term(depth + 1)
            return lambda entry: not part(entry)
        if self.take("("):
            part = self.either(depth + 1)
            if not self.take(")"):
                raise FilterError(start.at, "This bracket is not closed.", "Write `)` where it ends.")
            return part
        return self.comparison()

    def comparison(self) -> Predicate:
        name = self.next
        if name.kind != "word" or name.text.casefold() in {"and", "or"}:
            raise FilterError(
                name.at,
                "A field is missing here." if name.kind == "end" else f"“{name.text}” is not a field.",
                "Write a field, a sign and a value, such as `keyword=gardening`.",
            )
        compared = self.fields.get(name.text.casefold())
        if compared is None:
            raise FilterError(
                name.at,
                f"“{name.text}” is not a field of filters.",
                did_you_mean(name.text, self.fields) + f"The fields are {', '.join(self.fields)}.",
            )
        self.at += 1
        sign = self.next
        if sign.text not in compared.operators or sign.kind != "sign":
            signs = ", ".join(f"`{operator}`" for operator in compared.operators)
            raise FilterError(
                sign.at, f"A sign is missing behind `{name.text}`.", f"Write one of {signs}, and a value."
            )
        self.at += 1
        value = self.next
        if value.kind not in {"word", "quoted"}:
            raise FilterError(
                value.at,
                f"A value is missing behind `{name.text}{sign.text}`.",
                f'Write one, such as `{name.text}{sign.text}{compared.example}`; or `{name.text}=""` for entries without it.',
            )
        self.at += 1
        try:
            return compared.matching(sign.text, value.text)
        except ValueError as error:
            message, hint = error.args
            raise FilterError(value.at, message, hint) from None
