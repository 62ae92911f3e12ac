"""Which names are those of bodies: organisations, groups, projects, authorities.

There is one list of words and one rule, for import, display, sorting and citation.
"""

from __future__ import annotations

import re
from functools import lru_cache


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one text, with blanks between them."""
    return frozenset(words.split())


_WORDS = word_set(
    "academy agency alliance assembly associates authority bureau charities college comité commission commissioners committee "
    "companies company confederation congress consortium cooperative corporation directorate division editors eu "
    "executive faculty federation forum foundation fund gmbh government group groups grupo healthcare health hospital "
    "hospitals inc incorporated infirmary initiative investigators laboratories laboratory league limited llc llp ltd "
    "museum network networks nhs observatory office panel partnership partnerships plc programme programmes project "
    "projects research school secretariat services society sons steering syndicate task taskforce team teams trial "
    "trialists trust trusts uk union unit usa working workshop"
)
"""Each of these words makes a name that of a body: hardly anybody has it as a surname."""

_STEMS = tuple(
    word_set(
        "associa centre center centro centrum collabora collectiv depart fondation fondazione fundaci fundação "
        "gesellschaft gouvernement hochschule institut instytut istituto ministr ministe ministè ministé organisation "
        "organización organization parliament parlament rijks sociedad société stichting stiftung universi uniwersytet"
    )
)
"""As `_WORDS`, for all words that begin so."""

_ALSO_SURNAMES = word_set("bank board charity church council house press service")
"""Words of bodies that are names of people as well. They count only beside one of `_FIELDS` or `_SCOPES`."""

_FIELDS = word_set(
    "age ageing art arts bible cancer care carers child children children's city climate community county cultural "
    "design development disability district education engineering evidence housing improvement innovation investment "
    "law local medical medicine mental midwifery music nursing parish patient patients peer people's peoples policy "
    "population practice primary quality reserve safety science sciences social sports state student students teaching "
    "town trade users village women women's youth"
)
_SCOPES = word_set(
    "african american asian australian british canadian central commonwealth european federal general global "
    "independent international irish joint national nordic northern public royal scottish southern swedish united "
    "welsh world"
)
"""What bodies are for or of. As the first of several words, one of `_SCOPES` or “the” is enough."""

_PREPOSITIONS = frozenset({"of", "for", "the"})
_JOINING = _PREPOSITIONS | {"and"}
_SIGNS = re.compile(r"[&/:@]|(?<!\S)[0-9]")
_HAN = re.compile(r"[一-鿿]{6}|(?:大学|大學|学院|學院|医院|協会|协会|委员会|研究所|中心|公司|政府)\Z")

MOST_WORDS = 5
"""Words of a person's name that begin with a capital; a name with more of them is that of a body."""


@lru_cache(1 << 14)
def is_body(name: str) -> bool:
    """Whether a name without commas, titles and notes is that of a body.

    A single word is one if it stands in three capitals or more, as “WHO” does.
    """
    words = name.split()
    if _SIGNS.search(name) or _HAN.search(name) or not _JOINING.isdisjoint(words) or has_body_word(name):
        return True
    if len(words) < 2:
        return name.isupper() and name.isalpha() and len(name) > 2
    plain = _plain_words(name)
    return plain[0] in _SCOPES or plain[0] == "the" or sum(word[:1].isupper() for word in words) > MOST_WORDS


def has_body_word(name: str) -> bool:
    """Whether a word of a name can hardly belong to a person: “Trust”, “of”; and “Council” beside “City”."""
    plain = _plain_words(name)
    if any(word in _WORDS or word.startswith(_STEMS) or word in _PREPOSITIONS for word in plain):
        return True
    subjects = sum(word in _FIELDS or word in _SCOPES for word in plain)
    also = sum(word in _ALSO_SURNAMES for word in plain)
    return also > 0 and also + subjects > 1


def _plain_words(name: str) -> list[str]:
    return [word.casefold().replace("’", "'").strip(".,()[]") for word in name.split()]
