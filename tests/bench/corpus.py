"""An invented collection of any size, the same for the same seed, shaped like a real one.

Few keywords, people and organisations are named often and many rarely (Zipf's law); texts have 150 to
400 words. Everything is made of invented words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import yaml

SEED = 20260101
TYPES = ("project", "paper", "report")
ROLES = ("lead", "partner", "funder", "publisher", None)
FACETS = {
    "setting": ("hospital", "community", "care home", "mental health", "primary care", "social care"),
    "stage": ("planning", "design", "delivery", "evaluation", "governance"),
    "outcomes": ("people who draw on services", "professionals", "organisations", "neighbourhood"),
    "evidence": ("case study", "evaluation", "qualitative study", "evidence review"),
    "places": ("Scotland", "Wales", "England", "Glasgow", "Cardiff", "Leeds", "Sweden"),
}
HEADINGS = ("What they set out to do", "What they did", "What came of it", "What it does not tell us")
BROADER = {"Glasgow": "Scotland", "Cardiff": "Wales", "Leeds": "England"}
_COMMON = ("the", "of", "and", "to", "in", "a", "was", "for", "with", "on", "that", "they", "were", "by")
_SYLLABLES = [a + b for a in "bcdfghjklmnprstvw" for b in ("a", "e", "i", "o", "u", "ar", "en", "ol")]


@dataclass(frozen=True, slots=True)
class Work:
    """One invented entry: what its front matter says, and its text."""

    slug: str
    fields: dict[str, Any]
    body: str

    @property
    def text(self) -> str:
        """The file as a contributor writes it."""
        front = yaml.dump(self.fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        return f"---\n{front}---\n\n{self.body}"


class Zipf:
    """Draws items so that the one at rank `r` comes up in proportion to `1 / r`."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = items
        self.weights = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))

    def some(self, chance: random.Random, least: int, most: int) -> list[str]:
        """Between `least` and `most` different items, in the order drawn."""
        wanted = chance.randint(least, min(most, len(self.items)))
        found: dict[str, None] = {}
        while len(found) < wanted:
            found.update(dict.fromkeys(chance.choices(self.items, cum_weights=self.weights, k=wanted)))
        return list(found)[:wanted]


@cache
def words() -> tuple[str, ...]:
    """Invented words, each once, in a fixed order."""
    chance = random.Random(SEED)
    made = ("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))) for _ in range(9000))
    return tuple(dict.fromkeys(made))


def works(size: int) -> list[Work]:
    """So many entries. Keywords, people and organisations grow with the root of `size` and beyond, as they do."""
    chance = random.Random(SEED + size)
    invented = words()
    vocabulary = Zipf([*_COMMON, *invented])
    keywords = Zipf(
        [" ".join(pair) for pair in zip(invented[:500], invented[500:1000], strict=True)][: 40 + size // 20]
    )
    people = Zipf([f"{a.title()} {b.title()}" for a, b in zip(invented[1000:4000] * 4, (invented * 2)[3000:15000], strict=True)][: 60 + size * 6 // 10])  # fmt: skip
    organisations = Zipf([f"{a.title()} {b.title()} Trust" for a, b in zip(invented[2000:4000] * 3, (invented * 2)[5000:11000], strict=True)][: 30 + size * 3 // 10])  # fmt: skip
    return [
        _work(number, size, chance, vocabulary, keywords, people, organisations) for number in range(size)
    ]


def _work(
    number: int,
    size: int,
    chance: random.Random,
    vocabulary: Zipf,
    keywords: Zipf,
    people: Zipf,
    organisations: Zipf,
) -> Work:
    kind = chance.choice(TYPES)
    at = organisations.some(chance, 1, 4)
    names = people.some(chance, 1, 5)
    year = chance.randint(1998, 2025)
    fields: dict[str, Any] = {
        "title": f"{_sentence(chance, vocabulary, 6, 14).rstrip('.')} {number}",
        "type": kind,
        "summary": " ".join(_sentence(chance, vocabulary, 10, 18) for _ in range(3)),
    }
    if kind == "project":
        fields["period"] = {"start": str(year), "end": str(year + chance.randint(0, 3))}
    else:
        fields["date"] = f"{year}-{chance.randint(1, 12):02}"
    fields["keywords"] = keywords.some(chance, 2, 6)
    fields["key_points"] = [_sentence(chance, vocabulary, 8, 20) for _ in range(chance.randint(0, 4))]
    fields["contributors"] = [{"name": names[0], "organisation": at[0]}]
    if kind != "project":
        fields["authors"] = names
        fields["doi"] = f"10.5555/example.{number}"
    fields["organisations"] = [
        {"name": name} | ({"role": role} if role else {}) for name in at for role in [chance.choice(ROLES)]
    ]
    fields["links"] = [{"label": "Report", "url": f"https://example.org/works/{number}"}]
    fields |= {facet: chance.sample(terms, chance.randint(0, 2)) for facet, terms in FACETS.items()}
    if chance.random() < 0.5:
        fields["co_production"] = {
            "who": _sentence(chance, vocabulary, 8, 20),
            "roles": _sentence(chance, vocabulary, 8, 20),
        }
    fields["added"] = f"20{chance.randint(20, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    other = f"work-{chance.randrange(size)}"
    return Work(
        f"work-{number}",
        {name: value for name, value in fields.items() if value},
        _body(chance, vocabulary, other),
    )


def _body(chance: random.Random, vocabulary: Zipf, other: str) -> str:
    wanted = chance.randint(110, 305)  # headings, list and the last sentence come on top
    blocks: list[str] = []
    written = 0
    for part, heading in enumerate(HEADINGS, start=1):
        blocks.append(f"## {heading}")
        while written < wanted * part / len(HEADINGS):
            paragraph = " ".join(_sentence(chance, vocabulary, 6, 16) for _ in range(2))
            written += len(paragraph.split())
            blocks.append(paragraph)
    blocks.append("\n".join(f"- {_sentence(chance, vocabulary, 4, 9)}" for _ in range(3)))
    blocks.append(f"They built on [an earlier work]({other}.md), *{chance.choice(words())}* above all.")
    return "\n\n".join(blocks) + "\n"


def _sentence(chance: random.Random, vocabulary: Zipf, least: int, most: int) -> str:
    drawn = chance.choices(vocabulary.items, cum_weights=vocabulary.weights, k=chance.randint(least, most))
    return " ".join(drawn).capitalize() + "."


def facets_file() -> str:
    """`vocabulary/facets.yml` for the terms that the entries use."""
    terms = {
        facet: [
            {"label": label} | ({"broader": [BROADER[label]]} if label in BROADER else {}) for label in labels
        ]
        for facet, labels in FACETS.items()
    }
    return yaml.safe_dump(terms, allow_unicode=True, sort_keys=False)
