"""The questions of the contribution form agree with the schema, and speak the language of people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml

from coprod_kb.collection.catalogue import build_catalogue
from coprod_kb.collection.site import Snapshot
from coprod_kb.contributing.forms import form_parts, rules
from coprod_kb.contributing.issue_form import CONSENT, issue_form, issue_questions
from coprod_kb.contributing.new_entry import terminal_questions
from coprod_kb.contributing.questions import AnswerKind, Question
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.field_types import UpTo
from coprod_kb.pages.contribute import contribute_page
from coprod_kb.pages.suggestions import MOST_SUGGESTED, suggestion_files
from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import Untranslated, gettext, use_language
from tests.conftest import CO_PRODUCTION, NO_TERMS, SCHEMA, collect

FACETS = b"setting:\n- label: hospital\nstage:\n- label: design\n"


def questions(vocabulary: Vocabulary | None = None) -> dict[str, Question]:
    """All questions by dotted name; what a list holds has the name of the list."""

    def below(question: Question, name: str) -> Iterator[tuple[str, Question]]:
        yield name, question
        for inner in (*question.of, *question.parts):
            yield from below(inner, ".".join(filter(None, (name, inner.name))))

    found: dict[str, Question] = {}
    for part in form_parts(vocabulary or NO_TERMS):
        for question in part.questions:
            for name, one in below(question, question.name):
                found.setdefault(name, one)
    return found


def with_facets() -> Vocabulary:
    vocabulary, faults = read_vocabulary({"facets.yml": FACETS}, "vocabulary", CO_PRODUCTION)
    assert faults == []
    return vocabulary


def test_every_field_and_every_part_of_a_group_is_asked_for_once() -> None:
    asked = [question.name for part in form_parts(NO_TERMS) for question in part.questions]
    assert sorted(asked) == sorted(SCHEMA.names)
    parts = {
        ".".join(map(str, (*path, name))) for path, group in SCHEMA.fields.items() for name in group
    }  # fmt: skip
    assert set(questions()) == parts


KITCHEN = CollectionDescription.model_validate(
    {
        "facets": [
            {"name": "town", "label": "Town", "description": "Where it is.", "located": "true"},
            {"name": "dish", "label": "Dish", "description": "What is cooked."},
        ],
        "facts": [
            {
                "name": "cost",
                "label": "What it cost",
                "description": "What was paid.",
                "address": "what-it-cost",
                "parts": [{"name": "dishes", "label": "Dishes", "description": "For what.", "facet": "dish"}],
            }
        ],
    }
)


def test_the_form_asks_for_what_the_collection_describes() -> None:
    terms = b"town: [{label: Leeds}]\ndish: [{label: soup}]\n"
    vocabulary, _ = read_vocabulary({"facets.yml": terms}, "vocabulary", KITCHEN)
    asked = {part.title: part.questions for part in form_parts(vocabulary)}
    town, dish = asked["What kind of work it is"]
    assert (town.kind, town.of[0].terms, town.of[0].suggest) == (
        AnswerKind.LIST,
        ("Leeds", "not reported"),
        "places",
    )
    [group] = asked["What it cost"]
    assert [option.value for option in group.parts[0].options] == ["soup", "not reported"]
    assert group.parts[0].options == dish.options


def test_groups_have_their_own_words_for_what_is_not_there() -> None:
    words = {"not_reported": "not priced", "not_looked_at": "not asked yet"}
    [group] = KITCHEN.model_dump(mode="json", exclude_unset=True)["facts"]
    own = CollectionDescription.model_validate(
        KITCHEN.model_dump(mode="json", exclude_unset=True) | {"facts": [group | {"words": words}]}
    )
    shown = [questions(Vocabulary(description=each))["cost"].messages for each in (KITCHEN, own)]
    assert [(said["reported"], said["seen"]) for said in shown] == [
        ("Not reported", "Nobody has looked at this yet"),
        ("Not priced", "Not asked yet"),
    ]


def test_a_collection_of_one_type_chooses_it_from_the_start() -> None:
    diary = CollectionDescription.model_validate(
        {"types": [{"name": "diary", "label": "Diary", "plural": "Diaries", "address": "diaries"}]}
    )
    assert [questions(Vocabulary(description=each))["type"].preset for each in (diary, KITCHEN)] == [
        "diary",
        "",
    ]
    form = yaml.safe_load(issue_form(Settings(site_name="Example"), Vocabulary(description=diary)))
    (asked,) = (element["attributes"] for element in form["body"] if element.get("id") == "type")
    assert (asked["options"], asked["default"]) == (["Diary"], 0)


def test_a_collection_without_facets_and_facts_has_no_part_of_the_form_for_them() -> None:
    none = Vocabulary(description=CollectionDescription(facets=()))
    titles = [part.title for part in form_parts(NO_TERMS)]
    left_out = {"How it was co-produced", "What kind of work it is"}
    assert [part.title for part in form_parts(none)] == [title for title in titles if title not in left_out]


def test_what_has_to_be_there_comes_first() -> None:
    first, *others = form_parts(NO_TERMS)
    assert [question.required for question in first.questions][:4] == [True] * 4
    assert not any(question.required for part in others for question in part.questions)


def test_limits_of_lists_and_texts_are_those_of_the_schema() -> None:
    asked = questions()
    for path, group in SCHEMA.fields.items():
        for name, field in group.items():
            most = [bound.most for bound in field.metadata if isinstance(bound, UpTo)]
            question = asked[".".join(map(str, (*path, name)))]
            assert [question.most] == most or not most
    assert (asked["title"].most, asked["summary"].most, asked["links.url"].most) == (400, 4000, 2000)
    assert asked["references.text"].most == 2000


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [
        ("title", AnswerKind.LINE, ""),
        ("type", AnswerKind.CHOICE, ""),
        ("summary", AnswerKind.TEXT, ""),
        ("date", AnswerKind.LINE, "date"),
        ("period", AnswerKind.GROUP, ""),
        ("keywords", AnswerKind.LIST, ""),
        ("key_points", AnswerKind.LIST, ""),
        ("contributors.orcid", AnswerKind.LINE, "orcid"),
        ("links.url", AnswerKind.LINE, "url"),
        ("funding.amount", AnswerKind.LINE, "amount"),
        ("references.text", AnswerKind.TEXT, ""),
        ("draft", AnswerKind.FLAG, ""),
        ("setting", AnswerKind.TERMS, ""),
        ("co_production.stages", AnswerKind.TERMS, ""),
        ("assigned", AnswerKind.TERMS, ""),
        ("places", AnswerKind.LIST, ""),  # no terms for it here
    ],
)
def test_how_an_answer_is_given_follows_from_the_type(name: str, kind: AnswerKind, form: str) -> None:
    question = questions(with_facets())[name]
    assert (question.kind, question.form) == (kind, form)


def test_key_points_are_texts_or_groups() -> None:
    assert [question.kind for question in questions()["key_points"].of] == [AnswerKind.TEXT, AnswerKind.GROUP]


def test_only_days_are_asked_to_be_whole_and_only_the_end_of_a_period_may_be_open() -> None:
    asked = questions()
    assert "short" in asked["added"].messages
    assert "short" not in asked["date"].messages
    assert {name for name, one in asked.items() if one.also} == {"period.end"}


def test_words_name_questions_by_their_labels_and_never_the_signs_of_a_file() -> None:
    said = [
        text
        for question in questions().values()
        for text in (question.label, question.hint, *question.messages.values())
    ]
    said += rules().values()
    assert [text for text in said if "`" in text] == []
    assert questions()["title"].messages["missing"] == "Enter the title."
    assert "If there is none, leave it out" in questions()["links.url"].messages["bad"]
    assert (
        questions()["date"]
        .messages["day"]
        .startswith("There is no day {part} in “{value}”: {month} has {last} days.")
    )
    assert (
        rules()["nobody-named"]
        == "This names nobody. Add “Name”, or “Organisation” where no person is named."
    )
    assert rules()["period"].startswith("The period ends ({end}) before it starts ({start}).")


def test_every_question_has_words_for_what_can_be_wrong_with_it() -> None:
    for name, question in questions().items():
        assert ("missing" in question.messages) == question.required, name
        assert ("long" in question.messages) == (question.kind in {AnswerKind.LINE, AnswerKind.TEXT}), name
        assert ("bad" in question.messages) == bool(question.form), name


# --- The page ---------------------------------------------------------------------------------------


def exported(snapshot: Snapshot, name: str) -> Any:
    """The value that a list for the form exports, read as a script is: ASCII, one expression."""
    text = dict(suggestion_files(snapshot.catalogue, snapshot.settings))[f"assets/contribute/{name}.js"]
    assert text.isascii()
    assert (text[:15], text[-2:]) == ("export default ", ";\n")
    return json.loads(text[15:-2])


def test_the_page_is_plain_data_and_names_the_lists_of_what_is_offered(snapshot: Snapshot) -> None:
    page = contribute_page(snapshot.catalogue, snapshot.settings)
    assert (page.path, page.template) == ("contribute/", "contribute.html")
    assert json.loads(json.dumps(page.context)) == page.context
    assert [part["title"] for part in page.context["parts"]] == [part.title for part in form_parts(NO_TERMS)]
    asked = [each for question in questions().values() for each in (question, *question.of)]
    assert {question.suggest for question in asked} - {""} == set(page.context["suggestions"])
    assert {*exported(snapshot, "words"), "entries"} == set(page.context["suggestions"])


def words(value: Any) -> Iterator[str]:
    """What people read of the context of the page."""
    for name, inner in value.items():
        if name in {"label", "hint", "title", "lead", "one", "text", "messages"}:
            yield from inner.values() if isinstance(inner, dict) else [inner]
        for part in inner if isinstance(inner, list) else ():
            if isinstance(part, dict):
                yield from words(part)


@pytest.mark.parametrize("code", ["ar", "cy", "gd", "sv"])
def test_the_page_is_in_the_language_of_the_site_and_other_forms_are_in_english(
    code: str, snapshot: Snapshot
) -> None:
    asked = [terminal_questions(NO_TERMS), issue_questions(NO_TERMS)]
    use_language(code)
    assert [terminal_questions(NO_TERMS), issue_questions(NO_TERMS)] == asked
    shown = list(words(contribute_page(snapshot.catalogue, snapshot.settings).context))
    assert [text for text in shown if isinstance(text, Untranslated)] == []


def test_what_has_no_translation_is_marked_and_the_words_of_the_collection_are_not() -> None:
    use_language("fr")
    asked = {question.path: question for part in form_parts(NO_TERMS, gettext) for question in part.questions}
    is_marked = {
        path: [
            isinstance(text, Untranslated)
            for text in (question.label, question.hint, *question.messages.values())
        ]
        for path, question in asked.items()
    }
    assert is_marked["date"] == [True] * len(is_marked["date"])
    assert [is_marked["setting"][0], is_marked["co_production"][0]] == [False, False]
    assert [type(SCHEMA.title(name)) for name in ("date", "setting")] == [Untranslated, str]


def test_what_is_offered_is_what_the_collection_and_the_vocabulary_hold(snapshot: Snapshot) -> None:
    words = exported(snapshot, "words")
    keywords = {label: others for label, *others in words["keywords"]}
    assert "coproduction" in keywords["co-production"]
    assert ["Ada Example"] in words["people"]
    assert {term.label for term in snapshot.catalogue.vocabulary.keywords.terms} <= keywords.keys()
    entries = {slug: (title, path) for slug, title, path in exported(snapshot, "entries")}
    assert entries["shared-garden"] == (snapshot.catalogue.by_slug["shared-garden"].title, "")
    assert entries["gardens-review"][1] == "entries/reports/gardens-review.md"
    assert entries["withdrawn-survey"][0] == ""  # taken, and not offered
    assert entries.keys() == snapshot.catalogue.by_slug.keys()


def test_suggestions_are_bounded_and_keep_what_is_used_most() -> None:
    many = [f"word {number}" for number in range(MOST_SUGGESTED)]
    entries = {f"entry-{at}": {"keywords": many[at : at + 50]} for at in range(0, MOST_SUGGESTED, 50)}
    snapshot = collect(entries | {"a": {"keywords": ["zebra"]}, "b": {"keywords": ["zebra"]}})
    keywords = exported(snapshot, "words")["keywords"]
    assert len(keywords) == MOST_SUGGESTED
    assert keywords[0] == ["zebra"]


def test_the_page_itself_does_not_grow_with_the_collection(snapshot: Snapshot) -> None:
    small = contribute_page(collect({}).catalogue, snapshot.settings)
    large = contribute_page(collect({f"a{number}": {} for number in range(50)}).catalogue, snapshot.settings)
    assert small.context == large.context


def test_hostile_words_stay_text_in_the_lists() -> None:
    hostile = "</script>é*/;alert(1)//`${1}'\"\\"
    snapshot = collect(
        {"a": {"title": hostile, "keywords": [hostile], "contributors": [{"organisation": hostile}]}}
    )
    words = exported(snapshot, "words")
    assert words["keywords"] == [[hostile]]
    assert [hostile] in words["organisations"]


def test_without_a_licence_or_an_address_nobody_is_asked_to_agree_or_to_write(snapshot: Snapshot) -> None:
    page = contribute_page(snapshot.catalogue, Settings(site_name="Example"))
    assert (page.context["consent"], page.context["contact"]) == ({}, "")
    other = Settings(site_name="Example", licence="https://example.org/licence")
    consent = contribute_page(snapshot.catalogue, other).context["consent"]
    assert (consent["label"], consent["url"]) == ("of this site", "https://example.org/licence")


def test_the_page_invites_in_the_words_of_the_collection(snapshot: Snapshot) -> None:
    named = contribute_page(snapshot.catalogue, Settings(site_name="Example"))
    assert named.context["invitation"].endswith("on co-production in health and social care?")
    other = contribute_page(build_catalogue([], Vocabulary()), Settings(site_name="Example"))
    assert other.context["invitation"] == "Do you know of a project, a paper or a report that belongs here?"
    assert (other.context["types"], other.description) == (
        "project, paper or report",
        "How to add a project, a paper or a report, or to correct an entry.",
    )


def test_a_question_suits_the_types_that_have_its_answers() -> None:
    suited = {name: question.kinds for name, question in questions().items() if question.kinds}
    assert (suited["period"], suited["doi"]) == (("project",), ("paper", "report"))
    assert not {"title", "type", "keywords", "contributors", "links", "setting"} & suited.keys()


def host(**given: str) -> dict[str, str]:
    settings = replace(Settings(site_name="Example", edit_uri="edit/main/docs/"), **given)  # type: ignore[arg-type]
    found: dict[str, str] = contribute_page(collect({}).catalogue, settings).context["host"]
    return found


def test_github_takes_the_name_and_the_text_of_a_new_file() -> None:
    found = host(repo_url="https://github.com/example-org/kb")
    assert found == {
        "name": "GitHub",
        "new": "https://github.com/example-org/kb/new/main/entries",
        "named": "filename",
        "prefills": "value",
        "edit": "https://github.com/example-org/kb/edit/main/PATH/FILE.md",
        "upload": "https://github.com/example-org/kb/upload/main/entries",
        "issue": "https://github.com/example-org/kb/issues/new?title=TITLE&body=TEXT",
    }


def test_gitlab_takes_the_name_alone() -> None:
    found = host(repo_url="https://gitlab.com/example/kb", edit_uri="-/edit/main/docs/")
    assert found["new"] == "https://gitlab.com/example/kb/-/new/main/entries"
    assert (found["named"], found["prefills"], found["upload"]) == ("file_name", "", "")
    assert found["edit"] == "https://gitlab.com/example/kb/-/edit/main/PATH/FILE.md"


@pytest.mark.parametrize("given", [{}, {"repo_url": "https://example.org/kb", "edit_uri": ""}])
def test_other_hosts_are_not_guessed_at(given: dict[str, str]) -> None:
    assert set(host(**given).values()) == {""}


def test_people_agree_to_the_same_words_everywhere() -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    settings = Settings(site_name="Example", licence=licence)
    consent = contribute_page(collect({}).catalogue, settings).context["consent"]
    assert f"{consent['before']}[{consent['label']}]({consent['url']}){consent['after']}" == CONSENT
    assert consent["url"].startswith("https://creativecommons.org/")
