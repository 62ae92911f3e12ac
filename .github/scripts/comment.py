"""Prints the findings of a check as a comment in Markdown.

    python3 comment.py FILE [--for pull-request|issue|entry] [--docs ADDRESS] [--json]

FILE is the output of `coprod-kb check --format json`, or an artifact (a zip file) with this output as
`diagnostics.json`. A stranger may control the run that made it. So it is shown only if it is small and has exactly
the form of that output, and all text from it goes into one code block, in which GitHub makes no links, mentions,
images or HTML.

The script uses only the standard library, so that no other package runs in the job that writes comments.
`--json` prints the comment as a JSON string on one line.
"""

from __future__ import annotations

import argparse
import json
import re
import struct
import sys
import textwrap
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import Any

MARK = "<!-- coprod-kb: findings -->"
"""Identifies our comment, so that it is updated instead of adding another one."""

MEMBER = "diagnostics.json"
COMPRESSED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
MOST_BYTES = 2 * 1024 * 1024
MOST_FINDINGS = 5_000
MOST_SHOWN = 12_000
"""Characters in the code block; GitHub refuses comments with more than 65,536."""
MOST_TEXT = 600
"""Characters of a message, hint or path."""

FIELDS = {
    "code": str,
    "severity": str,
    "path": str,
    "line": int,
    "column": int,
    "field": str,
    "message": str,
    "hint": str,
}
OPTIONAL = {"line", "column", "field"}

Finding = dict[str, Any]


class NotFindings(Exception):
    """The file is not the output of `check`."""


def read(file: Path) -> list[Finding]:
    """The findings in a JSON file or an artifact. Raises `NotFindings` for any other content."""
    try:
        found = json.loads(_content(file))
    except (
        OSError,
        ValueError,
        RuntimeError,
        EOFError,
        struct.error,
        zlib.error,
        zipfile.BadZipFile,
    ) as error:
        raise NotFindings from error
    if not isinstance(found, list) or len(found) > MOST_FINDINGS or not all(map(_is_finding, found)):
        raise NotFindings
    return found


def _content(file: Path) -> bytes:
    """The JSON text. Raises `NotFindings` if it has more than `MOST_BYTES`. Unpacks nothing to the disk."""
    if file.stat().st_size > MOST_BYTES:
        raise NotFindings
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if [member.filename for member in members] != [MEMBER] or members[
                0
            ].compress_type not in COMPRESSED:
                raise NotFindings
            with archive.open(members[0]) as opened:
                content = opened.read(MOST_BYTES + 1)
    else:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotFindings
    return content


def _is_finding(value: object) -> bool:
    """Whether a value has the fields of a finding and no others, with the right types."""
    if not isinstance(value, dict) or value.keys() != FIELDS.keys():
        return False
    for name, kind in FIELDS.items():
        if value[name] is None and name in OPTIONAL:
            continue
        if type(value[name]) is not kind or (kind is int and not 0 < value[name] < 10**9):
            return False
    return bool(
        len(value["code"]) <= 60
        and re.fullmatch(r"[a-z]+(-[a-z]+)*", value["code"])
        and value["severity"] in {"error", "warning"}
    )


def comment(found: list[Finding] | None, about: str, docs: str = "") -> str:
    """The text of the comment.

    found: `None` if the findings could not be read. about: `pull-request`, `issue` or `entry`; chooses the sentences.
    docs: address of the page that explains the codes; empty if it is not known.
    """
    return "\n\n".join([MARK, *_sentences(found, about), *_code_block(found or [], docs)]) + "\n"


def _sentences(found: list[Finding] | None, about: str) -> list[str]:
    if found is None:
        return ["**The check could not be done, or its result cannot be read.** Its log says more."]
    errors = sum(finding["severity"] == "error" for finding in found)
    tally = f"{_count(errors, 'error')} and {_count(len(found) - errors, 'warning')}"
    if about == "issue":
        return [
            f"**This cannot become an entry yet:** {tally}.",
            "Please change your answers above, with “Edit” in the menu of your first text. "
            "Then tell us here, and an editor tries again.",
        ]
    if not found:
        return ["**The check found nothing to mend.** Thank you. An editor reads it next."]
    sentences = [f"**The check found {tally}.**"]
    sentences += ["An error has to be mended before this can be published."] if errors else []
    sentences += ["A warning is only a question."] if len(found) > errors else []
    return [" ".join(sentences)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _code_block(found: list[Finding], docs: str) -> list[str]:
    if not found:
        return []
    lines: list[str] = []
    left = MOST_SHOWN
    path = None
    for number, finding in enumerate(sorted(found, key=lambda finding: finding["severity"] != "error")):
        heading = [] if finding["path"] == path else ["", _plain(finding["path"])]
        added = heading + _lines(finding)
        left -= sum(len(line) + 1 for line in added)
        if left < 0:
            lines += ["", f"… and {len(found) - number} more."]
            break
        path = finding["path"]
        lines += added
    text = "\n".join(lines).strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    explained = f"[What the checks say]({docs}) explains the words in square brackets." if docs else ""
    return [f"{fence}text\n{text}\n{fence}", *filter(None, [explained])]


def _lines(finding: Finding) -> list[str]:
    place = ":".join(str(finding[part]) for part in ("line", "column") if finding[part]) or "-"
    text = f"{place}  {finding['severity']}: {_plain(finding['message'])} [{finding['code']}]"
    return [*_wrapped(text, "  "), *_wrapped(_plain(finding["hint"]), "      ")]


def _wrapped(text: str, indent: str) -> list[str]:
    """Lines of at most 96 characters, because GitHub does not wrap code blocks."""
    return textwrap.wrap(text, 96, initial_indent=indent, subsequent_indent="      ", break_on_hyphens=False)


def _plain(text: str) -> str:
    """The text on one line, of bounded length, with invisible and reordering characters escaped."""
    shortened = text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "…"
    return "".join(
        char
        if char in "\u200c\u200d"
        or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        else char.encode("unicode_escape").decode("ascii")
        for char in shortened
    )


def main() -> int:
    """Returns 0, also if FILE cannot be read: the comment says so."""
    parser = argparse.ArgumentParser(description="The findings of a check as a comment in Markdown.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--for", dest="about", choices=("pull-request", "issue", "entry"), default="pull-request"
    )
    parser.add_argument("--docs", default="", help="the address of the page that explains the codes")
    parser.add_argument("--json", action="store_true", help="as a JSON string on one line")
    options = parser.parse_args()
    try:
        found = read(options.file)
    except NotFindings:
        found = None
    text = comment(found, options.about, options.docs)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps(text, ensure_ascii=False) if options.json else text, end="\n" if options.json else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
