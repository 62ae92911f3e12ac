"""Characters that cannot be seen or typed, and so are not accepted in entries."""

from __future__ import annotations

import re

BIDI = "\u202a-\u202e\u2066-\u2069"
"""Bidirectional controls, which reorder the characters around them; for a class in a pattern."""

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""Control characters except tab and line feed, and lone surrogates, which UTF-8 cannot hold; for a class in a pattern."""

# YAML 1.1 also breaks lines at U+0085, U+2028 and U+2029. Editors do not, so line numbers would differ.
NOT_IN_YAML = re.compile(f"[{CONTROLS}{BIDI}\u2028\u2029\ufeff\ufffe\uffff]")

_BIDI = re.compile(f"[{BIDI}]")


def control_code(char: str) -> str:
    """The code of the diagnostic about a character of these classes."""
    return "bidi-control" if _BIDI.match(char) else "control-character"
