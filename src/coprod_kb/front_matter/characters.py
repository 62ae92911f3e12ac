"""Invisible characters, which are not accepted in entries: control characters and bidirectional controls."""

from __future__ import annotations

import re

BIDI = "\u202a-\u202e\u2066-\u2069"
"""Bidirectional controls, which reorder the text around them, as part of a character class in a pattern."""

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""Control characters except tab and line feed, and lone surrogates, which UTF-8 cannot encode; likewise."""

# YAML 1.1 also breaks lines at U+0085, U+2028 and U+2029. Editors do not, so line numbers would differ.
NOT_IN_YAML = re.compile(f"[{CONTROLS}{BIDI}\u2028\u2029\ufeff\ufffe\uffff]")

_BIDI = re.compile(f"[{BIDI}]")


def control_code(char: str) -> str:
    """The code of the diagnostic for such a character."""
    return "bidi-control" if _BIDI.match(char) else "control-character"
