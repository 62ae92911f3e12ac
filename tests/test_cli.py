"""The `coprod-kb` command: what it prints, its exit status, and that it never shows a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from coprod_kb.cli import main
from tests.conftest import entry_text

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in the miniature: exit status, output, errors."""
    monkeypatch.chdir(miniature)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")  # 1 January 2025

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as exit_:  # of argparse
            status = int(exit_.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return command


@pytest.fixture
def broken(miniature: Path) -> Path:
    """The miniature with one error more."""
    text = entry_text(title="Talks", type="poem")
    (miniature / "entries" / "reports" / "talks.md").write_text(text, encoding="utf-8")
    return miniature


# --- check ------------------------------------------------------------------------------------------


def test_warnings_alone_are_fine(run: Run) -> None:
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert "entries/kitchen-table-talks.md:6:5: warning: “conversation” is not in the vocabulary." in out
    assert out.endswith("\n\n8 entries checked: 0 errors and 4 warnings.\n")


def test_warnings_are_errors_where_strict(run: Run) -> None:
    assert run("check", "--strict")[0] == 1
    assert run("check", "--strict", "entries/carers-choir.md")[0] == 0


def test_errors(run: Run, broken: Path) -> None:
    status, out, err = run("check")
    assert (status, err) == (1, "")
    assert (
        "entries/reports/talks.md:3:7: error: `type` cannot be “poem”. [unknown-value]\n    Write one of:"
        in out
    )


def test_json_has_all_parts_of_a_finding(run: Run, broken: Path) -> None:
    status, out, err = run("check", "--format", "json", "entries/reports")
    assert (status, err) == (1, "")
    [found] = json.loads(out)
    assert found == {
        "code": "unknown-value",
        "severity": "error",
        "path": "entries/reports/talks.md",
        "message": "`type` cannot be “poem”.",
        "hint": found["hint"],
        "line": 3,
        "column": 7,
        "field": "type",
    }
    assert "“" in out  # other scripts stay readable


def test_json_of_no_findings_is_an_empty_list(run: Run) -> None:
    assert run("check", "--format", "json", "entries/carers-choir.md") == (0, "[]\n", "")


PATHS: Mapping[str, tuple[list[str], int, int]] = {
    # PATHs, how many entries are checked, how many warnings are told
    "the project": (["."], 8, 4),
    "a folder": (["entries"], 8, 4),
    "a folder within": (["entries/reports"], 1, 0),
    "a file": (["entries/kitchen-table-talks.md"], 1, 3),
    "two files": (["entries/kitchen-table-talks.md", "entries/walk-to-be-written.md"], 2, 4),
    "a file named from elsewhere": (["docs/../entries/carers-choir.md"], 1, 0),
    "the vocabulary": (["vocabulary"], 0, 0),
}


@pytest.mark.parametrize(("paths", "entries", "warnings"), PATHS.values(), ids=PATHS)
def test_only_these_paths(run: Run, paths: list[str], entries: int, warnings: int) -> None:
    status, out, _ = run("check", *paths)
    assert status == 0
    words = "entry" if entries == 1 else "entries"
    told = "1 warning" if warnings == 1 else f"{warnings} warnings"
    assert out.endswith(f"{entries} {words} checked: 0 errors and {told}.\n")


def test_a_path_does_not_stand_for_names_that_start_like_it(run: Run, miniature: Path) -> None:
    (miniature / "entries" / "report").mkdir()
    assert "0 entries checked" in run("check", "entries/report")[1]


def test_errors_elsewhere_do_not_count(run: Run, broken: Path) -> None:
    assert run("check", "entries/carers-choir.md")[0] == 0


def test_the_command_works_in_any_folder_of_the_project(
    run: Run, miniature: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(miniature / "entries" / "reports")
    assert "1 entry checked" in run("check", "gardens-review.md")[1]
    assert "8 entries checked" in run("check")[1]


# --- emit -------------------------------------------------------------------------------------------


def test_emit_writes_the_pages(run: Run, tmp_path: Path) -> None:
    status, out, err = run("emit", str(tmp_path / "out"))
    assert (status, out, err) == (0, f"41 pages written to {tmp_path / 'out'}.\n", "")
    assert (tmp_path / "out" / "entries" / "carers-choir" / "index.md").is_file()
    assert not (tmp_path / "out" / "entries" / "walk-to-be-written").exists()


def test_emit_writes_nothing_where_there_are_errors(run: Run, broken: Path, tmp_path: Path) -> None:
    status, out, err = run("emit", str(tmp_path / "out"))
    assert (status, out) == (1, "")
    assert "entries/reports/talks.md:3:7: error" in err
    assert err.endswith("Nothing was written: 1 error and 0 warnings.\n")
    assert not (tmp_path / "out").exists()


# --- What cannot be done ----------------------------------------------------------------------------

REFUSED: Mapping[str, tuple[list[str], str]] = {
    "no command": ([], "the following arguments are required: COMMAND"),
    "an unknown command": (["chek"], "invalid choice: 'chek'"),
    "an unknown format": (["check", "--format", "xml"], "invalid choice: 'xml'"),
    "a path that is not there": (["check", "entries/none.md"], "coprod-kb: entries/none.md does not exist."),
    "a path outside": (["check", ".."], "lies outside the project"),
    "a path that no system allows": (["check", "x" * 5000], "coprod-kb: [Errno "),
    "a folder with files": (
        ["emit", "docs"],
        "coprod-kb: docs holds other files, such as about.md. Name a new or empty folder.",
    ),
    "a file in place of a folder": (["emit", "mkdocs.yml"], "mkdocs.yml is not a folder"),
    "a folder below a file": (
        ["emit", "mkdocs.yml/out"],
        "coprod-kb: No new folder can be made in place of ",
    ),
    "terminal escapes": (
        ["check", "\x1b]0;pwned\x07\x9b2J"],
        r"coprod-kb: \x1b]0;pwned\x07\x9b2J does not exist.",
    ),
}


@pytest.mark.parametrize(("arguments", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_said_on_the_error_stream(run: Run, arguments: list[str], words: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_outside_of_a_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run("check")
    assert status == 2
    assert err.startswith("coprod-kb: There is no mkdocs.yml here or in a folder above.")


def test_a_configuration_that_cannot_be_read(run: Run, miniature: Path) -> None:
    (miniature / "mkdocs.yml").write_text("site_name: [\x1b", encoding="utf-8")
    status, _, err = run("check")
    assert status == 2
    assert err.startswith("coprod-kb: mkdocs.yml cannot be read: ")
    assert "\x1b" not in err


def test_an_unreadable_vocabulary_stops_the_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Path.read_bytes

    def read_bytes(file: Path) -> bytes:
        if file.name == "keywords.yml":
            raise PermissionError(13, "Permission denied", str(file))
        return original(file)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    status, _, err = run("check")
    assert status == 2
    assert "Permission denied" in err


# --- Hostile names and words ------------------------------------------------------------------------

HOSTILE = "\x1b[2J\x1b]0;pwned\x07\x9b31m\u202egnp.exe\u2066\u2028\r"


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_in_the_output_steers_a_terminal(run: Run, miniature: Path, form: str) -> None:
    entries = miniature / "entries"
    (entries / f"name{HOSTILE}.md").write_text(entry_text(title="One"), encoding="utf-8")
    (entries / f"{HOSTILE}.txt").write_text("", encoding="utf-8")
    quoted = json.dumps(HOSTILE)[1:-1].replace("\\r", "")
    fields = f'---\ntitle: "{quoted}"\ntype: "{quoted}"\n"{quoted}": x\nkeywords: ["{quoted}"]\nlanguage: "{quoted}"\n---\n'
    (entries / "fields.md").write_text(
        f"{fields}[a{HOSTILE}](b{HOSTILE}) [{HOSTILE}](x.md)\n", encoding="utf-8"
    )
    (entries / "raw.md").write_text(f"---\ntitle: {HOSTILE}\n---\n", encoding="utf-8")
    (entries / os.fsdecode(b"latin-\xe9.md")).write_text(entry_text(title="Two"), encoding="utf-8")
    status, out, err = run("check", "--format", form)
    assert (status, err) == (1, "")
    steering = {char for char in out if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    assert steering <= {"\n", "\u200c"}
    if form == "json":
        paths = {found["path"] for found in json.loads(out)}
        assert {f"entries/name{HOSTILE}.md", "entries/latin-\udce9.md"} <= paths


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_the_terminal_will_do(miniature: Path, encoding: str) -> None:
    (miniature / "entries" / os.fsdecode(b"latin-\xe9.md")).write_text(entry_text(), encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "coprod_kb.cli", "check"]
    done = subprocess.run(command, cwd=miniature, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert rb"entries/latin-\udce9.md:1:1: error: " in done.stdout
