"""Folds texts, so that spellings of one word can be compared. `templates/assets/fold.js` folds by the same rules, and
`tests/browser/test_search.py` compares both.
"""

from __future__ import annotations

import re
import unicodedata

from coprod_kb.values.characters import IGNORABLE

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
"""Accents and vowel signs that people leave out. Vowel signs of Indic scripts are none of them."""

_LETTERS = str.maketrans("øłđðıħŧŋĸς’‘ʼ", "olddihtnkσ'''") | str.maketrans(
    {"þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)
"""Letters that Unicode does not take apart."""


def folded(text: str) -> str:
    """The text in lower case, without accents, vowel signs and invisible characters, and with one kind of apostrophe."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", IGNORABLE.sub("", text))).lower()
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))
