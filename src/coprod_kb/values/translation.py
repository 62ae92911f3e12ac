"""The program's own words in the language of the site: gettext catalogues, read by Babel.

The English text of a message is its name. A message without a translation stays English, and is marked so where it becomes
a part of a page. One site has one language, so it is set for the whole process: see `manual/docs/decisions/0017-words-from-catalogues.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

DOMAIN = "coprod_kb"
"""The name of the catalogues: `locale/CODE/LC_MESSAGES/coprod_kb.po`."""

MACHINE_MADE = "Machine-made, please review"
"""What the comment at the head of a catalogue says until somebody has reviewed it."""

ENGLISH = "en"
_START, _END = "\x02", "\x03"
_MARKS = re.compile(f"[{_START}{_END}]")
_TAG = re.compile(f"<[^<>{_START}]*{_START}[^<>]*>")
_CHOICE = re.compile(f"<option([^<>{_START}]*)>{_START}([^<{_START}{_END}]*){_END}</option>")
_FOR_SCRIPTS = re.compile(rf'(?<![\w-])(data-[\w-]+)="[^"{_START}]*{_START}')


class Untranslated(str):
    """English text on a page in another language. Templates show it between marks; see `mark_english`."""

    __slots__ = ()

    def __html__(self) -> str:
        return f"{_START}{escape(str(self))}{_END}"


def as_html(text: str) -> Markup:
    """The text of a message that is HTML, as templates hold it."""
    return Markup(f"{_START}{text!s}{_END}" if isinstance(text, Untranslated) else text)  # noqa: S704 (our own words)


class _English(NullTranslations):
    """Stands in for what a catalogue of another language lacks."""

    def gettext(self, message: str) -> str:
        return Untranslated(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return Untranslated(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        return Untranslated(message)


@dataclass(frozen=True, slots=True)
class Language:
    """A language of sites. code: as `theme.language` has it. locale: its conventions in CLDR.

    machine_made: whether no person has reviewed its catalogue, which says so in its header.
    """

    code: str
    locale: Locale
    words: NullTranslations
    machine_made: bool = False

    @property
    def is_english(self) -> bool:
        return self.locale.language == ENGLISH

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    @property
    def has_catalogue(self) -> bool:
        return not isinstance(self.words, _English)


@cache
def language_of(code: str) -> Language:
    """The language with this code, such as `cy`, `ar` or `pt-BR`.

    A region without a catalogue has that of its language. A code that CLDR lacks has the conventions of British English.
    """
    try:
        locale = Locale.parse(code, sep="-" if "-" in code else "_")
    except (ValueError, UnknownLocaleError):
        return Language(code, Locale("en", "GB"), _English())
    if locale.language == ENGLISH:
        return Language(code, locale if locale.territory else Locale("en", "GB"), NullTranslations())
    for name in (str(locale), locale.language):
        file = files("coprod_kb") / "locale" / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if file.is_file():
            with file.open("rb") as source:
                catalogue = read_po(source, name)
            return Language(code, locale, _words(catalogue), MACHINE_MADE in catalogue.header_comment)
    return Language(code, locale, _English())


def _words(catalogue: Catalog) -> NullTranslations:
    for message in list(catalogue):
        if isinstance(message.string, tuple | list) and not all(message.string):
            # Babel would fill in English, which nothing could tell from a translation.
            catalogue.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    words = GNUTranslations(compiled)
    words.add_fallback(_English())
    return words


class _Process:
    """What is set for the process."""

    language = language_of(ENGLISH)


def use_language(code: str) -> None:
    """Makes this the language of the process, and of the processes that it forks from now on. code: as in `language_of`."""
    _Process.language = language_of(code)


def language() -> Language:
    """The language in use; English at first."""
    return _Process.language


def gettext_noop(message: str) -> str:
    """Marks a message for the catalogues; it is looked up later, when a page is made."""
    return message


N_ = gettext_noop
"""As `pybabel` knows it by default."""

Say = Callable[..., str]
"""`gettext`, or `english` for words that stay English on every site."""


def english(message: str, /, **values: object) -> str:
    """The message as it is, with values for its placeholders in braces."""
    return _filled(message, values)


def gettext(message: str, /, **values: object) -> str:
    """The message in the language in use. values: for its placeholders in braces."""
    return _filled(_Process.language.words.gettext(message), values) if message else ""


def made_of(text: str, *parts: str) -> str:
    """A text that was made of these messages: English without a translation if one of them is."""
    return Untranslated(text) if any(isinstance(part, Untranslated) for part in parts) else text


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """As `gettext`, in the form for a number."""
    return _filled(_Process.language.words.ngettext(singular, plural, number), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """As `gettext`, for a message that means several things. context: says which, to translators."""
    return _filled(_Process.language.words.pgettext(context, message), values)


def translated(text: str) -> str:
    """The translation of words that a collection may have replaced by its own, which stay as they are."""
    found = _Process.language.words.gettext(text)
    return text if isinstance(found, Untranslated) else found


def _filled(text: str, values: dict[str, object]) -> str:
    return type(text)(text.format_map(values)) if values else text


def mark_english(html: str) -> str:
    """A piece of a page with its untranslated text in elements with `lang="en"`, as WCAG 3.1.2 asks.

    In an attribute the text stays without a mark of its own; an element that holds no text is marked itself, as is a
    choice of a list, which may hold no elements. `data-english` names the attributes with English that scripts show.
    """
    if _START not in html:
        return html
    html = _CHOICE.sub(r'<option\1 lang="en">\2</option>', html)
    depth = 0

    def element(found: re.Match[str]) -> str:
        nonlocal depth
        depth += 1 if found[0] == _START else -1
        outermost = depth == (1 if found[0] == _START else 0)
        return ('<span lang="en">' if found[0] == _START else "</span>") if outermost else ""

    return _MARKS.sub(element, _TAG.sub(_marked_tag, html))


_VOID = ("<input", "<img", "<area")


def _marked_tag(found: re.Match[str]) -> str:
    tag = unmarked(found[0]).removesuffix(">")
    if names := _FOR_SCRIPTS.findall(found[0]):
        tag += f' data-english="{" ".join(names)}"'
    alone = tag.startswith(_VOID) and " lang=" not in tag
    return f'{tag} lang="en">' if alone else f"{tag}>"


def unmarked(text: str) -> str:
    """The text without the marks, for where no element can stand."""
    return text.replace(_START, "").replace(_END, "")
