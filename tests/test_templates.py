"""Templates: both environments escape what they show, and no template goes round that."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests import ROOT

TEMPLATES = [
    file for name in ("pages", "theme") for file in sorted((ROOT / "templates" / name).rglob("*.html"))
]


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix()
)
def test_no_template_takes_text_for_html(template: Path) -> None:
    assert not re.search(r"\|\s*(safe|striptags)\b|autoescape", template.read_text(encoding="utf-8"))


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
