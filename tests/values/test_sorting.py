"""Lists sort as readers of the language expect."""

from __future__ import annotations

import pytest

from coprod_kb.values.sorting import collated, first_letter, without_accents
from coprod_kb.values.translation import use_language


@pytest.mark.parametrize(
    ("code", "words", "letters"),
    [
        ("en", ["Élan", "Zebra", "Åsa", "Ελλάδα"], ["E", "Z", "A", "0–9"]),
        ("sv", ["Adam", "Élan", "Zebra", "Åsa", "Ärlig", "Öst"], ["A", "E", "Z", "Å", "Ä", "Ö"]),
        ("cy", ["Cam", "Cwm", "Chwarae", "Dŵr", "Ddoe", "Gŵyl", "Ngwlad", "Hen", "Lili", "Llan"],
         ["C", "C", "Ch", "D", "Dd", "G", "Ng", "H", "L", "Ll"]),
        ("ar", ["أدب", "باب", "Zebra", "2022"], ["ا", "ب", "Z", "0–9"]),
    ],
)  # fmt: skip
def test_letters_have_the_place_of_the_language(code: str, words: list[str], letters: list[str]) -> None:
    use_language(code)
    assert [first_letter(word) for word in words] == letters
    if code in {"sv", "cy"}:
        assert sorted(words, key=lambda word: collated(without_accents(word))) == words
