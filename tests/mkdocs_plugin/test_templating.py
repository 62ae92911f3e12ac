"""Templates give the same as under Jinja's own ways, and everything is escaped."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from markupsafe import Markup, escape

from coprod_kb.mkdocs_plugin.templating import prepare, shown

HOSTILE = "<b a='1'>&amp;\"</b>"


def environment(**templates: str) -> Environment:
    made = Environment(loader=DictLoader(templates))
    prepare(made)
    return made


@pytest.mark.parametrize(
    "written",
    [
        "{{ text }}",
        "{{ text | e }}",
        "{{ text | escape }}",
        "{{ text | e | e }}",
        "{% macro one(text) %}{{ text | e }}{% endmacro %}{{ one(text) }}",
        "{% set kept %}{{ text | e }}{% endset %}{{ kept }}",
        '{% import "pieces" as pieces with context %}{{ pieces.one(text) }}',
        "{% autoescape false %}{{ text | e }}{% endautoescape %}",
    ],
)
def test_what_is_shown_is_escaped_once(written: str) -> None:
    made = environment(page=written, pieces="{% macro one(text) %}{{ text | e }}{% endmacro %}")
    assert made.get_template("page").render(text=HOSTILE) == str(Markup.escape(HOSTILE))


def test_what_is_known_to_be_html_stays_so() -> None:
    made = environment(page="{{ text }}{{ text | e }}")
    assert made.get_template("page").render(text=Markup("<b>")) == "<b><b>"


@given(st.one_of(st.text(), st.text("&<>\"'a;#"), st.text().map(Markup), st.integers(), st.none()))
def test_escaping_is_that_of_markupsafe(value: Any) -> None:
    assert shown(value) == str(escape(value))


class Thing(dict[str, Any]):
    """A mapping with an attribute, which comes first."""

    title = "attribute"


NAMES = ("title", "items", "keys", "label", "values", "__class__")
VALUES = st.one_of(
    st.dictionaries(st.sampled_from(NAMES), st.integers(), max_size=4),
    st.dictionaries(st.sampled_from(NAMES), st.integers(), max_size=4).map(Thing),
    st.sampled_from(["text", None, 3, ["list"], Markup("x")]),
)


@given(VALUES, st.sampled_from(NAMES))
def test_names_mean_what_they_mean_to_jinja(value: Any, name: str) -> None:
    plain = Environment().getattr(value, name)
    assert type(environment().getattr(value, name)) is type(plain)
    assert str(environment().getattr(value, name)) == str(plain)
