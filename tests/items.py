"""CSL items as our entries give them, made up by Hypothesis: for whatever writes or reads a format."""

from __future__ import annotations

from typing import cast

from hypothesis import strategies as st

from coprod_kb.records.formats.csl import Item, Name, joined_keywords
from coprod_kb.records.formats.kinds import NAMINGS, PARTS, SERIAL
from coprod_kb.values.given_names import PARTICLES
from coprod_kb.values.nobody import is_nobody
from coprod_kb.values.page_numbers import normal_pages

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=12)
"""Whatever stands between blanks: signs that some format obeys, accents, other scripts."""

SPECIAL = st.sampled_from(
    [
        *"{}\\$&#%_~^<>|\"'`-=+@,;:/",
        "--",
        "''",
        "}}",
        "and",
        "@article{x,",
        "ER  -",
        "TY  - JOUR",
        "NHS",
        "iPad",
    ]
)
LINE = (
    st.lists(WORDS | SPECIAL, min_size=1, max_size=5)
    .map(" ".join)
    .filter(lambda text: not (is_nobody(text) and any(map(str.isalnum, text))))
)
LETTERS = st.text(st.sampled_from("abcdeéøßıłşñ"), min_size=1, max_size=8)
CAPITALISED = LETTERS.map(lambda word: f"X{word}")

PERSONS = st.fixed_dictionaries(
    {"family": CAPITALISED},
    optional={
        "given": st.lists(CAPITALISED, min_size=1, max_size=2).map(" ".join),
        "non-dropping-particle": st.sampled_from(sorted(PARTICLES)),
        "suffix": st.sampled_from(["Jr.", "Sr", "II", "III", "3rd"]),
    },
)
GROUPS = st.fixed_dictionaries({"literal": LINE})
NAMES = st.lists(st.one_of(PERSONS, GROUPS), min_size=1, max_size=4).map(
    lambda names: cast(list[Name], names)
)
DAYS = st.one_of(
    st.tuples(st.integers(1000, 2999)),
    st.tuples(st.integers(1000, 2999), st.integers(1, 12)),
    st.tuples(st.integers(1000, 2999), st.integers(1, 12), st.integers(1, 28)),
).map(lambda parts: {"date-parts": [list(parts)]})
NUMBERS = st.from_regex(r"[A-Z]?[1-9][0-9]{0,3}", fullmatch=True)
PAGES = st.one_of(NUMBERS, st.tuples(NUMBERS, NUMBERS).map("-".join)).map(normal_pages)
KEYWORDS = st.lists(LINE.filter(lambda text: text.strip(", ")), min_size=1, max_size=3).map(joined_keywords)
SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)

_COMMON = {
    "author": NAMES,
    "issued": DAYS,
    "URL": st.just("https://example.org/a_b?c=%20&d={1}#e"),
    "other-urls": st.just(["https://example.org/%7Ea,b", "https://example.com/?a=b&c"]),
    "language": st.sampled_from(["en", "cy", "gd"]),
    "keyword": KEYWORDS,
    "abstract": LINE,
    "annote": LINE,
    "source": LINE,
}
_PUBLISHED = {
    "volume": NUMBERS,
    "issue": NUMBERS,
    "page": PAGES,
    "edition": NUMBERS,
    "publisher": LINE,
    "publisher-place": LINE,
    "DOI": st.sampled_from(["10.5555/a", "10.1002/(sici)1097<1661::aid>3.0.co;2-2"]),
    "ISBN": st.just("9780306406157"),
    "PMID": st.integers(1, 99_999_999).map(str),
}


@st.composite
def items(draw: st.DrawFn) -> Item:
    """A work of any kind that entries have, or the page of a project."""
    kind = draw(st.sampled_from(["webpage", *(naming.csl for naming in NAMINGS.values())]))
    needed = {"id": SLUGS, "type": st.just(kind), "title": LINE}
    optional = dict(_COMMON)
    if kind == "webpage" and draw(st.booleans()):
        needed |= {"genre": st.just("Project"), "container-title": LINE}
    else:
        optional |= _PUBLISHED
    if kind in SERIAL | PARTS:
        needed["container-title"] = LINE
    if kind not in SERIAL:
        optional |= {"editor": NAMES, "number": NUMBERS}
    if kind in PARTS | {"book", "report"}:
        optional |= {"collection-title": LINE}
    if kind == "paper-conference":
        optional |= {"event-title": LINE}
    made = cast(Item, draw(st.fixed_dictionaries(needed, optional=optional)))
    if "URL" not in made:
        made.pop("other-urls", None)
    return made


def collections() -> st.SearchStrategy[list[Item]]:
    """Items with different slugs."""
    return st.lists(items(), max_size=4, unique_by=lambda item: item["id"])
