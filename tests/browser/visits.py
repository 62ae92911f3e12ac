"""A page in a state, as one look at it shows it, and what it did meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, Page, Route, ViewportSize

from tests.browser.kinds import NARROW, WIDE, Kind, View

Scheme = Literal["light", "dark"]
HEIGHTS = {NARROW: 640, WIDE: 900}
WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
"""Runs before a page: gathers what its policy forbids."""


@dataclass(frozen=True, slots=True)
class Look:
    """width, height: of the window, in CSS pixels."""

    width: int
    scheme: Scheme
    height: int = 0

    def __str__(self) -> str:
        return f"{self.width} {self.scheme}"

    @property
    def size(self) -> ViewportSize:
        return {"width": self.width, "height": self.height or HEIGHTS[self.width]}

    @property
    def context(self) -> Mapping[str, Any]:
        """What the browser is told."""
        return {"viewport": self.size, "color_scheme": self.scheme}


SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")


def one_look_at(views: Iterable[View]) -> Iterator[tuple[View, Look]]:
    """Each view once. The width and the colours alternate from view to view."""
    looks = list(looks_at(views))
    for number in range(0, len(looks), 2):
        yield looks[number + number // 4 % 2]


def looks_at(views: Iterable[View]) -> Iterator[tuple[View, Look]]:
    """Each view at each of its widths, in light and in dark.

    Colours do not depend on the width, so a view with two widths is looked at twice, not four times. The
    width that is dark alternates from view to view.
    """
    for number, view in enumerate(views):
        schemes = SCHEMES[:: 1 if number % 2 else -1]
        widths = view.state.widths * (1 if len(view.state.widths) == 2 else 2)
        for width, scheme in zip(widths, schemes, strict=True):
            yield view, Look(width, scheme)


@dataclass(slots=True)
class Visit:
    """An open page. `complaints` are errors on its console, `elsewhere` what it asked of other hosts."""

    view: View
    page: Page
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


@contextmanager
def visited(browser: Browser, view: View, address: str, **options: Any) -> Iterator[Visit]:
    """The page of a view, in a browser that has seen nothing before. options: of the browser's context."""
    with window(browser, **options) as page, visiting(page, view, address) as visit:
        yield visit


@contextmanager
def window(browser: Browser, **options: Any) -> Iterator[Page]:
    """A window without a page, in a browser that has seen nothing before. options: of the browser's context."""
    context = browser.new_context(**options)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@contextmanager
def visiting(page: Page, view: View, address: str) -> Iterator[Visit]:
    """The page of a view in this window, which forgets afterwards what the page has kept."""
    visit = Visit(view, page)
    watching: dict[Any, Callable[[Any], None]] = {
        "pageerror": lambda error: visit.complaints.append(str(error)),
        "console": lambda line: visit.complaints.append(line.text) if line.type == "error" else None,
        "request": _watching(address, visit.elsewhere),
    }
    for event, listener in watching.items():
        page.on(event, listener)
    if view.kind.template == "moved.html":
        page.route("**/*", _staying(address + view.kind.path))
    page.goto(address + view.kind.path)
    view.state.bring_about(page)
    yield visit
    for event, listener in watching.items():
        page.remove_listener(event, listener)
    leave(page)


def leave(page: Page) -> None:
    """Leaves the page that this window shows, and forgets what it has kept."""
    origin = "/".join(page.url.split("/")[:3])
    page.unroute_all()
    page.goto("about:blank")
    developer_tools = page.context.new_cdp_session(page)
    developer_tools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})
    developer_tools.detach()


def _watching(address: str, elsewhere: list[str]) -> Callable[[Any], None]:
    host = address.split("/")[2]

    def watch(request: Any) -> None:
        if not request.url.startswith((f"http://{host}/", "data:", "blob:")):
            elsewhere.append(request.url)

    return watch


def _staying(here: str) -> Callable[[Route], None]:
    """An old address leads on at once; where the next page has no content, the browser stays on it."""

    def answer(route: Route) -> None:
        if route.request.is_navigation_request() and route.request.url != here:
            route.fulfill(status=204)
        else:
            route.continue_()

    return answer


AddressOf = Callable[[Kind], str]
"""The address, ending in `/`, of the site that shows a kind of page."""
