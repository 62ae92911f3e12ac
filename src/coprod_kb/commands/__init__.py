"""The commands of `coprod-kb`, one module each.

A module has `add`, which puts the description and the options of its command into a parser. The command
itself is a function from the parsed options to the exit status; bad content is told, and `ProjectError`
raised where it cannot run. `lookup` and `output` are no commands: others use them.
"""

from __future__ import annotations

from argparse import ArgumentParser
from importlib import import_module

COMMANDS = {
    "check": "say what is wrong with the entries, and what to write instead",
    "fmt": "put the fields of entries in order, and keep what they say",
    "new": "write a new entry, from questions or from options",
    "import": "write new entries from files of Zotero, EndNote, PubMed and others",
    "vocabulary": "put the terms of a thesaurus into the keywords",
    "emit": "write every page as a plain Markdown file",
    "export": "print the published entries for other programs",
    "issue-form": "write the form on GitHub for offering an entry",
    "from-issue": "write a new entry from an issue made with the form",
    "links": "say which links lead nowhere",
    "schema": "print the fields of an entry as JSON Schema",
}
"""What each is good for, in the order in which help lists them."""


def fill(name: str, parser: ArgumentParser) -> None:
    """Puts into the parser what a command takes. Loads its module: nobody should wait for those of the others."""
    module = "import_" if name == "import" else name.replace("-", "_")
    import_module(f"{__name__}.{module}").add(parser)
