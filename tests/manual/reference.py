"""The parts of the manual that are made from the code: `make reference` writes them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml
from pydantic.fields import FieldInfo

from coprod_kb.commands import COMMANDS
from coprod_kb.commands.cli import _parser
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.validation import fields_below
from tests import ROOT
from tests.manual.fields import field_page

MANUAL = ROOT / "manual" / "docs"
CODES = MANUAL / "diagnostics"

_ROWS = re.compile(r"(?<=^\| Line \| What it says \|\n\|---\|---\|\n)(?:\|.*\n)*", re.MULTILINE)
_SEVERITY = re.compile(r"(?:\*\*\w+\*\* or )?\*\*[^*]+\.\*\* |\*\*.*?\. (?=[A-Z])")
_SENTENCE = re.compile(r"(?:[^.?`]|`[^`]*`|\.(?! [A-Z`“\[]|$))+[.?]")


def commands_of(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command below a parser, by the whole of what is typed."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, command in action.choices.items():
                yield f"{name} {word}", command
                yield from commands_of(command, f"{name} {word}")


def commands(_: str) -> str:
    """The page of all commands: what each does, and its arguments and options."""
    text = (
        "# Commands\n\nAll of them work on the project in the current folder, or in one above it. The exit status is 0 if all is well, "
        "1 if there are errors in the content, and 2 if the command could not run. `coprod-kb --version` names what the report of a "
        "fault needs, and `--help` after a command explains it in the terminal.\n"
    )
    for name, command in commands_of(_parser(COMMANDS), "coprod-kb"):
        text += f"\n## {name}\n\n{command.description}\n"
        rows = [*_arguments(command)]
        if rows:
            text += "\n| Argument or option | What it is for |\n|---|---|\n" + "".join(rows)
    return text


def _arguments(command: argparse.ArgumentParser) -> Iterator[str]:
    formatter = command._get_formatter()
    for action in command._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        value = action.metavar or (
            ",".join(map(str, action.choices)) if action.choices else action.dest.upper()
        )
        value = "" if action.nargs == 0 else f"{{{value}}}" if action.choices else str(value)
        several = " …" if action.nargs in {"+", "*"} else ""
        written = f"{', '.join(action.option_strings)} {value}{several}".strip()
        words = (
            formatter._expand_help(action) if action.help else f"one of: {', '.join(action.choices or ())}"
        )
        yield f"| `{written}` | {words.replace('|', chr(92) + '|')} |\n"


def collection(page: str) -> str:
    """The page of `collection.yml`, with the rows of each table anew. Every group of lines has its section."""
    parts = re.split(r"^(## .+\n)", page, flags=re.MULTILINE)
    for path, fields in fields_below(CollectionDescription).items():
        heading = " of ".join(reversed([str(name) for name in path])) or "Every line"
        at = parts.index(f"## {heading}\n") + 1
        rows = "".join(
            f"| `{name}`{' (needed)' if field.is_required() else ''} | {field.description}{_example(field)} |\n"
            for name, field in fields.items()
        )
        parts[at], found = _ROWS.subn(lambda _, rows=rows: rows, parts[at])
        assert found == 1, heading
    return "".join(parts)


def _example(field: FieldInfo) -> str:
    if not field.examples or not isinstance(field.examples[0], str):
        return ""
    return f" Such as `{yaml.safe_dump(field.examples[0], allow_unicode=True, width=1000).splitlines()[0]}`."


def checks(page: str) -> str:
    """The list of codes, each with the first sentence of its page. Which part of the list has a code is chosen by hand."""
    return re.sub(
        r"^- \[([a-z-]+)\]\(.*$",
        lambda found: f"- [{found[1]}]({found[1]}.md){{ #{found[1]} }}: {first_sentence(found[1])}",
        page,
        flags=re.MULTILINE,
    )


def design(page: str) -> str:
    """The page on the design, with the list of all decisions at its end."""
    listed = [
        f"- [{file.read_text(encoding='utf-8').splitlines()[0].partition('. ')[2]}](../decisions/{file.name})\n"
        for file in sorted((MANUAL / "decisions").glob("*.md"))
    ]
    return page[: page.index("\n- [")] + "\n" + "".join(listed)


def first_sentence(code: str) -> str:
    """What the page of a code says first, behind how serious the finding is."""
    paragraph = " ".join((CODES / f"{code}.md").read_text(encoding="utf-8").split("\n\n")[1].split())
    severity = _SEVERITY.match(paragraph)
    found = _SENTENCE.match(paragraph, severity.end() if severity else 0)
    assert found, code
    return found[0]


PAGES: Mapping[str, Callable[[str], str]] = {
    "reference/commands.md": commands,
    "reference/collection.md": collection,
    "diagnostics/index.md": checks,
    "reference/fields.md": field_page,
    "explanation/design.md": design,
}
"""For each page, the function that gives its text anew from the present one."""


def main() -> None:
    for name, made in PAGES.items():
        file = Path(MANUAL, name)
        file.write_text(made(file.read_text(encoding="utf-8") if file.exists() else ""), encoding="utf-8")


if __name__ == "__main__":
    main()
