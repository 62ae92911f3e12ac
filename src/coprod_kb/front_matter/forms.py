"""The form of a value, described once: its pattern, what is said about other text, and an example.

A form stands in the `Annotated` type of a field. It validates text, it is the JSON Schema of the type, and the
contribution form shows its messages and gives its pattern to scripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from coprod_kb.values.forms import whole

LONGEST = 400
"""Characters of a value that is parsed: a message would repeat all of it."""

TOO_LONG = "This is longer than {most} characters."
BLANKS = r"\s*"


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error to raise during validation; without a hint, the field's example serves as one."""
    return PydanticCustomError(cast(Any, code), "{code}", {"code": code, "message": message, "hint": hint})


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """The form of text, and of the value that is made of it.

    code: of the diagnostic about text of another form. message: about such text, for which `{value}` stands.
    hint: what to write instead; the error message of JSON Schema as well, unless there is an `in_editors`.
    pattern: of the text, as ECMA-262 and Python take it. Empty for a type that JSON Schema need not know.
    around: the pattern of what may stand around it. most: its length if the pattern has to tell, 0 if not.
    test: true for text of the form; the pattern if it is not given.
    parse: makes the value in place of a test, or raises `Malformed`. better: the hint for text that is understood all the
    same; empty for other text.
    nearly: messages by name about text that only seems to be of the form, such as a wrong check `digit`.
    also: words that are allowed besides. name: if a type has several forms, tells them apart.
    types: other types than text that a YAML parser may give the value. limits: JSON Schema's for lengths and numbers.
    """

    code: str
    message: str
    hint: str
    pattern: str = ""
    around: str = BLANKS
    most: int = 0
    test: Callable[[str], object] | None = None
    parse: Callable[[str], object] | None = None
    better: Callable[[str], str] = lambda _: ""
    nearly: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    name: str = ""
    in_editors: str = ""
    example: str = ""
    types: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if self.parse:
            return core_schema.no_info_plain_validator_function(self.parsed)
        return core_schema.no_info_after_validator_function(self._tested, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """As it may be written (mode `validation`), or in its normal form (mode `serialization`)."""
        if handler.mode == "serialization":
            return {"type": "string"} if self.parse else handler(core)
        made = self.schema()
        outermost: Any = core
        if self.parse or outermost["function"]["function"] != self._tested:
            return made
        if outermost["schema"]["type"] != "function-after":
            return made
        return handler(core) | {"allOf": [{name: made[name] for name in ("pattern", "errorMessage")}]}

    @property
    def expression(self) -> str:
        """The pattern for the whole text."""
        limited = rf"(?=[^\n]{{1,{self.most}}}\s*$)(?:{self.pattern})" if self.most else self.pattern
        return whole(limited, self.around)

    def schema(self) -> JsonSchemaValue:
        """The form as JSON Schema. Editors show `errorMessage` in place of the pattern; other programs ignore it."""
        made: JsonSchemaValue = {
            "type": ["string", *self.types] if self.types else "string",
            "pattern": self.expression,
            "errorMessage": self.in_editors or self.hint,
            **self.limits,
        }
        return made | ({"examples": [self.example]} if self.example else {})

    def parsed(self, value: object) -> Any:
        """The value of a text. Raises a fault for text of another form, and for other values."""
        assert self.parse
        if not isinstance(value, str):
            raise fault("wrong-type", "This must be text.", self.hint)
        if len(value) > LONGEST:
            raise fault("too-long", TOO_LONG.format(most=LONGEST), self.hint)
        try:
            return self.parse(value)
        except ValueError as error:
            raise fault(self.code, str(error), self.better(value) or self.hint) from None

    def _tested(self, text: str) -> str:
        test = self.test or re.compile(self.pattern, re.ASCII).fullmatch
        if not test(text):
            raise fault(self.code, self.message.format(value=text), self.hint)
        return text


def text_form(most: int, *, one_line: bool) -> Form:
    """The form of text that is not blank and has at most `most` characters, not counting blanks around it."""
    char, kind = (r"[^\n]", "one line of text") if one_line else (r"[\s\S]", "text")
    return Form(
        "one-line",
        "This must be one line of text.",
        "Put it on one line, without `|`.",
        pattern=rf"\S(?:{char}{{0,{most - 2}}}\S)?",
        test=lambda text: "\n" not in text,
        in_editors=f"Write {kind} of at most {most} characters.",
        types=("number", "boolean"),
    )


LINE = text_form(LONGEST, one_line=True)


@dataclass(frozen=True, slots=True)
class ShortFor:
    """Accepts text in the place of a group or of a list. expand: makes the group of the text. form: that of the text."""

    expand: Callable[[str], object]
    form: Form = LINE

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._expanded, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(core)
        return made if handler.mode == "serialization" else {"anyOf": [self.form.schema(), made]}

    def _expanded(self, value: object) -> object:
        return self.expand(value) if isinstance(value, str) else value
