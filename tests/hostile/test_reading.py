"""The first wall: every case read, alone and together with all the others."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from coprod_kb.diagnostics import Diagnostic, as_github, as_json, as_text, printable
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary_files import read_vocabulary
from tests.conftest import CO_PRODUCTION
from tests.hostile.case import Case, Made
from tests.hostile.corpus import CASES, QUICK

VOCABULARY, _ = read_vocabulary(
    {"keywords.yml": b"- label: co-production\n- label: script\n"}, "vocabulary", CO_PRODUCTION
)
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters but the newline, and what reorders text or ends lines elsewhere."""


FILES = [
    pytest.param(
        case,
        id=case.name,
        marks=[pytest.mark.xfail(strict=True, reason=case.defect)] if case.defect else [],
    )
    for case in QUICK  # the others are read among all others
    if case.made is Made.FILE
]


def errors(found: list[Diagnostic]) -> set[str]:
    """Their codes; that there are more than are told does not count."""
    return {finding.code for finding in found if finding.is_error} - {"more-findings"}


def assert_helpful(found: list[Diagnostic], case: Case) -> None:
    """Every finding has its place and what to do, in a length that people read."""
    lines = re.split("\r\n|\r|\n", case.content.decode("utf-8-sig", "replace"))
    for finding in found:
        assert finding.path == case.path
        assert finding.line is not None
        assert finding.column is not None
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", finding.code)
        assert finding.message.strip()
        assert finding.hint.strip()


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(CASES) > 200
    assert len({case.name for case in CASES}) == len(CASES)
    assert len({case.path for case in CASES}) == len(CASES)
    assert {case.made for case in CASES} == set(Made)


@pytest.mark.slow
@pytest.mark.parametrize("case", FILES)
def test_a_file_read_alone(case: Case) -> None:
    reading = read(case.content, case.path, VOCABULARY)
    found = list(reading.diagnostics)
    assert_helpful(found, case)
    assert UNSEEN.findall(as_text(found)) == []
    if "not-an-entry" in case.errors or case.name.startswith("huge"):
        return  # these are refused before they are read
    assert errors(found) == set(case.errors)
    assert reading.sound == (not case.errors)
    if reading.sound and case.title:
        assert reading.entry is not None
        assert reading.entry.title == case.title


@pytest.fixture
def found_by_path(findings: tuple[Diagnostic, ...]) -> dict[str, list[Diagnostic]]:
    found = defaultdict(list)
    for finding in findings:
        found[finding.path].append(finding)
    return found


@pytest.mark.slow
def test_every_file_among_all_others(found_by_path: dict[str, list[Diagnostic]]) -> None:
    expected = {case.name: {*case.errors, *case.among_others} for case in CASES if not case.defect}
    found = {case.name: errors(found_by_path[case.path]) for case in CASES if not case.defect}
    assert found == expected
    for case in CASES:
        if case.made is Made.FILE:
            assert_helpful(found_by_path[case.path], case)


def test_nothing_else_is_found(found_by_path: dict[str, list[Diagnostic]]) -> None:
    described = found_by_path["collection.yml"]  # the corpus has no vocabulary
    assert {finding.code for finding in described} == {"editors", "facet-without-terms"}
    assert set(found_by_path) <= {case.path for case in CASES} | {"collection.yml"}


def test_what_a_terminal_is_shown_does_nothing_there(findings: tuple[Diagnostic, ...]) -> None:
    findings = tuple(found for found in findings if found.path.startswith("entries/"))
    written = as_text(findings)
    assert UNSEEN.findall(written) == []
    assert not [char for char in written if unicodedata.category(char) == "Cc" and char != "\n"]
    files = written.split("\n\n")
    assert len(files) == len({finding.path for finding in findings})
    # No text starts a line of its own: the file, and two indented lines for each finding.
    assert all(file.startswith("entries/") for file in files)
    lines = [line for file in files for line in file.split("\n")[1:]]
    assert len(lines) == 2 * len(findings)
    assert all(re.match(r"  [0-9]+:[0-9]+ (error|warning|note): ", line) for line in lines[::2])
    assert all(line.startswith("    ") for line in lines[1::2])


@pytest.mark.parametrize("written", [as_json, as_github])
def test_findings_for_programs_reorder_nothing(
    findings: tuple[Diagnostic, ...], written: Callable[[Iterable[Diagnostic]], str]
) -> None:
    assert UNSEEN.findall(written(findings)) == []


@pytest.mark.slow
def test_the_command_says_the_same(quick_project: Path, findings: tuple[Diagnostic, ...]) -> None:
    """With the lines of the files; other forms are written by the functions above."""
    command = [sys.executable, "-m", "coprod_kb.commands.cli", "check", "--all"]
    run = subprocess.run(command, cwd=quick_project, capture_output=True, check=False)
    assert run.returncode == 1, run.stderr
    assert run.stderr == b""
    written = run.stdout.decode("utf-8")
    assert UNSEEN.findall(written) == []
    assert set(written.splitlines()) >= {printable(found.path) for found in findings if found.is_error}
