"""Each measure finds what it looks for, so that silence elsewhere means something."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.measures import Measure, load, measure

pytestmark = pytest.mark.browser

FRAME = "<!doctype html><html lang=en><head><title>A page</title><style>body {{ margin: 8px; font: 16px/1.5 sans-serif }} {style}</style></head><body><main><h1>A page</h1>{body}</main></body></html>"
SOUND = FRAME.format(
    style="a:focus-visible, button:focus-visible { outline: 3px solid #000 } button { border: 2px solid #000; min-height: 30px } .kb-visually-hidden { position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%) }",
    body="<p>Some <a href='#a'>link</a> in text, and <span class='kb-visually-hidden'>words for screen readers</span>.</p><p><button>Search</button></p><div style='width: 100px; overflow: auto' tabindex=0><p style='width: 900px'>Wide, in a frame</p></div>",
)
SMALL = "width: 12px; height: 12px; padding: 0; font-size: 1px"
FAULTS: list[tuple[Measure, str, str]] = [
    ("sideways", "", "<p style='width: 2000px'>Wide</p>"),
    ("focus", "a:focus-visible { outline: none }", "<a href='#a'>No outline</a>"),
    ("focus", "a:focus-visible { outline: 3px solid #eee }", "<a href='#a'>Faint outline</a>"),
    ("focus", "a:focus-visible { outline: 1px solid #000 }", "<a href='#a'>Thin outline</a>"),
    ("focus", "a:focus-visible { outline: 3px solid #000 } header { position: fixed; inset: 0; background: #fff }", "<header></header><a href='#a'>Covered</a>"),
    ("focus", "a:focus-visible { outline: 3px solid #000; outline-offset: 2px } p { overflow: hidden } a { display: block }", "<p><a href='#a'>Cut off</a></p>"),
    ("targets", "", f"<button style='{SMALL}'>a</button><button style='{SMALL}'>b</button>"),
    ("targets", "a { display: block; height: 12px; overflow: hidden }", "<a href='#a'>One</a><a href='#b'>Two</a>"),
    ("clippedText", "", "<p style='height: 12px; overflow: hidden'>Cut off</p>"),
    ("clippedText", "", "<p style='width: 60px; white-space: nowrap; overflow: hidden'>A line that is cut off</p>"),
    ("clippedText", "", "<p style='height: 20px; width: 100px'>Three lines of text that leave their box at the foot of it</p>"),
    ("controls", "button { border: 0; background: #0b5d5e }", "<button>Only a ground</button>"),
    ("controls", "svg { fill: #fff; width: 24px } button { border: 2px solid #000; background: #fff }", "<button aria-label='Search'><svg viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg></button>"),
    ("faintText", "p { color: #999 }", "<p>Faint</p>"),
    ("faintText", "p { opacity: 0.4 }", "<p>Faint</p>"),
    ("motion", "p { transition: color 0.2s }", "<p>Fades</p>"),
    ("motion", "@keyframes a { to { opacity: 0 } } p { animation: a 9s infinite }", "<p>Blinks</p>"),
    ("motion", "p::after { content: 'x'; transition: all 100ms }", "<p>Fades</p>"),
    ("motion", "html { scroll-behavior: smooth }", "<p>Glides</p>"),
]  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 320, "height": 640})


@pytest.mark.parametrize(("what", "style", "body"), FAULTS)
def test_faults_are_found(page: Page, what: Measure, style: str, body: str) -> None:
    page.set_content(FRAME.format(style=style, body=body))
    assert len(measure(page, what)) >= 1


@pytest.mark.parametrize("what", ["sideways", "targets", "clippedText", "faintText", "motion", "controls"])
def test_a_sound_page_has_no_finding(page: Page, what: Measure) -> None:
    page.set_content(SOUND)
    assert measure(page, what) == []


def test_small_targets_with_room_around_them_pass(page: Page) -> None:
    page.set_content(
        FRAME.format(style=f"button {{ {SMALL}; margin: 20px }}", body="<button>a</button><button>b</button>")
    )
    assert measure(page, "targets") == []


def test_a_shift_is_found(page: Page) -> None:
    late = "<script>setTimeout(() => document.querySelector('h1').before(document.createElement('hr'), 'late'), 300)</script>"
    page.set_content(FRAME.format(style="hr { height: 200px }", body=f"<p>{'Text. ' * 200}</p>{late}"))
    page.wait_for_selector("hr")
    [found] = measure(page, "shift")
    assert float(found.partition(":")[0]) > 0.1


def test_wider_spacing_is_applied(page: Page) -> None:
    page.set_content(FRAME.format(style="p { font-size: 20px }", body="<p>Text</p>"))
    load(page)
    page.evaluate("window.measures.spaceText()")
    style = page.evaluate(
        "(({letterSpacing, wordSpacing, lineHeight, marginBottom}) => [letterSpacing, wordSpacing, lineHeight, marginBottom])(getComputedStyle(document.querySelector('p')))"
    )
    assert style == ["2.4px", "3.2px", "30px", "40px"]


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("color-contrast", "<p style='color: #999; background: #fff'>Faint</p>"),
        (
            "target-size",
            "<p style='line-height: 12px'><button style='height: 10px; padding: 0'>a</button><button style='height: 10px; padding: 0'>b</button></p>",
        ),
        ("label", "<input type=text>"),
        ("heading-order", "<h4>Too deep</h4>"),
        ("link-name", "<a href='#a'></a>"),
        ("aria-valid-attr-value", "<p role=button tabindex=0 aria-expanded=perhaps>Open</p>"),
    ],
)
def test_axe_finds_faults(page: Page, rule: str, body: str) -> None:
    """Of WCAG 2.0 and 2.2, and of good practice."""
    page.set_content(FRAME.format(style="", body=body))
    sure, _ = axe.findings(page)
    assert [doubt for doubt in sure if doubt.startswith(f"{rule} at ")]
