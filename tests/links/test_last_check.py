"""What is remembered of the last check of links, for the editors' desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coprod_kb.collection.site import Site, open_site
from coprod_kb.links.last_check import keep_outcomes, last_check
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from coprod_kb.project import cache
from tests.conftest import entry_text

GONE, MOVED, REFUSED = (f"https://example.org/{name}" for name in ("gone", "moved", "refused"))
DAY = date(2025, 1, 1)


@pytest.fixture
def site(miniature: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Site:
    monkeypatch.setattr(cache, "user_cache_path", lambda name: tmp_path / name)
    links = [{"label": "Report", "url": url} for url in (GONE, MOVED, REFUSED)]
    (miniature / "entries" / "a.md").write_text(entry_text(links=links), encoding="utf-8")
    return open_site(miniature)


def found(site: Site) -> list[tuple[str, str, int | None]]:
    return [(finding.path, finding.code, finding.line) for finding in last_check(site, site.read()).findings]


def test_what_fails_is_found_where_it_stands_now(site: Site) -> None:
    assert last_check(site, site.read()).day is None
    keep_outcomes(site, [LinkOutcome(GONE, LinkStatus.OK, 200, GONE)], date(2024, 1, 1))
    outcomes = [
        LinkOutcome(GONE, LinkStatus.GONE, 404, GONE),
        LinkOutcome(REFUSED, LinkStatus.REFUSED, 403, REFUSED),
    ]
    keep_outcomes(site, outcomes, DAY)
    keep_outcomes(
        site, [LinkOutcome(MOVED, LinkStatus.MOVED, 200, f"{MOVED}/2", f"{MOVED}/2")], date(2024, 6, 1)
    )
    assert found(site) == [("entries/a.md", "link-gone", 12), ("entries/a.md", "link-moved", 14)]
    assert last_check(site, site.read()).day == DAY
    file = site.root / "entries" / "a.md"
    text = file.read_text(encoding="utf-8").replace(GONE, "https://example.org/new")
    file.write_text(text.replace("type:", "# A comment\ntype:"), encoding="utf-8")
    assert found(site) == [("entries/a.md", "link-moved", 15)]


def test_an_address_that_was_not_asked_for_keeps_its_last_outcome(site: Site) -> None:
    keep_outcomes(site, [LinkOutcome(GONE, LinkStatus.GONE, 404, GONE)], DAY)
    keep_outcomes(site, [LinkOutcome(GONE, LinkStatus.OUT_OF_TIME)], date(2025, 1, 8))
    assert found(site) == [("entries/a.md", "link-gone", 12)]


@pytest.mark.parametrize(
    "content", ["[", "[]", '{"%s": [1]}', '{"%s": 5}', '{"%s": ["gone", null, "", null, "x"]}']
)
def test_a_file_that_something_else_has_written_counts_as_absent(site: Site, content: str) -> None:
    keep_outcomes(site, [LinkOutcome(GONE, LinkStatus.GONE, 404, GONE)], DAY)
    [file] = cache.lasting_folder("links").iterdir()
    file.write_text(content.replace("%s", GONE))
    assert found(site) == []
