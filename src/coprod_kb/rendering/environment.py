"""The environment in which our templates are rendered: everything is escaped, and blanks are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from os import PathLike

from jinja2 import Environment, FileSystemLoader

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class _Loader(FileSystemLoader):
    """Leaves out the indentation of templates, which pages do not need. No template holds `pre` or `textarea` text."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return _INDENTATION.sub("", source), path, is_current


def environment(folders: Sequence[str | PathLike[str]]) -> Environment:
    """The environment for the insides of pages.

    folders: where templates are looked for, in this order: a project's own come before ours.
    """
    return Environment(
        loader=_Loader(folders), autoescape=True, trim_blocks=True, lstrip_blocks=True, cache_size=-1
    )
