"""The commands of `coprod-kb`, one module each.

A module has `add`, which puts its command and options into the parser. The command itself is a
function from the parsed options to the exit status; bad content is told, and `ProjectError` raised
where it cannot run. `lookup` and `output` are no commands: others use them.
"""

from __future__ import annotations

from types import ModuleType

from coprod_kb.commands import (
    check,
    emit,
    export,
    fmt,
    from_issue,
    import_,
    issue_form,
    links,
    new,
    schema,
    vocabulary,
)

COMMANDS: tuple[ModuleType, ...] = (
    check,
    fmt,
    new,
    import_,
    vocabulary,
    emit,
    export,
    issue_form,
    from_issue,
    links,
    schema,
)
"""In the order in which help lists them."""
