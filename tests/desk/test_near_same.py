"""Which names may mean the same, and which do not: a list of false alarms is not read."""

from __future__ import annotations

import pytest

from coprod_kb.desk.people import near_same_people
from coprod_kb.desk.similarity import near_same
from tests.conftest import collect
from tests.desk.test_sections import by

SAME = [
    ("carer", "carers"),
    ("case study", "Case Studies"),
    ("health policy", "health policies"),
    ("coproduction", "co-production"),
    ("caregivers", "care givers"),
    ("organisational change", "organizational change"),
    ("behaviour change", "behavior change"),
    ("health centre", "health centers"),
    ("paediatrics", "pediatrics"),
    ("counselling", "counseling"),
    ("user involvement", "involvement of users"),
    ("Colitis, Ulcerative", "ulcerative colitis"),
    ("PPI", "patient and public involvement"),
    ("patient and public involvement (PPI)", "patient and public involvement"),
    ("RCTs", "randomised controlled trial"),
    ("Crohn's disease", "Crohn disease"),
    ("particpation", "participation"),
    ("rehabilitation", "rehabiliation"),
    ("Example University", "The Example University"),
    ("Example & Sons Ltd", "Example and Sons"),
    ("University of Example", "Example University"),
    ("Example Institute for Social Care (EISC)", "EISC"),
    ("Centre for Examples", "Center for Example"),
]
DIFFERENT = [
    ("dementia", "dementia care"),
    ("nurse", "nursing"),
    ("employment", "unemployment"),
    ("inpatients", "outpatients"),
    ("microsystems", "macrosystem"),
    ("HIV-1 infection", "HIV-2 infection"),
    ("phase 1 trials", "phase 2 trials"),
    ("depression (economics)", "depression"),
    ("co-design", "co-designers"),
    ("health", "wealth"),
    ("care", "core"),
    ("PPI", "GPs"),
    ("process evaluation", "process evaluators"),
    ("Example School of Nursing", "Example School of Nursing, Example University"),
    ("Example County Council", "Example City Council"),
    ("University of Example North", "University of Example South"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_may_mean_the_same(one: str, other: str) -> None:
    assert [{a, b} for a, b, _ in near_same([one, "something else", other])] == [{one, other}]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_differ(one: str, other: str) -> None:
    assert list(near_same([one, other])) == []


ONE_PERSON = [
    ("M Fisher", "Mike Fisher"),
    ("Fisher, M. J.", "Mike Fisher"),
    ("M.J. Fisher", "Mike James Fisher"),
    ("Mike Fisher", "Mike J. Fisher"),
    ("Chris Fisher", "Christopher Fisher"),
    ("Jon Fisher", "John Fisher"),
    ("Mike Fischer", "Mike Fisher"),
    ("Fisher Mike", "Mike Fisher"),
    ("J.-P. Sample", "Jean-Paul Sample"),
    ("Z. Łańska", "Zofia Lanska"),
]
TWO_PEOPLE = [
    ("Mike Fisher", "Moira Fisher"),
    ("M J Fisher", "Mike A Fisher"),
    ("Mike J Fisher", "Mike A Fisher"),
    ("M Fisher", "M Foster"),
    ("A Fisher", "Mike Fisher"),
    ("Bo Li", "Bo Lu"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_people_who_may_be_one(one: str, other: str) -> None:
    catalogue = collect({"a": by(one), "b": by(other)}).catalogue
    [task] = near_same_people(catalogue).tasks
    assert {one.split(maxsplit=1)[0], other.split(maxsplit=1)[0]} & set(task.what.replace("“", "").split())


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_people_who_are_two(one: str, other: str) -> None:
    assert near_same_people(collect({"a": by(one), "b": by(other)}).catalogue).tasks == []


def test_initials_that_fit_several_people_need_something_in_common() -> None:
    names = {"a": by("J Smith"), "b": by("Jane Smith"), "c": by("John Smith")}
    assert near_same_people(collect(names).catalogue).tasks == []
    shared = names | {"a": by("J Smith", "Bo Sample"), "c": by("John Smith", "Bo Sample")}
    [task] = near_same_people(collect(shared).catalogue).tasks
    assert task.what.startswith("“J Smith” and “John Smith” may be one person.")
    assert task.facts[-1] == "Both worked with Bo Sample."


def test_people_in_one_list_are_two_and_what_tells_people_apart_is_shown() -> None:
    assert near_same_people(collect({"a": by("M Fisher", "Mike Fisher")}).catalogue).tasks == []
    mike = {"name": "Mike Fisher", "orcid": "0000-0002-1825-0097", "organisation": "Example University"}
    entries = {"a": by("M Fisher", "Bo Sample", date="2012"), "b": by(mike, date="2015"), "c": by(mike)}
    [task] = near_same_people(collect(entries).catalogue).tasks
    assert task.facts == [
        "M Fisher: one entry, 2012; no ORCID iD; no affiliation; with Bo Sample.",
        "Mike Fisher: two entries, 2015 to 2020; ORCID iD 0000-0002-1825-0097; Example University; no co-author.",
    ]
