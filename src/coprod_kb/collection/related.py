"""Which entries have most in common, and what they share.

For each entry, candidates are taken from the lists of its own keywords, people and organisations, rarest first, up to a
fixed number. So the work grows linearly with the number of entries.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_SHOWN = 5
"""Maximum number of similar entries on the page of an entry."""

MAX_CANDIDATES = 200
MAX_FROM_ONE_FEATURE = 60


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another entry, by its slug, and the features shared with it, rarest first."""

    slug: str
    shared: tuple[str, ...]


def neighbours(
    features: Mapping[str, Sequence[str]], most: int = MOST_SHOWN
) -> Mapping[str, tuple[Neighbour, ...]]:
    """For each entry at most `most` others with the highest weight of shared features, highest first, then by slug.

    features: for the slug of each entry, its features (any stable strings), each once. A feature has the weight
    `log(1 + N / n)` if n of the N entries have it (inverse document frequency).
    """
    return _all_nearest(tuple((slug, tuple(own)) for slug, own in features.items()), most)


@lru_cache(maxsize=1)  # a preview asks after each change, and few changes concern these features
def _all_nearest(
    given: tuple[tuple[str, tuple[str, ...]], ...], most: int
) -> dict[str, tuple[Neighbour, ...]]:
    features = dict(given)
    holders: dict[str, list[str]] = defaultdict(list)
    for slug in sorted(features):
        for feature in features[slug]:
            holders[feature].append(slug)
    weight = {feature: math.log(1 + len(features) / len(slugs)) for feature, slugs in holders.items()}
    sets = {slug: frozenset(own) for slug, own in features.items()}
    return {slug: _nearest(slug, sets, holders, weight, most) for slug in features}


def _nearest(
    slug: str,
    sets: Mapping[str, frozenset[str]],
    holders: Mapping[str, Sequence[str]],
    weight: Mapping[str, float],
    most: int,
) -> tuple[Neighbour, ...]:
    own = sorted(sets[slug], key=lambda feature: (-weight[feature], feature))
    candidates: dict[str, None] = {}
    for feature in own:
        candidates.update(dict.fromkeys(_around(slug, holders[feature])))
        if len(candidates) > MAX_CANDIDATES:
            break
    candidates.pop(slug, None)
    mine = sets[slug]
    # `fsum` is exact, so that the order within a set does not matter.
    scored = ((-math.fsum(map(weight.__getitem__, mine & sets[other])), other) for other in candidates)
    return tuple(
        Neighbour(other, tuple(feature for feature in own if feature in sets[other]))
        for _, other in heapq.nsmallest(most, scored)
    )


def _around(slug: str, holders: Sequence[str]) -> Sequence[str]:
    """At most `MAX_FROM_ONE_FEATURE` of the holders; from a long list those on either side of `slug`.

    Taking the first ones of the list instead would relate every entry to the same few.
    """
    if len(holders) <= MAX_FROM_ONE_FEATURE:
        return holders
    here = bisect_left(holders, slug)  # holders are sorted by slug
    start = min(max(0, here - MAX_FROM_ONE_FEATURE // 2), len(holders) - MAX_FROM_ONE_FEATURE)
    return holders[start : start + MAX_FROM_ONE_FEATURE]
