"""Pages of questions: what they show stays true when entries change, and is found by the search."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.pages import Page
from coprod_kb.publishing import contents
from coprod_kb.publishing.search import documents
from tests.conftest import TODAY, pages_by_path

ANSWER = "questions/what-do-choirs-change/"


def read(project: Path) -> tuple[dict[str, Page], list[tuple[str, bool, int | None]]]:
    """The pages, and what is found in the answer: code, whether it is an error, line."""
    snapshot = open_site(project).read(today=TODAY)
    found = [one for one in snapshot.diagnostics if one.path.startswith("docs/questions/")]
    return pages_by_path(snapshot), [(one.code, one.is_error, one.line) for one in found]


def change(project: Path, path: str, pattern: str, instead: str) -> None:
    file = project / path
    text, times = re.subn(pattern, instead, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert times == 1
    file.write_text(text, encoding="utf-8")


def titles(cards: list[dict[str, Any]]) -> list[str]:
    return [card["title"] for card in cards]


def test_an_answer_shows_what_it_rests_on(miniature: Path) -> None:
    pages, found = read(miniature)
    context = pages[ANSWER].context
    assert found == []
    assert pages[ANSWER].source == "docs/questions/what-do-choirs-change.md"
    assert titles(context["entries"]) == ["A choir for carers", "p < 0.05 & <b>bold</b>: a choir in numbers"]
    assert (context["certainty"], context["by"]) == ("Low certainty.", "the editors of this collection")
    assert context["reviewed"] == "1 May 2024"
    assert context["part"] == {
        "label": "Who was involved",
        "share": "1 of 6 entries reports it. Not looked at yet in 5.",
        "path": "how-co-produced/who/",
    }
    assert re.findall('href="(.*?)"', pages[ANSWER].html) == [
        "../../entries/carers-choir/",
        "../../entries/choir-in-numbers/",
    ]
    assert not pages[ANSWER].path.startswith("docs")


def test_a_changed_title_follows_and_a_withdrawn_entry_goes(miniature: Path) -> None:
    change(miniature, "entries/carers-choir.md", "^title: .*", "title: Singing carers")
    assert titles(read(miniature)[0][ANSWER].context["entries"])[0] == "Singing carers"
    change(
        miniature,
        "entries/carers-choir.md",
        "^added:",
        "withdrawn: {date: 2024-01-01, reason: Asked for.}\nadded:",
    )
    pages, found = read(miniature)
    assert titles(pages[ANSWER].context["entries"]) == ["p < 0.05 & <b>bold</b>: a choir in numbers"]
    assert ("withdrawn-entry", False, 11) in found


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("no-such-entry.md", "unknown-entry"),
        ("walk-to-be-written.md", "unknown-entry"),  # a draft
        ("choir.md", "unknown-entry"),  # a former name
        ("carers-choir.md#second-rehearsal", "unknown-heading"),
        ("withdrawn-survey.md", "withdrawn-entry"),
    ],
)
def test_links_of_answers_are_checked_with_their_places(miniature: Path, link: str, code: str) -> None:
    change(miniature, f"docs/{ANSWER[:-1]}.md", r"\.\./\.\./entries/carers-choir\.md", link)
    assert read(miniature)[1] == [(code, code != "withdrawn-entry", 11)]


def test_an_answer_takes_the_place_of_the_list_of_entries(miniature: Path) -> None:
    pages, _ = read(miniature)
    listed = pages["questions/"].context
    assert [question["text"] for question in listed["answered"]] == ["What do choirs change?"]
    assert "Who takes part?" not in [question["text"] for question in listed["others"]]
    assert pages[""].context["questions"][0] | {"answer": ""} == {
        "text": "What do choirs change?",
        "count": "2 entries",
        "path": ANSWER,
        "query": "",
        "answer": "",
    }
    (miniature / f"docs/{ANSWER[:-1]}.md").unlink()
    pages, _ = read(miniature)
    assert ANSWER not in pages
    assert "Who takes part?" in [question["text"] for question in pages["questions/"].context["others"]]


def test_an_answer_with_an_error_is_shown_as_such_in_a_preview(miniature: Path) -> None:
    change(miniature, f"docs/{ANSWER[:-1]}.md", r"carers-choir\.md", "no-such-entry.md")
    snapshot = contents.read_site(open_site(miniature), drafts=True)
    [page] = [page for page in contents.pages(snapshot) if page.path == ANSWER]
    assert page.context["file"] == "docs/questions/what-do-choirs-change.md"
    assert [fault["severity"] for fault in page.context["faults"]] == ["error"]


def test_an_answer_in_another_place_is_no_answer(miniature: Path) -> None:
    linked = miniature / "docs/questions/linked.md"
    linked.symlink_to(miniature / "entries/carers-choir.md")
    pages, found = read(miniature)
    assert "questions/linked/" not in pages
    assert [code for code, _, _ in found] == ["unreadable"]


def test_questions_are_found_by_the_search(miniature: Path) -> None:
    catalogue = open_site(miniature).read(today=TODAY).catalogue
    found = {document.path: document.html for document in documents(catalogue)}
    assert "Nobody has counted more than that" in found[ANSWER]
    assert 'data-note="Question"' in found[ANSWER]
