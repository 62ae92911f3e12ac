"""People of one name: what the findings say about them, and the addresses of their other names."""

from __future__ import annotations

from tests.conftest import coded, collect, pages_by_path

ONE, OTHER = "0000-0002-1825-0097", "0000-0002-1694-233X"
NAMESAKES = {
    "a": {"authors": [{"name": "Kim Sample", "orcid": ONE, "organisation": "Example University"}]},
    "b": {"authors": [{"name": "Kim Sample", "orcid": OTHER, "organisation": "Example Trust"}]},
}


def test_two_people_of_one_name_are_told_apart_by_the_lines_that_the_finding_gives() -> None:
    [found] = collect(NAMESAKES).errors
    assert found.code == "colliding-address"
    assert f"One has the ORCID iD {ONE}, works at Example University, and is in a." in found.message
    assert f"The other has the ORCID iD {OTHER}, works at Example Trust, and is in b." in found.message
    lines = [line for line in (found.hint or "").split("`") if line.startswith("- {")]
    settled = collect(NAMESAKES, {"people": "\n".join(lines)})
    assert settled.errors == ()
    assert {person.slug for person in settled.catalogue.people.values() if person.orcid} == {
        "kim-sample-example-university",
        "kim-sample-example-trust",
    }


def test_a_bare_name_of_two_known_people_asks_whom_and_does_not_stop_the_site() -> None:
    known = (
        f"- {{name: Kim Sample, orcid: {ONE}, slug: kim-one}}\n- {{name: Kim Sample, entries: [b], slug: kim-two}}\n"
        f"- {{name: Kim Sample, orcid: {OTHER}, slug: kim-three}}"
    )
    snapshot = collect(
        {"a": {"authors": ["Sample, Kim"]}, "b": {"authors": ["Kim Sample"]}}, {"people": known}
    )
    assert snapshot.errors == ()
    [found] = coded(snapshot, "namesake")
    assert (found.path, found.field) == ("entries/a.md", "authors.0")
    assert f"ORCID iD {ONE}, people/kim-two/, ORCID iD {OTHER}" in found.message
    assert "`orcid:`" in (found.hint or "")
    assert "people/kim-sample/" in pages_by_path(snapshot)


def test_a_bare_name_beside_two_orcid_ids_takes_no_address_from_them() -> None:
    snapshot = collect({"0": {"authors": ["Kim Sample"]}, **NAMESAKES})
    assert [found.code for found in snapshot.errors] == ["colliding-address"]
    assert len(coded(snapshot, "namesake")) == 1
    assert collect({"a": NAMESAKES["a"], "b": {"authors": ["Kim Sample"]}}).errors == ()


def test_other_names_of_a_person_lead_to_their_page() -> None:
    people = "- {name: Kim Sample, aliases: [K. A. Sample, 'Probe, Kim'], slug: kim}"
    pages = pages_by_path(collect({"a": {"authors": ["Kim Probe"]}}, {"people": people}))
    assert pages["people/kim-probe/"].context["target"] == "people/kim/"
    assert pages["people/k-a-sample/"].context["target"] == "people/kim/"
