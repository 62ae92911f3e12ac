"""The words of the program: catalogues that are complete and sound, and English that is marked where one is not."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from coprod_kb.rendering.environment import environment
from coprod_kb.values.translation import Untranslated, _words, gettext, language_of, ngettext, use_language
from tests import ROOT

LOCALE = ROOT / "src" / "coprod_kb" / "locale"
TEMPLATE = LOCALE / "coprod_kb.pot"
CATALOGUES = {file.parts[-3]: file for file in sorted(LOCALE.glob("*/LC_MESSAGES/coprod_kb.po"))}
UNTRANSLATED = LOCALE / "untranslated.txt"
"""Messages that no catalogue has to have yet, one on a line."""

PARTS = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>")
"""Placeholders and elements, which a translation has to keep."""


def messages(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.slow
def test_the_template_of_the_catalogues_has_the_messages_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    made = tmp_path / "made.pot"
    CommandLineInterface().run(["pybabel", "-q", "extract", "-F", "pyproject.toml", "-o", str(made), "."])
    found, kept = ({(m.id, m.context) for m in messages(file)} for file in (made, TEMPLATE))
    assert found == kept, "bring the catalogues up to date: make catalogues"


def test_every_message_of_a_script_is_found() -> None:
    """Babel skips those within template literals."""
    scripts = [file for file in (ROOT / "templates" / "assets").rglob("*.js") if "vendor" not in file.parts]
    written = {
        text for file in scripts for text in re.findall(r'gettext\(\s*"([^"]*)"', file.read_text("utf-8"))
    }
    assert written
    assert written <= {m.id if isinstance(m.id, str) else m.id[0] for m in messages(TEMPLATE)}


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_catalogue_has_every_message_whole(code: str) -> None:
    """All placeholders and elements, in each plural form but those of 0, 1 and 2, which may do without the number."""
    catalogue, template = messages(CATALOGUES[code]), messages(TEMPLATE)
    later = UNTRANSLATED.read_text(encoding="utf-8").splitlines()
    assert {(m.id, m.context) for m in catalogue} == {(m.id, m.context) for m in template}, "make catalogues"
    for message in catalogue:
        singular = message.id if isinstance(message.id, str) else message.id[0]
        if not message.id or (singular in later and not any(texts(message))):
            continue
        assert not message.fuzzy, singular
        assert all(texts(message)), f"no translation: {singular}"
        forms = texts(message) if isinstance(message.id, str) else texts(message)[-1:]
        for text in forms:
            original = message.id if isinstance(message.id, str) else message.id[1]
            assert sorted(PARTS.findall(text)) == sorted(PARTS.findall(original)), singular
        for text in texts(message):
            assert set(PARTS.findall(text)) <= set(PARTS.findall("".join(message.id))), singular
            assert '"' not in PARTS.sub("", text), f"would end an attribute: {singular}"


def test_what_is_listed_as_untranslated_is_a_message() -> None:
    ids = {m.id if isinstance(m.id, str) else m.id[0] for m in messages(TEMPLATE)}
    assert set(UNTRANSLATED.read_text(encoding="utf-8").splitlines()) <= ids


def test_a_catalogue_says_that_it_is_machine_made_until_somebody_has_reviewed_it() -> None:
    for file in CATALOGUES.values():
        assert "Machine-made, please review" in file.read_text(encoding="utf-8").partition("msgid")[0]


@pytest.mark.parametrize(
    ("code", "forms"),  # CLDR's form of 0, 1, 2, 3, 6, 11 and 100
    [
        ("en", [1, 0, 1, 1, 1, 1, 1]),
        ("cy", [0, 1, 2, 3, 4, 5, 5]),
        ("gd", [3, 0, 1, 2, 2, 0, 3]),
        ("sv", [1, 0, 1, 1, 1, 1, 1]),
        ("ar", [0, 1, 2, 3, 3, 4, 5]),
    ],
)
def test_each_number_has_its_plural_form(code: str, forms: list[int]) -> None:
    names = ["zero", "one", "two", "few", "many", "other"]
    used = language_of(code)
    form = used.locale.plural_form
    cldr = [name for name in names if name in {*form.tags, "other"}]
    numbers = (0, 1, 2, 3, 6, 11, 100)
    assert [cldr.index(form(number)) for number in numbers] == forms
    if isinstance(used.words, GNUTranslations):
        assert [used.words.plural(number) for number in range(250)] == [  # type: ignore[attr-defined]
            cldr.index(form(number)) for number in range(250)
        ]


@pytest.mark.parametrize(
    ("code", "locale", "direction", "has_catalogue"),
    [
        ("en", "en_GB", "ltr", True),
        ("en-US", "en_US", "ltr", True),
        ("cy", "cy", "ltr", True),
        ("cy-GB", "cy_GB", "ltr", True),
        ("ar", "ar", "rtl", True),
        ("pt-BR", "pt_BR", "ltr", False),
        ("xx-none", "en_GB", "ltr", False),
        ("", "en_GB", "ltr", False),
    ],
)
def test_a_language_has_the_catalogue_and_conventions_that_are_nearest(
    code: str, locale: str, direction: str, has_catalogue: bool
) -> None:
    found = language_of(code)
    assert (str(found.locale), found.direction, found.has_catalogue) == (locale, direction, has_catalogue)


def test_english_on_a_page_in_another_language_is_marked() -> None:
    use_language("fr")
    template = environment([]).from_string(
        '<a title="{{ _("Search") }}">{{ _("Go") }}</a><input aria-label="{{ _("Go") }}">{{ words }}'
        '<p id="it" data-said-bad="{{ _("Go") }}" data-one="1" data-label="{{ _("Go") }}"></p><option value="1">{{ _("Go") }}</option>'
        "{% trans inner=words %}<b>{{ inner }}</b> more{% endtrans %}{{ page }}"
    )
    words = gettext("{number} of <{most}>", number=1, most=2)
    assert template.render(words=words, page="Titre") == (
        '<a title="Search"><span lang="en">Go</span></a><input aria-label="Go" lang="en">'
        '<span lang="en">1 of &lt;2&gt;</span>'
        '<p id="it" data-said-bad="Go" data-one="1" data-label="Go" data-english="data-said-bad data-label"></p>'
        '<option value="1" lang="en">Go</option><span lang="en"><b>1 of &lt;2&gt;</b> more</span>Titre'
    )
    assert f"{words}!" == "1 of <2>!"
    assert ngettext("{number} page", "{number} pages", 1, number=1) == "1 page"


def test_a_message_with_a_number_and_without_a_translation_is_known_to_be_english() -> None:
    catalogue = Catalog(locale="sv")
    catalogue.add(("{count} new page", "{count} new pages"), ("", ""))
    catalogue.add(("{count} entry", "{count} entries"), ("{count} post", "{count} poster"))
    words = _words(catalogue)
    assert isinstance(words.ngettext("{count} new page", "{count} new pages", 2), Untranslated)
    assert words.ngettext("{count} entry", "{count} entries", 2) == "{count} poster"
