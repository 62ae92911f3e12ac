"""`coprod-kb schema`: prints or writes the fields of an entry as JSON Schema, for editors and other programs."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.commands.paths import refuse_unwritable
from coprod_kb.front_matter.json_schema import PATH, as_text, json_schema
from coprod_kb.project.project import ProjectError


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Print the fields of an entry as JSON Schema, by which editors complete and explain them."
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it into this file instead")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    schema = json_schema(site.schema, site.settings.address(PATH))
    if options.output is None:
        print(as_text(schema), end="")
        return 0
    refuse_unwritable(options.output)
    _refuse_foreign(options.output, schema["title"])
    options.output.write_text(as_text(schema), encoding="utf-8", newline="\n")
    print(f"{options.output} is written.")
    return 0


def _refuse_foreign(file: Path, title: str) -> None:
    """Raises `ProjectError` if the file exists and is not an earlier schema."""
    if not file.exists():
        return
    try:
        content = json.loads(file.read_bytes())
    except ValueError:  # neither JSON nor UTF-8
        content = None
    if not isinstance(content, dict) or "$schema" not in content or content.get("title") != title:
        raise ProjectError(f"{file} is there already and holds something else. Name another file.")
