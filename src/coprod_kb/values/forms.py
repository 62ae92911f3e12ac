"""Text of a fixed form: patterns that Python, scripts and JSON Schema take alike, and the error for other text."""

from __future__ import annotations


class Malformed(ValueError):
    """Text that does not have the form of a value.

    message: for contributors; `{value}` stands in it for the text, and other names in braces for the other slots.
    """

    def __init__(self, message: str, value: str, **slots: object) -> None:
        super().__init__(message.format(value=value, **slots))


def any_case(words: str) -> str:
    """The pattern (`yes|no`) for letters of any case, without a flag; a long ſ is another case of s."""
    cases = {"s": "[sSſ]"}
    return "".join(
        cases.get(char) or (f"[{char}{char.upper()}]" if char.isalpha() else char) for char in words
    )


def whole(pattern: str, around: str = "") -> str:
    """The pattern for a whole text. around: the pattern of what may stand on either side.

    In Python, `$` alone also matches before a line feed at the end.
    """
    return rf"^{around}(?:{pattern}){around}$(?!\n)"
