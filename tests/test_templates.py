"""Templates: nothing is shown that is not escaped, whatever the renderer does by itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MADE_OF_HTML = re.compile(
    r"super\(\)|page\.content|language"  # the theme's, the sanitised text, an attribute put together in the template
    r"|page\.meta\.kb\.linked_data"  # JSON within a script, where nothing may be escaped as HTML
    r"|(pieces\.)?(kind|card|cards|groups|lines|linked|terms|meanings|links|in_language|lacking|pager|part_of_list)\(.*\)"  # macros
    r"|(questions\.)?(question|said|words|hint|control)\(.*\)"
)


def shown(source: str) -> Iterator[str]:
    """The expressions whose values a template shows."""
    for found in re.findall(r"{{-?(.*?)-?}}", re.sub(r"{#.*?#}", "", source, flags=re.DOTALL), re.DOTALL):
        yield found.strip()


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix()
)
def test_whatever_is_shown_is_escaped(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    bare = [one for one in shown(source) if not one.endswith("| e") and not MADE_OF_HTML.fullmatch(one)]
    assert bare == []
    assert not re.search(r"\|\s*safe\b|autoescape", source)


def test_the_search_for_what_is_shown_finds_it() -> None:
    assert list(shown("{# {{ a }} #}{{ b | e }}<p>{{- c }}{{\n d\n}}")) == ["b | e", "c", "d"]


def test_the_scripts_of_others_are_those_that_are_listed() -> None:
    folder = ROOT / "templates" / "assets" / "vendor"
    lines = (folder / "SOURCES.txt").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for name, _, _, digest in (line.split() for line in lines[4:])}
    scripts = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.js"))
    }
    assert scripts == listed
    assert {f"{name.removesuffix('.js')}.LICENSE.txt" for name in scripts} == {
        file.name for file in folder.glob("*.LICENSE.txt")
    }
