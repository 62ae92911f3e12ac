"""The environment in which our templates are rendered: everything is escaped, and indentation is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def environment(folders: Sequence[str]) -> Environment:
    """The environment for the insides of pages. Templates are compiled once; a change of one takes a new environment.

    folders: where templates are looked for, in this order: a project's own come before ours.
    """
    return _Environment(
        loader=_Loader(folders), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )


class _Loader(FileSystemLoader):
    """Leaves out the indentation of templates, which pages do not need. No template holds `pre` or `textarea` text."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return _INDENTATION.sub("", source), path, is_current


class _Environment(Environment):
    """Looks for `a.b` among the items of a dictionary first: nearly all that templates show are dictionaries."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
