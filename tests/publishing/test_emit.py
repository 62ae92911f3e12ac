"""The seam: the pages as plain files, built by another renderer with the same templates."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.publishing import contents
from coprod_kb.publishing.emission import emit
from tests import ROOT
from tests.conftest import loaded_for
from tests.html import parsed


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("zensical")
    site = open_site(ROOT)
    emit(contents.pages(site.read()), project / "pages", site.docs, site.settings.excluded)
    return project


def said_to_machines(folder: Path) -> list[str]:
    """The linked data, the links and the other elements of a page's head, as a browser reads them."""
    page = parsed(folder / "index.html")
    [data] = [one.text for one in page.iter("script") if one.get("type") == "application/ld+json"]
    told = [
        str(sorted(one.items()))
        for one in page.iter("meta")
        if re.search(r"DC\.|og:|citation_", str(one.items()))
    ]
    told += [
        str(sorted(one.items()))
        for one in page.iter("link")
        if one.get("rel") in {"cite-as", "alternate", "type"}
    ]
    return [str(json.loads(str(data))), *(one.replace("'./", "'") for one in told)]


def test_zensical_builds_every_address(tree: Path, built_site: Path) -> None:
    (tree / "templates").symlink_to(ROOT / "templates")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("plugins:\n  - coprod_kb\n", "docs_dir: pages\n").replace(
        "anchors: warn", "anchors: ignore"
    )
    assert "coprod_kb\n" not in config
    (tree / "mkdocs.yml").write_text(config, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "zensical", "build"], cwd=tree, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr

    def addresses(site: Path) -> set[str]:
        return {file.parent.relative_to(site).as_posix() for file in site.rglob("index.html")}

    assert addresses(tree / "site") == addresses(built_site)
    for path in ("entries/keeping-it-personal", "keywords/co-production", "people/kerry-musselbrook"):
        ours, theirs = (
            re.search(r"<h1[^>]*>(.*?)</h1>", (site / path / "index.html").read_text(encoding="utf-8"), re.S)
            for site in (built_site, tree / "site")
        )
        assert ours is not None
        assert theirs is not None
        assert ours.group(1) == theirs.group(1)
    for path in ("", "entries/co-creating-health-and-social-care", "keywords/co-production"):
        ours_said, theirs_said = (said_to_machines(site / path) for site in (built_site, tree / "site"))
        assert ours_said == theirs_said
        assert len(ours_said) > 6


def test_nothing_of_mkdocs_is_needed(tmp_path: Path) -> None:
    loaded = loaded_for(ROOT, "emit", str(tmp_path / "pages"))
    assert not any(name.split(".")[0] == "mkdocs" for name in loaded)
    assert (tmp_path / "pages" / "entries" / "keeping-it-personal" / "index.md").is_file()
