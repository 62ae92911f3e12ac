"""Every regular expression takes time in proportion to the length of a text, whatever the text is."""

from __future__ import annotations

import ast
import functools
import importlib
import itertools
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests import ROOT
from tests.test_architecture import FLOORS, modules, room

LENGTH = 2_000
"""Characters of a text; four times as many as in the comparison, so that a quadratic expression takes 16 times as long."""
SECONDS = 0.002
"""A linear expression takes a tenth of this on a slow computer, a quadratic one ten times as much."""
NOTHING = SECONDS / 64
"""A quadratic expression that is done with an eighth of the length in less is done with the whole in `SECONDS`."""
RATIO = 8
POOL = "aemtxzAEMZ019 \t\n-–_.,;:'’\"()[]{}<>/\\@#=&%*+|!?^~éß中\u0301\u200b\xa0\x00"
METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
IN_TABLES = {
    "entries.prose.addresses._REFUSED": {"match"},
    "front_matter.yaml_slips._TIGHT": {"match"},
    "front_matter.yaml_slips._OTHER_COLON": {"match"},
}
"""Expressions that are called by other names, with the methods that are called."""
TRUSTED = ("rendering.policy._INLINE", "project.settings", "front_matter.presentation")
"""Expressions over text that no contributor writes: the shell that a theme renders, and `mkdocs.yml`."""


@functools.cache
def walked(module: str) -> list[ast.Call | ast.Attribute]:
    return [node for node in ast.walk(modules()[module]) if isinstance(node, ast.Call | ast.Attribute)]


def patterns() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """The name of each expression, or its line, and the methods with which it is used."""
    seen: set[int] = set()
    for module in modules():
        if module == "__init__":
            continue
        variables = vars(importlib.import_module(f"coprod_kb.{module}"))
        for node in walked(module):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name("re"), attr=method)) if method in METHODS:
                    yield f"{module}:{node.lineno}", compiled(node, variables), {method}
        for name, value in variables.items():
            for found in expressions_in(value):
                methods = IN_TABLES.get(f"{module}.{name}") or used(name, module) or {"search"}
                if id(found) not in seen:
                    seen.add(id(found))
                    yield f"{module}.{name}", found, methods


LITERAL = re.compile(
    r"(?<=[=(,:?!&|\[;{}\s])/(?![*/])((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([dgimsuvy]*)(?=[.,;)\]\s])"
)
"""An expression in a script."""
IN_PYTHON = {
    r"\\p\{(?:L|Script=\w+)\}": "a-zéß中",
    r"\\p\{N\}": "0-9",
    r"\\p\{M\}": "\u0301",
    r"\\p\{DI\}": "\u200b",
    r"\\u\{\w+\}": "\u200b",
}
"""What only scripts can write, with some characters of `POOL` instead."""


def in_scripts() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """The same for the scripts of the site. A test of a form is a search."""
    for file in sorted((ROOT / "templates" / "assets").rglob("*.js")):
        text = file.read_text(encoding="utf-8")
        for found in LITERAL.finditer("" if file.parent.name == "vendor" else text):
            pattern = found[1]
            for written, instead in IN_PYTHON.items():
                pattern = re.sub(written, instead, pattern)
            flags = re.IGNORECASE * ("i" in found[2]) | re.MULTILINE * ("m" in found[2])
            yield (
                f"{file.name}:{text.count(chr(10), 0, found.start()) + 1}",
                re.compile(pattern, flags),
                {"search"},
            )


@functools.cache
def called(module: str) -> dict[str, set[str]]:
    """The methods of expressions that a module calls on each name."""
    found: dict[str, set[str]] = {}
    for node in walked(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
            found.setdefault(node.value.id, set()).add(node.attr)
    return found


def used(name: str, module: str) -> set[str]:
    """The methods that are called on a name: in its own module, or in all if it is public."""
    if name.startswith("_"):
        return called(module).get(name, set())
    return set().union(*(called(each).get(name, ()) for each in modules()))


def compiled(call: ast.Call, variables: dict[str, Any]) -> re.Pattern[Any]:
    """The expression that a call such as `re.sub` is given; local variables in it count as one letter."""
    local = {
        part.id: "x"
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Name) and part.id not in variables
    }
    given = (call.args[0], *(word.value for word in call.keywords if word.arg == "flags"))
    return re.compile(*(eval(ast.unparse(part), {**variables, **local}) for part in given))


def expressions_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from itertools.chain.from_iterable(map(expressions_in, value.values()))
    elif isinstance(value, list | tuple):
        yield from itertools.chain.from_iterable(map(expressions_in, value))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from itertools.chain.from_iterable(
            expressions_in(getattr(value, part.name)) for part in fields(value)
        )


def parts(node: Any) -> Iterator[tuple[Any, Any]]:
    """All parts of a parsed expression, with those inside of them."""
    for code, value in node:
        yield code, value
        for inner in value if isinstance(value, tuple | list) else [value]:
            for part in inner if isinstance(inner, list) else [inner]:
                if isinstance(part, parser.SubPattern):
                    yield from parts(part)


def shortest(node: Any, chars: str) -> str:
    """A text that the expression matches, or nearly so."""
    text = ""
    for code, value in node:
        if code is codes.LITERAL:
            text += chr(value)
        elif code in {codes.IN, codes.NOT_LITERAL, codes.ANY}:
            accepts = compiler.compile(parser.SubPattern(node.state, [(code, value)])).fullmatch
            text += next(filter(accepts, chars), "a")
        elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            text += shortest(value[2], chars) * max(value[0], 1)
        elif code is codes.SUBPATTERN:
            text += shortest(value[3], chars)
        elif code is codes.ATOMIC_GROUP:
            text += shortest(value, chars)
        elif code is codes.BRANCH:
            text += shortest(value[1][0], chars)
    return text


def worst_texts(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], str]]:
    """Texts of any length: what a part of the expression matches again and again, behind what stands before the part."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.DEBUG if isinstance(pattern.pattern, str) else (pattern.flags | re.ASCII)
    tree = parser.parse(text, flags)
    sets = [
        compiler.compile(parser.SubPattern(tree.state, [(code, value)])).fullmatch
        for code, value in {str(part): part for part in parts(tree)}.values()
        if code in {codes.LITERAL, codes.IN, codes.NOT_LITERAL, codes.ANY}
    ]
    kinds: dict[tuple[bool, ...], str] = {}
    for char in POOL:
        kinds.setdefault((char == "\n", *(bool(accepts(char)) for accepts in sets)), char)
    chars = [char for kind, char in kinds.items() if any(kind)][:12]
    units = dict.fromkeys([*chars, *map("".join, itertools.permutations(chars, 2))])
    starts = {"": None}
    for end in range(1, len(tree) + 1):
        starts[shortest(tree[:end], "".join(chars))] = None
        units[shortest(tree[end - 1 : end], "".join(chars))] = None
    for code, value in parts(tree):
        if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            units[shortest(value[2], "".join(chars))] = None
    units.update(dict.fromkeys(list(starts)))
    for unit in filter(None, units):
        for start in starts if len(unit) == 1 or unit not in chars else [""]:
            for end in ("", "\x00", "\n"):
                yield lambda length, s=start, u=unit, e=end: s + u * (length // len(u)) + e  # type: ignore[misc]


def seconds(run: Callable[[Any], object], text: Any, times: int = 1) -> float:
    """The least of several times."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        run(text)
        taken.append(time.process_time() - begun)
    return min(taken)


def slow_text(pattern: re.Pattern[Any], methods: set[str]) -> str:
    """The beginning of a text for which the work grows faster than its length; "" if there is none."""

    def run(text: Any) -> None:
        for method in methods & {"match", "fullmatch"}:
            getattr(pattern, method)(text)
        if methods - {"match", "fullmatch"}:
            for _ in pattern.finditer(text):
                pass

    of_bytes = isinstance(pattern.pattern, bytes)
    for make in worst_texts(pattern):

        def text(length: int, make: Callable[[int], str] = make) -> Any:
            return make(length).encode() if of_bytes else make(length)

        if seconds(run, text(LENGTH // 8)) < NOTHING:
            continue
        short, long = text(LENGTH // 4), text(LENGTH)
        if seconds(run, short) > SECONDS and seconds(run, short, 3) > SECONDS:
            return repr(make(60))  # worse than quadratic: the long text could take minutes
        if seconds(run, long) > SECONDS and seconds(run, long, 3) > max(
            SECONDS, RATIO * seconds(run, short, 3)
        ):
            return repr(make(60))
    return ""


@functools.cache
def expressions() -> tuple[tuple[str, re.Pattern[Any], set[str]], ...]:
    return tuple(found for found in patterns() if not found[0].startswith(TRUSTED))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FLOORS, "scripts"])
def test_the_time_grows_as_the_text_does(name: str) -> None:
    found = [each for each in expressions() if room(each[0]) == name] if name in FLOORS else in_scripts()
    slow = {place: text for place, pattern, methods in found if (text := slow_text(pattern, methods))}
    assert slow == {}


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"[a-z]{2,}(?:-[a-z]{2,}){1,3}", "search"),
        (r"\s*;\s*", "split"),
        (r"\([^()]*@[^()]*\)", "sub"),
        (r"<[^>]*>", "sub"),
        (r'"(?:[^"\\]|\\.)*+"', "finditer"),
        (r"(?:- +)*[^:]*:(?= )", "match"),
        (r"\s*,?\s*x", "match"),
        (r"(.*)\[(.*)\]", "fullmatch"),
        (r"(?:[.,]|/full)+\Z", "search"),
    ],
)
def test_an_expression_that_is_not_linear_is_found(pattern: str, method: str) -> None:
    assert slow_text(re.compile(pattern), {method})
