"""The one table of the kinds of page, and of the states that people bring them into.

Every test that holds something of every kind of page goes through it. A template that no kind shows
fails `test_kinds.py`: a new kind of page is added here, with its states, and all gates hold for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Page, expect

SiteName = Literal["collection", "miniature", "rough", "desk", "register", "manual"]
"""The real collection; the invented one, with odd titles, another language and pages that moved; the invented
one once more, with a text that is hard to lay out and an entry that cannot be shown; the desk of the latter;
a register with types of its own; the manual of the program, which has no entries."""

NARROW, WIDE = 320, 1280


@dataclass(frozen=True, slots=True)
class State:
    """What somebody has done on a page.

    bring_about: does it, and waits until it can be seen. widths: where it can be done.
    """

    name: str
    bring_about: Callable[[Page], object]
    widths: tuple[int, ...] = (NARROW, WIDE)


AS_IT_OPENS = State("", lambda _: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One page that stands for all of its kind.

    path: its address below the site. template: what it is rendered with.
    """

    name: str
    path: str
    template: str
    site: SiteName = "collection"
    states: tuple[State, ...] = field(default=(AS_IT_OPENS,))


@dataclass(frozen=True, slots=True)
class View:
    """A kind of page in one of its states."""

    kind: Kind
    state: State

    def __str__(self) -> str:
        return f"{self.kind.name}, {self.state.name}" if self.state.name else self.kind.name


# --- States -----------------------------------------------------------------------------------------


def open_menu(page: Page) -> None:
    page.get_by_text("Menu", exact=True).click()
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()


def results_there(page: Page) -> None:
    """The browse page shows its entries, or says that there are none, once its script has read them."""
    expect(page.locator("#kb-browse-status")).to_contain_text(re.compile("[0-9]|No entries"))


def search_for(words: str, told: str) -> Callable[[Page], object]:
    def search(page: Page) -> None:
        results_there(page)
        field = page.locator("#kb-search")
        field.fill(words)
        field.press("Enter")
        expect(page.locator("#kb-browse-results")).to_contain_text(told)
        results_there(page)  # a slow search shows its title first
        expect(page.get_by_role("main").get_by_role("listbox")).to_be_hidden()

    return search


def type_into_search(page: Page) -> None:
    """Opens what the search offers in the header of every page, and stands on the second of it."""
    field = page.locator("#kb-header-search")
    field.click()
    field.press_sequentially("evaluation")
    expect(page.get_by_role("banner").get_by_role("option").nth(1)).to_be_visible()
    field.press("ArrowDown")
    field.press("ArrowDown")


def open_filters(page: Page) -> None:
    """Opens the sheet that holds the filters on a narrow screen."""
    results_there(page)
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()


def choose_facets(page: Page) -> None:
    """Chooses in two facets, in the sheet where there is one, and leads back to the results."""
    results_there(page)
    has_sheet = page.locator("#kb-browse-open").is_visible()
    if has_sheet:
        open_filters(page)
    for facet, value in (("Type", "Projects"), ("Place", "Scotland")):
        group = page.get_by_role("group", name=facet, exact=True)
        if not group.is_visible():
            page.locator(".kb-facet > summary").filter(has_text=re.compile(f"^{facet}")).click()
        group.get_by_role("checkbox", name=re.compile(rf"^{value} \(")).check()
    expect(page.locator("#kb-browse-chips")).to_contain_text("Place: Scotland")
    if has_sheet:
        page.get_by_role("button", name=re.compile("^Show .* result")).click()


def kept_there(page: Page) -> None:
    expect(page.locator("#kb-kept-status")).to_contain_text("list")


def unfold(page: Page) -> None:
    """Opens whatever is folded in the text."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")


def check_nothing(page: Page) -> None:
    page.get_by_role("button", name="Check the entry").click()
    expect(page.get_by_role("group", name="There is a problem")).to_be_visible()


def add_rows(page: Page) -> None:
    """Unfolds the form, and adds one more row of everything that can be added."""
    page.get_by_label("I am an editor").check()
    unfold(page)
    for button in page.get_by_role("button", name=re.compile("^Add ")).all():
        button.click()


def finish(page: Page) -> None:
    page.get_by_role("textbox", name="Title", exact=True).fill("Keeping well together")
    page.get_by_label("project", exact=True).check()
    page.get_by_label("Keyword 1", exact=True).fill("co-production")
    contributor = page.get_by_role("group", name="Contributor 1", exact=True)
    contributor.get_by_label("Name", exact=True).fill("Ada Example")
    page.locator("#kb-consent").check()
    page.get_by_role("button", name="Check the entry").click()
    expect(page.get_by_role("region", name="Your entry is ready to send")).to_be_visible()


def filter_map(page: Page) -> None:
    page.get_by_role("group", name="Filter the map").get_by_label("Papers").check()
    expect(page.locator("#kb-map-status")).to_contain_text(re.compile(r" of \d+\."))


def entry_there(page: Page) -> None:
    expect(page.get_by_text("You are changing the entry")).to_be_visible()


def change(page: Page) -> None:
    entry_there(page)
    page.get_by_role("textbox", name="Title", exact=True).fill("Keeping it ours")
    page.locator("#kb-consent").check()
    page.get_by_role("button", name="Check the entry").click()
    expect(page.get_by_role("region", name="Your change is ready to send")).to_be_visible()


MENU_OPEN = State("menu open", open_menu, (NARROW,))
UNFOLDED = State("all unfolded", unfold, (NARROW,))
SEARCH_OPEN = State("search open", type_into_search)
THERE = State("", results_there)
FOUND = State("results", search_for("dementia", "Results for “dementia”"))
MISSPELT = State("a slip of the pen", search_for("particpation", "Did you mean participation?"))
NOTHING_FOUND = State("nothing found", search_for("qqqq", "No entries"))
FACETS_CHOSEN = State("facets chosen", choose_facets)
FILTERS_OPEN = State("filters open", open_filters, (NARROW,))
WRONG = State("an error in the form", check_nothing)
LONG_FORM = State("all unfolded, rows added", add_rows)
MAP_FILTERED = State("filtered", filter_map)
READY = State("ready to send", finish)
CHANGED = State("ready to send", change)

# --- Kinds ------------------------------------------------------------------------------------------


KINDS = (
    Kind(name="home", path="", template="home.html", states=(AS_IT_OPENS, MENU_OPEN)),
    Kind(
        name="browse",
        path="browse/",
        template="browse.html",
        states=(THERE, FACETS_CHOSEN, FILTERS_OPEN, FOUND, MISSPELT, NOTHING_FOUND),
    ),
    Kind(name="all entries", path="entries/", template="titles.html"),
    Kind(name="type", path="projects/", template="entries.html"),
    Kind(name="keywords", path="keywords/", template="terms.html"),
    Kind(name="keyword", path="keywords/co-production/", template="keyword.html"),
    Kind(name="organisations", path="organisations/", template="terms.html"),
    Kind(name="organisation", path="organisations/iriss/", template="organisation.html"),
    Kind(name="people", path="people/", template="terms.html"),
    Kind(name="person", path="people/john-connolly/", template="person.html"),
    Kind(name="collections", path="collections/", template="collections.html"),
    Kind(name="timeline", path="timeline/", template="timeline.html"),
    Kind(name="shared search", path="browse/?q=care&place=Scotland", template="browse.html", states=(THERE,)),
    Kind(name="kept entries", path="kept/", template="kept.html", states=(State("", kept_there),)),
    Kind(
        name="shared list",
        path="kept/?kept=keeping-it-personal,co-create-commissioning,no-entry",
        template="kept.html",
        states=(State("", kept_there),),
    ),
    Kind(name="map", path="map/", template="map.html", states=(AS_IT_OPENS, MAP_FILTERED)),
    Kind(name="places", path="places/", template="places.html"),
    Kind(name="questions", path="questions/", template="questions.html"),
    Kind(name="answer", path="questions/are-people-paid/", template="answer.html"),
    Kind(name="new", path="new/", template="new.html"),
    Kind(name="how", path="how-co-produced/", template="fact_group.html"),
    Kind(name="part of how", path="how-co-produced/payment/", template="fact.html"),
    Kind(
        name="project",
        path="entries/keeping-it-personal/",
        template="entry.html",
        states=(AS_IT_OPENS, UNFOLDED, SEARCH_OPEN),
    ),
    Kind(
        name="report",
        path="entries/difference-co-production-makes-in-social-care/",
        template="entry.html",
    ),
    Kind(name="paper", path="entries/role-of-co-creation-in-integrated-care/", template="entry.html"),
    Kind(name="text", path="about/", template="main.html"),
    Kind(
        name="contribute",
        path="contribute/",
        template="contribute.html",
        states=(AS_IT_OPENS, WRONG, LONG_FORM, READY),
    ),
    Kind(
        name="change an entry",
        path="contribute/?entry=keeping-it-personal",
        template="contribute.html",
        states=(State("", entry_there), CHANGED),
    ),
    Kind(name="manual", path="", template="main.html", site="manual"),
    Kind(name="tutorial", path="tutorial/first-entry/", template="main.html", site="manual"),
    Kind(name="fields", path="reference/fields/", template="main.html", site="manual"),
    Kind(name="checks", path="diagnostics/", template="main.html", site="manual"),
    Kind(name="check", path="diagnostics/date/", template="main.html", site="manual"),
    Kind(name="text with a table", path="explanation/trust/", template="main.html", site="manual"),
    Kind(name="missing page", path="no/such/page/", template="404.html"),
    Kind(name="former address", path="keywords/coproduction/", template="moved.html"),
    # Invented: what the real collection does not have, or not yet.
    Kind(name="small home", path="", template="home.html", site="miniature"),
    Kind(name="entry in Persian", path="entries/shared-garden/", template="entry.html", site="miniature"),
    Kind(name="entry without a summary", path="entries/kitchen-table-talks/", template="entry.html", site="miniature"),
    Kind(name="ongoing project", path="entries/phone-friends/", template="entry.html", site="miniature"),
    Kind(name="small map", path="map/", template="map.html", site="miniature"),
    Kind(name="one place on the map", path="places/", template="places.html", site="miniature"),
    Kind(name="withdrawn entry", path="entries/withdrawn-survey/", template="withdrawn.html", site="miniature"),
    Kind(name="withdrawn page", path="people/former-editor/", template="withdrawn.html", site="miniature"),
    Kind(name="former page", path="seedlings/", template="moved.html", site="miniature"),
    Kind(name="collection", path="collections/green-spaces/", template="entries.html", site="miniature"),
    Kind(name="keyword to be defined", path="keywords/telephone-befriending/", template="keyword.html", site="miniature"),
    Kind(name="organisation with a parent", path="organisations/example-school-of-nursing/", template="organisation.html", site="miniature"),
    Kind(name="person with an ORCID iD", path="people/ada-example/", template="person.html", site="miniature"),
    Kind(name="short timeline", path="timeline/", template="timeline.html", site="miniature"),
    Kind(name="short form", path="contribute/", template="contribute.html", site="miniature"),
    Kind(name="list of a type of its own", path="archives/", template="entries.html", site="register"),
    Kind(name="entry of a type of its own", path="entries/street-archive/", template="entry.html", site="register"),
    Kind(name="map of types of its own", path="map/", template="map.html", site="register"),
    Kind(name="form for types of its own", path="contribute/", template="contribute.html", site="register"),
    Kind(name="entry that is hard to lay out", path="entries/rough/", template="entry.html", site="rough"),
    Kind(name="entry to be mended", path="entries/broken/", template="faults.html", site="rough"),
    Kind(name="desk", path="desk/", template="desk.html", site="desk", states=(AS_IT_OPENS, UNFOLDED)),
)  # fmt: skip


def views() -> Iterator[View]:
    """Every kind in every state."""
    for kind in KINDS:
        for state in kind.states:
            yield View(kind, state)


def samples() -> Iterator[View]:
    """One page for each template as it opens, what is hard to lay out, and the states of forms.

    For what is tried in more ways than every page can be.
    """
    shown = set()
    for view in views():
        first = view.kind.template not in shown
        shown.add(view.kind.template)
        if first or view.kind.site == "rough" or view.state.name:
            yield view
