"""The words of texts, and JSON that is harmless if a browser takes it for HTML."""

from __future__ import annotations

import json
import re
from typing import Any

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST_WORD = 100
"""Maximum number of letters. Nobody searches for a longer run, which makes every list of words larger."""
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def as_json(value: Any) -> str:
    """Compact JSON. Characters with a meaning in HTML are escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def words_of(text: str) -> list[str]:
    """The words of a text in order, in lower case, without those above `LONGEST_WORD`. The parts of a hyphenated word are words."""
    return [word for word in WORD.findall(text.casefold()) if len(word) <= LONGEST_WORD]
