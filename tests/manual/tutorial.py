"""What somebody has who follows the tutorial: its answers and its pieces of files are read from its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

from coprod_kb.commands.cli import main
from tests.manual.reference import MANUAL

FIRST, SECOND = (MANUAL / "tutorial" / f"first-{part}.md" for part in ("entry", "collection"))
ENTRY = "entries/hives-on-roofs.md"

_INIT = {
    "--name": "What is the collection called?",
    "--subject": "What is it about, in one sentence?",
    "--type": "What does it hold?",
}
_NEW = {
    "--title": "What is its title?",
    "--type": "What type of entry is it?",
    "--summary": "What is it, and what came of it?",
    "--keyword": "What is it about?",
    "--date": "When was it published?",
}


def make_project(folder: Path) -> Path:
    """The project after the second step of the first part: new, with invented entries."""
    _run(folder, "init", "bees", *_options(_INIT))
    return folder / "bees"


def write_entry(project: Path) -> None:
    """The rest of the first part."""
    _run(project, "new", *_options(_NEW), "--contributor=Ada Example")
    [text] = _pieces(FIRST, "markdown")
    _change(project / ENTRY, (r"\Z", f"\n{text}"))


def complete(project: Path) -> None:
    """The second part."""
    keywords, facets, terms, chosen, menu, editors = _pieces(SECOND, "yaml")
    for file in project.glob("entries/*example*"):
        file.unlink()
    (project / "vocabulary" / "keywords.yml").write_text(keywords, encoding="utf-8")
    (project / "vocabulary" / "facets.yml").write_text(terms, encoding="utf-8")
    _change(project / ENTRY, (r"^(?=contributors:)", chosen))
    _change(project / "mkdocs.yml", (r"^(?=  - Keywords: )", menu))
    _change(
        project / "collection.yml", (r"^facets: \[\]\n", facets), (r"^# contact.*\n# editors.*\n", editors)
    )


def _options(asked: Mapping[str, str]) -> list[str]:
    """The answers that the tables of the first part give, as options."""
    given = dict(re.findall(r"^\| (.+\?) \| `(.+?)`", FIRST.read_text(encoding="utf-8"), re.MULTILINE))
    return [
        f"{option}={answer}" for option, question in asked.items() for answer in given[question].split("; ")
    ]


def _pieces(page: Path, language: str) -> Sequence[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _run(folder: Path, *arguments: str) -> None:
    with chdir(folder), redirect_stdout(StringIO()) as out:
        status = main(arguments)
    assert status == 0, out.getvalue()


def _change(file: Path, *places: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for place, words in places:
        text, found = re.subn(place, lambda _, words=words: words, text, flags=re.MULTILINE)
        assert found == 1, place
    file.write_text(text, encoding="utf-8")
