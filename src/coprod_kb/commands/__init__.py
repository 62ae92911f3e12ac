"""The commands of `coprod-kb`, a module each.

A module has `add`, which adds description and options to a parser, and a function from the parsed options to
the exit status. Errors in content are printed; `ProjectError` means that the command cannot run. No commands:
`cli` (the entry point), `versions`, `paths`, `reporting`, `excerpt` and `changing` (shared), `new_dialogue` and `new_lookup` (parts
of `new`).
"""

from __future__ import annotations

from argparse import ArgumentParser
from importlib import import_module

COMMANDS = {
    "init": "make a new collection, from six questions or from options",
    "check": "say what is wrong with the entries, and what to write instead",
    "fmt": "put the fields of entries in order, and keep what they say",
    "new": "write a new entry, from questions or from options",
    "import": "write new entries from files of Zotero, EndNote, PubMed and others",
    "vocabulary": "put the terms of a thesaurus into the keywords",
    "desk": "say what is left to do for editors, and what settles it",
    "tag": "add keywords to entries, and take others away",
    "set": "give a field of entries another value",
    "publish": "publish drafts that are complete",
    "merge": "make one of two keywords, organisations or people",
    "rename": "give a keyword, an organisation, a person or an entry another name",
    "split": "tell people of one name apart",
    "doctor": "say what is installed, and which settings will not work",
    "migrate": "bring files forward that were written for an earlier version",
    "emit": "write every page as a plain Markdown file",
    "export": "print the published entries for other programs",
    "archive": "write the site, readable from a disk, and all its sources into one file",
    "issue-form": "write the form on GitHub for offering an entry",
    "from-issue": "write a new entry from an issue made with the form",
    "host": "write the files with which a host builds and publishes the project",
    "links": "say which links lead nowhere",
    "schema": "print the fields of an entry as JSON Schema",
}
"""The purpose of each command, in the order in which help lists them."""


def fill(name: str, parser: ArgumentParser) -> None:
    """Adds description and options of a command to a parser. Imports its module only then, to start fast."""
    module = "import_" if name == "import" else name.replace("-", "_")
    import_module(f"{__name__}.{module}").add(parser)
