"""Files of the docs folder at the address of something that the build makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.publishing import contents
from coprod_kb.publishing.docs_conflicts import made_paths
from tests.conftest import CO_PRODUCTION

CONFLICTS = (
    {
        "index.md": ("note", "takes the place of /,"),
        "people.md": ("warning", "takes the place of /people/,"),
        "keywords/co-production.md": ("warning", "takes the place of /keywords/co-production/,"),
        "entries/carers-choir.md": ("warning", "takes the place of /entries/carers-choir/,"),
        "feed.xml": ("warning", "takes the place of /feed.xml,"),
        "entries.json": ("warning", "takes the place of /entries.json,"),
        "map.csv": ("warning", "takes the place of /map.csv,"),
        "assets/coprod-kb.css": ("warning", "takes the place of /assets/coprod-kb.css,"),
        "sitemap.xml": ("warning", "is not published: the build makes /sitemap.xml."),
        "404.html": ("warning", "is not published"),
    },
    {
        "README.md": ("warning", "is not published: the build makes the page /."),
        "PEOPLE.md": ("warning", "differ only in capitals"),
        "keywords/Co-Production.md": ("warning", "differ only in capitals"),
        "keywords/README.md": ("warning", "is not published: the build makes the page /keywords/."),
        "Feed.XML": ("warning", "differ only in capitals"),
    },
    {
        "people": ("error", "a file where"),
        "assets": ("error", "a file where"),
        "feed.xml.md": ("error", "feed.xml/index.html"),
    },
)
"""Files that do not touch each other, each with the severity of the finding and words of its message."""


@pytest.mark.slow
@pytest.mark.parametrize("files", CONFLICTS)
def test_what_shares_an_address_is_found(miniature: Path, files: dict[str, tuple[str, str]]) -> None:
    for name in files:
        (miniature / "docs" / name).parent.mkdir(exist_ok=True)
        (miniature / "docs" / name).write_text("# Ours", encoding="utf-8")
    checked = contents.check_site(open_site(miniature))
    found = {finding.path: finding for finding in checked.diagnostics if finding.code == "shared-address"}
    assert {path: str(finding.severity) for path, finding in found.items()} == {
        f"docs/{name}": severity for name, (severity, _) in files.items()
    }
    for name, (_, words) in files.items():
        assert words in found[f"docs/{name}"].message
        assert "our-" in found[f"docs/{name}"].hint
    assert checked.diagnostics == contents.read_site(open_site(miniature)).diagnostics


def test_other_files_are_no_matter(miniature: Path) -> None:
    for name in (
        "about-us.md",
        "how-to-help.md",
        "robots.txt",
        "blog/feed.xml",
        "notes/README.md",
        "readme.md",
    ):
        (miniature / "docs" / name).parent.mkdir(exist_ok=True)
        (miniature / "docs" / name).write_text("# Ours", encoding="utf-8")
    found = contents.check_site(open_site(miniature)).diagnostics
    assert [finding for finding in found if finding.code == "shared-address"] == []


def test_pages_that_are_left_out_share_nothing(miniature: Path) -> None:
    (miniature / "docs" / "people.md").write_text("# Ours", encoding="utf-8")
    with (miniature / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("exclude_docs: people.md\n")
    assert "shared-address" not in {
        found.code for found in contents.read_site(open_site(miniature)).diagnostics
    }


def test_every_made_path_is_looked_for(miniature: Path) -> None:
    """The names that the search for conflicts starts from are all there are."""
    made = contents._made(contents.read_site(open_site(miniature)))
    others = {path.split("/")[0] for path in made if not made_paths(CO_PRODUCTION).fullmatch(path)}
    assert others <= {"assets", "robots.txt", "seedlings"}  # the last is a former address
