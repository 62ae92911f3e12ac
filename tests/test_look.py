"""What the look rests on: colours alike where they are written twice, contrasts, pictures of the right size."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest
from PIL import Image

from coprod_kb.values.colours import DARK_GROUNDS, LIGHT_GROUNDS, contrast
from tests import ROOT

ASSETS = ROOT / "templates" / "assets"
STYLE = (ASSETS / "coprod-kb.css").read_text(encoding="utf-8")


def rule(selector: str) -> str:
    """What stands in the first rule with this selector."""
    found = re.search(re.escape(selector) + r"\s*{([^}]*)}", STYLE)
    assert found, selector
    return found[1]


def colours(selector: str) -> dict[str, str]:
    """The colours that the first rule with this selector sets, by name."""
    return dict(re.findall(r"--kb-([a-z-]+): (#[0-9a-f]{3,6});", rule(selector)))


LIGHT = colours(":root")
DARK = colours(':root[data-kb-colours="dark"]')


def test_the_dark_colours_are_the_same_chosen_or_not() -> None:
    assert colours(':root:not([data-kb-colours="light"])') == DARK
    assert set(DARK) == set(LIGHT)


def test_colours_of_types_are_checked_against_the_grounds_of_the_style_sheet() -> None:
    assert [(scheme["ground"], scheme["panel"]) for scheme in (LIGHT, DARK)] == [LIGHT_GROUNDS, DARK_GROUNDS]


def test_no_rule_speaks_of_left_and_right() -> None:
    """Else it is wrong on pages that are written from right to left; but for a shade, and for what authors ask for."""
    rules = re.sub(r"/\*.*?\*/|linear-gradient\([^;]*;|\.align-right {[^}]*}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"[^\n;{]*\b(?:left|right)\b[^\n;]*", rules) == []
    four_sides = re.findall(r"(?:margin|padding|inset|border-\w+): *((?:[^\s;]+ ){3}[^\s;]+);", rules)
    assert [sides for sides in four_sides if sides.split()[1] != sides.split()[3]] == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_lines_stand_out_from_their_grounds(scheme: dict[str, str]) -> None:
    grounds = (scheme["ground"], scheme["panel"])
    for name in ("ink", "link", "muted", "rust", "violet", "wrong"):
        assert contrast(scheme[name], grounds) >= 4.5, name
    assert contrast(scheme["on-link"], [scheme["link"]]) >= 4.5
    for name in ("ink", "link", "muted"):
        assert contrast(scheme[name], [scheme["mark"]]) >= 4.5, name
    assert contrast(scheme["line"], grounds) >= 3


@pytest.mark.parametrize(
    ("name", "size", "most"),
    [("social-card.png", (1200, 630), 100_000), ("touch-icon.png", (180, 180), 5_000)],
)
def test_pictures_have_their_size(name: str, size: tuple[int, int], most: int) -> None:
    with Image.open(ASSETS / name) as picture:
        assert picture.size == size
    assert (ASSETS / name).stat().st_size <= most


def test_the_icon_comes_in_all_sizes_and_as_drawn() -> None:
    with Image.open(ASSETS / "favicon.ico") as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    drawn, shown = (
        re.findall(r"\bd=[\"']([^\"']+)", text)
        for text in ((ASSETS / "favicon.svg").read_text(encoding="utf-8"), rule(".kb-mark:empty"))
    )
    assert drawn == shown
    assert fromstring((ASSETS / "favicon.svg").read_text(encoding="utf-8")).get("viewBox") == "0 0 32 32"


def test_pictures_of_the_readme_and_the_manual_are_there_small_and_described() -> None:
    manual = ROOT / "manual" / "docs"
    shown = [
        (words, page.parent / name)
        for page in (ROOT / "README.md", *manual.rglob("*.md"))
        for words, name in re.findall(r"!\[(.*?)\]\((?!https:)([^)]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert {file.resolve() for _, file in shown} == {*(manual / "assets").iterdir()}
    for words, file in shown:
        assert len(words.split()) >= 8, file.name
        assert words.endswith("."), file.name
        assert file.stat().st_size <= 150_000, file.name
        if file.suffix == ".webp":
            with Image.open(file) as picture:
                assert picture.width >= 360
