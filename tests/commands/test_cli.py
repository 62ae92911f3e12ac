"""The `coprod-kb` command: what it prints, its exit status, and that it never shows a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from coprod_kb.commands import COMMANDS
from tests.conftest import Run, command_runner, entry_text, loaded_for


@pytest.fixture
def run(miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in the miniature: exit status, output, errors."""
    monkeypatch.chdir(miniature)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")  # 1 January 2025
    return command_runner(capsys)


@pytest.fixture
def broken(miniature: Path) -> Path:
    """The miniature with an error."""
    text = entry_text(title="Talks", type="poem")
    (miniature / "entries" / "reports" / "talks.md").write_text(text, encoding="utf-8")
    return miniature


# --- Help -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_says_what_it_does(run: Run, name: str) -> None:
    status, out, _ = run(name, "--help")
    usage, description, *_ = out.split("\n\n")
    assert (status, usage.split()[:3]) == (0, ["usage:", "coprod-kb", name])
    assert description.endswith(".")


@pytest.mark.slow
def test_a_command_does_not_load_the_modules_of_others(miniature: Path) -> None:
    listed = loaded_for(miniature, "--help")
    assert {name for name in listed if name.startswith("coprod_kb.commands.")} == {"coprod_kb.commands.cli"}
    assert "pydantic" not in listed
    checked = loaded_for(miniature, "check")
    assert "coprod_kb.commands.check" in checked
    assert checked & {"httpx2", "bibtexparser", "coprod_kb.commands.import_"} == set()


# --- check ------------------------------------------------------------------------------------------


def test_warnings_alone_are_fine(run: Run) -> None:
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert "\n  6:5 warning: “conversation” is not in the vocabulary." in out
    assert out.endswith(
        """
     2  warning  facet-without-terms
     1  warning  missing-field
     1  warning  no-date
     1  warning  no-summary
     1  warning  unknown-keyword
     1  note     editors
     1  note     link-without-address
     1  note     no-accessible-format
What each of them means: https://example.org/coprod-kb/manual/diagnostics/

8 entries checked: 0 errors, 6 warnings and 3 notes.
"""
    )


@pytest.mark.slow
def test_findings_are_chosen_by_code_and_level(run: Run) -> None:
    def codes(*options: str) -> set[str]:
        return {finding["code"] for finding in json.loads(run("check", "--format", "json", *options)[1])}

    assert codes("--level", "warning") == {
        *("facet-without-terms", "missing-field", "no-date", "no-summary", "unknown-keyword")
    }
    assert codes("--level", "error") == set()
    assert codes("--only", "no-date", "--only", "no-summary") == {"no-date", "no-summary"}


@pytest.mark.slow
def test_of_many_findings_of_one_code_three_are_shown(run: Run, miniature: Path) -> None:
    for number in range(60):
        text = entry_text(title=f"{number} {number**9}", date=None)
        (miniature / "entries" / f"e-{number}.md").write_text(text, encoding="utf-8")
    out = run("check")[1]
    assert out.count("[no-date]") == 3
    assert "    61  warning  no-date\n" in out
    assert "58 of these are not shown; --all shows them, and --only CODE those of one code.\n" in out
    assert run("check", "--all")[1].count("[no-date]") == 61


def test_files_with_errors_come_first(run: Run, broken: Path) -> None:
    out = run("check")[1]
    assert out.startswith("entries/reports/talks.md\n")


def test_an_accepted_finding_is_not_shown(run: Run, miniature: Path) -> None:
    text = entry_text(summary=None, accepted=["no-summary", "no-date", "file-name"])
    (miniature / "entries" / "a.md").write_text(text, encoding="utf-8")
    status, out, _ = run("check", "entries/a.md")
    assert status == 0
    assert "[no-summary]" not in out
    assert out.count("[accepted-absent]") == 2
    (miniature / "entries" / "a.md").write_text(text.replace("type: ", "type: x"), encoding="utf-8")
    assert "[unknown-value]" in run("check", "entries/a.md")[1]


def test_warnings_are_errors_where_strict(run: Run) -> None:
    assert run("check", "--strict")[0] == 1
    assert run("check", "--strict", "entries/reports")[0] == 0


def test_errors(run: Run, broken: Path) -> None:
    status, out, err = run("check")
    assert (status, err) == (1, "")
    assert (
        "entries/reports/talks.md\n"
        "  3:7 error: `type` cannot be “poem”. [unknown-value]\n"
        "    3 | type: poem\n"
        "      |       ^\n"
        "    Write one of:"
    ) in out


def test_findings_are_grouped_by_file(run: Run, broken: Path) -> None:
    (broken / "entries" / "notes.md").write_text(
        entry_text(date="soon", doi="x", titel="y"), encoding="utf-8"
    )
    _, out, _ = run("check", "entries/notes.md", "entries/reports")
    notes, talks, table, summary = out.rstrip().split("\n\n")
    assert notes.split("\n")[0] == "entries/notes.md"
    assert re.findall(r"^  \d+:\d+ error: .*\[(.*)\]$", notes, re.MULTILINE) == [
        "date",
        "doi",
        "unknown-field",
    ]
    assert talks.startswith("entries/reports/talks.md\n")
    assert table.lstrip().startswith("1  error    date\n")
    assert summary == "3 entries checked: 4 errors and 0 warnings."


def test_no_line_is_quoted_for_missing_fields_and_unreadable_files(run: Run, miniature: Path) -> None:
    entries = miniature / "entries" / "reports"
    (entries / "none.md").write_text(entry_text(contributors=None), encoding="utf-8")
    (entries / "latin.md").write_bytes(entry_text(title="Caf\xe9").encode("latin-1"))
    (entries / "Name.md").write_text(entry_text(title="Name"), encoding="utf-8")
    _, out, _ = run("check", "entries/reports")
    assert re.findall(r"\[(.*)\]$", out, re.MULTILINE) == ["file-name", "encoding", "missing-field"]
    assert " | " not in out


@pytest.mark.parametrize("path", ["entries", "entries/link.md", "shortcut/link.md", "shortcut"])
def test_a_link_to_a_file_is_reported_and_not_followed(
    run: Run, miniature: Path, tmp_path: Path, path: str
) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (miniature / "entries" / "link.md").symlink_to(tmp_path / "secret")
    (miniature / "shortcut").symlink_to("entries")
    _, out, _ = run("check", path)
    assert "[not-a-file]" in out
    assert "| secret" not in out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_used_on_terminals_unless_disabled(
    run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    assert "\x1b" not in run("check")[1]
    for name, value in ({"TERM": "xterm", "NO_COLOR": ""} | environment).items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert run("check")[0] == 1
    assert ("\x1b[31merror:\x1b[0m" in terminal.getvalue()) == coloured
    assert ("\x1b" in terminal.getvalue()) == coloured


@pytest.mark.slow
def test_github_gets_workflow_commands(run: Run, broken: Path) -> None:
    status, out, err = run("check", "--format", "github", "entries/reports")
    assert (status, err) == (1, "")
    command, summary = out.splitlines()
    assert command.startswith(
        "::error file=entries/reports/talks.md,line=3,col=7,title=unknown-value::`type` cannot be “poem”.%0AWrite"
    )
    assert summary == "2 entries checked: 1 error and 0 warnings."
    assert run("check", "--format", "github", "entries/reports/gardens-review.md") == (
        0,
        "1 entry checked: 0 errors and 0 warnings.\n",
        "",
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
    assert run("check", "--format", "json", "entries/reports") == (0, "[]\n", "")


PATHS: Mapping[str, tuple[list[str], int, int]] = {
    # PATHs, number of checked entries, number of warnings
    "the project": (["."], 8, 6),
    "a folder": (["entries"], 8, 4),
    "a folder within": (["entries/reports"], 1, 0),
    "a file": (["entries/kitchen-table-talks.md"], 1, 3),
    "two files": (["entries/kitchen-table-talks.md", "entries/walk-to-be-written.md"], 2, 4),
    "a file named from elsewhere": (["docs/../entries/carers-choir.md"], 1, 0),
    "the vocabulary": (["vocabulary"], 0, 0),
}


@pytest.mark.parametrize(("paths", "entries", "warnings"), PATHS.values(), ids=PATHS)
def test_paths_limit_the_check(run: Run, paths: list[str], entries: int, warnings: int) -> None:
    status, out, _ = run("check", "--level", "warning", *paths)
    assert status == 0
    words = "entry" if entries == 1 else "entries"
    counted = "1 warning" if warnings == 1 else f"{warnings} warnings"
    assert out.endswith(f"{entries} {words} checked: 0 errors and {counted}.\n")


def test_a_path_is_no_prefix_of_other_names(run: Run, miniature: Path) -> None:
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


@pytest.mark.slow
def test_emit_writes_the_pages(run: Run, tmp_path: Path) -> None:
    status, out, err = run("emit", str(tmp_path / "out"))
    written = len([*(tmp_path / "out" / "pages").rglob("index.md")])
    assert (status, out) == (0, f"{written} pages written to {tmp_path / 'out'}.\n")
    assert written > 50
    assert err.startswith("Days of entries are not known: ")  # the miniature is in no repository
    entries = tmp_path / "out" / "pages" / "entries"
    assert (entries / "carers-choir" / "index.md").is_file()
    assert not (entries / "walk-to-be-written").exists()


def test_emit_writes_nothing_where_there_are_errors(run: Run, broken: Path, tmp_path: Path) -> None:
    status, out, err = run("emit", str(tmp_path / "out"))
    assert (status, out) == (1, "")
    assert "entries/reports/talks.md\n  3:7 error: " in err
    assert err.endswith("Nothing was written: 1 error and 0 warnings.\n")
    assert not (tmp_path / "out").exists()


# --- What cannot be done ----------------------------------------------------------------------------

REFUSED: Mapping[str, tuple[list[str], str]] = {
    "no command": ([], "the following arguments are required: COMMAND"),
    "an unknown command": (["chek"], "Did you mean “check”?"),
    "an unknown option": (["check", "--strikt"], "Did you mean “--strict”?"),
    "an unknown format": (["check", "--format", "jsn"], "Did you mean “json”?"),
    "a path that is not there": (["check", "entries/none.md"], "coprod-kb: entries/none.md does not exist."),
    "a path outside": (["check", ".."], "lies outside the project"),
    "a path that no system allows": (["check", "x" * 5000], "x: File name too long."),
    "a folder in place of a list": (
        ["check", "--against", "docs"],
        "coprod-kb: docs is a folder, and no list",
    ),
    "a list that is no text": (
        ["check", "--against", "latin.txt"],
        "latin.txt is no list of addresses: it is not a text in UTF-8.",
    ),
    "a new file in no folder": (
        ["export", "--format", "ris", "-o", "none/out.ris"],
        "coprod-kb: There is no folder none. Make it, or name another one.",
    ),
    "a new file below a file": (["schema", "-o", "mkdocs.yml/out.json"], "There is no folder mkdocs.yml."),
    "a folder in place of a new file": (
        ["export", "--format", "ris", "-o", "docs", "--replace"],
        "coprod-kb: docs is a folder. Add the name of a file.",
    ),
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
def test_errors_of_usage_go_to_the_error_stream(
    run: Run, miniature: Path, arguments: list[str], words: str
) -> None:
    (miniature / "latin.txt").write_bytes(b"/caf\xe9/\n")
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


def test_an_interruption_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coprod_kb.commands.check.open_site", interrupt)
    assert run("check") == (2, "", "coprod-kb: Stopped.\n")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["check"], ["schema"], ["export", "--format", "csv"]])
def test_a_closed_pipe_is_no_traceback(miniature: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "coprod_kb.commands.cli", *arguments]
    done = subprocess.run(command, cwd=miniature, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


# --- Hostile names and words ------------------------------------------------------------------------

HOSTILE = "\x1b[2J\x1b]0;pwned\x07\x9b31m\u202egnp.exe\u2066\u2028\r"


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_content_cannot_control_the_terminal(run: Run, miniature: Path, form: str) -> None:
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


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_any_encoding_of_the_terminal_works(miniature: Path, encoding: str) -> None:
    (miniature / "entries" / os.fsdecode(b"latin-\xe9.md")).write_text(entry_text(), encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "coprod_kb.commands.cli", "check"]
    done = subprocess.run(command, cwd=miniature, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"entries/latin-<U+DCE9>.md\n  1:1 error: " in done.stdout.replace(b"\r", b"")
