"""Three subjects, of which tests make new projects and sites."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from coprod_kb.commands.cli import main
from tests.shared import mkdocs_build, shared

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "bees": (
        "--name=Urban beekeeping: evidence",
        "--subject=What is known about keeping bees in towns & cities.",
        "--editor=Ada Example",
        "--organisation=Example University",
        "--contact=editors@example.org",
        "--licence=cc-by",
        "--repo-url=https://github.com/example-org/bees",
    ),
    "archives": (
        "--name=Register of community archives",
        "--subject=Where neighbourhoods keep what they want to remember.",
        *("--type=Archive", "--type=Oral history=Oral histories", "--type=Atlas", "--type=Exhibition"),
        "--facet=Access: open to everybody; by appointment",
        "--facet=Medium: paper; photograph; sound",
        "--repo-url=https://gitlab.com/example-org/archives",
    ),
    "reading-list": (
        "--name=قائمة القراءة",
        "--subject=Books on shared kitchens.",
        "--types=reading-list",
        "--site-url=https://example.org",
    ),
}
"""Options of `coprod-kb init`, by the name of the folder: a set of types, four types of its own, and one type."""


def new_project(factory: pytest.TempPathFactory, name: str) -> Path:
    """The folder of a new project. Tests may only read it."""

    def make(folder: Path) -> None:
        assert main(["init", str(folder), *SUBJECTS[name]]) == 0

    return shared(factory, f"new-{name}", make)


def new_site(factory: pytest.TempPathFactory, name: str) -> Path:
    """The folder that `mkdocs build` wrote for a new project."""
    project = new_project(factory, name)
    return shared(factory, f"new-{name}-site", lambda site: mkdocs_build(project, "--site-dir", str(site)))
