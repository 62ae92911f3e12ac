"""Sites in other languages: no English is left unmarked, and those that are written from right to left are turned round."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page, expect

from coprod_kb.collection.site import open_site
from coprod_kb.project.files import template_folder
from coprod_kb.publishing import contents, script_words
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.translation import Untranslated, gettext, language_of, ngettext, use_language
from coprod_kb.values.wording import figures
from tests import ROOT
from tests.browser import axe
from tests.browser.browsing import ask
from tests.browser.kinds import KINDS
from tests.browser.measures import measure, none
from tests.browser.server import served
from tests.shared import built_here, shared

pytestmark = pytest.mark.browser

MINIATURE = ROOT / "tests" / "miniature"
TEMPLATES = {kind.template for kind in KINDS} - {"main.html", "moved.html", "desk.html", "faults.html"}
"""What shows pages that readers of every site see."""


LEFT_OVER = """() => {
    const found = [], skipped = "[lang=en], script, style, .kb-prose, .kb-cite dt";
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if ((node.parentElement ?? node).closest(skipped)) continue;
        const texts = node.nodeType === Node.TEXT_NODE ? [node.data] : ["aria-label", "title", "placeholder"].map((name) => node.getAttribute(name));
        found.push(...texts.filter(Boolean).map((text) => text.trim().replace(/\\s+/g, " ")));
    }
    return found;
}"""
"""The texts and names of a page that are not marked as English."""


@pytest.fixture(scope="session")
def address_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The address of the miniature with another language as that of the site."""
    with ExitStack() as running:

        @cache
        def serve(code: str) -> str:
            def build(site: Path) -> None:
                project = tmp_path_factory.mktemp(code) / "project"
                shutil.copytree(MINIATURE, project)
                config = project / "mkdocs.yml"
                written = config.read_text(encoding="utf-8")
                config.write_text(
                    written.replace("  font: false", f"  language: {code}\n  font: false"), encoding="utf-8"
                )
                run = built_here(project, "--site-dir", str(site))
                assert run.returncode == 0, run.stdout + run.stderr

            return running.enter_context(
                served(shared(tmp_path_factory, f"site-{code}", build), "/miniature/")
            )

        yield serve


@pytest.fixture(scope="session")
def paths() -> dict[str, str]:
    """The address of a page of each template."""
    pages = contents.pages(open_site(MINIATURE).read())
    return {page.template: page.path for page in pages} | {"404.html": "no/"}


@pytest.mark.parametrize("code", ["ar", "cy"])
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_pages_are_in_the_language_of_the_site(
    template: str, code: str, address_in: Callable[[str], str], paths: Mapping[str, str], page: Page
) -> None:
    """What colours a page has, and what axe finds in English, does not depend on an alphabet from left to right."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address_in(code) + paths[template])
    if template in {"browse.html", "kept.html"}:
        expect(page.locator("#kb-browse-status, #kb-kept-status")).not_to_be_empty()
    direction = language_of(code).direction
    assert page.evaluate("[document.documentElement.lang, getComputedStyle(document.body).direction]") == [
        code,
        direction,
    ]
    none(measure(page, "sideways") + measure(page, "clippedText"))
    none(sorted(untranslated(code) & set(page.evaluate(LEFT_OVER))))
    if direction == "rtl":
        none(_out_of_order(page))
        none(axe.findings(page, without=["color-contrast"])[0])


FOUND = {
    "cy": [
        ("", "Pob un o'r 6 chofnod.", ""),
        ("from=2023", "2 gofnod o 6. Ni ddangosir 1 cofnod heb ddyddiad.", ""),
        (
            "q=gardning",
            "Heb ddod o hyd i gofnodion ar gyfer “gardning”.",
            "Dim canlyniadau ar gyfer “gardning”. Ai gardening oeddech chi'n ei olygu? "
            "Clirio'r chwiliad 6 chofnod",
        ),
    ],
    "ar": [
        ("", "كل المداخل: 6.", ""),
        ("from=2023", "مدخلان من 6. لا يُعرض مدخل واحد بلا تاريخ.", ""),
        (
            "q=gardning",
            "لم يُعثر على مداخل لعبارة «gardning».",
            "لا نتائج لعبارة «gardning». هل تقصد gardening؟ امسح البحث 6 مداخل",
        ),
    ],
}


@pytest.mark.parametrize("code", FOUND)
def test_the_search_speaks_the_language_of_the_site(
    code: str, address_in: Callable[[str], str], page: Page
) -> None:
    for query, status, hints in FOUND[code]:
        ask(page, address_in(code), query)
        expect(page.locator("#kb-browse-status")).to_have_text(status)
        assert " ".join(page.locator("#kb-browse-empty").inner_text().split()) == hints


NUMBERS = [0, 1, 2, 3, 6, 11, 12, 20, 100, 101, 1234]
MESSAGES = [
    ("{count} entry", "{count} entries"),
    ("{count} entry of {whole}.", "{count} entries of {whole}."),
]


@pytest.mark.parametrize("code", ["en", "cy", "gd", "sv", "ar", "fr"])
def test_the_scripts_have_the_words_of_the_pages(code: str, page: Page) -> None:
    """Each plural form, and figures. French has no catalogue: the words are English, and known to be."""
    use_language(code)
    asset = (template_folder() / script_words.PATH).read_text(encoding="utf-8")
    module = dict(script_words.script_words()).get(script_words.PATH, asset)
    found = page.evaluate(
        """async ([code, module, messages, numbers]) => {
            document.documentElement.lang = code;
            const words = await import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
            const said = messages.flatMap((forms) => numbers.map((count) => words.ngettext(...forms, count, { count, whole: 12345 })));
            return [...said, words.gettext("Keep")].map((text) => [String(text), text instanceof words.Untranslated]);
        }""",
        [code, module, MESSAGES, NUMBERS],
    )
    expected = [
        ngettext(*forms, number, count=figures(number), whole=figures(12345))
        for forms in MESSAGES
        for number in NUMBERS
    ]
    assert found == [[text, isinstance(text, Untranslated)] for text in [*expected, gettext("Keep")]]


@cache
def untranslated(code: str) -> set[str]:
    """The English texts that no page in this language may show: those with another translation, but for the
    collection's own words.
    """
    own = set(texts(open_site(MINIATURE).description.model_dump(mode="json"))) | {"About"}
    catalogue = ROOT / "src" / "coprod_kb" / "locale" / code / "LC_MESSAGES" / "coprod_kb.po"
    with catalogue.open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    translations = {message.string for message in messages if isinstance(message.string, str)}
    return {message.id for message in messages if isinstance(message.id, str)} - translations - own


SAID = """() => {
    const within = (root) => [...root.querySelectorAll("*")].flatMap((part) => [part, ...(part.content ? within(part.content) : [])]);
    return within(document.querySelector(".kb-contribute")).flatMap((part) => [
        ...[...part.attributes].filter(({ name }) => /^data-(?:label|one|said-|rule-)/.test(name)).map(({ value }) => value),
        ...[...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && part.tagName !== "CODE").map((node) => node.data.trim()),
    ]);
}"""
"""The texts of the form, with those of rows that are not there yet, and those that scripts show."""


@dataclass(frozen=True)
class Said:
    """What the form says in a language."""

    code: str
    error: str
    missing: str
    wrong: str
    opened: str
    ready: str


SAYINGS = [
    Said("ar", "خطأ: ", "أدخل العنوان.", "«x» ليس عنوانًا إلكترونيًا كاملًا.", "phone-friends.md في الاستمارة.", "تغييرك جاهز للإرسال"),
    Said("cy", "Gwall: ", "Rhowch y teitl.", "Nid yw “x” yn gyfeiriad gwe llawn.", "Mae phone-friends.md yn y ffurflen.", "Mae eich newid yn barod i'w anfon"),
]  # fmt: skip


@pytest.mark.parametrize("said", SAYINGS, ids=lambda said: said.code)
def test_the_form_is_in_the_language_of_the_site(
    said: Said, address_in: Callable[[str], str], page: Page
) -> None:
    page.goto(f"{address_in(said.code)}contribute/")
    shown: list[str] = page.evaluate(SAID)
    english = untranslated(said.code)
    sentences = [text for text in english if text.endswith(".")]  # a hint or a message has several
    none(sorted(english & set(shown)) + [text for text in shown if any(each in text for each in sentences)])
    page.locator("#kb-q-date").fill("14/05/2019")
    day = PartialDate.parse("2019-05-14").label_in(language_of(said.code).locale)
    expect(page.locator(".kb-read").first).to_have_text(day)
    page.locator("[data-name=links] [data-add]").click()
    page.locator("[data-name=links] [data-name=url] input").fill("x")
    page.locator("#kb-form [type=submit]").click()
    expect(page).to_have_title(re.compile(f"^{said.error}"))
    for fault in (said.missing, said.wrong):
        expect(page.locator("#kb-errors")).to_contain_text(fault)
    none(sorted(english & set(page.evaluate(LEFT_OVER))))
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#kb-open").set_input_files(MINIATURE / "entries" / "phone-friends.md")
    expect(page.locator("#kb-status")).to_have_text(said.opened)
    page.locator("#kb-consent").check()
    page.locator("#kb-form [type=submit]").click()
    expect(page.locator("#kb-result-title")).to_have_text(said.ready)
    none(sorted(english & set(page.evaluate(LEFT_OVER))))


def texts(value: Any) -> Iterator[str]:
    """Every text within a value of JSON."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


def _out_of_order(page: Page) -> list[str]:
    """Heads of pages that do not begin at the right edge."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll(".kb-header__name, main h1:not([dir])")]
            .filter((part) => part.checkVisibility() && innerWidth - part.getBoundingClientRect().right > 60)
            .map((part) => part.outerHTML)"""
    )
    return found
