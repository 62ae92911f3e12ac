"""The findings of a check as a comment in Markdown.

    python3 comment.py FILE [--for pull-request|issue|entry] [--json]

FILE is what `coprod-kb check --format json` wrote, or the artifact that holds it (a zip file with
`diagnostics.json` in it). It may come from a run that a stranger controls, so that nothing in it is
believed: it is small, it has the form that `check` gives it, or it is not shown. All text from it stands
in one block of code, where GitHub makes no links, mentions, images or HTML of it.

The standard library is all that this needs, so that no other package runs where the comment is made.
`--json` writes the comment as one JSON string, on one line.
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
"""Tells our comment from others, so that one comment is changed instead of many written."""

MEMBER = "diagnostics.json"
COMPRESSED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
MOST_BYTES = 2 * 1024 * 1024
MOST_FINDINGS = 5_000
MOST_SHOWN = 12_000
"""Characters of the block of code; GitHub refuses comments above 65,536."""
MOST_TEXT = 600
"""Characters of one message, hint or path."""

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
    """The file is not what `check` writes."""


def read(file: Path) -> list[Finding]:
    """The findings in a JSON file or an artifact; `NotFindings` where it is anything else."""
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
    """At most `MOST_BYTES`; nothing is unpacked to the disk."""
    if file.stat().st_size > MOST_BYTES:
        raise NotFindings
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if [one.filename for one in members] != [MEMBER] or members[0].compress_type not in COMPRESSED:
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
    """Whether this has the fields that `check` writes, and no others."""
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
    """The comment: what was found, or `None` where that could not be read.

    about: `pull-request`, `issue` or `entry`, for the sentences around it.
    docs: the address of the page that explains the codes; empty where it is not known.
    """
    return "\n\n".join([MARK, *_sentences(found, about), *_listed(found or [], docs)]) + "\n"


def _sentences(found: list[Finding] | None, about: str) -> list[str]:
    if found is None:
        return ["**The check could not be done, or its result cannot be read.** Its log says more."]
    errors = sum(one["severity"] == "error" for one in found)
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


def _listed(found: list[Finding], docs: str) -> list[str]:
    if not found:
        return []
    lines: list[str] = []
    left = MOST_SHOWN
    path = None
    for number, one in enumerate(sorted(found, key=lambda one: one["severity"] != "error")):
        own = ([] if one["path"] == path else ["", _plain(one["path"])]) + _lines(one)
        left -= sum(len(line) + 1 for line in own)
        if left < 0:
            lines += ["", f"… and {len(found) - number} more."]
            break
        path = one["path"]
        lines += own
    text = "\n".join(lines).strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    explained = f"[What the checks say]({docs}) explains the words in square brackets." if docs else ""
    return [f"{fence}text\n{text}\n{fence}", *filter(None, [explained])]


def _lines(one: Finding) -> list[str]:
    place = ":".join(str(one[part]) for part in ("line", "column") if one[part]) or "-"
    told = f"{place}  {one['severity']}: {_plain(one['message'])} [{one['code']}]"
    return [*_wrapped(told, "  "), *_wrapped(_plain(one["hint"]), "      ")]


def _wrapped(text: str, indent: str) -> list[str]:
    """Lines that fit beside each other on a page: blocks of code are not wrapped there."""
    return textwrap.wrap(text, 96, initial_indent=indent, subsequent_indent="      ", break_on_hyphens=False)


def _plain(text: str) -> str:
    """On one line, of bounded length, without characters that cannot be seen or that reorder others."""
    shown = text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "…"
    return "".join(
        char
        if char in "\u200c\u200d"
        or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        else char.encode("unicode_escape").decode("ascii")
        for char in shown
    )


def main() -> int:
    """Exit status: always 0 where FILE was named; a file that is no good has a comment of its own."""
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
