"""Words in a real browser: spellings, slips of the pen, names, and the field that every page has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from coprod_kb.publishing.search.further import further_words
from coprod_kb.publishing.search.terms import letter_of, plain_words
from coprod_kb.values.folding import folded
from tests import ROOT
from tests.browser.browsing import results, shown, titles
from tests.browser.kinds import KINDS
from tests.browser.visits import AddressOf, window

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browse(browser: Browser, address: str) -> Iterator[Page]:
    """The browse page, which has loaded the search: every test asks it for something else."""
    with window(browser) as page:
        page.goto(f"{address}browse/")
        shown(page)
        yield page


# --- Words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spellings", "least"),
    [
        (["co-production", "coproduction", "co+production", "Co-Production", "CO+PRODUCTION"], 10),
        (["peer+support", "peer-support", "peersupport"], 1),
        (["health+care", "healthcare", "health-care"], 2),
        (["co-design", "codesign", "co+design"], 4),
        (["lived+experience", "lived-experience"], 2),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_every_spelling_finds_the_same(browse: Page, address: str, spellings: list[str], least: int) -> None:
    first, *others = [results(browse, address, f"q={other}") for other in spellings]
    assert len(first) >= least
    assert all(other == first for other in others)


def test_several_words_narrow(browse: Page, address: str) -> None:
    one, other, both = (
        set(results(browse, address, f"q={query}")) for query in ("glasgow", "carers", "glasgow+carers")
    )
    assert both
    assert both <= one & other
    assert both < one | other


def test_a_question_is_asked_without_its_empty_words(browse: Page, address: str) -> None:
    question = results(browse, address, "q=What+is+known+about+paying+people+with+lived+experience?")
    assert question == results(browse, address, "q=paying+people+lived+experience")
    assert "Co-producing quality improvements in health and social care" in question
    reasons = browse.locator(".kb-card__reason mark").all_inner_texts()
    assert {"paying", "lived experience"} <= {reason.lower() for reason in reasons}


def test_a_phrase_in_quotation_marks_is_found_as_it_stands(browse: Page, address: str) -> None:
    phrase = results(browse, address, 'q="pay+people+for+their+time"')
    assert phrase == ["Co-producing quality improvements in health and social care"]
    assert results(browse, address, 'q="time+their+for+people+pay"') == []


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("co:create", "Co:Create: co-producing commissioning"),
        ("co+create", "Co:Create: co-producing commissioning"),
        ("health+%26+social+care+co-creating", "Co-creating Health & Social Care: "),
        ("social+care+co-production+difference", "Developing our understanding of the difference co-production makes "),
    ],
)  # fmt: skip
def test_a_title_with_all_words_as_they_were_typed_comes_first(
    browse: Page, address: str, query: str, title: str
) -> None:
    assert results(browse, address, f"q={query}")[0].startswith(title)


def test_a_site_without_entries_says_how_many_pages_it_found(page: Page, address_of: AddressOf) -> None:
    manual = next(kind for kind in KINDS if kind.site == "manual")
    page.goto(f"{address_of(manual)}browse/?q=publish")
    expect(page.locator("#kb-browse-status")).to_have_text(re.compile(r"^Pages found: [0-9]+\.$"))
    expect(page.locator("#kb-browse-empty")).to_be_hidden()
    pages = page.get_by_role("region", name="Pages about this site")
    expect(pages.get_by_role("link", name="Publish the site")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_the_order_of_results_can_be_read_on_a_phone(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    results(page, address, "q=care")
    order = page.get_by_role("combobox", name="Sort by")
    order.scroll_into_view_if_needed()
    shown_in, needed = order.evaluate(
        "select => [select.offsetWidth, (select.style.maxWidth = 'none', select.offsetWidth)]"
    )
    assert shown_in == needed
    expect(order).to_be_in_viewport(ratio=1)


def test_a_wider_place_finds_what_is_about_a_narrower_one(browse: Page, address: str) -> None:
    assert "Keeping it Personal" in results(browse, address, "q=scotland")


def test_pages_written_by_hand_are_found_beside_the_entries(browse: Page, address: str) -> None:
    results(browse, address, "q=accessibility")
    about = browse.get_by_role("region", name="Pages about this site")
    link = about.get_by_role("link", name="Accessibility")
    assert link.evaluate("link => link.href") == f"{address}accessibility/"


MISSPELT = {
    "particpation": ("“particpation”", "participation"),
    "colaborative+lerning": ("“colaborative” and “lerning”", "collaborative learning"),
    "Muselbrook": ("“Muselbrook”", "musselbrook"),
    "commisioning": ("“commisioning”", "commissioning"),
}


@pytest.mark.parametrize("query", MISSPELT)
def test_a_slip_of_the_pen_is_told_with_the_word_that_was_meant(
    browse: Page, address: str, query: str
) -> None:
    typed, meant = MISSPELT[query]
    assert results(browse, address, f"q={query}") == []
    empty = browse.locator("#kb-browse-empty")
    expect(empty).to_contain_text(f"No results for {typed}. Did you mean {meant}?")
    empty.get_by_role("button", name=meant).click()
    expect(titles(browse).first).to_be_visible()
    assert f"q={meant.replace(' ', '+')}" in browse.url


@pytest.mark.parametrize("query", ["hosp", "participations", "evaluating", "evaluators"])
def test_a_word_that_is_only_begun_or_has_another_ending_is_no_slip(
    browse: Page, address: str, query: str
) -> None:
    assert results(browse, address, f"q={query}")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("evidence+about+dementia", "dementia"),
        ("who+works+on+peer+support", "peer+support"),
        ("what+was+tried+in+Glasgow", "glasgow"),
        ("Alzheimer’s", "dementia"),
        ("copro", "co-pro"),
    ],
)
def test_words_that_only_ask_or_are_alike_make_no_difference(
    browse: Page, address: str, asked: str, meant: str
) -> None:
    found = results(browse, address, f"q={asked}")
    assert found
    assert found == results(browse, address, f"q={meant}")


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("are+people+paid,+and+what+is+known", "Are people paid for taking part?"),
        ("payment", "Are people paid for taking part?"),
        ("access+support", "How it was co-produced: Access support"),
        ("design+services+together", "Questions"),
    ],
)
def test_questions_are_found(browse: Page, address: str, query: str, question: str) -> None:
    results(browse, address, f"q={query}")
    expect(browse.locator("#kb-browse-lead")).to_contain_text(f"Question: {question}")


def test_nonsense_is_no_slip_of_anything(browse: Page, address: str) -> None:
    assert results(browse, address, "q=xyzzyqwrt") == []
    empty = browse.locator("#kb-browse-empty")
    expect(empty).to_have_text(re.compile(r"^No results for “xyzzyqwrt”\.Clear the search \d+ entries$"))


@pytest.mark.parametrize(
    ("query", "said", "path"),
    [
        ("Kerry+Musselbrook", "Person: Kerry Musselbrook", "people/kerry-musselbrook/"),
        ("iriss", "Organisation: Iriss", "organisations/iriss/"),
        ("codesign", "Keyword: co-design", "keywords/co-design/"),
    ],
)
def test_a_name_leads_with_its_page(browse: Page, address: str, query: str, said: str, path: str) -> None:
    results(browse, address, f"q={query}")
    lead = browse.locator("#kb-browse-lead li").first
    expect(lead).to_contain_text(said)
    assert lead.get_by_role("link").evaluate("link => link.href") == f"{address}{path}"


# --- The field in the header ------------------------------------------------------------------------


@pytest.fixture
def entry(page: Page, address: str) -> Page:
    page.goto(f"{address}entries/keeping-it-personal/")
    return page


def field(page: Page) -> Locator:
    return page.locator("header").get_by_role("combobox", name="Search")


def options(page: Page) -> Locator:
    return page.locator("header").get_by_role("option")


def test_a_page_on_which_nobody_searches_fetches_next_to_nothing_of_it(
    fresh_page: Page, address: str
) -> None:
    asked: list[str] = []
    fresh_page.on("response", lambda answer: asked.append(answer.url.removeprefix(address)))
    fresh_page.goto(f"{address}entries/keeping-it-personal/", wait_until="networkidle")
    of_search = [url for url in asked if re.match(r"assets/search/|search/|pagefind/", url)]
    assert of_search == ["assets/search/start.js"]
    fresh_page.locator("#kb-header-search").focus()
    expect(field(fresh_page)).to_be_focused()
    expect(field(fresh_page)).to_have_attribute("aria-expanded", "false")


def test_a_search_fetches_a_part_of_the_index(fresh_page: Page, address: str, built_site: Path) -> None:
    asked: set[str] = set()
    fresh_page.on("request", lambda one: asked.add(one.url))
    results(fresh_page, address, "q=musselbrook")
    parts = {file.name for file in (built_site / "pagefind" / "index").iterdir()}
    fetched = {name for name in parts if any(url.endswith(f"/{name}") for url in asked)}
    assert fetched
    assert fetched < parts


def test_what_is_offered_is_on_the_screen(entry: Page) -> None:
    entry.keyboard.press("/")
    entry.keyboard.type("volunteering")
    for width in (320, 360, 600, 719, 1280):
        entry.set_viewport_size({"width": width, "height": 800})
        expect(options(entry).first).to_be_visible()
        box = entry.locator("header .kb-suggestions").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_the_keyboard_finds_an_entry(entry: Page, address: str) -> None:
    entry.keyboard.press("/")
    expect(field(entry)).to_be_focused()
    expect(field(entry)).to_have_value("")
    entry.keyboard.type("volunteering")
    expect(options(entry).filter(has_text="volunteering Keyword")).to_have_count(1)
    expect(field(entry)).to_have_attribute("aria-expanded", "true")
    expect(entry.locator("header form").get_by_role("status")).to_have_text(
        re.compile(r"^\d+ suggestions\.$")
    )
    for _ in range(2):
        entry.keyboard.press("ArrowDown")
    chosen = entry.locator("header [aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(field(entry)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "none")
    expect(field(entry)).to_be_focused()
    title = chosen.locator(".kb-suggestions__title").inner_text()
    entry.keyboard.press("Enter")
    expect(entry).to_have_title(re.compile(re.escape(title)))


def test_arrows_go_round_and_escape_closes(entry: Page) -> None:
    field_ = entry.locator("#kb-header-search")
    field_.focus()
    entry.keyboard.type("evaluation")
    expect(options(entry).first).to_be_visible()
    number = options(entry).count()
    entry.keyboard.press("ArrowUp")
    expect(options(entry).nth(number - 1)).to_have_attribute("aria-selected", "true")
    entry.keyboard.press("ArrowDown")
    expect(entry.locator("header [aria-selected=true]")).to_have_count(0)
    entry.keyboard.press("Escape")
    expect(field(entry)).to_have_attribute("aria-expanded", "false")
    expect(field(entry)).to_have_value("evaluation")
    expect(options(entry)).to_have_count(0)
    expect(field(entry)).to_be_focused()
    entry.keyboard.press("Escape")
    expect(field(entry)).to_have_value("")


def test_enter_without_a_choice_goes_to_the_browse_page(entry: Page, address: str) -> None:
    entry.keyboard.press("/")
    entry.keyboard.type("peer support")
    expect(options(entry).first).to_be_visible()
    entry.keyboard.press("Enter")
    entry.wait_for_url(f"{address}browse/?q=peer+support")
    expect(titles(entry).first).to_be_visible()


def test_a_suggestion_can_be_clicked(entry: Page, address: str) -> None:
    entry.locator("#kb-header-search").click()
    entry.keyboard.type("iriss")
    options(entry).filter(has_text="Organisation").click()
    entry.wait_for_url(f"{address}organisations/iriss/")


def test_a_slip_is_mended_where_it_is_typed(entry: Page) -> None:
    entry.keyboard.press("/")
    entry.keyboard.type("particpation")
    expect(entry.locator("header form").get_by_role("status")).to_have_text(
        "No results for “particpation”. Did you mean “participation”?"
    )
    entry.keyboard.press("ArrowDown")
    entry.keyboard.press("Enter")
    expect(field(entry)).to_have_value("participation")
    expect(options(entry).first).to_contain_text("participation", ignore_case=True)


def test_suggestions_stand_under_the_heading_of_their_kind(entry: Page) -> None:
    entry.keyboard.press("/")
    labels = entry.locator("header .kb-suggestions__label").filter(has_not_text="More")
    for typed, groups in {
        "volunteering": ["Entries", "Questions and answers", "Keywords, organisations and people"],
        "iriss": ["Entries", "Keywords, organisations and people"],
        "cookies": ["Pages about this site"],
    }.items():
        entry.locator("#kb-header-search").fill(typed)
        expect(labels).to_have_text(groups)


def test_the_slash_is_a_slash_where_somebody_types(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/")
    box = page.get_by_role("textbox", name="Title", exact=True)
    box.focus()
    page.keyboard.press("/")
    expect(box).to_have_value("/")
    expect(box).to_be_focused()


def test_the_key_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(f"{address}accessibility/")
    box = page.get_by_role("checkbox", name="The key / goes to the search.")
    expect(box).to_be_checked()
    box.uncheck()
    page.goto(f"{address}entries/keeping-it-personal/")
    page.keyboard.press("/")
    expect(page.locator("#kb-header-search")).not_to_be_focused()


def test_nothing_that_the_search_does_is_against_the_policy(fresh_page: Page, address: str) -> None:
    said: list[str] = []
    fresh_page.on("console", lambda message: said.append(message.text))
    fresh_page.goto(f"{address}people/kerry-musselbrook/")
    fresh_page.keyboard.press("/")
    fresh_page.keyboard.type("care")
    expect(options(fresh_page).first).to_be_visible()
    results(fresh_page, address, "q=care&place=Scotland&sort=title")
    assert fresh_page.evaluate("window.violations") == []
    assert said == []


def test_without_javascript_the_field_leads_to_all_entries_and_says_so(plain: Page, address: str) -> None:
    plain.goto(f"{address}entries/keeping-it-personal/")
    plain.locator("#kb-header-search").fill("care")
    expect(plain.locator("header form p")).to_contain_text("this opens the list of all entries")
    plain.locator("header form button").click()
    plain.wait_for_url(f"{address}entries/?q=care")
    expect(plain.get_by_role("heading", level=1)).to_have_text("All entries")
    expect(plain.locator("noscript p").last).to_contain_text("The search needs JavaScript")
    assert plain.locator(".kb-card h3 a").count() == len(list((ROOT / "entries").rglob("*.md")))
    expect(plain.locator(".kb-card p").filter(has_text="dementia").first).to_be_visible()


def test_a_query_that_is_sent_before_the_script_has_run_finds_its_results(page: Page, address: str) -> None:
    page.goto(f"{address}entries/?q=dementia")
    expect(page.locator("#kb-browse-title")).to_have_text("Results for “dementia”")


def test_words_that_every_object_has_are_words(fresh_page: Page, address: str) -> None:
    errors: list[str] = []
    fresh_page.on("pageerror", lambda error: errors.append(str(error)))
    fresh_page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    for word in ("constructor", "__proto__", "toString 2018", "hasOwnProperty", "valueOf"):
        results(fresh_page, address, f"q={word}&{word}={word}&sort={word}")
        assert errors == [], word


# --- The parts that know neither page nor network ---------------------------------------------------


@pytest.fixture(scope="module")
def pure(browser: Browser, address: str) -> Iterator[Page]:
    """A page in which a module can be imported: `run(pure, "query", "…")`."""
    with window(browser) as page:
        page.goto(f"{address}addresses.txt")
        yield page


def run(page: Page, module: str, body: str, argument: Any = None) -> Any:
    address = page.url.removesuffix("addresses.txt")
    return page.evaluate(
        f"async (given) => {{ const it = await import({json.dumps(f'{address}assets/search/{module}.js')}); {body} }}",
        argument,
    )


def test_distance_counts_letters_and_swaps(pure: Page) -> None:
    pairs = {
        ("", ""): 0,
        ("a", ""): 1,
        ("peer", "pere"): 1,
        ("care", "carer"): 1,
        ("kitten", "sitting"): 3,
        ("abc", "xyz"): 3,
    }
    found = run(
        pure,
        "distance",
        "return given.map(([a, b]) => [it.distance(a, b), it.distance(b, a)]);",
        list(map(list, pairs)),
    )
    assert found == [[steps, steps] for steps in pairs.values()]
    assert (
        run(pure, "distance", "return it.distance('kitten', 'sitting', 1);") == 2
    )  # more than was asked for


@pytest.mark.parametrize(
    ("word", "lists", "best"),
    [
        ("particpation", [["partition"], ["participation"]], "participation"),
        ("carre", [["care"], ["carrel"]], "care"),  # as near, and in the list that is trusted more
        ("cat", [["car"]], None),  # too short to say
        ("gardens", [["hospital", "choir"]], None),
    ],
)
def test_the_nearest_word_is_near_and_trusted(
    pure: Page, word: str, lists: list[list[str]], best: str | None
) -> None:
    assert run(pure, "distance", "return it.nearest(...given);", [word, lists]) == best


NAMES = [
    "Ada Example", "Öykü Örnek", "people’s academy", "O'Example", "'t Voorbeeld", "Łódź", "Ελένη", "北京", "3rd Sector",
    "Straße ﬁne İ", "½ way", "snake_case", "x\u0301y", "", "- –",
]  # fmt: skip


def test_the_browser_looks_for_a_name_in_the_list_where_the_program_has_put_it(pure: Page) -> None:
    found = run(pure, "terms", "return given.map((name) => it.letterOf(name));", NAMES)
    assert found == [letter_of(words[0]) if (words := plain_words(name)) else "" for name in NAMES]


def test_texts_are_folded_alike_in_both_places(pure: Page) -> None:
    texts = [
        *NAMES,
        "Søren Łukasz Đặng Þór ÆŒß ıİ ħŧŋĸ",
        "مُشارَكة ـ أحمد",
        "שָׁלוֹם",
        "हिन्दी",
        "が 한국",
        "O’Neill ‘a’",
        "Sam\u200bple\xad",
        "ΟΔΟΣ",
    ]
    assert run(pure, "../fold", "return given.map(it.fold);", texts) == [folded(text) for text in texts]
    assert [folded(text) for text in ("Søren Łódź", "مُشارَكة", "L’Équipe", "हिन्दी")] == [
        "soren lodz", "مشاركة", "l'equipe", "हिन्दी",
    ]  # fmt: skip


def test_a_list_of_a_letter_has_all_names_that_may_be_meant(pure: Page, built_site: Path) -> None:
    """Whatever is typed, one list gives what all of them together would."""
    lists = {
        file.stem: json.loads(file.read_text("utf-8")) for file in (built_site / "search/terms").iterdir()
    }
    names = {name for listing in lists.values() for kind in listing["kinds"] for name in kind["labels"]}
    typed = sorted({" ".join(part) for name in names for part in pieces_of(plain_words(name))})
    body = """
      const all = new it.Terms(given.whole);
      const parts = new Map(Object.entries(given.lists).map(([letter, list]) => [letter, new it.Terms(list)]));
      const said = (terms, text, whole) => new Set(terms.matching(text, { whole, most: 999 }).map((one) => one.path));
      return given.typed.filter((text) => [true, false].some((whole) => {
        const one = parts.get(it.letterOf(text));
        const [found, wanted] = [one ? said(one, text, whole) : new Set(), said(all, text, whole)];
        return found.size !== wanted.size || [...wanted].some((path) => !found.has(path));
      }));
    """
    whole = {"kinds": [kind for listing in lists.values() for kind in listing["kinds"]]}
    assert len(typed) > 100
    assert run(pure, "terms", body, {"whole": whole, "lists": lists, "typed": typed}) == []


def pieces_of(words: list[str]) -> list[list[str]]:
    """What somebody may type of a name: each word, all in either order, a beginning, and all in one."""
    return [[word] for word in words] + [words, words[::-1], [word[:2] for word in words], ["".join(words)]]


QUERIES = {
    "co production": ["co-production"],
    "Coproduction, in Scotland!": ["co-production", "Scotland"],
    "peer-support of carers": ["peer-support", "carers"],
    "user-led choirs": ["user-led", "choirs"],
    "A&E waiting": ["aampe", "waiting"],
    "co-design/co-production": ["co-design", "co-production"],
    "花园 garden": ["花园", "garden"],
    "हिन्दी": ["हिन्दी"],
    "what is the": ["what", "is", "the"],
    "10.5555/keeping.well": ["10.5555/keeping.well"],
    "people’s academy": ["people’s", "academy"],
    "care CARE": ["care"],
    "": [],
    "?!": [],
    "paying people with lived experience": ["paying", "people", "lived-experience"],
}


FURTHER = {  # what a text holds, and what is typed
    "Waiting well in A&E": ["A&E", "a & e", "A and E"],
    "R&D, Q&A and M & S": ["R&D", "q&a", "M&S"],
    "Written in C++ and F#": ["C++", "f#"],
    "L’équipe de l'hôpital, Dara O’Sampleton": ["hôpital", "hopital", "sampleton"],
    "Søren Łukasz i Tromsø, Straße, Þór, Ærø": ["soren", "søren", "lukasz", "tromsø", "strasse", "Straße", "thor", "aero"],
    "هذه مُشارَكة": ["مشاركة", "مُشارَكة"],
    "与社区共同设计花园": ["花园", "设计花园", "与社区共同设计花园"],
    "コミュニティの庭": ["コミュニティ", "の庭"],
}  # fmt: skip


def test_the_index_has_the_words_that_the_browser_looks_for(pure: Page) -> None:
    body = "return given.map((text) => it.termsOf(text, new Map()).map((term) => term.query).join(' | '));"
    for text, typed in FURTHER.items():
        words = f" {' '.join(further_words([text]))} {folded(text)} "
        for query, wanted in zip(typed, run(pure, "query", body, typed), strict=True):
            assert f" {wanted} " in words.replace(",", ""), (query, wanted, words)


def test_words_of_one_family_are_searched_and_marked_together(pure: Page) -> None:
    body = """
      const families = new it.Families({ alikepay: ["paid", "pay", "payment"] }, [["disability", "disabled"]]);
      const terms = families.widened(given.map((word) => ({ query: word, parts: [word] })));
      return [terms.map((term) => [term.query, [...(term.also ?? [])]]), families.same("disabled", "disability"), families.same("a", "b")];
    """
    words = ["paid", "pay", "payment"]
    assert run(pure, "families", body, ["payment", "paymenting", "constructor"]) == [
        [["alikepay", words], ["paymenting", []], ["constructor", []]],
        True,
        False,
    ]


def test_a_phrase_is_searched_and_marked_with_its_synonyms(pure: Page) -> None:
    body = """
      const families = new it.Families({ alikecarer: ["carer", "expert by experience", "commissioner"] });
      const { termsOf, marked } = await import(new URL("assets/search/query.js", location));
      const terms = families.widened(termsOf(given, new Map()));
      const { pieces } = marked("An expert by experience and a carer", terms);
      return [terms.map((term) => [term.query, term.typed]), pieces.filter(({ mark }) => mark).map(({ text }) => text)];
    """
    tokens = [["alikecarer", "expert experience"], ["travel", "travel"], ["alikecarer", "commissioners"]]
    marks = ["expert by experience", "carer"]
    assert run(pure, "families", body, "expert by experience travel commissioners") == [tokens, marks]


ALIKE = {
    "alikedementia": ["dementia", "alzheimer", "alzheimer disease"],
    "alikecarer": ["carer", "care giver", "unpaid carer"],
    "alikeelderly": ["elderly", "older people"],
}
WIDENED = {
    "alzheimers": ["alikedementia"],
    "Alzheimer’s": ["alikedementia"],
    "living with Alzheimer's disease": ["living", "alikedementia"],
    "unpaid carers": ["alikecarer"],
    "care-givers": ["alikecarer"],
    "caregivers": ["caregivers"],
    "older people": ["alikeelderly"],  # a keyword too
    "people’s academy": ["people’s", "academy"],
}


def test_a_synonym_is_known_by_its_possessive_its_endings_and_its_hyphen(pure: Page) -> None:
    body = """
      const families = new it.Families(given.alike);
      const { compoundsOf, termsOf } = await import(new URL("assets/search/query.js", location));
      return given.typed.map((text) => families.widened(termsOf(text, compoundsOf(["older-people"]))).map((term) => term.query));
    """
    assert run(pure, "families", body, {"alike": ALIKE, "typed": list(WIDENED)}) == list(WIDENED.values())


def test_a_query_is_taken_apart_into_terms(pure: Page) -> None:
    body = (
        "const known = it.compoundsOf(['co-production', 'peer-support', 'lived-experience']);"
        "return given.map((text) => it.termsOf(text, known).map((term) => term.query));"
    )
    assert run(pure, "query", body, list(QUERIES)) == list(QUERIES.values())


def test_marks_fall_on_what_was_looked_for_and_lose_no_letter(pure: Page) -> None:
    text = "Co‑production: people paid, and peer support. Café–Coproduction <b>"
    body = (
        "const known = it.compoundsOf(['co-production', 'peer-support']);"
        "return it.marked(given[0], it.termsOf(given[1], known)).pieces;"
    )
    pieces = run(pure, "query", body, [text, "coproduction peersupport cafe"])
    assert "".join(piece["text"] for piece in pieces) == text
    assert [piece["text"] for piece in pieces if piece["mark"]] == [
        "Co‑production", "peer support", "Café", "Coproduction",
    ]  # fmt: skip
