"""Words that are indexed beside those of a text."""

from __future__ import annotations

import pytest

from coprod_kb.publishing.search.further import further_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("People’s Academy, children's care and 5 & 6 more", ["5amp6"]),
        ("Waiting in A&E, A & E or A and E", ["aampe"]),
        ("R&D; C++, C#", ["rampd", "cplusplus", "csharp"]),
        ("tea and cake at AT&T Ltd & more", ["atampt"]),
        ("L’équipe à l'hôpital", ["equipe", "hopital", "l'equipe", "l'hopital"]),
        ("Søren in Tromsø", ["soren", "tromso"]),
        ("设计花园。花", ["设计 计花 花园"]),
        ("Plain words", []),
    ],
)
def test_further_words(text: str, words: list[str]) -> None:
    assert further_words([text]) == words
