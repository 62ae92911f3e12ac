"""Further words of a text that Pagefind does not find by itself. The browser searches for the same words (`query.js`).

Letters without accents that decompose (ø for o), vowel signs, words behind an apostrophe (“équipe” in “l’équipe”),
letters around a sign (“A&E”), and pairs of signs in scripts that have no blanks between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coprod_kb.values.folding import folded

_WORD = re.compile(r"[^\s\"“”„()\[\]{}<>.,;:!?/|—–-]+")
_BEHIND_APOSTROPHE = re.compile(r"'([^\W_]{3,})")
_SIGNED = re.compile(
    r"(?<![\w&+])(?P<left>[^\W_]{1,3})\s?(?P<sign>[&+])\s?(?P<right>[^\W_]{1,3})(?![\w&+])"
    r"|(?<!\w)(?P<single>[^\W_]) and (?P<other>[^\W_])(?!\w)|(?<!\w)(?P<language>[a-z])(?P<marks>\+\+|#)(?!\w)"
)
_NAMES = {"&": "amp", "+": "plus", "++": "plusplus", "#": "sharp"}
_RUN = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2,}"
)


def further_words(texts: Iterable[str]) -> list[str]:
    """The further words of these texts, each once, in their order; pairs of signs for each run of them together."""
    return list(dict.fromkeys(word for text in texts for word in _of(text)))


def _of(text: str) -> Iterator[str]:
    plain = folded(text)
    yield from (signed_word(found) for found in _SIGNED.finditer(plain))
    if "'" in plain:
        yield from _BEHIND_APOSTROPHE.findall(plain)
    if text.isascii():
        return
    lower = text.lower().replace("\u2019", "'")
    yield from (word for word in map(folded, _WORD.findall(lower)) if word not in lower)
    for run in _RUN.findall(plain):
        yield " ".join(run[at : at + 2] for at in range(len(run) - 1))


def signed_word(found: re.Match[str]) -> str:
    """Letters around a sign as one word: `aampe` for “A&E”, “A & E” and “A and E”; `cplusplus` for “C++”."""
    if found["language"]:
        return found["language"] + _NAMES[found["marks"]]
    if found["single"]:
        return f"{found['single']}amp{found['other']}"
    return f"{found['left']}{_NAMES[found['sign']]}{found['right']}"
