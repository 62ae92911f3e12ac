"""The emitted pages, built by other engines with the layout that comes with them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_kb.commands.cli import main
from tests import ROOT
from tests.conftest import loaded_for
from tests.html import parsed

pytestmark = pytest.mark.built


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("emitted") / "tree"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert main(["emit", str(project)]) == 0
    return project


def data_in_head(folder: Path) -> list[str]:
    """The linked data, links and metadata in the head of a page, as a browser reads them."""
    page = parsed(folder / "index.html")
    [data] = [script.text for script in page.iter("script") if script.get("type") == "application/ld+json"]
    links = [link for link in page.iter("link") if link.get("rel") in {"cite-as", "alternate", "type"}]
    metadata = [meta for meta in page.iter("meta") if re.search(r"DC\.|og:|citation_", str(meta.items()))]
    elements = [str(sorted(element.items())) for element in (*metadata, *links)]
    return [str(json.loads(str(data))), *(element.replace("'./", "'") for element in elements)]


@pytest.mark.parametrize("engine", ["zensical", "mkdocs"])
def test_another_engine_builds_every_address(engine: str, tree: Path, built_site: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", engine, "build"], cwd=tree, capture_output=True, text=True, check=False
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
        our_data, their_data = (data_in_head(site / path) for site in (built_site, tree / "site"))
        assert our_data == their_data
        assert len(our_data) > 6


def test_nothing_of_mkdocs_is_needed(tmp_path: Path) -> None:
    loaded = loaded_for(ROOT, "emit", str(tmp_path / "out"))
    assert not any(name.split(".")[0] == "mkdocs" for name in loaded)
    assert (tmp_path / "out" / "pages" / "entries" / "keeping-it-personal" / "index.md").is_file()
