"""The reference agrees with the code: nothing is missing, and nothing is out of date."""

from __future__ import annotations

import re

import pytest

from coprod_kb.mkdocs_plugin.options import CoprodKbOptions
from tests.manual.reference import CODES, MANUAL, PAGES

FORMER = {"maps"}
"""Options that are a part of `collection.yml` now."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_makes_of_it(name: str) -> None:
    text = (MANUAL / name).read_text(encoding="utf-8")
    assert PAGES[name](text) == text, "write it anew: make reference"
    last = max(line for line in enumerate(text.splitlines()) if line[1].startswith(("| `", "- [")))[1]
    assert last in PAGES[name](text.replace(last, re.sub(r"[^|]+ \|$|: .*", "gone", last)))


def test_every_code_is_listed_once() -> None:
    """The name of its heading is the code: once all codes had one page, with an address such as `diagnostics/#date`."""
    listed = re.findall(r"^- \[([a-z-]+)\]", (CODES / "index.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(page.stem for page in CODES.glob("*.md") if page.stem != "index")


def test_every_option_of_the_plugin_is_explained() -> None:
    text = (MANUAL / "reference" / "settings.md").read_text(encoding="utf-8")
    options = text.partition("\n## Options of the plugin\n")[2]
    explained = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \|", options, re.MULTILINE))
    defaults = {name: option.default for name, option in CoprodKbOptions._schema if name not in FORMER}
    assert explained == {name: str(value).lower() or "''" for name, value in defaults.items()}
