"""What somebody answers reaches files as it was meant, whatever signs are in it."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coprod_kb.project.collection_file import read_description
from coprod_kb.project.host import Host
from coprod_kb.project.project import ProjectError
from coprod_kb.project.settings import Settings
from coprod_kb.starting import answers
from coprod_kb.starting.answers import Answers
from coprod_kb.starting.project_files import _as_markdown, project_files
from coprod_kb.starting.starts import own_start, shipped_start
from tests.html import tree

SIGNS = "'\"\\:{}[]<>()#&*!|%@`~^_=+-.?,;/$€ äñ\nøاب中—é0123abcYNoyes<%>><<"
MEANT = st.one_of(
    st.sampled_from(
        [
            *("yes", "2024", "1e9", "null", "~~~", "- a", "1. a", "12) a", "# a", "a: b", "a #b", "{{ 7*7 }}", "<< 7*7 >>"),
            *("<script>alert(1)</script>", "[x](javascript:alert(1))", "&lt;b&gt;", "اللغة العربية", "a\nb", "Ünïcode: “x”"),
            *("'''", '"""', "\\", "{: .a #b }", "| a |", "![a](b)", "---", "===", "*[a]: b", "[a]: b", "> a", "<!-- a"),
        ]
    ),
    st.text(st.sampled_from(SIGNS), min_size=1, max_size=30),
)  # fmt: skip
START = shipped_start("evidence")


loaded = partial(yaml.load, Loader=yaml.CSafeLoader)


def as_line(text: str) -> str:
    try:
        return answers.line(text)
    except ProjectError:
        assume(False)
        raise


@pytest.mark.slow
@given(MEANT)
@settings(max_examples=150)
def test_text_in_markdown_has_no_marks(text: str) -> None:
    text = as_line(text)
    page = f"# {_as_markdown(text)}\n\n{_as_markdown(text)}\n"
    ours = markdown.markdown(page, extensions=["attr_list", "tables", "toc", "fenced_code"])
    for html in (ours, MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(page)):
        heading, paragraph = list(tree(html))[1]  # the body has these two elements, and no others
        assert [heading.tag, paragraph.tag] == ["h1", "p"]
        assert [list(heading), list(paragraph)] == [[], []]
        assert [" ".join((element.text or "").split()) for element in (heading, paragraph)] == [text, text]


@pytest.mark.slow
@given(MEANT, MEANT, MEANT)
@settings(max_examples=15)
def test_answers_stand_in_the_settings_as_they_were_given(name: str, subject: str, editor: str) -> None:
    given = Answers(
        name=as_line(name),
        subject=as_line(subject),
        editor=as_line(editor),
        organisation=as_line(editor),
        contact="o'neil+a@example.org",
        licence=answers.LICENCES["cc-by"],
        site_url="https://example.org/bees/",
        repo_url="https://github.com/example-org/bees",
    )
    files = project_files(given, START, Host.GITHUB)
    config = loaded(files["mkdocs.yml"])
    description, found = read_description(files["collection.yml"])
    assert found == []
    read = Settings.of(config, description)
    assert (read.site_name, read.site_description) == (given.name, given.subject)
    assert (read.editors.name, read.editors.organisation) == (given.editor, given.organisation)
    assert (read.contact, read.licence) == (given.contact, "https://creativecommons.org/licenses/by/4.0/")
    for path, content in files.items():
        if path.endswith((".yml", ".yaml")):
            loaded(content)


@pytest.mark.slow
@given(MEANT, MEANT)
@settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])
def test_words_for_types_and_facets_reach_the_menu_and_the_form_as_they_were_given(
    word: str, other: str
) -> None:
    try:
        start = own_start([f"{word} a"], [f"{other} b: c; d", "e f: g"], START)
    except ProjectError:
        assume(False)
        raise
    files = project_files(Answers(name="Bees", subject="On bees."), start, Host.GITHUB)
    [entry_type] = start.description.types
    menu = loaded(files["mkdocs.yml"])["nav"]
    assert {entry_type.plural: f"{entry_type.address}/index.md"} in menu[1]["Browse"]
    described, found = read_description(files["collection.yml"])
    assert (described.types, described.facets, found) == (
        start.description.types,
        start.description.facets,
        [],
    )
    assert loaded(files[".github/ISSUE_TEMPLATE/entry.yml"])["body"]


def test_no_template_is_left_with_an_answer_that_is_missing() -> None:
    """Each answer may be empty, and the files are the same apart from it."""
    whole = Answers(
        name="Bees",
        subject="On bees.",
        editor="Ada Example",
        organisation="Example University",
        contact="editors@example.org",
        licence=answers.LICENCES["cc0"],
        site_url="https://example.org/",
        repo_url="https://github.com/example-org/bees",
    )
    for field in fields(Answers)[2:]:
        files = project_files(
            replace(whole, **{field.name: None if field.name == "licence" else ""}), START, Host.GITHUB
        )
        assert all(b"<<" not in content for path, content in files.items() if not path.startswith(".github"))
        loaded(files["mkdocs.yml"])


@pytest.mark.parametrize(
    ("check", "given", "expected"),
    [
        (answers.line, "  Bees \n in  towns ", "Bees in towns"),
        (answers.contact, "mailto:editors@example.org", "editors@example.org"),
        (answers.contact, "https://example.org/contact", "https://example.org/contact"),
        (answers.licence, "CC BY 4.0", answers.LICENCES["cc-by"]),
        (answers.licence, "https://www.example.org/terms", answers.Licence("example.org", "https://www.example.org/terms")),
        (answers.repository, "https://github.com/example-org/bees.git", "https://github.com/example-org/bees"),
        (answers.repository, "git@github.com:example-org/bees.git", "https://github.com/example-org/bees"),
        (answers.pages_address, "https://github.com/Example-Org/bees", "https://example-org.github.io/bees/"),
        (answers.pages_address, "https://github.com/example-org/example-org.github.io", "https://example-org.github.io/"),
        (answers.pages_address, "https://gitlab.com/example-org/town/bees", "https://example-org.gitlab.io/town/bees/"),
        (answers.pages_address, "https://git.example.org/bees", ""),
        (answers.edit_uri, "https://gitlab.com/example-org/bees", "-/edit/main/docs/"),
    ],
)  # fmt: skip
def test_an_answer_is_understood(check, given: str, expected: object) -> None:  # type: ignore[no-untyped-def]
    assert check(given) == expected


@pytest.mark.parametrize(
    ("check", "given"),
    [
        (answers.line, " "),
        (answers.line, "a" * 401),
        (answers.line, "Bees\x1b[31m"),
        (answers.line, "Bees\u202e"),
        (answers.contact, "editors"),
        (answers.contact, "javascript:alert(1)"),
        (answers.licence, "the usual"),
        (answers.web_address, "http://example.org/"),
        (answers.repository, "example-org/bees"),
    ],
)
def test_an_answer_is_refused(check, given: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ProjectError):
        check(given)
