"""The emitted pages, built by other engines with the layout that comes with them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import MINIATURE, loaded_for
from tests.html import parsed
from tests.shared import mkdocs_build

pytestmark = pytest.mark.built


@pytest.fixture(scope="module")
def emitted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The emitted project, and the modules that the command loaded."""
    project = tmp_path_factory.mktemp("emitted") / "tree"
    return project, loaded_for(MINIATURE, "emit", str(project))


def data_in_head(folder: Path) -> list[str]:
    """The linked data, links and metadata in the head of a page, as a browser reads them."""
    page = parsed(folder / "index.html")
    [data] = [script.text for script in page.iter("script") if script.get("type") == "application/ld+json"]
    links = [link for link in page.iter("link") if link.get("rel") in {"cite-as", "alternate", "type"}]
    metadata = [meta for meta in page.iter("meta") if re.search(r"DC\.|og:|citation_", str(meta.items()))]
    elements = [str(sorted(element.items())) for element in (*metadata, *links)]
    return [str(json.loads(str(data))), *(element.replace("'./", "'") for element in elements)]


@pytest.mark.parametrize("engine", ["zensical", "mkdocs"])
def test_another_engine_builds_every_address(
    engine: str, emitted: tuple[Path, set[str]], built_miniature: Path
) -> None:
    tree, _ = emitted
    mkdocs_build(tree, program=engine)

    def addresses(site: Path) -> set[str]:
        return {file.parent.relative_to(site).as_posix() for file in site.rglob("index.html")}

    assert addresses(tree / "site") == addresses(built_miniature)
    for path in ("entries/shared-garden", "keywords/co-production", "people/ada-example"):
        ours, theirs = (
            re.search(r"<h1[^>]*>(.*?)</h1>", (site / path / "index.html").read_text(encoding="utf-8"), re.S)
            for site in (built_miniature, tree / "site")
        )
        assert ours is not None
        assert theirs is not None
        assert ours.group(1) == theirs.group(1)
    for path in ("", "entries/carers-choir", "keywords/co-production"):
        our_data, their_data = (data_in_head(site / path) for site in (built_miniature, tree / "site"))
        assert our_data == their_data
        assert len(our_data) > 6


def test_nothing_of_mkdocs_is_needed(emitted: tuple[Path, set[str]]) -> None:
    _, loaded = emitted
    assert not any(name.split(".")[0] == "mkdocs" for name in loaded)
