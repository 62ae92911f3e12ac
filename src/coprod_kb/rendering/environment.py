"""The environment in which our templates are rendered: everything is escaped, and indentation is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template

from coprod_kb.values.translation import as_html, gettext, mark_english, ngettext, pgettext

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def environment(folders: Sequence[str]) -> Environment:
    """The environment for the insides of pages. Templates are compiled once; a change of one takes a new environment.

    folders: where templates are looked for, in this order: a project's own come before ours.
    """
    env = _Environment(
        loader=_Loader(folders), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    add_words(env)
    return env


def add_words(env: Environment) -> None:
    """Lets `{% trans %}` and `_()` in templates give the words of the language in use; before any template is loaded."""
    env.template_class = _Template
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: as_html(gettext(message)),
        lambda singular, plural, number: as_html(ngettext(singular, plural, number)),
        newstyle=True,
        pgettext=lambda context, message: as_html(pgettext(context, message)),
    )


class _Template(Template):
    """Marks what has no translation."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        return mark_english(super().render(*args, **kwargs))


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
