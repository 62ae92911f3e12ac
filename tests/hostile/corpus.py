"""The hostile corpus: every case, and the folder that holds them all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from tests import ROOT
from tests.hostile import cases_body, cases_files, cases_front, cases_text
from tests.hostile.case import Case, Made

CASES: tuple[Case, ...] = (*cases_text.CASES, *cases_body.CASES, *cases_front.CASES, *cases_files.CASES)
QUICK = [case for case in CASES if not case.name.startswith("slow-")]
"""Every case but those that take long to read."""

SETTINGS = """\
site_name: Example
site_url: https://example.org/hostile/
repo_url: https://github.com/example-org/hostile
edit_uri: edit/main/docs/
nav:
  - Home: index.md
  - Browse: browse/index.md
  - Projects: projects/index.md
theme:
  name: material
  font: false
  palette:
    - scheme: default
      toggle: {icon: material/weather-sunny, name: Dark}
    - scheme: slate
      toggle: {icon: material/weather-night, name: Light}
plugins:
  - coprod_kb:
      check: %s
"""


def write_project(folder: Path, cases: Iterable[Case], *, check: bool = True) -> Path:
    """A project with these cases as its entries."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "about.md").write_text("# About\n\nBy hand.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS % str(check).lower(), encoding="utf-8")
    shutil.copy(ROOT / "collection.yml", folder)
    (folder / "outside.md").write_text("---\ntitle: Outside\n---\n", encoding="utf-8")
    for case in cases:
        write_case(folder, case)
    return folder


def write_case(folder: Path, case: Case) -> None:
    file = os.path.join(os.fsencode(folder), b"entries", case.file)
    os.makedirs(os.path.dirname(file), exist_ok=True)
    if case.made is Made.LINK:
        os.symlink(case.content, file)
    elif case.made is Made.FIFO:
        os.mkfifo(file)
    else:
        with open(file, "xb") as opened:
            opened.write(case.content)
