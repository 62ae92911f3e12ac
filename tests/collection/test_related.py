"""Neighbours: the rarest shared features first, the same from both sides, and bounded work."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.collection.related import MAX_CANDIDATES, MAX_FROM_ONE_FEATURE, Neighbour, neighbours

Features = Mapping[str, Sequence[str]]

FEATURES = {
    "choir": ["peer support", "singing", "Example Town Council"],
    "garden": ["gardening", "Example Town Council"],
    "paper": ["peer support", "singing"],
    "phone": ["peer support"],
    "talks": [],
    "walk": ["walking"],
}


def test_the_rarest_shared_features_come_first() -> None:
    found = neighbours(FEATURES)
    assert found["choir"] == (
        Neighbour("paper", ("singing", "peer support")),
        Neighbour("garden", ("Example Town Council",)),
        Neighbour("phone", ("peer support",)),
    )
    assert found["phone"] == (Neighbour("choir", ("peer support",)), Neighbour("paper", ("peer support",)))


def test_who_shares_nothing_has_no_neighbours() -> None:
    found = neighbours(FEATURES)
    assert found["walk"] == found["talks"] == ()
    assert neighbours({}) == {}


@st.composite
def collections(draw: st.DrawFn, most: int = 25) -> Features:
    """Up to `most` entries; each feature is so frequent that many are shared, and few of all."""
    slugs = draw(st.lists(st.text("abc", min_size=1, max_size=4), unique=True, max_size=most))
    features = st.lists(st.sampled_from([f"feature {n}" for n in range(12)]), unique=True, max_size=6)
    return {slug: draw(features) for slug in slugs}


def scores(features: Features) -> dict[tuple[str, str], float]:
    """The weight of what any two entries share: the plain all-pairs way, for comparison."""
    count = {
        feature: sum(feature in own for own in features.values())
        for own in features.values()
        for feature in own
    }
    weight = {one: math.log(1 + len(features) / number) for one, number in count.items()}
    return {
        (a, b): round(sum(weight[feature] for feature in features[a] if feature in features[b]), 6)
        for a in features
        for b in features
    }


@given(collections(), st.integers(0, 6))
def test_neighbours_are_the_best_of_all_pairs(features: Features, most: int) -> None:
    expected = scores(features)
    for slug, found in neighbours(features, most).items():
        others = [other for other in features if other != slug and expected[slug, other]]
        best = sorted((expected[slug, other] for other in others), reverse=True)[:most]
        assert [expected[slug, finding.slug] for finding in found] == best
        assert slug not in {finding.slug for finding in found}
        assert len({finding.slug for finding in found}) == len(found) <= most


@given(collections())
def test_reasons_are_truly_shared_and_the_same_from_both_sides(features: Features) -> None:
    found = neighbours(features, most=len(features))
    shared = {(slug, other.slug): other.shared for slug, near in found.items() for other in near}
    for (slug, other), reasons in shared.items():
        assert set(reasons) == set(features[slug]) & set(features[other])
        assert shared[other, slug] == reasons


@pytest.mark.slow
@given(collections(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(features: Features, shuffler: random.Random) -> None:
    slugs = list(features)
    shuffler.shuffle(slugs)
    shuffled = {slug: shuffler.sample(features[slug], len(features[slug])) for slug in slugs}
    assert neighbours(shuffled) == neighbours(features)


class Counted(str):
    """A slug that counts how often a set or a dictionary is asked about it."""

    __slots__ = ()
    asked = 0

    def __hash__(self) -> int:
        Counted.asked += 1
        return super().__hash__()


@pytest.mark.slow
def test_the_work_for_each_entry_is_bounded() -> None:
    """At 3,000 entries all pairs would ask three times as often as the bound allows."""
    count, each = 3_000, 8
    chance = random.Random(1)
    pool = [f"feature {number}" for number in range(60)]  # each has about 350 entries
    features = {
        Counted(f"entry-{number}"): ["feature of every entry", *chance.sample(pool, each - 1)]
        for number in range(count)
    }
    Counted.asked = 0
    found = neighbours(features)
    assert all(len(near) == 5 for near in found.values())
    for_an_entry = Counted.asked / count
    looking = each * MAX_FROM_ONE_FEATURE  # whether it is a candidate already
    weighing = MAX_CANDIDATES + MAX_FROM_ONE_FEATURE  # what it shares
    assert for_an_entry <= looking + weighing + 2 * each + 10
    assert for_an_entry > MAX_CANDIDATES  # the limits were reached, so the bound means something


def test_a_feature_of_all_entries_spreads_its_links() -> None:
    """Nobody becomes the neighbour of everybody just by standing first in the alphabet."""
    features = {f"entry-{number:03}": ["everywhere"] for number in range(300)}
    found = neighbours(features, most=3)
    assert found == neighbours(dict(reversed(features.items())), most=3)
    named = [other.slug for near in found.values() for other in near]
    assert len(named) == 900
    assert max(named.count(slug) for slug in set(named)) <= MAX_FROM_ONE_FEATURE
