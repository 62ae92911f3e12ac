"""The contribution form in a real browser: what people type, open and take away, and what our reader makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import ndiff
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import FilePayload, Locator, Page, expect
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser

from coprod_kb.collection.site import open_site
from coprod_kb.contributing.forms import form_parts
from coprod_kb.contributing.new_entry import slug_for
from coprod_kb.entries.model import Entry
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.front_matter.splitting import Halves, split
from coprod_kb.values.characters import visible
from tests import ROOT
from tests.browser.server import served
from tests.conftest import MINIATURE, NO_TERMS, entry_text
from tests.front_matter.test_json_schema import Plain, Quoted, front_matters, source_of
from tests.hostile import cases_body
from tests.values.test_dates import MEANT

pytestmark = pytest.mark.browser

SAVED = "Save the draft as a file"
FLAGS = ("draft", "more_authors")


@cache
def vocabulary() -> Vocabulary:
    return open_site(ROOT).read().catalogue.vocabulary


@pytest.fixture
def form(page: Page, address: str) -> Page:
    page.goto(f"{address}contribute/")
    expect(page.locator("#kb-form")).to_be_visible()
    return page


def fill_required(page: Page, work: str = "Keeping well together") -> None:
    title(page).fill(work)
    page.get_by_label("project", exact=True).check()
    page.get_by_label("Keyword 1", exact=True).fill("co-production")
    contributor(page).get_by_label("Name", exact=True).fill("Ada Example")
    page.locator("#kb-consent").check()


def title(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Title", exact=True)


def contributor(page: Page) -> Locator:
    return page.get_by_role("group", name="Contributor 1", exact=True)


def check(page: Page) -> None:
    page.get_by_role("button", name="Check the entry").click()
    page.locator("#kb-errors:not([hidden]), #kb-result:not([hidden])").first.wait_for()


def taken(page: Page, button: str) -> tuple[str, str]:
    """The name and the text of the file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode()


def open_file(page: Page, text: str) -> None:
    if not page.get_by_label("The entry's file").is_visible():
        page.get_by_text("Change an existing entry").click()
    payload = FilePayload(name="an-example.md", mimeType="text/markdown", buffer=text.encode())
    page.get_by_label("The entry's file").set_input_files(payload)


def entry_in(text: str) -> Entry:
    reading = read(text.encode(), "entries/an-example.md", vocabulary())
    assert [found for found in reading.diagnostics if found.is_error] == []
    assert reading.entry is not None
    return reading.entry


def halves(text: str) -> Halves:
    found = split(text, "entries/an-example.md")
    assert isinstance(found, Halves)
    return found


# --- From nothing to a file -------------------------------------------------------------------------


def test_what_is_typed_becomes_a_file_that_the_checks_accept(form: Page) -> None:
    fill_required(form, "Café: “NO” #1, a study")
    contributor(form).get_by_label("Organisation 1").fill("Example University")
    form.get_by_role("textbox", name="Summary").fill("First line.\nSecond: line # no comment.")
    form.get_by_role("group", name="Period").get_by_label("Start").fill("2018-01")
    form.get_by_role("button", name="Add link").click()
    form.get_by_label("Label", exact=True).fill("Report")
    form.get_by_label("Address", exact=True).fill("https://example.org/a?b=c#d")
    form.get_by_label("Text (optional)").fill("## What they did\n\nThey met.")
    form.get_by_text("What kind of work it is").click()
    form.get_by_role("group", name="Setting").get_by_label("hospital").check()
    check(form)
    expect(form.locator("#kb-result-title")).to_be_focused()
    name, text = taken(form, "Download")
    assert name == "cafe-no-1-a-study.md"
    assert form.locator("#kb-preview").text_content() == text
    fields = entry_in(text).fields
    assert fields.title == "Café: “NO” #1, a study"
    assert fields.summary == "First line.\nSecond: line # no comment."
    assert (str(fields.period and fields.period.start), fields.facets["setting"]) == (
        "2018-01",
        ("hospital",),
    )
    assert [(field.name, field.organisations) for field in fields.contributors] == [
        ("Ada Example", ("Example University",))
    ]
    assert fields.links[0].url == "https://example.org/a?b=c#d"
    assert halves(text).body.strip() == "## What they did\n\nThey met."
    assert form.evaluate("window.violations") == []


TITLES = [
    "Café: “NO” #1, a study", "Tromsø, Łódź & Þingvellir", "Sam\u200bple\xadton \U000e0041", "\u2060 The carers’ 1,200 voices", "Con",
    "Growing beans together " * 5, "x" * 90, "Straße ﬁne İ ﬀ ½ ² ①", "co\u2011production — now", "a\ufe0fb\u200dc",
    "共同制作の記録 2019", "Совместная работа", "Κοινή εργασία: μελέτη", "مراقبت با هم: می\u200cخواهیم", "함께 만드는 돌봄", "ความร่วมมือ", "साथ मिलकर",
    "Mixed 中文 title", "A 😀 title", "!!!", "中" * 40, "Ærø – Đà Nẵng", "ѐ ё", "1,200 голосов", "“Sim” ³", "Әлем",
    "Working together with carers of people with dementia: what we learnt in six years of planning",
    "Evaluating hospital services that were co-produced with patients and staff in the north of England",
    "Planning the care of older people – what neighbours say. A report in two parts: one", "A: b! " * 20,
    "Совместная работа с людьми, которые живут с деменцией: что мы узнали за шесть лет", "😀" * 90 + " of the people who draw on services; of the others",
]  # fmt: skip


def test_the_form_names_the_file_as_the_command_does(form: Page) -> None:
    for text in TITLES:
        title(form).fill(text)
        expect(form.locator("#kb-name")).to_have_value(slug_for(text))


def test_invisible_characters_are_taken_out_of_answers(form: Page) -> None:
    fill_required(form, "Sam\u200bple\u200e 👩\u200d⚕\ufe0f \u3164")
    form.locator("#kb-body").fill("Near\xadby می\u200cخواهم")
    check(form)
    text = form.locator("#kb-preview").text_content() or ""
    assert entry_in(text).title == "Sample 👩\u200d⚕\ufe0f"
    assert halves(text).body.strip() == "Nearby می\u200cخواهم"


def test_a_finished_text_goes_to_the_host_and_into_a_mail(form: Page) -> None:
    fill_required(form)
    check(form)
    _, text = taken(form, "Download")
    link = form.get_by_role("link", name="Open GitHub").get_attribute("href") or ""
    assert link.startswith("https://github.com/example-org/coprod-kb/new/main/entries?")
    assert parse_qs(urlsplit(link).query) == {"filename": ["keeping-well-together.md"], "value": [text]}
    mail = form.get_by_role("link", name="Write the e-mail").get_attribute("href") or ""
    assert mail.startswith("mailto:editors@example.org?")
    body = parse_qs(urlsplit(mail).query)["body"][0].replace("\r\n", "\n")
    assert body.endswith(text)
    assert "CC BY 4.0" in body
    title(form).fill("Another title")
    expect(form.locator("#kb-result")).to_be_hidden()  # it is no longer what was checked


def test_what_is_too_long_for_a_link_is_downloaded_and_sent_as_a_file(form: Page) -> None:
    fill_required(form)
    form.get_by_label("Text (optional)").fill("They met. " * 900)
    check(form)
    expect(form.locator("#kb-result-host")).to_contain_text("too long for a link")
    expect(form.get_by_role("link", name="Open GitHub")).to_be_hidden()
    uploads = form.get_by_role("link", name="Open the page for uploads")
    expect(uploads).to_have_attribute("href", "https://github.com/example-org/coprod-kb/upload/main/entries")
    mail = form.get_by_role("link", name="Write the e-mail").get_attribute("href") or ""
    assert "They met" not in unquote(mail)
    assert "keeping-well-together.md is attached" in unquote(mail)
    assert entry_in(taken(form, "Download")[1])


# --- What is wrong ----------------------------------------------------------------------------------


def test_what_is_missing_is_listed_first_and_said_beside_each_question(form: Page) -> None:
    check(form)
    summary = form.locator("#kb-errors")
    expect(summary).to_be_focused()
    expect(form).to_have_title(re.compile("^Error: "))
    assert summary.get_by_role("listitem").all_inner_texts() == [
        "Enter the title.",
        "Choose project, paper or report.",
        "Enter a keyword.",
        "Enter your name, or the name of your organisation.",
        "Enter a name for the file.",
        "Tick the box if you agree. Without it, nothing can be published.",
    ]
    field = title(form)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("Error: Enter the title."))
    summary.get_by_role("link", name="Enter a keyword.").click()
    expect(form.get_by_label("Keyword 1", exact=True)).to_be_focused()
    expect(form.locator("#kb-result")).to_be_hidden()
    fill_required(form)
    check(form)
    expect(summary).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(form).not_to_have_title(re.compile("^Error: "))


def test_a_fault_in_a_folded_part_is_found_and_reached(form: Page) -> None:
    fill_required(form)
    form.get_by_text("Who did the work").click()
    form.get_by_role("button", name="Add organisation", exact=True).click()
    role = form.get_by_role("group", name="Organisation 1", exact=True).last.get_by_label("Role")
    role.select_option("lead")
    form.get_by_text("Who did the work").click()
    check(form)
    form.locator("#kb-errors").get_by_role(
        "link", name="Organisations, 1: Enter the name of the organisation."
    ).click()
    focused = form.evaluate("document.activeElement.closest('li').dataset.one")
    assert focused == "organisation"


ANSWERS: Mapping[str, list[str]] = {
    "date": ["2022", "2022-07", "2024-02-29", "2023-02-29", "2022-13", "2022-00", "summer 2022", "0999", "3000", "22-07"],
    "added": ["2022", "2022-07-14", "2022-06-31"],
    "doi": ["10.1093/ageing/afy092", "https://doi.org/10.1000/182", "doi: 10.1000/182", "10.1/a", "11.1000/182", "10.1000/"],
    "isbn": ["9780306406157", "978-0-306-40615-7", "0-306-40615-2", "ISBN 080442957X", "9780306406158", "0306406153", "123"],
    "pmid": ["29939208", "PMID: 29939208", "0", "1234567890", "https://pubmed.ncbi.nlm.nih.gov/29939208/"],
    "language": ["cy", "sv-FI", "English", "CY"],
    "orcid": ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1694-233X", "0000-0002-1825-0098", "0000"],
    "url": ["https://example.org", "http://example.org:80/a?b#c", "www.example.org", "ftp://example.org", "https://a@example.org", "https://example.org/a b", "https://[::1]/", "https://"],
    "amount": ["2,148,293", "1", "£5", "5-6"],
    "formerly": ["con", "a-b"],
    "related": ["keeping-it-personal", "Keeping", "a--b", "con"],
    "period": ["2018 – 2019", "2019 – 2018", "2018-05 – 2018", "2018 – now", "2018-05 – 2018-04", "2018 – soon"],
    "name": ["Example, Ada", "ada@example.org", "Ada Example <ada@example.org>", "@ada"],
    "title": ["a" * 400, "a" * 401, "😀" * 400, "a\x7fb", "a\u202eb"],
}  # fmt: skip


def with_answer(name: str, answer: str) -> dict[str, Any]:
    match name:
        case "orcid":
            return {"contributors": [{"name": "Ada Example", "orcid": answer}]}
        case "name":
            return {"authors": [answer]}
        case "url":
            return {"links": [{"label": "Report", "url": answer}]}
        case "amount":
            return {"funding": [{"funder": "Example Foundation", "amount": answer}]}
        case "related" | "formerly":
            return {name: [answer]}
        case "period":
            start, end = answer.split(" – ")
            return {"period": {"start": start, "end": end}}
        case _:
            return {name: answer}


FAULTS = """async (entries) => {
    const { fillAll } = await import(document.querySelector("script[src$='contribute.js']").src.replace(".js", "/fields.js"));
    const mapped = (value) => Array.isArray(value) ? value.map(mapped)
        : typeof value === "object" ? new Map(Object.entries(value).map(([name, inner]) => [name, mapped(inner)])) : value;
    const part = (name) => document.getElementById(`kb-${name}`);
    const listed = [];
    for (const values of entries) {
        fillAll(part("form"), mapped(values));
        part("name").value = "an-example";
        part("consent").checked = true;
        part("errors").hidden = part("result").hidden = true;
        part("form").requestSubmit();
        for (let tries = 0; part("errors").hidden && part("result").hidden; tries++) {
            if (tries > 2000) throw new Error("The form does not answer.");
            await new Promise((goOn) => setTimeout(goOn, 5));
        }
        listed.push([...part("errors").querySelectorAll("li")].map((item) => item.textContent));
    }
    return listed;
}"""
"""Checks the form with each of these entries in turn. Returns the faults that it lists."""


def test_the_form_and_the_checks_find_the_same_faults(form: Page) -> None:
    given = [(name, answer) for name, answers in ANSWERS.items() for answer in answers]
    texts = [entry_text(**with_answer(name, answer)) for name, answer in given]
    shown = form.evaluate(FAULTS, [yaml.safe_load(halves(text).text) for text in texts])
    assert len(shown) == len(given)
    for (name, answer), text, messages in zip(given, texts, shown, strict=True):
        found = read(text.encode(), "entries/an-example.md", NO_TERMS).diagnostics
        errors = [finding.message for finding in found if finding.is_error]
        assert bool(messages) == bool(errors), (name, answer, messages, errors)
        if answer in "".join(errors):  # the same sentence, after where it is
            assert errors[0] in messages[0]


def test_dates_are_understood_as_the_check_does_and_shown_back(form: Page) -> None:
    script = "document.querySelector(\"script[src$='contribute.js']\").src.replace('.js', '/dates.js')"
    read = f"async (texts) => {{ const {{ dateMeant, dateWords }} = await import({script}); return texts.map((text) => [dateMeant(text), dateWords(dateMeant(text) ?? '')]); }}"
    assert form.evaluate(read, [text for text, _, _ in MEANT]) == [
        [meant, label] for _, meant, label in MEANT
    ]
    fill_required(form)
    form.get_by_label("report", exact=True).check()
    date = form.get_by_label("Date (optional)")
    date.fill("05/2019")
    date.blur()
    expect(form.locator(".kb-read").first).to_have_text("May 2019")
    check(form)
    assert "date: 2019-05\n" in taken(form, "Download")[1]


def test_several_keywords_in_one_box_are_divided(form: Page) -> None:
    keyword = form.get_by_label("Keyword 1", exact=True)
    keyword.fill("co-design; peer support, new words")
    keyword.blur()
    expect(form.get_by_label("Keyword 3", exact=True)).to_have_value("new words")
    expect(form.locator("#kb-status")).to_have_text(
        "Divided into 3 keywords: co-design, peer support, new words."
    )
    assert [form.get_by_label(f"Keyword {number}", exact=True).input_value() for number in (1, 2)] == [
        "co-design",
        "peer support",
    ]


def test_only_what_suits_is_asked(form: Page) -> None:
    date, period = form.get_by_label("Date (optional)"), form.get_by_role("group", name="Period (optional)")
    form.get_by_label("project", exact=True).check()
    expect(period).to_be_visible()
    expect(date).to_be_hidden()
    period.get_by_label("Start").fill("2019")
    form.get_by_label("paper", exact=True).check()
    expect(date).to_be_visible()
    expect(period).to_be_visible()  # it has an answer
    expect(form.get_by_text("For the editors")).to_be_hidden()
    form.get_by_label("I am an editor").check()
    form.get_by_text("For the editors").click()
    expect(form.get_by_role("textbox", name="Added")).to_be_visible()


def test_a_place_is_typed_and_has_to_be_one_of_the_places(form: Page) -> None:
    fill_required(form)
    form.get_by_text("What kind of work it is").click()
    form.get_by_role("button", name="Add place").click()
    place = form.get_by_label("Place 1", exact=True)
    assert ("Scotland", "Scotland") in [(value, value) for value, _ in offered(form, place, "scot")]
    place.fill("Atlantis")
    check(form)
    expect(form.locator("#kb-errors")).to_contain_text("“Atlantis” is not one of the places here.")
    place.fill("scotland")
    check(form)
    expect(form.locator("#kb-result")).to_be_visible()


# --- Rows -------------------------------------------------------------------------------------------


def test_rows_are_added_removed_and_put_back_and_the_focus_goes_along(form: Page) -> None:
    form.get_by_role("button", name="Add link").click()
    label = form.get_by_label("Label", exact=True)
    expect(label).to_be_focused()
    label.fill("First")
    form.get_by_role("button", name="Add another link").click()
    label.nth(1).fill("Second")
    form.get_by_role("button", name="Remove link 1").click()
    expect(label).to_have_count(1)
    expect(label).to_have_value("Second")
    expect(label).to_be_focused()
    expect(form.get_by_role("group", name="Link 1", exact=True)).to_be_visible()
    expect(form.locator("#kb-status")).to_have_text("Removed: link 1.")
    form.get_by_role("button", name="Put back what was removed").click()
    assert [label.nth(index).input_value() for index in range(2)] == ["First", "Second"]
    expect(label.first).to_be_focused()
    ids = form.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_everything_can_be_done_from_the_keyboard(form: Page) -> None:
    title(form).focus()
    form.keyboard.type("By keyboard")
    for key in ("Tab", "Space", "Tab"):
        form.keyboard.press(key)
    form.keyboard.type("co-design")
    form.keyboard.press("Escape")  # closes what is suggested
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")  # “Add another keyword”
    form.keyboard.type("peer support")
    for key in ("Escape", "Tab", "Tab", "Tab"):
        form.keyboard.press(key)
    form.keyboard.type("Ada Example")
    form.locator("#kb-consent").focus()
    form.keyboard.press("Space")
    form.keyboard.press("Tab")
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")  # “Check the entry”
    expect(form.locator("#kb-result-title")).to_be_focused()
    text = form.locator("#kb-preview").text_content() or ""
    assert entry_in(text).fields.keywords == ("co-design", "peer support")


# --- An entry that is there already -----------------------------------------------------------------

RICH = {
    "title": "NO: “quotes”, 'single' & \"double\" — 1e9 #1",
    "type": "report",
    "summary": "Gofal gyda'n gilydd.\n\n  Pobl: teuluoedd – a gofalwyr.\nمراقبت با هم: می‌خواهیم 👩‍👧\\n",
    "status": "completed",
    "period": {"start": "2018-01", "end": "2019-02-28"},
    "keywords": ["NO", "1e9", "~", "null", "- dash", "yes", "0x1F", "12:30", "true", "@at", "a: b", "[x]"],
    "key_points": ["One.", {"heading": "Pam: why?", "points": ["A\nB", "2022-07-14"]}, "| pipe", "> fold\n\n# x"],
    "contributors": [
        "Ada Example",
        {"name": "بن نمونه", "organisation": ["Example University", "NO"], "orcid": "0000-0002-1825-0097"},
        {"organisation": "Example Care Trust"},
    ],
    "authors": [{"name": "Siân Enghraifft", "organisation": "Prifysgol: Enghraifft"}],
    "more_authors": "Yes",
    "investigators": [{"name": "Ada Example", "role": "principal"}, {"name": "Ben Sample", "role": "co"}],
    "organisations": ["Example City Council", {"name": "{Braces}", "role": "lead"}],
    "publication": {"journal": "J", "volume": "012", "issue": "1e3", "pages": "45–67", "publisher": "%", "place": "?", "edition": "0"},
    "doi": "10.1093/ageing/afy092",
    "isbn": "978-0-306-40615-7",
    "pmid": "29939208",
    "language": "no",
    "licence": "CC BY 4.0 <script>alert(1)</script>",
    "funding": [{"funder": "Example Foundation", "amount": "1 000", "currency": "GBP", "reference": "000123"}],
    "links": [{"label": "<img src=x onerror=alert(1)>", "url": "https://example.org/?a=b#c"}, {"label": "Blog"}],
    "formats": [{"kind": "easy-read", "url": "https://example.org/easy"}, {"kind": "bsl"}],
    "related": ["keeping-it-personal", "null", "2020"],
    "references": [{"text": "Example, A. (2019)\n‘It’", "doi": "10.1000/182", "pmid": "1", "url": "https://example.org", "entry": "a"}],
    "setting": ["hospital", "Health  Care", "community"],
    "stage": ["evaluation", "design"],
    "outcomes": ["people who draw on services"],
    "evidence": ["case study"],
    "places": ["Wales", "Scotland"],
    "source": "https://example.org/?source=a:b",
    "assigned": ["setting", "keywords"],
    "found": [{"fields": ["doi", "links"], "at": "https://example.org/182"}, {"fields": ["pmid"]}],
    "co_production": {"who": "Six: a\nb", "stages": ["evaluation", "design"], "roles": "yes", "payment": "£20", "access_support": "*a", "training": "&a", "difference": "!x"},
    "collection": "Off",
    "formerly": ["old-name", "older"],
    "added": "2020-01-01",
    "updated": "2021-01-01",
    "reviewed": {"by": "Ada Example", "on": "2022-01-01"},
    "accepted": ["no-date", "link-without-address"],
    "draft": "yes",
    "withdrawn": {"date": "2023-01-01", "reason": "Asked: for\nthis."},
}  # fmt: skip
SMALL: tuple[str, ...] = (
    "---\ntitle: Plain\ntype: paper\nperiod: 2018 – ongoing\nkeywords: [co-design]\ncontributors: [Ada Example]\ndoi:\nsummary: ~\n---\n",
    "\ufeff---   \r\ntitle: 'It''s'\r\ntype: project # comment\r\nkeywords:\r\n- a\r\ncontributors:\r\n- {name: Ada Example}\r\ndate: 2020\r\n---\r\n\r\n\r\n---\r\n\r\nText   \r\n    code\r\n",
    "---\ntitle: >-\n  Folded\n  text\ntype: paper\nkeywords: [a]\ndate: 1999-12\ncontributors: [{organisation: [A, B]}]\nsummary: |\n  One.\n\n    Two.\n---\n# Head\n\n~~~\n---\n~~~\n",
)


def test_the_rich_entry_has_every_field() -> None:
    asked = {question.name for part in form_parts(vocabulary()) for question in part.questions}
    assert asked - set(RICH) == {"date"}  # an entry has a date or a period


BODY = '## Beth\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\nمتن 👩‍👧 <script>alert(1)</script>\n\n    code  \n\\# "q"'


@pytest.mark.parametrize("source", [entry_text(BODY, **RICH), *SMALL], ids=range(4))
def test_an_entry_that_is_opened_comes_out_as_it_went_in(form: Page, source: str) -> None:
    open_file(form, source)
    expect(form.locator("#kb-status")).to_have_text("an-example.md is in the form.")
    expect(form.locator("#kb-kept")).to_be_hidden()
    assert taken(form, SAVED)[1] == source


THROUGH = """async (text) => {
    const scripts = document.querySelector("script[src$='contribute.js']").src.replace(".js", "/");
    const [{ fillAll, readAll }, { readEntry, writeEntry }] = await Promise.all([import(`${scripts}fields.js`), import(`${scripts}file.js`)]);
    const form = document.getElementById("kb-form");
    const { values, body } = await readEntry(text);
    fillAll(form, values);
    return writeEntry(readAll(form), form.dataset.order.split(" "), body);
}"""


def said(value: Any) -> Any:
    """What fields say: a group or a list without anything in it says nothing, and is not written again."""
    if isinstance(value, BaseModel | Mapping):
        parts = value.items() if isinstance(value, Mapping) else value
        return {name: part for name, inner in parts if (part := said(inner)) not in (None, {}, [])}
    if isinstance(value, list | tuple):
        return [part for inner in value if (part := said(inner)) not in (None, {}, [])]
    return value


def words_in(text: str) -> set[str]:
    """All texts of the fields, but those that have several forms: a period in one line, `no` for what is absent."""
    fields = yaml.load(visible(halves(text).text), yaml.BaseLoader)
    flags = {name for name in FLAGS if str(fields.get(name)).lower() in {"true", "yes", "false", "no"}}
    return set(leaves({name: value for name, value in fields.items() if name not in {"period", *flags}}))


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, [value.strip()])
    elif value is not None:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=front_matters(), body=st.text("aé #*-_`[]()|\n", max_size=40))
def test_generated_entries_come_out_as_they_went_in(form: Page, fields: dict[str, Any], body: str) -> None:
    source = f"---\n{source_of(fields, Quoted)}---\n{body}"
    before = read(source.encode(), "entries/an-example.md", vocabulary())
    text = form.evaluate(THROUGH, source)
    after = read(text.encode(), "entries/an-example.md", vocabulary())
    if before.sound:
        assert said(before.entry and before.entry.fields) == said(after.entry and after.entry.fields), text
    assert words_in(source) <= words_in(text), text
    assert halves(text).body.strip("\n").rstrip() == halves(source).body.strip("\n").rstrip()
    assert form.evaluate(THROUGH, text) == text


def test_what_the_form_does_not_ask_is_shown_and_kept_until_it_is_removed(form: Page) -> None:
    unknown = {"colour": {"of": ["<b>red</b>", "NO"]}, "__proto__": "x", "type": "book"}
    people = [{"name": "Ada Example", "email": "ada@example.org"}]
    source = entry_text(**{**unknown, "contributors": people})
    open_file(form, source)
    expect(form.locator("#kb-kept")).to_contain_text("<b>red</b>")
    expect(contributor(form)).to_contain_text('email: "ada@example.org"')
    _, text = taken(form, SAVED)
    kept, given = (yaml.load(halves(each).text, yaml.BaseLoader) for each in (text, source))
    assert kept == given
    form.get_by_role("button", name="Remove colour").click()
    contributor(form).get_by_role("button", name="Remove email").click()
    assert "colour" not in taken(form, SAVED)[1]
    assert "email" not in taken(form, SAVED)[1]


def test_an_answer_in_several_languages_is_kept_as_it_is_and_not_asked_for(form: Page) -> None:
    by_code = {"en": "The shared garden", "cy": "Yr ardd a rennir"}
    points = {"en": ["A", {"heading": "B", "points": ["C"]}], "cy": ["D"]}
    source = entry_text(title=by_code, summary=dict(by_code), key_points=points)
    open_file(form, source)
    expect(form.locator("#kb-kept")).to_contain_text("Yr ardd a rennir")
    expect(title(form)).to_be_hidden()
    assert yaml.safe_load(halves(taken(form, SAVED)[1]).text) == yaml.safe_load(halves(source).text)
    assert form.evaluate(CHANGED, [source, "", ""]) == source
    changed = form.evaluate(CHANGED, [source, "status", "completed"])
    assert changed.replace("status: completed\n", "") == source
    open_file(form, source)
    form.get_by_role("button", name="Remove title").click()
    expect(title(form)).to_be_visible()


UNREADABLE = {
    "": "The file is empty.",
    "Text": "The fields are missing: the file does not start with a line of three hyphens.",
    "---\ntitle: A": "The fields do not end: there is no second line of three hyphens.",
    "---\ntitle: A\ntitle: B\n---\n": "Look at line 3.",
    "---\na: &a [1]\nb: [*a, *a]\n---\n": "cannot be read",
    "---\n- a\n---\n": "they have no names",
}


def test_a_file_that_cannot_be_read_changes_nothing(form: Page) -> None:
    title(form).fill("Mine")
    for text, fault in UNREADABLE.items():
        title(form).focus()
        open_file(form, text)
        expect(form.locator("#kb-errors")).to_contain_text(fault)
        expect(form.locator("#kb-errors")).to_be_focused()
        expect(title(form)).to_have_value("Mine")


def test_a_file_takes_the_place_of_what_is_there_only_after_a_question(form: Page) -> None:
    title(form).fill("Mine")
    asked: list[str] = []
    form.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    with form.expect_event("dialog"):
        open_file(form, entry_text())
    expect(title(form)).to_have_value("Mine")
    assert len(asked) == 1


# --- An entry that is changed -----------------------------------------------------------------------

COLLECTION, SMALL_SITE = (
    [
        path
        for path in sorted((project / "entries").glob("**/*.md"))
        if not re.search("(?m)^(?:withdrawn|draft):", path.read_text(encoding="utf-8"))
    ]
    for project in (ROOT, MINIATURE)
)
"""The files of published entries."""


def opened_entry(page: Page, address: str, path: Path) -> bytes:
    """What the form gives back right after the link on the page of an entry has filled it."""
    page.goto(f"{address}contribute/?entry={path.stem}")
    expect(page.locator("#kb-changing")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=SAVED).click()
    return Path(download.value.path()).read_bytes()


def test_a_linked_entry_comes_out_of_the_form_as_it_went_in(page: Page, built_miniature: Path) -> None:
    with served(built_miniature) as address:
        for path in SMALL_SITE:
            assert opened_entry(page, address, path) == path.read_bytes(), path


AWKWARD = """---
# For the editors: asked again in May.
type:   project   # not a paper
title: 'It''s odd: a "study" # really'
keywords: # most important first
- co-production
- "peer support"  # as the source writes it
# this one is ours:
- 'evaluation'
summary: >-
  First they met.
  Then they
  wrote.

contributors:
  - Ada Example
  # the second
  - name: 'Bo Sample'
    organisation: [Example University, "Example Trust"] # both

colour: {of: [red, NO]}
period: {start: 2018-01, end: ongoing}
language:
links:
    - label: "A \\"report\\""
      url: https://example.org/a#b
---


## What they did~~~

First line.
Second line.

    code
""".replace("~", " ")
"""As nobody would write it, with every kind of quotation marks and comments."""


UNFOLD = "document.querySelectorAll('#kb-form details').forEach((part) => { part.open = true; })"


def change_contributor(page: Page) -> None:
    group = page.get_by_role("group", name="Contributor 2", exact=True)
    group.get_by_label("Name", exact=True).fill("Bo Sample-Example")


def add_keyword(page: Page) -> None:
    page.get_by_role("button", name="Add another keyword").click()
    page.get_by_label("Keyword 4", exact=True).fill("NO")


CHANGES: Mapping[str, tuple[Callable[[Page], object], list[str]]] = {
    "a title": (
        lambda page: title(page).fill("It is odd"),
        ["-title: 'It''s odd: a \"study\" # really'", '+title: "It is odd"'],
    ),
    "a type with a comment": (
        lambda page: page.get_by_label("report", exact=True).check(),
        ["-type:   project   # not a paper", "+type: report   # not a paper"],
    ),
    "a keyword in the middle": (
        lambda page: page.get_by_label("Keyword 2", exact=True).fill("peers"),
        ['-- "peer support"  # as the source writes it', "+- peers  # as the source writes it"],
    ),
    "a new keyword": (add_keyword, ['+- "NO"']),
    "one keyword less": (
        lambda page: page.get_by_role("button", name="Remove keyword 3").click(),
        ["-- 'evaluation'"],
    ),
    "a folded text": (
        lambda page: page.get_by_role("textbox", name="Summary").fill("They met."),
        ["-summary: >-", "-  First they met.", "-  Then they", "-  wrote.", '+summary: "They met."'],
    ),
    "a part of a group": (
        change_contributor,
        ["-  - name: 'Bo Sample'", '+  - name: "Bo Sample-Example"'],
    ),
    "a group in one line": (
        lambda page: page.get_by_role("group", name="Period").get_by_label("End").fill("2019"),
        ["-period: {start: 2018-01, end: ongoing}", "+period:", "+  start: 2018-01", "+  end: 2019"],
    ),
    "a field without a value": (
        lambda page: page.get_by_role("textbox", name="Language").fill("cy"),
        ["-language:", '+language: "cy"'],
    ),
    "a field that was not there": (
        lambda page: page.get_by_role("combobox", name="Status").select_option("ongoing"),
        ["+status: ongoing"],
    ),
    "a line of the text": (
        lambda page: page.get_by_label("Text (optional)").fill(
            "## What they did   \n\nFirst line.\nAnother line.\n\n    code"
        ),
        ["-Second line.", "+Another line."],
    ),
}


WITH_RETURNS = ("a new keyword", "a folded text", "a line of the text")


def test_a_change_touches_the_lines_of_one_answer_alone(fresh_page: Page, address: str) -> None:
    fresh_page.on("dialog", lambda dialog: dialog.accept())  # the next file takes the place of a changed one
    fresh_page.goto(f"{address}contribute/")
    status = fresh_page.locator("#kb-status")
    for name, eol in [*((name, "\n") for name in CHANGES), *((name, "\r\n") for name in WITH_RETURNS)]:
        change, expected = CHANGES[name]
        source = AWKWARD.replace("\n", eol)
        status.evaluate("status => { status.textContent = ''; }")
        open_file(fresh_page, source)
        expect(status).to_have_text("an-example.md is in the form.")
        fresh_page.evaluate(UNFOLD)
        change(fresh_page)
        _, text = taken(fresh_page, SAVED)
        assert set(re.findall("\r?\n", text)) == {eol}, name
        found = [line for line in ndiff(source.split(eol), text.split(eol)) if line[0] in "+-"]
        assert sorted(line[0] + line[2:] for line in found) == sorted(expected), name


CHANGED = """async ([text, name, value]) => {
    const scripts = document.querySelector("script[src$='contribute.js']").src.replace(".js", "/");
    const [{ fillAll, readAll }, { readEntry }, { rewrite }] = await Promise.all(["fields", "file", "source"].map((one) => import(`${scripts}${one}.js`)));
    const form = document.getElementById("kb-form");
    const entry = await readEntry(text);
    fillAll(form, entry.values);
    const before = readAll(form);
    const after = new Map(before);
    if (name) after.set(name, value);
    return rewrite({ ...entry, before, beforeBody: entry.body }, after, form.dataset.order.split(" "), entry.body);
}"""


def test_an_entry_in_which_nothing_is_changed_stays_as_it_is(form: Page) -> None:
    for path in COLLECTION:
        source = path.read_bytes().decode()
        assert form.evaluate(CHANGED, [source, "", ""]) == source, path


def lines_of(text: str, name: str) -> tuple[list[str], list[str]]:
    """The lines of a field, and all others."""
    front = halves(text).text
    for key, value in yaml.compose(front, yaml.BaseLoader).value:
        if key.value == name:
            first, last = key.start_mark.line, value.end_mark.line + (value.end_mark.column > 0)
            all_lines = front.split("\n")
            return all_lines[first:last], [*all_lines[:first], *all_lines[last:]]
    return [], front.split("\n")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=front_matters(),
    dumper=st.sampled_from([Quoted, Plain]),
    name=st.sampled_from(["title", "summary", "collection", "source"]),
    value=st.sampled_from(["It's", "NO", "a: b # c", "Two words", "- x\n\n  y", "é “ü”"]),
)
def test_generated_entries_change_in_one_field_alone(
    form: Page, fields: dict[str, Any], dumper: Any, name: str, value: str
) -> None:
    front = source_of(fields, dumper).split("\n")
    commented = "\n".join(f"# {at}\n{line}" if line[:1].isalpha() else line for at, line in enumerate(front))
    source = f"---\n{commented}---\n\nText\n"
    assert form.evaluate(CHANGED, [source, "", ""]) == source
    text = form.evaluate(CHANGED, [source, name, value])
    assert yaml.load(halves(text).text, yaml.BaseLoader)[name] == value
    assert lines_of(text, name)[1] == lines_of(source, name)[1]


def test_the_page_of_an_entry_leads_to_the_form_and_its_change_to_the_host(page: Page, address: str) -> None:
    page.goto(f"{address}entries/keeping-it-personal/")
    page.get_by_role("link", name="Change this entry").click()
    expect(page.get_by_role("link", name="Keeping it Personal", exact=True)).to_be_visible()
    expect(page.locator("#kb-name")).to_be_hidden()
    page.locator("#kb-consent").check()
    check(page)
    expect(page.locator("#kb-changes")).to_have_text("You have changed nothing yet.")
    title(page).fill("Keeping it ours")
    check(page)
    expect(page.locator("#kb-result-title")).to_have_text("Your change is ready to send")
    expect(page.locator("#kb-changes")).to_contain_text("You changed: Title.")
    edit, issue, mail = (
        page.get_by_role("link", name=name).get_attribute("href") or ""
        for name in ("Open GitHub", "Open an issue", "Write the e-mail")
    )
    repository = "https://github.com/example-org/coprod-kb"
    assert edit == f"{repository}/edit/main/entries/keeping-it-personal.md"
    assert issue.startswith(f"{repository}/issues/new?title=Change%20to%20keeping-it-personal.md&body=You")
    assert "You changed: Title." in unquote(mail)


def test_changes_are_kept_apart_from_a_new_entry_and_can_be_taken_back(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/")
    title(page).fill("Mine")
    page.goto(f"{address}contribute/?entry=keeping-it-personal")
    expect(title(page)).to_have_value("Keeping it Personal")
    title(page).fill("Keeping it ours")
    page.reload()
    expect(title(page)).to_have_value("Keeping it ours")
    expect(page.get_by_text("Your draft is back.")).to_be_visible()
    changed = taken(page, SAVED)[1]
    source = (ROOT / "entries" / "keeping-it-personal.md").read_text(encoding="utf-8")
    assert changed == re.sub("(?m)^title: .*", "title: Keeping it ours", source)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Take back all changes").click()
    expect(title(page)).to_have_value("Keeping it Personal")
    page.goto(f"{address}contribute/")
    expect(title(page)).to_have_value("Mine")


@pytest.mark.parametrize("name", ["no-such-entry", "../about", "https://example.com/x", "constructor"])
def test_a_link_to_no_entry_says_so(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}contribute/?entry={name}")
    expect(page.locator("#kb-status")).to_contain_text("This entry could not be loaded.")
    expect(title(page)).to_have_value("")


# --- The draft --------------------------------------------------------------------------------------


def test_a_draft_survives_and_is_forgotten_on_request(form: Page) -> None:
    fill_required(form, "Half done: <b>")
    form.get_by_role("button", name="Add another keyword").click()
    form.get_by_label("Keyword 2").fill("NO")
    form.get_by_label("Text (optional)").fill("Line one\n\n---\nLine two")
    form.reload()
    expect(form.get_by_text("Your draft is back.")).to_be_visible()
    expect(title(form)).to_have_value("Half done: <b>")
    expect(form.get_by_label("Keyword 2")).to_have_value("NO")
    expect(form.get_by_label("Text (optional)")).to_have_value("Line one\n\n---\nLine two")
    expect(form.locator("#kb-name")).to_have_value("half-done-b")
    expect(form.locator("#kb-consent")).not_to_be_checked()
    form.once("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="Delete the draft").click()
    expect(title(form)).to_have_value("")
    assert form.evaluate("localStorage.length - ('__palette' in localStorage)") in {0, 1}
    form.reload()
    expect(form.locator("#kb-form")).to_be_visible()
    expect(title(form)).to_have_value("")


def test_a_kept_draft_leads_only_to_entries_of_this_site(form: Page) -> None:
    """Other sites of the same host can write what this browser keeps."""
    fill_required(form)
    form.reload()  # which keeps the draft
    for opened in ("../../../../evil/repository/edit/main/x", "no-such-entry", {"a": 1}, None):
        form.evaluate(
            """(opened) => {
                const key = `coprod-kb-draft ${location.pathname}`;
                const draft = {...JSON.parse(localStorage.getItem(key)), opened};
                addEventListener("pagehide", () => localStorage.setItem(key, JSON.stringify(draft)));
            }""",
            opened,
        )
        form.reload()
        expect(form.get_by_text("Your draft is back.")).to_be_visible()
        form.locator("#kb-consent").check()
        check(form)
        [link] = [link for link in form.locator("#kb-result-host a").all() if link.is_visible()]
        assert (link.get_attribute("href") or "").startswith(
            "https://github.com/example-org/coprod-kb/new/main/entries?"
        ), opened


# --- What is offered while somebody types -----------------------------------------------------------


def offered(page: Page, control: Locator, typed: str) -> list[tuple[str, str]]:
    """Value and label of each name that is offered once something is typed."""
    control.fill(typed)
    listed = control.evaluate("(one) => one.list.id")
    page.wait_for_timeout(50)
    options = page.locator(f"#{listed} option")
    return [
        (option.get_attribute("value") or "", option.get_attribute("label") or "") for option in options.all()
    ]


def test_names_are_offered_by_their_other_spellings_too(form: Page) -> None:
    keyword = form.get_by_label("Keyword 1", exact=True)
    keyword.focus()
    form.locator("#kb-suggest-keywords option").first.wait_for(state="attached")
    assert offered(form, keyword, "copro") == [("co-production", "co-production, also written coproduction")]
    assert "peer support" in [value for value, _ in offered(form, keyword, "PEER")]
    assert offered(form, keyword, "zzz") == []
    form.get_by_text("Works that belong with it").click()
    form.get_by_role("button", name="Add entry").click()
    related = form.get_by_label("Entry 1", exact=True)
    assert offered(form, related, "keeping it") == [("keeping-it-personal", "Keeping it Personal")]


def test_the_lists_are_fetched_when_the_form_is_used_and_not_before(fresh_page: Page, address: str) -> None:
    fetched: list[str] = []
    fresh_page.on("request", lambda request: fetched.append(request.url.rsplit("/", 1)[-1]))
    fresh_page.goto(f"{address}contribute/")
    expect(fresh_page.locator("#kb-form")).to_be_visible()
    assert not {"words.js", "entries.js", "markdown-it-14.3.3.js", "js-yaml-5.5.0.js"} & set(fetched)
    with fresh_page.expect_request("**/words.js"):
        title(fresh_page).focus()
    assert fresh_page.locator("datalist option").count() <= 12 * 5


def test_the_form_works_where_the_lists_cannot_be_had(fresh_page: Page, address: str) -> None:
    fresh_page.route("**/words.js", lambda route: route.abort())
    fresh_page.goto(f"{address}contribute/")
    fill_required(fresh_page)
    check(fresh_page)
    expect(fresh_page.locator("#kb-result-title")).to_be_focused()


def test_a_name_that_is_taken_is_told_and_an_opened_entry_keeps_its_own(form: Page) -> None:
    fill_required(form)
    form.locator("#kb-name").fill("keeping-it-personal")
    check(form)
    expect(form.locator("#kb-errors")).to_contain_text("Another entry has this name.")


def test_what_an_editor_would_ask_is_asked_before_it_is_sent(form: Page) -> None:
    fill_required(form)
    form.get_by_label("paper", exact=True).check()
    form.get_by_label("Keyword 1", exact=True).fill("co-desing")
    form.get_by_role("button", name="Add another keyword").click()
    form.get_by_label("Keyword 2", exact=True).fill("CoProduction")
    check(form)
    asked = form.locator("#kb-questions")
    assert asked.get_by_role("listitem").all_inner_texts() == [
        "Did you mean “co-design”? “co-desing” is not in the vocabulary. It is published as it is. "
        "Use a keyword of the vocabulary, or ask for this one to be added.",
        "There is no “Summary”. The page says so.",
        "There is neither a “Date” nor a “Period”. The page says so.",
    ]
    asked.get_by_role("link", name="There is no “Summary”").click()
    expect(form.get_by_role("textbox", name="Summary")).to_be_focused()
    form.get_by_role("textbox", name="Summary").fill("They met.")
    form.get_by_label("Date (optional)").fill("2022")
    form.get_by_label("Keyword 1", exact=True).fill("co-design")
    check(form)
    expect(asked).to_be_hidden()


# --- How it will look -------------------------------------------------------------------------------


def seen(text: str) -> str:
    return " ".join(re.sub(r"\s*\(opens in a new tab\)\n?", "", text).split())


def test_an_unfinished_entry_can_be_looked_at(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/")
    title(page).fill("Keeping <b>well</b>")
    page.get_by_label("Text (optional)").fill(
        "## What they did\n\nThey *met* <b>often</b>: [report](https://example.org), [before](keeping-it-personal.md), "
        "[x](javascript:alert(1)), [y](no-such-entry.md).\n\n- one\n- two\n\n![a picture](https://example.org/a.png)"
    )
    page.get_by_role("button", name="See how it will look").click()
    expect(page.locator("#kb-look-title")).to_be_focused()
    look = page.locator("#kb-look-entry")
    expect(look).to_contain_text("Keeping <b>well</b>")
    expect(look).to_contain_text("<b>often</b>")
    expect(look).to_contain_text("There is no summary. The page says so.")
    assert look.locator("h4").all_inner_texts() == ["What they did", "How it was co-produced", "Facts"]
    assert look.locator("em").all_inner_texts() == ["met"]
    assert look.get_by_role("listitem").all_inner_texts() == ["one", "two"]
    links = {link.inner_text(): link.get_attribute("href") for link in look.get_by_role("link").all()}
    assert {seen(text): href for text, href in links.items()} == {
        "report": "https://example.org",
        "before": "../entries/keeping-it-personal/",
    }
    assert look.locator("img, b, script").count() == 0
    assert page.evaluate("window.violations") == []
    title(page).fill("Another")
    expect(page.locator("#kb-look")).to_be_hidden()  # it no longer shows what stands in the form


LOOKED = """async (text) => {
    const scripts = document.querySelector("script[src$='contribute.js']").src.replace(".js", "/");
    const [{ fillAll }, { readEntry }, { look }] = await Promise.all(["fields", "file", "look"].map((name) => import(`${scripts}${name}.js`)));
    const form = document.getElementById("kb-form");
    const { values, body } = await readEntry(text);
    fillAll(form, values);
    const shown = document.createElement("div");
    shown.append(await look(form, body, new Map()));
    const texts = (selector) => [...shown.querySelectorAll(selector)].map((part) => part.textContent);
    return [texts(".kb-look__text"), texts(".kb-look__title, .kb-summary"), texts(".kb-terms li").length];
}"""


def test_the_preview_has_the_words_of_the_finished_page(form: Page, built_site: Path) -> None:
    """Words alone: the test above goes through the form."""

    def letters(parts: Iterable[str]) -> list[str]:
        return ["".join(part.replace("(opens in a new tab)", "").split()) for part in parts]

    for path in COLLECTION:
        prose, heads, keywords = form.evaluate(LOOKED, path.read_text(encoding="utf-8"))
        page = LexborHTMLParser((built_site / "entries" / path.stem / "index.html").read_bytes())
        head = page.css_first(".kb-entry__head")
        assert letters(prose or [""]) == letters(part.text() for part in page.css(".kb-prose")), path
        assert letters(heads) == letters(
            part.text() for part in page.css("h1, .kb-entry__head .kb-summary")
        ), path
        assert keywords == len(head.css(".kb-terms li")), path


RENDERED = """async (texts) => {
    const { look } = await import(document.querySelector("script[src$='contribute.js']").src.replace(".js", "/look.js"));
    const made = [];
    for (const text of texts) {
        const shown = document.createElement("div");
        shown.append(await look(document.getElementById("kb-form"), text, new Map()));
        const elements = [...shown.querySelectorAll("*")];
        made.push([...new Set(elements.flatMap((element) => [element.localName, ...[...element.attributes].map(({ name }) => `@${name}`)]))]);
    }
    return made;
}"""
"""The names of the elements and attributes that the preview makes of each text."""
MADE = {
    *("p", "span", "h4", "ul", "ol", "li", "dl", "dt", "dd", "div", "a", "em", "strong", "s", "code", "pre", "br", "hr"),
    *("blockquote", "table", "thead", "tbody", "tr", "th", "td", "@class", "@href", "@target", "@rel", "@start"),
}  # fmt: skip


def test_of_hostile_text_the_preview_makes_only_what_it_means_to_make(form: Page) -> None:
    texts = [case.content.decode("utf-8", "replace").split("\n---\n", 1)[-1] for case in cases_body.CASES]
    bodies = [text[:20_000] for text in texts]
    assert len(bodies) > 50
    for body, made in zip(bodies, form.evaluate(RENDERED, bodies), strict=True):
        assert set(made) <= MADE, body[:200]


# --- Without, and on small screens ------------------------------------------------------------------


def test_without_javascript_the_page_says_what_is_needed_and_shows_the_other_ways(
    plain: Page, address: str
) -> None:
    plain.goto(f"{address}contribute/")
    expect(plain.get_by_role("main").locator("noscript p")).to_contain_text("The form needs JavaScript")
    expect(plain.get_by_role("main").locator("noscript p")).to_contain_text("a title, a type")
    expect(plain.locator("#kb-form")).to_be_hidden()
    expect(plain.get_by_role("main").get_by_role("link", name="editors@example.org")).to_be_visible()


def test_the_whole_form_fits_a_page_at_400_per_cent(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{address}contribute/")
    open_file(page, entry_text(BODY, **RICH))
    expect(page.locator("#kb-status")).to_contain_text("is in the form")
    page.locator("#kb-consent").check()
    check(page)
    expect(page.locator("#kb-result")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# --- Terms that a link has chosen -------------------------------------------------------------------

LINK = "contribute/?setting=hospital&outcomes=community&outcomes=%3Cb%3Ex&mood=good&title=no&setting=hospital"


def test_a_link_ticks_terms_that_are_on_offer_and_opens_their_questions(page: Page, address: str) -> None:
    page.goto(address + LINK)
    settings, outcomes = (
        page.get_by_role("group", name=name, exact=True) for name in ("Setting", "Outcomes")
    )
    expect(settings.get_by_label("hospital")).to_be_checked()
    expect(settings.get_by_label("hospital")).to_be_visible()
    expect(outcomes.get_by_label("community")).to_be_checked()
    assert page.locator("#kb-form input[type=checkbox]:checked").count() == 2
    expect(page.locator("#kb-status")).to_have_text(
        "The link that you followed has filled in: “hospital”, “community”. Change it if it does not fit."
    )
    expect(title(page)).to_have_value("")
    fill_required(page)
    check(page)
    fields = entry_in(taken(page, "Download")[1]).fields
    assert (fields.facets["setting"], fields.facets["outcomes"]) == (("hospital",), ("community",))


def test_a_link_leaves_a_draft_alone(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/")
    title(page).fill("A draft of my own")
    page.goto(address + LINK)
    expect(title(page)).to_have_value("A draft of my own")
    expect(page.locator("#kb-status")).to_contain_text("Your draft stays as it was.")
    assert page.locator("#kb-form input[type=checkbox]:checked").count() == 0


def test_the_map_leads_to_the_form(page: Page, address: str) -> None:
    page.goto(f"{address}map/")
    page.get_by_role(
        "link", name="No entry yet in this collection: hospital, community. Add an entry"
    ).click()
    expect(page.get_by_role("group", name="Setting", exact=True).get_by_label("hospital")).to_be_checked()
