"""The pages for people agree with the code: fields, codes, commands, links and examples."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from os.path import normpath
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from coprod_kb.collection.site import Site, open_site
from coprod_kb.commands.excerpt import excerpt
from coprod_kb.diagnostics import Diagnostic, as_text
from coprod_kb.entries.answer_reading import read_answer
from coprod_kb.entries.reading import read
from coprod_kb.entries.vocabulary_files import FILES, read_vocabulary
from coprod_kb.front_matter.entry_schema import MOST_NAMES
from coprod_kb.project.collection_file import FILE as COLLECTION
from coprod_kb.project.collection_file import read_description
from coprod_kb.project.settings import MANUAL as ADDRESS_OF_THE_MANUAL
from coprod_kb.project.settings import Settings
from coprod_kb.publishing import contents
from tests import ROOT
from tests.conftest import CO_PRODUCTION, SCHEMA
from tests.manual.reference import CODES, MANUAL
from tests.test_architecture import modules

DOCS = ROOT / "docs"
FIELDS_PAGE = MANUAL / "reference" / "fields.md"
DESCRIPTION_PAGE = MANUAL / "reference" / "collection.md"
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted(DOCS.rglob("*.md")),
    *sorted(MANUAL.rglob("*.md")),
]
VOCABULARY = {name: (ROOT / "vocabulary" / name).read_bytes() for name in FILES}

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def sections(page: Path) -> dict[str, str]:
    """The text below each `## heading` of a page, outside of code; a heading that stands twice fails."""
    found = {"": ""}
    heading, in_code = "", False
    for line in page.read_text(encoding="utf-8").splitlines():
        in_code ^= line.startswith("```")
        if line.startswith("## ") and not in_code:
            heading = line.removeprefix("## ")
            assert heading not in found, f"{page.name} has the heading {heading} twice"
            found[heading] = ""
        else:
            found[heading] += f"{line}\n"
    del found[""]
    return found


# --- Fields -----------------------------------------------------------------------------------------


def test_every_field_has_a_section_in_canonical_order() -> None:
    documented = [heading for heading in sections(FIELDS_PAGE) if heading.islower()]
    assert documented == SCHEMA.names


def test_every_part_of_a_group_is_named_in_the_section_of_its_field() -> None:
    text = sections(FIELDS_PAGE)
    parts = [(path[0], part) for path, group in SCHEMA.fields.items() if path for part in group]
    assert parts
    assert [(field, part) for field, part in parts if f"`{part}`" not in text[str(field)]] == []


def test_the_limit_of_names_is_named() -> None:
    assert f"name {MOST_NAMES:,} different people" in sections(FIELDS_PAGE)["How long a list may be"]


def test_the_collection_file_to_copy_from_has_no_fault() -> None:
    [(_, text)] = _FENCE.findall(sections(DESCRIPTION_PAGE)["The description of the collection"])
    description, found = read_description(text.encode())
    assert (found, len(description.facts)) == ([], 1)


# --- Codes ------------------------------------------------------------------------------------------

CODE_ARGUMENT = {
    "fault": 0,
    "finding": 0,
    "_fault": 1,
    "diagnostic_at": 1,
    "refused": 1,
    "unread": 1,
    "Stopped": 0,
    "Contradiction": 0,
    "Form": 0,
    "Wording": 0,
}
"""For each function that makes a finding, which of its arguments is the code."""


def code_arguments(node: ast.AST) -> list[ast.expr | None]:
    """Where a node holds codes: in a call that makes a finding, a table of findings, or an explanation."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        at = CODE_ARGUMENT.get(name, len(node.args))
        return [*node.args[at : at + 1], *(word.value for word in node.keywords if word.arg == "code")]
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in {"_FINDINGS", "code", "CODE"}:
        return [*node.value.keys] if isinstance(node.value, ast.Dict) else [node.value]
    explains = isinstance(node, ast.FunctionDef) and node.name in {"_explain", "_wrong_type", "control_code"}
    returned = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)] if explains else []
    return [node.elts[0] if isinstance(node, ast.Tuple) else node for node in returned]


def codes_in(tree: ast.AST) -> Iterator[str]:
    """The codes of all findings that a module can make."""
    for found in (one for node in ast.walk(tree) for one in code_arguments(node)):
        for finding in (found.body, found.orelse) if isinstance(found, ast.IfExp) else (found,):
            if isinstance(finding, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z]+)*", str(finding.value)):
                yield str(finding.value)


_EXPLANATION = re.compile(r"# ([a-z-]+)\n\n(\*\*.*)", re.DOTALL)


def explanations() -> dict[str, str]:
    """What the page of each code says, by the code; a page in another form fails."""
    found = {}
    for page in sorted(CODES.glob("*.md")):
        if page.name != "index.md":
            explained = _EXPLANATION.fullmatch(page.read_text(encoding="utf-8"))
            assert explained, page.name
            assert explained[1] == page.stem
            found[page.stem] = explained[2]
    return found


@pytest.mark.slow
def test_every_code_has_a_page_and_nothing_else_has() -> None:
    codes = {code for tree in modules().values() for code in codes_in(tree)}
    assert set(explanations()) == codes


class Example(NamedTuple):
    """Two pieces of a file: the first one has the finding, the second one has not."""

    code: str
    severities: list[str]
    before: tuple[str, str]
    after: tuple[str, str]


def examples() -> Iterator[Example]:
    for code, text in explanations().items():
        pieces = [(kind, piece) for kind, piece in _FENCE.findall(text) if kind != "text"]
        if pieces:
            before, after = pieces
            yield Example(code, re.findall(r"\*\*(error|warning|note)[.*]", text.lower()), before, after)


OTHER = """---
title: A community garden for everyone
type: project
date: 2020
summary: Neighbours and nurses made a garden.
doi: 10.1000/182
keywords: [co-production]
contributors: [Ada Example]
formats: [{kind: audio}]
---
"""
ANSWER = """---
question: Are people paid for taking part?
answer: Sometimes.
certainty: low
reviewed: 2026-01-31
---
"""
FIELDS = {
    "title": "title: Keeping well together",
    "type": "type: project",
    "summary": "summary: People with dementia and nurses planned a clinic together.",
    "date": "date: 2022",
    "keywords": "keywords: [co-production]",
    "contributors": "contributors: [Ada Example]",
    "formats": "formats: [{kind: audio}]",
}


def entry_with(kind: str, piece: str) -> str:
    """A whole entry that has the piece among its fields, or as its text."""
    if piece.startswith(("---", "# ")) and kind == "markdown":
        return piece
    fields, body = (piece, "") if kind == "yaml" else ("", piece)
    written = set(re.findall(r"^(\w+):", fields, re.MULTILINE))
    if "period" in written:
        written.add("date")
    kept = [line for name, line in FIELDS.items() if name not in written]
    return "\n".join(["---", *kept, f"{fields}---", "", body])


BASE = {
    **{f"vocabulary/{name}": source.decode() for name, source in VOCABULARY.items()},
    "vocabulary/addresses.yml": "",  # to look for these, every page would be made
    "entries/community-garden.md": OTHER,
    "entries/keeping-well-together.md": entry_with("yaml", ""),
    "docs/questions/are-people-paid.md": ANSWER,
    COLLECTION: (ROOT / COLLECTION).read_text(encoding="utf-8"),
}


@pytest.fixture(scope="module")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A project of two entries."""
    folder = tmp_path_factory.mktemp("example")
    for name, text in BASE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Site(folder, Settings(site_name="Example", maps=CO_PRODUCTION.drawn_maps))


def found_in(site: Site, kind: str, piece: str) -> list[Diagnostic]:
    """What is found in the project while the piece stands where it belongs."""
    own_file = re.match(r"# ((?:vocabulary/\w+|collection)\.yml)\n", piece)
    changed = (
        {own_file[1]: piece} if own_file else {"entries/keeping-well-together.md": entry_with(kind, piece)}
    )
    if COLLECTION in changed:  # our own vocabulary has terms of our facets
        terms, described = yaml.safe_load(BASE["vocabulary/facets.yml"]), read_description(piece.encode())[0]
        kept = {name: terms[name] for name in terms if name in described.facet_names}
        changed["vocabulary/facets.yml"] = yaml.safe_dump(kept)
    site.instead = {name: text.encode() for name, text in changed.items()}
    return list(contents.read_site(site).diagnostics)


@pytest.mark.slow
@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.code)
def test_the_example_has_the_finding_before_and_not_after(example: Example, example_site: Site) -> None:
    before = [finding for finding in found_in(example_site, *example.before) if finding.code == example.code]
    assert before
    assert {str(finding.severity) for finding in before} <= set(example.severities)
    after = found_in(example_site, *example.after)
    assert [finding for finding in after if finding.code == example.code or finding.is_error] == []


# --- Commands, links, complete entries --------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    return {heading.lower().replace(" ", "-") for heading in sections(page)}


PUBLISHED = open_site(ROOT).settings.site_url


@cache
def generated() -> set[Path]:
    """The files that a page of the docs folder names to link to a generated page."""
    return {DOCS / page.path / "index.md" for page in contents.pages(open_site(ROOT).read())}


def local(address: str) -> str:
    """The file of a page of ours whose whole address is given; other addresses as they are."""
    for base, folder in ((ADDRESS_OF_THE_MANUAL, MANUAL), (PUBLISHED, DOCS)):
        page, mark, fragment = address.removeprefix(base).partition("#")
        if address.startswith(base):
            files = [folder / f"{page.rstrip('/')}.md", folder / page / "index.md"]
            return f"{next((file for file in files if file.exists()), files[-1])}{mark}{fragment}"
    return address


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for address in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        target, _, fragment = local(address).partition("#")
        file = Path(normpath(page.parent / target)) if target else page
        if re.match(r"[a-z]+:", target) or file in generated():
            continue
        assert file.exists(), address
        assert not fragment or fragment in anchors(file), address


def findings(text: str) -> tuple[Diagnostic, ...]:
    vocabulary, faults = read_vocabulary(VOCABULARY, "vocabulary", CO_PRODUCTION)
    assert faults == []
    return read(text.encode(), "entries/keeping-well-together.md", vocabulary).diagnostics


def complete_entries() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for _, text in _FENCE.findall(page.read_text(encoding="utf-8")):
            if text.startswith("---\n") and "\nquestion: " not in text and page.parent != CODES:
                yield page.name, text


def test_the_pages_to_copy_from_hold_a_complete_entry() -> None:
    assert {name for name, _ in complete_entries()} >= {"README.md", "how-to-contribute.md"}


def test_the_answer_to_copy_from_has_no_finding() -> None:
    fences = _FENCE.findall((MANUAL / "how-to" / "maps-and-questions.md").read_text(encoding="utf-8"))
    [answer] = [text for _, text in fences if "\nquestion: " in text and text.startswith("---\n")]
    assert read_answer(answer.encode(), "docs/questions/what-do-choirs-change.md", CO_PRODUCTION)[1] == []


LEFT_OPEN = {"link-without-address", "no-accessible-format"}
"""What a source may leave open, and so the examples do as well."""


@pytest.mark.parametrize(("name", "text"), list(complete_entries()))
def test_a_complete_entry_has_no_finding(name: str, text: str) -> None:
    assert {finding.code for finding in findings(text)} <= LEFT_OPEN


def field_examples() -> Iterator[tuple[str, str, str]]:
    for heading, text in sections(FIELDS_PAGE).items():
        for kind, piece in _FENCE.findall(text):
            yield heading, kind, piece


@pytest.mark.parametrize(("heading", "kind", "piece"), list(field_examples()))
def test_the_example_of_a_field_has_no_finding(heading: str, kind: str, piece: str) -> None:
    assert {finding.code for finding in findings(entry_with(kind, piece))} <= LEFT_OPEN


def test_the_output_in_the_readme_is_real() -> None:
    [entry] = [text for name, text in complete_entries() if name == "README.md"]
    broken = entry.replace("type: project", "type: projct").replace("2022-02", "2022-13")
    broken = broken.replace("https://example.org/keeping-well-together", "www.example.org")
    lines = broken.split("\n")
    output = as_text(
        findings(broken), lambda one: excerpt(lines[(one.line or 0) - 1], one.line or 0, one.column or 0)
    )
    assert f"```text\n{output}\n```" in (ROOT / "README.md").read_text(encoding="utf-8")
    file, *told = re.split(r"\n(?=  [0-9])", output)
    page = (CODES / "index.md").read_text(encoding="utf-8")
    assert any(f"```text\n{file}\n{finding}\n```" in page for finding in told)


def test_pages_with_commands_to_copy_say_how_the_command_is_found() -> None:
    """It is in `.venv/bin/`, where no terminal looks for it by itself."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        if re.search(r"^ *coprod-kb [a-z]", text, re.MULTILINE):
            assert re.search(r"\. \S+/bin/activate", text), page.name


def test_every_room_has_its_place_in_the_readme() -> None:
    table = sections(ROOT / "README.md")["Where things are"].partition("| Room |")[2]
    rooms = [f"{path.parent.name}/" for path in SOURCES if path.match("src/coprod_kb/*/__init__.py")]
    assert [name for name in [*rooms, "diagnostics.py"] if table.count(f"\n| `{name}`") != 1] == []
