"""The JSON Schema of an entry agrees with the checks, as far as JSON Schema can."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import regress
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.commands.cli import main
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.entries.reading import read
from coprod_kb.front_matter.json_schema import PATH, json_schema
from coprod_kb.front_matter.splitting import Halves, split
from coprod_kb.publishing import contents
from coprod_kb.publishing.emission import PAGES, emit
from tests import ROOT
from tests.conftest import MINIATURE, NO_TERMS, entry_text

SCHEMA = json_schema(NO_TERMS.schema)
VALIDATOR = Draft202012Validator(SCHEMA)
GROUPS = {"": SCHEMA, **{name: one for name, one in SCHEMA["$defs"].items() if "properties" in one}}

# --- YAML as others read it -------------------------------------------------------------------------


class Yaml12(yaml.SafeLoader):
    """The core schema of YAML 1.2, which editors follow."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _pattern in (
    ("null", r"null|Null|NULL|~|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), None)


def _integer(_: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    digits = node.value.lstrip("-+").lstrip("0")
    return int(node.value, 0) if node.value[:2] in {"0o", "0x"} else int(digits or "0")


Yaml12.add_constructor("tag:yaml.org,2002:int", _integer)


class Yaml11(yaml.SafeLoader):
    """YAML 1.1 without dates, which JSON does not have: they stay text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":value"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


LOADERS: tuple[type[yaml.SafeLoader], ...] = (Yaml12, Yaml11)


class Plain(yaml.SafeDumper):
    """Writes no quotation marks unless YAML needs them, even for text that looks like a number."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


class Quoted(Plain):
    """Writes all text in quotation marks."""


for _dumper, _style in ((Plain, None), (Quoted, '"')):
    _dumper.add_representer(
        str,
        lambda dumper, text, style=_style: dumper.represent_scalar(
            "tag:yaml.org,2002:str", text, '"' if text == "on" else style
        ),  # `on`, the name of a field, is a truth value in YAML 1.1
    )
    _dumper.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:str", "", None)
    )


def source_of(fields: object, dumper: type[Plain]) -> str:
    return yaml.dump(fields, Dumper=dumper, allow_unicode=True, width=1_000_000)


def errors_in(source: str) -> list[Diagnostic]:
    """The errors that the checks find in this front matter."""
    reading = read(f"---\n{source}\n---\n".encode(), "entries/a.md", NO_TERMS)
    return [found for found in reading.diagnostics if found.is_error]


# --- Both against each other ------------------------------------------------------------------------

OWN: dict[str, Any] = {
    "title": "Keeping well together",
    "type": "project",
    "keywords": ["co-production"],
    "contributors": [{"name": "Ada Example"}],
}
TEXTS = [
    *("", " ", "~", "a", "1.10", "2018", "0", "-1", "true", "yes", "No", "oN"),
    *("1e5", "0x1F", "12:30", "é\nb"),
    *("2022-07", " 2022-07 ", "2022-07-14", "2022-13", "2014-02-30", "0999", "3000", "2022-7"),
    *("2014 – 2016", "2016 - 2014", "2014-2016", "2014-01/2015", "2018 to now", "2018—", "2018", "Ongoing"),
    *("10.5555/A", "doi: 10.5555/a", "https://doi.org/10.5555/a", "HTTP://DX.DOI.ORG/10.5555/a", "10.1/a"),
    *("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0098", "0000-0002"),
    *("0000000218250097", "9780306406157", "978-0-306-40615-7", "ISBN 0-306-40615-2", "9780306406158"),
    *("29939208", "PMID: 29939208", "https://pubmed.ncbi.nlm.nih.gov/29939208/", "029939208"),
    *("https://example.org", "HTTPS://example.org/a?b#c", "www.example.org", "https://a@example.org"),
    *(
        "https://example.org/a b",
        "https://example.org:99999",
        "https://[::1]/",
        "https://example.org/a\u00adb",
    ),
    *("keeping-well", "Keeping-well", "a--b", "con", "lpt1", "cy", "en-GB", "english", "2,148", "£5", "1 2"),
    *(
        "not reported",
        "Not reported.",
        "n/a",
        "project",
        "paper",
        "ongoing",
        "lead",
        "co",
        "easy-read",
        "title",
        "doi",
    ),
]
NAMES = sorted({name for group in GROUPS.values() for name in group["properties"]} | {"titel"})


def valid_value(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """A value of any form that the schema allows, made from its examples."""
    if "$ref" in schema:
        return valid_value(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "properties" in schema:
        needed = set(schema.get("required", ())) | ({"name"} & set(schema["properties"]))
        parts = {name: valid_value(own) for name, own in schema["properties"].items()}
        return st.fixed_dictionaries(
            {name: part for name, part in parts.items() if name in needed},
            optional={name: part for name, part in parts.items() if name not in needed},
        )
    if "patternProperties" in schema:
        (value,) = schema["patternProperties"].values()
        return st.dictionaries(st.sampled_from(["en", "cy", "zh-Hant"]), valid_value(value), min_size=1)
    if "items" in schema:
        return st.lists(valid_value(schema["items"]), min_size=1, max_size=2)
    if "anyOf" in schema:
        return st.one_of([valid_value(choice) for choice in schema["anyOf"]])
    if schema["type"] == "null":
        return st.none()
    texts = filter(Draft202012Validator(schema).is_valid, TEXTS)
    return st.sampled_from([*map(str, schema.get("examples", ())), *texts])


PARTS = {name: valid_value(own) for name, own in SCHEMA["properties"].items()}
ANY = st.one_of(
    st.none(),
    st.sampled_from(TEXTS),
    st.text("aZ9é-./: \n#'😀", max_size=6),
    st.lists(st.sampled_from(TEXTS), max_size=2),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from([None, *TEXTS]), max_size=3),
)


def groups_and_lists(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from groups_and_lists(inner)


@st.composite
def front_matters(draw: st.DrawFn) -> dict[str, Any]:
    """Valid front matter, and front matter with a few changes to it."""
    chosen = draw(st.sets(st.sampled_from(list(PARTS)), max_size=6))
    fields = OWN | {name: draw(PARTS[name]) for name in sorted(chosen)}
    fields = json.loads(json.dumps(fields))  # no part of it twice
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.sampled_from(list(groups_and_lists(fields))))
        keys = NAMES if isinstance(place, dict) else list(range(len(place)))
        if isinstance(place, list) and (not place or draw(st.booleans())):
            place.append(draw(ANY))
        elif (key := draw(st.sampled_from(keys))) in place and draw(st.booleans()):
            del place[key]
        elif isinstance(place, dict) or key < len(place):
            place[key] = draw(ANY)
    return fields


BEYOND = {
    "date": "There is no day",
    "period": "ends .* before|There is no day",
    "orcid": "check digit",
    "isbn": "check digit",
    "not-reported": "",  # words that are no answer
    "main-language": "",  # the language of the site
    "url": "a\u00adb|99999",  # an invisible character, and a port that does not exist
}
"""What JSON Schema cannot check: for each code, a pattern of such messages."""

SPELLED = {"date", "flag", "amount", "isbn", "orcid", "pmid", "slug", "language", "wrong-type"}
"""Codes that depend on how a number or truth value is written, which JSON does not preserve."""


def is_typed(value: Any, found: Diagnostic) -> bool:
    """Whether YAML took the text at fault for a number or a truth value."""
    for part in (found.field or "").split("."):
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list):
            value = value[int(part)]
    return isinstance(value, bool | int | float)


@pytest.mark.slow
@settings(max_examples=100)
@given(front_matters(), st.sampled_from([Plain, Quoted]))
def test_it_accepts_what_the_checks_accept_and_little_else(
    fields: dict[str, Any], dumper: type[Plain]
) -> None:
    source = source_of(fields, dumper)
    errors = errors_in(source)
    for loader in LOADERS:
        typed = yaml.load(source, Loader=loader)
        if VALIDATOR.is_valid(typed):
            assert [
                found
                for found in errors
                if not re.search(BEYOND.get(found.code, "$^"), found.message)
                and not (found.code in SPELLED and is_typed(typed, found))
            ] == []
        else:
            assert errors, [error.message for error in VALIDATOR.iter_errors(typed)]


FIELDS = [
    *("date", "added", "period", "doi", "isbn", "pmid", "language", "draft", "status", "licence", "summary"),
    *("related", "links.url", "period.start", "period.end", "funding.amount", "contributors.orcid"),
]


@pytest.mark.parametrize("field", FIELDS)
def test_each_text_in_a_field(field: str) -> None:
    """In quotation marks the two agree, except for what JSON Schema cannot check."""
    for text in TEXTS:
        fields = OWN | with_text(field, text)
        errors = [
            found
            for found in errors_in(source_of(fields, Quoted))
            if not re.search(BEYOND.get(found.code, "$^"), found.message)
        ]
        assert VALIDATOR.is_valid(fields) == (not errors), text


def with_text(field: str, text: str) -> dict[str, Any]:
    """The field with this text; for `contributors.orcid`, a group with this part and those it requires."""
    name, _, part = field.partition(".")
    if not part:
        return {name: [text] if name == "related" else text}
    needed = {"links": {"label": "A"}, "contributors": {"name": "A"}, "period": {"start": "1000"}}
    group = needed.get(name, {}) | {part: text}
    return {name: group if name == "period" else [group]}


# --- What it knows by itself ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "accepted"),
    [
        ({"title": "a" * 400}, True),
        ({"title": f"  {'😀' * 400}\n"}, True),
        ({"title": "a" * 401}, False),
        ({"title": "a\nb"}, False),
        ({"title": None}, False),
        ({"summary": f"{'a ' * 1999}bc\n"}, True),
        ({"summary": "a" * 4001}, False),
        ({"references": [{"text": "a" * 2001}]}, False),
        ({"links": [{"label": "A", "url": "https://a.org/" + "a" * 1986}]}, True),
        ({"links": [{"label": "A", "url": "https://a.org/" + "a" * 1987}]}, False),
        ({"keywords": ["a"] * 50}, True),
        ({"keywords": ["a"] * 51}, False),
        ({"keywords": []}, False),
        ({"keywords": [None]}, False),
        ({"keywords": "a"}, False),
        ({"contributors": ["Ada Example", {"organisation": ["A", "B"]}]}, True),
        ({"contributors": [{"organisation": ["A"] * 51}]}, False),
        ({"contributors": [{"orcid": "0000-0002-1825-0097"}]}, False),
        ({"contributors": [{"name": None, "organisation": []}]}, False),
        ({"date": "2022", "period": {"start": "2022"}}, False),
        ({"date": None, "period": {"start": "2022"}}, True),
        ({"titel": "A"}, False),
        ({"draft": "true", "title": None, "keywords": [], "contributors": None}, True),
        ({"draft": "true", "title": ""}, False),
        ({"draft": "no", "title": None}, False),
    ],
)
def test_lengths_limits_and_what_must_be_there(fields: dict[str, Any], accepted: bool) -> None:
    whole = OWN | fields
    assert VALIDATOR.is_valid(whole) is accepted
    assert (errors_in(source_of(whole, Quoted)) == []) is accepted


def test_a_draft_may_lack_what_a_published_entry_needs() -> None:
    for name in OWN:
        lacking = {key: value for key, value in OWN.items() if key != name}
        assert not VALIDATOR.is_valid(lacking)
        assert VALIDATOR.is_valid(lacking | {"draft": True})


def test_it_is_sound_and_explains_every_field() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(SCHEMA["properties"]) == NO_TERMS.schema.names
    for group in GROUPS.values():
        for name, own in group["properties"].items():
            assert own["title"], name
            assert own["description"], name
            assert own["examples"], name
            for example in own["examples"]:
                Draft202012Validator({"$defs": SCHEMA["$defs"], **own}).validate(example)


def patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value["pattern"]
        for inner in value.values():
            yield from patterns(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from patterns(inner)


@pytest.mark.parametrize("pattern", sorted(set(patterns(SCHEMA))))
def test_browsers_and_python_take_a_pattern_for_the_same(pattern: str) -> None:
    javascript = regress.Regex(pattern, "u")
    for text in TEXTS:
        assert bool(javascript.find(text)) == bool(re.search(pattern, text)), text


def published_entries() -> list[Path]:
    return sorted([*(ROOT / "entries").rglob("*.md"), *(MINIATURE / "entries").rglob("*.md")])


@pytest.mark.parametrize("file", published_entries(), ids=lambda file: file.stem)
@pytest.mark.parametrize("loader", LOADERS)
def test_every_entry_passes(file: Path, loader: type[yaml.SafeLoader]) -> None:
    halves = split(file.read_text(encoding="utf-8"), file.name)
    assert isinstance(halves, Halves)
    VALIDATOR.validate(yaml.load(halves.text, Loader=loader))


# --- Where it is found ------------------------------------------------------------------------------


def test_it_is_published_with_the_site(built_miniature: Path, snapshot: Snapshot) -> None:
    published = (built_miniature / PATH).read_text(encoding="utf-8")
    assert dict(contents.files(snapshot))[PATH] == published
    assert json.loads(published) == json_schema(
        NO_TERMS.schema, "https://example.org/miniature/schema/entry.json"
    )
    assert json.loads(published)["$id"] == "https://example.org/miniature/schema/entry.json"
    assert "$id" not in SCHEMA


def test_it_is_emitted_unless_the_docs_hold_one(miniature: Path, tmp_path: Path) -> None:
    site = open_site(miniature)
    files = list(contents.files(site.read()))
    emit([], files, tmp_path / "one", site.docs, {})
    assert (tmp_path / "one" / PAGES / PATH).read_text(encoding="utf-8") == dict(files)[PATH]
    assert f"/{PATH}\n" in (tmp_path / "one" / PAGES / "addresses.txt").read_text(encoding="utf-8")
    (site.docs / PATH).parent.mkdir()
    (site.docs / PATH).write_text("{}", encoding="utf-8")
    emit([], files, tmp_path / "two", site.docs, {})
    assert (tmp_path / "two" / PAGES / PATH).read_text(encoding="utf-8") == "{}"


def test_the_command_prints_and_writes_it(
    miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(miniature)
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert printed == dict(contents.files(open_site(miniature).read()))[PATH]
    file = miniature / "entry.json"
    for _ in range(2):  # its own file it may replace
        assert main(["schema", "-o", str(file)]) == 0
        assert file.read_text(encoding="utf-8") == printed
    for other in ("entries/carers-choir.md", "mkdocs.yml"):
        before = (miniature / other).read_bytes()
        assert main(["schema", "--output", other]) == 2
        assert (miniature / other).read_bytes() == before
    assert "Name another file." in capsys.readouterr().err


def test_an_entry_may_name_it_in_its_first_line() -> None:
    """The comment that language servers look for."""
    source = f"# yaml-language-server: $schema=https://example.org/{PATH}\n" + source_of(OWN, Plain)
    assert errors_in(source) == []
    broken = read(f"---\n{source}titel: A\n---\n".encode(), "entries/a.md", NO_TERMS)
    assert [(found.code, found.line) for found in broken.diagnostics if found.is_error] == [
        ("unknown-field", source.count("\n") + 2)
    ]


def test_an_editor_finds_the_places_that_the_check_names(
    miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The task in `.vscode/` reads what its command prints."""
    (task,) = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    matcher = task["problemMatcher"]["pattern"]
    (miniature / "entries" / "a.md").write_text(entry_text(type="projct"), encoding="utf-8")
    monkeypatch.chdir(miniature)
    assert main([*task["args"], "entries/a.md"]) == 1
    match = re.fullmatch(matcher["regexp"], capsys.readouterr().out.splitlines()[0])
    assert match
    assert {name: match[at] for name, at in matcher.items() if name != "regexp"} == {
        "file": "entries/a.md",
        "line": "3",
        "column": "7",
        "severity": "error",
        "code": "unknown-value",
        "message": "`type` cannot be “projct”.",
    }


def test_the_settings_of_the_editor_lead_to_the_published_file(built_site: Path) -> None:
    schemas = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    (address,) = schemas
    assert (built_site / address.removeprefix("./site/")).is_file()
