"""The real collection and the miniature, built once per test run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import ROOT
from tests.shared import mkdocs_build, shared

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
ROUGH = f"""---
title: {LONG} and https://example.org/{"a-long-path/" * 12}
type: paper
summary: {LONG * 3}
keywords: [co-production, {LONG.lower()}]
contributors: [{{name: Ada {LONG}, organisation: Example University}}]
key_points: [{LONG * 2}]
links: [{{label: {LONG * 2}, url: "https://example.org/{"x" * 120}"}}]
formats: [{{kind: easy-read, url: "https://example.org/easy"}}, {{kind: bsl}}]
references: [{{text: "Example, A. (2019) {LONG * 2}. https://example.org/{"y" * 120}"}}]
co_production: {{who: {LONG * 2}}}
---
## {LONG * 2}

| {" | ".join(f"Column {n}" for n in range(1, 13))} |
|{"---|" * 12}
| {" | ".join(["A few words"] * 12)} |

Text with a note.[^1] `{"code" * 40}`

```
{"a line that is not broken " * 12}
```

> {LONG * 2}

1. One
   - {LONG * 2}

[^1]: {LONG * 2}
"""
"""An entry that is hard to lay out: long words, a wide table, a long line of code. Nobody in it exists."""


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `mkdocs build` wrote for the project itself."""
    return shared(
        tmp_path_factory, "site", lambda site: mkdocs_build(ROOT, "--strict", "--site-dir", str(site))
    )


@pytest.fixture(scope="session")
def built_miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for the miniature: every kind of page, odd titles and other languages included."""
    project = ROOT / "tests" / "miniature"
    return shared(
        tmp_path_factory, "miniature-site", lambda site: mkdocs_build(project, "--site-dir", str(site))
    )


@pytest.fixture(scope="session")
def built_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for a register of community archives: four types of its own, and no `nav`."""
    project = ROOT / "tests" / "register"
    return shared(
        tmp_path_factory, "register-site", lambda site: mkdocs_build(project, "--site-dir", str(site))
    )


@pytest.fixture(scope="session")
def built_manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for the manual of the program."""
    return shared(
        tmp_path_factory,
        "manual-site",
        lambda site: mkdocs_build(ROOT / "manual", "--strict", "--site-dir", str(site)),
    )


@pytest.fixture(scope="session")
def rough_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with an entry that is hard to lay out, one that cannot be shown, and a dozen drafts."""
    return shared(tmp_path_factory, "rough", _write_rough)


def _write_rough(project: Path) -> None:
    shutil.copytree(ROOT / "tests" / "miniature", project)
    (project / "entries" / "rough.md").write_text(ROUGH, encoding="utf-8")
    (project / "entries" / "broken.md").write_text("---\ntitle: [A\n---\n", encoding="utf-8")
    for number in range(12):
        draft = ROUGH.replace("type: paper", "type: paper\ndraft: true").replace(
            "a-long-path/", f"path-{number}/"
        )
        (project / "entries" / f"draft-{number}.md").write_text(draft, encoding="utf-8")
    config = project / "mkdocs.yml"
    written = config.read_text(encoding="utf-8")
    config.write_text(
        written.replace("  - coprod_kb\n", "  - coprod_kb:\n      check: false\n"), encoding="utf-8"
    )


@pytest.fixture(scope="session")
def built_rough(rough_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built with `check: false`."""
    return shared(
        tmp_path_factory, "rough-site", lambda site: mkdocs_build(rough_project, "--site-dir", str(site))
    )


@pytest.fixture(scope="session", params=["built_site", "built_miniature", "built_manual"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Each of the three in turn."""
    site: Path = request.getfixturevalue(request.param)
    return site
