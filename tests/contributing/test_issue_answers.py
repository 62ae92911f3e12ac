"""Answers as people type them: taken as they are meant, or asked about."""

from __future__ import annotations

import pytest

from coprod_kb.contributing.issue_answers import (
    items,
    links_of,
    organisation_of,
    people_of,
)
from coprod_kb.values.dates import date_of, period_of

ADA = {"name": "Ada Example"}
AT_UNIVERSITY = ADA | {"organisation": "Example University"}
BO = {"name": "Bo Sample"}
ORCID = "0000-0002-1825-0097"
PEOPLE = [
    ("Ada Example", [ADA]),
    ("Ada Example; Example University", [AT_UNIVERSITY]),
    ("Ada Example, Example University", [AT_UNIVERSITY]),
    ("Ada Example (Example University)", [AT_UNIVERSITY]),
    ("Ada Example [Example University]", [AT_UNIVERSITY]),
    ("Ada Example – Example University", [AT_UNIVERSITY]),
    ("Ada Example - Example University", [AT_UNIVERSITY]),
    ("Ada Example at Example University", [AT_UNIVERSITY]),
    ("Example, Ada, Example University", [AT_UNIVERSITY]),
    ("Example, Ada; Example University", [AT_UNIVERSITY]),
    ("Ada Example; n/a", [ADA]),
    ("Ada Example; none; -", [ADA]),
    (
        "Ada Example, School of Nursing, Example University, Example Town",
        [ADA | {"organisation": "School of Nursing, Example University, Example Town"}],
    ),
    (f"Ada Example, Example University, {ORCID}", [{"orcid": ORCID} | AT_UNIVERSITY]),
    (f"Ada Example (https://orcid.org/{ORCID})", [{"orcid": ORCID} | ADA]),
    (f"Ada Example; ; {ORCID}", [{"orcid": ORCID} | ADA]),
    (f"{ORCID} Ada Example", [{"orcid": ORCID} | ADA]),
    ("Example, Ada; Sample, Bo", [ADA, BO]),
    ("Example, Ada; Sample, Bo; Probe, Cy", [ADA, BO, {"name": "Cy Probe"}]),
    ("Example, Ada", [ADA]),
    ("Ada Example and Bo Sample", [ADA, BO]),
    ("Ada Example & Bo Sample", [ADA, BO]),
    ("Ada Example, Bo Sample, Cy Probe", [ADA, BO, {"name": "Cy Probe"}]),
    ("Ada Example, Bo Sample and Cy Probe", [ADA, BO, {"name": "Cy Probe"}]),
    ("Example, A., Sample, B.", [{"name": "A. Example"}, {"name": "B. Sample"}]),
    (
        "Ada Example (Example University); Bo Sample (Example Trust)",
        [AT_UNIVERSITY, BO | {"organisation": "Example Trust"}],
    ),
    (
        "Ada Example, Example University; Bo Sample, Example Trust",
        [AT_UNIVERSITY, BO | {"organisation": "Example Trust"}],
    ),
    (
        "Ada Example (Example University), Bo Sample (Example Trust)",
        [AT_UNIVERSITY, BO | {"organisation": "Example Trust"}],
    ),
    ("Ada Example: Example University", [AT_UNIVERSITY]),
    ("Ada Example; Bo Sample; Cy Probe", [ADA, BO, {"name": "Cy Probe"}]),
    ("Ada Example of Example University", [AT_UNIVERSITY]),
    ("Ada Example, , Example University", [AT_UNIVERSITY]),
    ("Ada Example; University of Example", [ADA | {"organisation": "University of Example"}]),
    (
        "Ada Example; School of Nursing, Example University",
        [ADA | {"organisation": "School of Nursing, Example University"}],
    ),
    ("Friends of Example Hospital", [{"name": "Friends of Example Hospital"}]),
    ("Royal College of Nursing", [{"name": "Royal College of Nursing"}]),
    ("Example Trust", [{"name": "Example Trust"}]),
    ("Example Trust for Peace and Quiet", [{"name": "Example Trust for Peace and Quiet"}]),
    ("Ada Example (she/her)", [{"name": "Ada Example (she/her)"}]),
]


@pytest.mark.parametrize(("line", "people"), PEOPLE)
def test_people_as_they_are_meant(line: str, people: list[dict[str, str]]) -> None:
    assert people_of(line, ()) == (people, "")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Ada Example; Example University; principal", AT_UNIVERSITY | {"role": "principal"}),
        ("Ada Example (principal)", ADA | {"role": "principal"}),
        ("Ada Example (Principal Investigator)", ADA | {"role": "principal"}),
        ("Ada Example; Example University; ; co", AT_UNIVERSITY | {"role": "co"}),
        ("Ada Example; co-investigator", ADA | {"role": "co"}),
    ],
)
def test_roles_of_investigators(line: str, person: dict[str, str]) -> None:
    assert people_of(line, ("principal", "co")) == ([person], "")


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Ada Example; Bo Sample", "“Bo Sample” is a person"),
        ("Ada Example, Bo Sample", "two people"),
        ("Ada Example, Nurse, Example Hospital", "“Nurse” may be no part"),
        ("Ada Example, Example University and Bo Sample, Example Trust", "several people"),
        ("Ada Example (Nursing)", "“Nursing” is an organisation"),
        ("Ada Example; Example University; 0000-0002; more", "“more” is left out"),
        ("Ada Example <ada@example.org>", "not published"),
        ("Ada Example; Example University; ada@example.org", "not published"),
    ],
)
def test_people_who_are_asked_about(line: str, asked: str) -> None:
    people, question = people_of(line, ())
    assert asked in question
    assert people
    assert "@" not in str(people)


REPORT = {"label": "Final report", "url": "https://example.org/a"}
LINKS = [
    ("Final report; https://example.org/a", REPORT),
    ("Final report: https://example.org/a", REPORT),
    ("Final report https://example.org/a", REPORT),
    ("Final report - https://example.org/a", REPORT),
    ("Final report (https://example.org/a)", REPORT),
    (
        "Final report, see https://example.org/a.",
        {"label": "Final report, see", "url": "https://example.org/a"},
    ),
    ("[Final report](https://example.org/a)", REPORT),
    ("https://example.org/a (Final report)", REPORT),
    ("<https://example.org/a>", {"label": "example.org", "url": "https://example.org/a"}),
    ("https://www.example.org/b", {"label": "example.org", "url": "https://www.example.org/b"}),
    ("https://example.org/a_(b)", {"label": "example.org", "url": "https://example.org/a_(b)"}),
    ("Blog; https://example.org/?a=1;b=2", {"label": "Blog", "url": "https://example.org/?a=1;b=2"}),
    ("Blog: www.example.org/c", {"label": "Blog", "url": "https://www.example.org/c"}),
    ("www.example.org/c", {"label": "example.org", "url": "https://www.example.org/c"}),
    ("doi.org/10.1000/182", {"label": "doi.org", "url": "https://doi.org/10.1000/182"}),
    ("Report (PDF) example.org/r.pdf", {"label": "Report (PDF)", "url": "https://example.org/r.pdf"}),
    ("Blog", {"label": "Blog"}),
    ("Blog; none", {"label": "Blog"}),
]


@pytest.mark.parametrize(("line", "link"), LINKS)
def test_links_as_they_are_meant(line: str, link: dict[str, str]) -> None:
    assert links_of(line, ["label", "url"], ()) == ([link], "")


def test_kinds_and_several_addresses() -> None:
    found = links_of("Easy Read: https://example.org/e", ["kind", "url"], ("easy-read", "bsl"))
    assert found == ([{"kind": "easy-read", "url": "https://example.org/e"}], "")
    links, question = links_of("A https://example.org/a https://example.org/b", ["label", "url"], ())
    assert [tuple(link.values()) for link in links] == [
        ("A", "https://example.org/a"),
        ("example.org", "https://example.org/b"),
    ]
    assert question


@pytest.mark.parametrize(
    "line",
    [
        "Example Trust; lead",
        "Example Trust (lead)",
        "Example Trust, Lead",
        "Example Trust - lead",
        "Lead: Example Trust",
    ],
)
def test_organisations_as_they_are_meant(line: str) -> None:
    found = organisation_of(line, ["name", "role"], ("lead", "partner"))
    assert found == {"name": "Example Trust", "role": "lead"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022-07-14", "2022-07-14"),
        ("14 July 2022", "2022-07-14"),
        ("14th of July 2022", "2022-07-14"),
        ("July 14, 2022", "2022-07-14"),
        ("July 2022", "2022-07"),
        ("Sept. 2022", "2022-09"),
        ("sep 2022", "2022-09"),
        ("Spring 2022", "Spring 2022"),
        ("07/08/2022", "07/08/2022"),
        ("soon", "soon"),
    ],
)
def test_dates_in_words(text: str, date: str) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2018 – ongoing", "2018 – ongoing"),
        ("March 2021 to May 2022", "2021-03 – 2022-05"),
        ("from March 2021 until now", "2021-03 – now"),
        ("1 March 2021-31 May 2022", "1 March 2021-31 May 2022"),
        ("March 2021 – May 2022", "2021-03 – 2022-05"),
        ("between 2019 and 2021", "2019 – 2021"),
        ("July to September 2022", "2022-07 – 2022-09"),
        ("since 2018", "2018 – ongoing"),
        ("2021-03 – 2022-02", "2021-03 – 2022-02"),
        ("a while", "a while"),
    ],
)
def test_periods_in_words(text: str, period: str) -> None:
    assert period_of(text) == period


@pytest.mark.parametrize("text", ["", "n/a", "None", "_No response_", "–", "(n/a)", "?", "TBC"])
def test_what_is_no_answer(text: str) -> None:
    assert list(items(f"- {text}\nco-production")) == ["co-production"]
