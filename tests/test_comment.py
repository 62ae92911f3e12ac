"""The comment on a pull request: findings from an untrusted run are shown as text, or not at all."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coprod_kb.diagnostics import Diagnostic, Severity, as_json, printable
from tests import ROOT

SCRIPT = ROOT / ".github" / "scripts" / "comment.py"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("comment_script", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()


def finding(**own: Any) -> dict[str, Any]:
    return {
        "code": "date",
        "severity": "error",
        "path": "entries/a.md",
        "line": 7,
        "column": 8,
        "field": "date",
        "message": "There is no month 13.",
        "hint": "Write a year.",
    } | own


def written(folder: Path, content: object) -> Path:
    file = folder / "diagnostics.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def archived(folder: Path, members: dict[str, bytes]) -> Path:
    file = folder / "artifact.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def around_the_code(text: str) -> list[str]:
    """The Markdown of a comment without its code block. Fails unless there is exactly one."""
    tokens = MarkdownIt().parse(text)
    assert sum(token.type == "fence" for token in tokens) == 1
    return [token.content for token in tokens if token.type in {"inline", "html_block"}]


def test_the_output_of_the_check_can_be_read(tmp_path: Path) -> None:
    found = Diagnostic(
        code="no-date", severity=Severity.WARNING, path="entries/a.md", message="No date.", hint="Add one."
    )
    text = as_json([found])
    assert script.read(written(tmp_path, text)) == json.loads(text)
    assert script.read(archived(tmp_path, {"diagnostics.json": text.encode()})) == json.loads(text)


def test_a_comment_has_places_messages_and_hints() -> None:
    text = script.comment(
        [finding(), finding(severity="warning", line=None)], "pull-request", "https://x.example/d"
    )
    assert text.startswith(script.MARK)
    assert "**The check found 1 error and 1 warning.**" in text
    assert "\nentries/a.md\n  7:8  error: There is no month 13. [date]\n      Write a year.\n" in text
    assert "(https://x.example/d)" in text
    assert "nothing to mend" in script.comment([], "pull-request")
    assert "cannot become an entry" in script.comment([finding()], "issue")


def test_errors_come_before_warnings() -> None:
    text = script.comment([finding(severity="warning", hint="W."), finding(path="entries/b.md")], "entry")
    assert text.index("entries/b.md") < text.index("W.")


HOSTILE = [
    "@octocat and @example-org/editors",
    "![](https://evil.example/x.png) [click](https://evil.example) https://evil.example",
    "<img src=x onerror=alert(1)></details></pre><!-- coprod-kb: findings -->",
    "```\n# Heading\n```",
    "~~~~\n" * 3,
    "`" * 200,
    "fixes #1, example-org/coprod-kb#1, closes GH-1",
    "\u202egnp.exe\u2066\x1b[31m\x00\r\n\u2028::error::x",
    "\ud800",
    "| a | b |\n|---|---|\n",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["path", "message", "hint"])
def test_hostile_text_stays_in_the_code_block(place: str, text: str) -> None:
    plain = script.comment([finding()], "pull-request")
    hostile = script.comment([finding(**{place: text})], "pull-request")
    assert around_the_code(hostile) == around_the_code(plain)
    assert all(char == "\n" or printable(char) == char for char in hostile)
    assert len(hostile.splitlines()) == len(hostile.split("\n")) - 1
    hostile.encode()


@given(st.text(), st.text())
def test_any_text_stays_in_the_code_block(message: str, hint: str) -> None:
    plain = script.comment([finding()], "pull-request")
    text = script.comment([finding(message=message, hint=hint)], "pull-request")
    assert around_the_code(text) == around_the_code(plain)


def test_the_length_of_a_comment_is_limited() -> None:
    found = [finding(path=f"entries/{number}.md", message="long " * 10_000) for number in range(4_000)]
    text = script.comment(found, "pull-request")
    assert len(text) < 20_000
    assert "more.\n" in text
    assert "**The check found 4000 errors and 0 warnings.**" in text
    assert len(json.dumps(text, ensure_ascii=False).encode()) < 100_000  # a workflow passes it as a variable


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[" * 100_000,
        "[1e999, " + "9" * 5_000 + "]",
        {"findings": []},
        [1],
        [{}],
        [finding(code="a b")],
        [finding(code="<b>")],
        [finding(code="a" * 90)],
        [finding(severity="note")],
        [finding(line=True)],
        [finding(line=-1)],
        [finding(line=10**12)],
        [finding(message=None)],
        [finding(more="x")],
        [finding()] * 5_001,
        " " * (2 * 1024 * 1024 + 1),
    ],
    ids=range(18),
)
def test_content_in_another_form_is_refused(content: object, tmp_path: Path) -> None:
    with pytest.raises(script.NotFindings):
        script.read(written(tmp_path, content))


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"other.json": b"[]"},
        {"../diagnostics.json": b"[]"},
        {"diagnostics.json": b"[]", "more.json": b"[]"},
        {"diagnostics.json": b" " * (64 * 1024 * 1024)},
    ],
    ids=["empty", "other", "outside", "two", "bomb"],
)
def test_an_archive_with_other_members_is_refused(members: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(script.NotFindings):
        script.read(archived(tmp_path, members))


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    file = archived(tmp_path, {"diagnostics.json": json.dumps([finding()] * 50).encode()})
    data = bytearray(file.read_bytes())
    data[60:90] = bytes(30)
    file.write_bytes(data)
    with pytest.raises(script.NotFindings):
        script.read(file)


def test_a_missing_file_has_a_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["comment.py", str(tmp_path / "nowhere"), "--json"])
    monkeypatch.setattr("sys.stdout.reconfigure", lambda **_: None, raising=False)
    assert script.main() == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line).startswith(f"{script.MARK}\n\n**The check could not be done")
