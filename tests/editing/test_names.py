"""Merges and renames of names and entries: nothing is lost, every address leads on, and the check still passes."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coprod_kb.collection.site import Snapshot, open_site
from coprod_kb.commands.cli import main
from coprod_kb.entries.model import typed_entries
from coprod_kb.publishing import contents
from tests.conftest import entry_text
from tests.project.test_writing import contents as files_of

SECTIONS = ("entries", "keywords", "organisations", "people")


@contextlib.contextmanager
def project_of(files: Mapping[str, str]) -> Iterator[Path]:
    """A folder with these files, in which commands run."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name, text in {
            "mkdocs.yml": "site_name: Example\n",
            "docs/index.md": "# Example\n",
            **files,
        }.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        yield Path(folder)


def ran(*arguments: str) -> tuple[int, str]:
    """The exit status of a command, and all that it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = main([*arguments, "--yes"])
    return status, printed.getvalue()


def state(folder: Path) -> tuple[Snapshot, set[str]]:
    """The project, and its addresses of entries and names."""
    site = open_site(folder)
    snapshot = contents.read_site(site)
    addresses = contents.addresses(snapshot, site.docs)
    return snapshot, {found for found in addresses if found.endswith("/") and found.split("/")[1] in SECTIONS}


def holds(folder: Path, *command: str) -> int:
    """Runs a command twice, and holds what has to be true of every merge and rename. Returns the status."""
    files, (before, addresses) = files_of(folder), state(folder)
    status, printed = ran(*command)
    if status:
        assert files_of(folder) == files
        return status
    after, present = state(folder)
    assert addresses - present == set(), printed
    old_name, new_name = (f"/{name}.md" for name in command[2:4])
    known = {(error.code, error.path.replace(old_name, new_name)) for error in before.errors}
    assert {(error.code, error.path.replace(old_name, new_name)) for error in after.errors} <= known, printed
    old, new = (typed_entries(snapshot.readings) for snapshot in (before, after))
    assert len(old) == len(new)
    assert [(entry.title, entry.prose.words) for entry in old] == [
        (entry.title, entry.prose.words) for entry in sorted(new, key=lambda entry: entry.title)
    ]
    written = files_of(folder)
    assert ran(*command) == (0, "Nothing has to be changed.\n")
    assert files_of(folder) == written
    comments = re.findall(rb"(?m)(?:^|(?<= ))#.*", b"\n".join(files.values()))  # not the fragments of links
    everything = b"\n".join(written.values())
    assert all(comment in everything for comment in comments)
    return 0


KEYWORDS = ["PPI", "involvement", "co-design", "Co Design", "codesign", "A&B", "a b"]
ORGANISATIONS = ["Example University", "University of Example", "Example Fund", "Fund of Examples", "Café"]
PEOPLE = ["Ada Example", "A. Example", "Example, Ada", "Bo Sample", "Zoë van der Sample"]
ORCIDS = st.sampled_from([None, None, "0000-0002-1825-0097", "0000-0001-5109-3700"])


def dumped(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=None)


@st.composite
def projects(draw: st.DrawFn) -> dict[str, str]:
    """The files of a few entries, and of a vocabulary that may know some of their names."""
    files = {}
    for number in range(draw(st.integers(1, 4))):
        person: dict[str, Any] = {"name": draw(st.sampled_from(PEOPLE)), "orcid": draw(ORCIDS)}
        person["organisation"] = draw(st.lists(st.sampled_from(ORGANISATIONS), max_size=2, unique=True))
        person = {name: value for name, value in person.items() if value}
        links = "".join(
            f"See [that](entry-{other}.md#a). " for other in range(draw(st.integers(0, 4))) if other < number
        )
        fields: dict[str, Any] = {
            "title": f"{'abcd'[number]} {number * 7} title",
            "keywords": draw(st.lists(st.sampled_from(KEYWORDS), min_size=1, max_size=3, unique=True)),
            "contributors": [person],
            "organisations": draw(st.lists(st.sampled_from(ORGANISATIONS), max_size=2, unique=True)) or None,
            "funding": draw(st.sampled_from([None, [{"funder": "Example Fund"}]])),
            "related": [f"entry-{other}" for other in range(number) if draw(st.booleans())] or None,
            "references": draw(st.sampled_from([None, [{"text": "That one.", "entry": "entry-0"}]]))
            if number
            else None,
            "draft": draw(st.sampled_from([None, None, None, True])),
            "formerly": draw(st.sampled_from([None, [f"old-{number}"]])),
        }
        if draw(st.booleans()):
            fields["publication"] = {"publisher": draw(st.sampled_from(ORGANISATIONS))}
        text = entry_text(f"# A\n\n{links}\n", **fields)
        files[f"entries/entry-{number}.md"] = text.replace("\ntype", " # short\ntype")
    for name, label, pool in (("keywords", "label", KEYWORDS), ("organisations", "name", ORGANISATIONS)):
        labels = draw(st.lists(st.sampled_from(pool), max_size=3, unique=True))
        terms = []
        for place, term in enumerate(labels):
            values: dict[str, Any] = {label: term}
            if name == "keywords":
                values |= draw(
                    st.fixed_dictionaries({}, optional={"definition": st.sampled_from(["One.", "Two."])})
                )
                if place and draw(st.booleans()):
                    values[draw(st.sampled_from(["broader", "related"]))] = [labels[0]]
            elif place and draw(st.booleans()):
                values["parent"] = labels[0]
            if draw(st.booleans()):
                values["slug"] = f"own-{place}"
            terms.append(values)
        files[f"vocabulary/{name}.yml"] = f"# Ours\n\n{dumped(terms)}"
    names = draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))
    files["vocabulary/people.yml"] = f"# Them\n\n{dumped([{'name': name} for name in names])}"
    files["vocabulary/addresses.yml"] = "# None yet.\n"
    return files


POOLS = {"keyword": KEYWORDS, "organisation": ORGANISATIONS, "person": PEOPLE}
SLOW = settings(
    max_examples=int(os.environ.get("EXAMPLES", "6")),
    suppress_health_check=list(HealthCheck),
    phases=set(Phase)
    - {Phase.shrink, Phase.explain},  # would take five minutes; projects are small as they are
)


@pytest.mark.slow
@SLOW
@given(projects(), st.sampled_from([*POOLS]), st.data(), st.booleans())
def test_a_merge_loses_nothing(files: dict[str, str], kind: str, data: st.DataObject, rewrite: bool) -> None:
    gone, kept = (data.draw(st.sampled_from(POOLS[kind])) for _ in range(2))
    with project_of(files) as folder:
        holds(folder, "merge", kind, gone, kept, *["--rewrite"][:rewrite])


@pytest.mark.slow
@SLOW
@given(projects(), st.sampled_from([*POOLS]), st.data(), st.booleans())
def test_a_rename_loses_nothing(files: dict[str, str], kind: str, data: st.DataObject, rewrite: bool) -> None:
    old = data.draw(st.sampled_from(POOLS[kind]))
    new = data.draw(st.sampled_from([*POOLS[kind], "Quite New", old.upper()]))
    with project_of(files) as folder:
        holds(folder, "rename", kind, old, new, *["--rewrite"][:rewrite])


@pytest.mark.slow
@SLOW
@given(projects(), st.integers(0, 3), st.sampled_from(["entry-9", "entry-1", "old-1", "old-2", "Bad name"]))
def test_a_renamed_entry_is_found_everywhere(files: dict[str, str], number: int, new: str) -> None:
    with project_of(files) as folder:
        holds(folder, "rename", "entry", f"entry-{number}", new)


# --- What merges and renames write ----------------------------------------------------------------------

ENTRY = entry_text(
    "As [the garden](garden.md#b), and `garden.md`, and [again](\nkb/garden.md \"so\").\n\n[x]: garden.md\n\nAnd [x].\n\n# B\n",
    title="Choir", keywords=["PPI", "involvement"], related=["garden"], authors=["Example, Bo"],
    references=[{"text": "That.", "entry": "garden"}],
)  # fmt: skip
FILES = {
    "entries/choir.md": ENTRY,
    "entries/more/garden.md": entry_text("# B\n", title="Garden", keywords=["involvement", "digging"]),
    "docs/about.md": "[Garden](entries/garden/index.md), https://example.org/entries/garden/, [it](../entries/garden/)\n",
    "vocabulary/keywords.yml": "- label: involvement # a word\n  aliases: [Involving]\n- label: PPI\n  definition: Old.\n  related: [digging, involvement]\n\n- label: digging\n  broader: [PPI]\n",
    "vocabulary/people.yml": "# Nobody yet.\n\n[]\n",
    "vocabulary/addresses.yml": "- address: /soil/\n  to: /entries/garden/\n",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "file", "before", "after"),
    [
        (["merge", "keyword", "PPI", "Involving"], "vocabulary/keywords.yml", FILES["vocabulary/keywords.yml"],
         "- label: involvement # a word\n  aliases: [Involving, PPI]\n  definition: Old.\n  related:\n    - digging\n"
         "- label: digging\n  broader: [involvement]\n"),
        (["merge", "keyword", "PPI", "involvement", "--rewrite"], "entries/choir.md", "- PPI\n", ""),
        (["merge", "person", "Bo Example", "Ada Example"], "vocabulary/people.yml", "[]\n",
         "- name: Ada Example\n  aliases:\n    - Bo Example\n"),
        (["merge", "person", "bo-example", "Ada Example", "--rewrite"], "entries/choir.md", "- Example, Bo\n", "- Ada Example\n"),
        (["rename", "keyword", "PPI", "public involvement"], "vocabulary/keywords.yml",
         FILES["vocabulary/keywords.yml"],
         FILES["vocabulary/keywords.yml"].replace("[PPI]", "[public involvement]")
         .replace("label: PPI\n", "label: public involvement\n  aliases:\n    - PPI\n")),
        (["rename", "keyword", "PPI", "public involvement", "--rewrite"], "entries/choir.md", "- PPI\n", "- public involvement\n"),
        (["rename", "entry", "garden", "soil"], "docs/about.md", FILES["docs/about.md"],
         "[Garden](entries/soil/index.md), https://example.org/entries/garden/, [it](../entries/soil/)\n"),
        (["rename", "entry", "garden.md", "soil"], "vocabulary/addresses.yml", "/garden/", "/soil/"),
        (["rename", "entry", "entries/more/garden.md", "soil"], "entries/choir.md", ENTRY,
         ENTRY.replace("- garden\n", "- soil\n").replace("entry: garden", "entry: soil").replace("(garden.md", "(soil.md")
         .replace("kb/garden", "kb/soil").replace("[x]: garden", "[x]: soil")),
    ],
)  # fmt: skip
def test_what_is_written(command: list[str], file: str, before: str, after: str) -> None:
    with project_of(FILES) as folder:
        text = (folder / file).read_text(encoding="utf-8")
        assert before in text
        expected = text.replace(before, after)
        assert holds(folder, *command) == 0
        written = (folder / file).read_text(encoding="utf-8")
        assert written.replace("\n\n", "\n") == expected.replace("\n\n", "\n")
        assert (
            not (folder / "entries/more/soil.md").exists() or not (folder / "entries/more/garden.md").exists()
        )


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["merge", "keyword", "diging", "involvement"], "Did you mean “digging”?"),
        (["merge", "keyword", "Involving", "PPI"], "is an alias of “involvement”"),
        (["rename", "keyword", "PPI", "involvement"], "coprod-kb merge"),
        (["rename", "entry", "gardn", "soil"], "Did you mean “garden”?"),
        (["rename", "entry", "garden", "choir"], "There is an entry choir already"),
        (["rename", "entry", "garden", "The Soil"], "small letters"),
        (["split", "person", "Ada Example"], "say nothing that tells"),
        (["split", "person", "Ada Example", "--entries", "choir", "garden"], "Leave at least one"),
        (["split", "person", "Ada Example", "--entries", "soil"], "does not name"),
    ],
)
def test_what_is_refused(command: list[str], words: str) -> None:
    with project_of(FILES) as folder:
        before = files_of(folder)
        status, printed = ran(*command)
        assert (status, files_of(folder)) == (2, before)
        assert words in printed


@pytest.mark.slow
def test_what_a_merge_would_drop_is_asked_about() -> None:
    files = FILES | {
        "vocabulary/keywords.yml": "- label: PPI\n  definition: Old.\n- label: digging\n  definition: New.\n"
    }
    with project_of(files), contextlib.redirect_stdout(io.StringIO()):
        with contextlib.redirect_stderr(io.StringIO()) as printed:
            assert main(["merge", "keyword", "PPI", "digging"]) == 2
        assert "“digging” has its own `definition`, so this goes: Old." in printed.getvalue()
        assert "coprod-kb merge keyword PPI digging --yes" in printed.getvalue()


# --- Namesakes ----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_namesakes_are_told_apart_by_what_entries_say_or_by_hand() -> None:
    def by(place: str, **more: str) -> dict[str, Any]:
        return {"contributors": [{"name": "Sam Sample", "organisation": place} | more], "keywords": ["x"]}

    files = {
        "entries/a.md": entry_text(title="Ant", **by("Example Choir")),
        "entries/b.md": entry_text(title="Bee", **by("Example University", orcid="0000-0002-1825-0097")),
        "entries/c.md": entry_text(title="Cow", **by("Example University")),
        "vocabulary/people.yml": "# Nobody yet.\n\n[]\n",
    }
    lists = {
        (): "- name: Sam Sample\n  slug: sam-sample-example-choir\n  entries:\n    - a\n\n- name: Sam Sample\n  orcid: 0000-0002-1825-0097\n",
        (
            "--entries",
            "c",
        ): "- name: Sam Sample\n  slug: sam-sample-example-university\n  entries:\n    - c\n\n- name: Sam Sample\n  orcid: 0000-0002-1825-0097\n",
    }
    for options, expected in lists.items():
        with project_of(files) as folder:
            addresses = state(folder)[1]
            assert ran("split", "person", "Sam Sample", *options)[0] == 0
            assert (folder / "vocabulary/people.yml").read_text() == f"# Nobody yet.\n\n{expected}"
            after, present = state(folder)
            assert present - addresses == {f"/people/{expected.split('slug: ')[1].split()[0]}/"}
            assert addresses <= present
            assert [len(record.entries) for record in after.catalogue.people.values()].count(1) == 1
            assert "apart already" in ran("split", "person", "Sam Sample")[1]


@pytest.mark.slow
def test_namesakes_with_one_address_are_told_apart() -> None:
    people = [
        {"name": "Bo Example", "orcid": orcid} for orcid in ("0000-0002-1825-0097", "0000-0001-5109-3700")
    ]
    files = {
        f"entries/{slug}.md": entry_text(title=slug, contributors=[person])
        for slug, person in zip("ab", people, strict=True)
    }
    with project_of(files) as folder:
        assert [error.code for error in state(folder)[0].errors] == ["colliding-address"]
        assert ran("split", "person", "Bo Example")[0] == 0
        after, addresses = state(folder)
        assert after.errors == ()
        assert {"/people/bo-example/", "/people/bo-example-2/"} <= addresses
