"""The words of the scripts: `assets/gettext.js` with the translations into the language of the site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from babel.core import Locale
from babel.messages.extract import extract_from_dir

from coprod_kb.project.files import template_folder
from coprod_kb.publishing.assets import FOLDER
from coprod_kb.values.dates import PartialDate
from coprod_kb.values.translation import Language, Untranslated, language

PATH = f"{FOLDER}/gettext.js"

_NUMBERS = (*range(200), 10**6)
"""Have every plural category of CLDR."""


def script_words() -> Iterator[tuple[str, str]]:
    """Yields the path and the text of the file. Yields nothing for a site in English, which publishes the asset unchanged."""
    used = language()
    if not used.is_english:
        text = (template_folder() / PATH).read_text(encoding="utf-8")
        yield PATH, f"{text}\ntranslate({_translations(used)});\n"


@cache
def _translations(used: Language) -> str:
    """The translation of each message, or its forms by category, as JSON; without messages that have none."""
    found: dict[str, str | dict[str, str]] = {}
    for message in _messages():
        if isinstance(message, str):
            if not isinstance(text := used.words.gettext(message), Untranslated):
                found[message] = text
        else:
            singular, plural = message
            forms = {
                used.locale.plural_form(at): used.words.ngettext(singular, plural, at) for at in _NUMBERS
            }
            if not any(isinstance(text, Untranslated) for text in forms.values()):
                found[singular] = forms
    return json.dumps(found | _dates(used), ensure_ascii=False)


def _dates(used: Language) -> dict[str, str]:
    """The forms of a month and of a day, by their English forms: `July {year}` and `{day} July {year}`."""
    forms = {}
    for day in (PartialDate(2222, month, 28) for month in range(1, 13)):
        for exact in (day, replace(day, day=None)):
            english, other = (exact.label_in(locale) for locale in (Locale("en", "GB"), used.locale))
            forms[_without_numbers(english)] = _without_numbers(other)
    return forms


def _without_numbers(label: str) -> str:
    return label.replace("2222", "{year}").replace("28", "{day}")


def _messages() -> list[str | tuple[str, ...]]:
    """What the scripts look up, sorted: a message, or its singular and plural."""
    methods = [("vendor/**", "ignore"), ("**.js", "javascript")]
    messages = {message for _, _, message, _, _ in extract_from_dir(template_folder() / FOLDER, methods)}
    return sorted(messages, key=str)
