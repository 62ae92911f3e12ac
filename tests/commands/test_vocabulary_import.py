"""`coprod-kb vocabulary import`: what it adds to the keywords, what it reports, and what it leaves unchanged."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.commands import vocabulary as command_module
from coprod_kb.commands.cli import main
from coprod_kb.entries.vocabulary import TermList, Vocabulary, ancestors
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.front_matter.formatting import with_additions
from coprod_kb.importing.terms.term_merging import plan_terms
from coprod_kb.importing.terms.term_plan import KEYWORD_FIELDS, TermFate, TermPlan, tally
from coprod_kb.importing.terms.thesauri import read_thesaurus
from coprod_kb.importing.terms.thesaurus import Thesaurus
from coprod_kb.publishing import contents
from coprod_kb.records.skos import JSON_LD, TURTLE
from coprod_kb.values.names import slug_of, spelling_key
from tests import ROOT
from tests.commands.test_import import HARM
from tests.conftest import CO_PRODUCTION, Run, collect, command_runner
from tests.front_matter.test_additions import only_inserted
from tests.importing.test_thesauri import PREFIXES
from tests.test_docs import explanations

PATH = "vocabulary/keywords.yml"

# --- The fate of each concept -------------------------------------------------------------------------


def terms_of(keywords: str) -> TermList[Any]:
    vocabulary, faults = read_vocabulary({"keywords.yml": keywords.encode()}, "vocabulary")
    assert faults == []
    return vocabulary.keywords


def put(keywords: str, thesaurus: Thesaurus) -> tuple[str, TermPlan]:
    """The text of the file after an import. Fails if it has errors, or if text was removed."""
    terms = terms_of(keywords)
    plan = plan_terms(
        thesaurus, terms, {term.address: spelling_key(term.label) for term in terms.terms}, PATH
    )
    result = with_additions(keywords, plan.new, plan.added, KEYWORD_FIELDS)
    assert not result.refused
    assert only_inserted(keywords, result.text)
    terms_of(result.text)
    return result.text, plan


def table(text: str) -> Thesaurus:
    return read_thesaurus(text.encode(), "terms.csv", "csv")


def turtle(text: str) -> Thesaurus:
    return read_thesaurus((PREFIXES + text).encode(), "thesaurus.ttl")


THERE = """# Ours.
- label: sheds # where things are mended
  aliases: [mending sheds]
  related: [tools]
- label: tools
  definition: What is lent.
  source: Us
- label: places
"""


@pytest.mark.parametrize(
    ("rows", "after", "codes"),
    [
        ("label\nMENDING-SHEDS\nTools\n", THERE, []),
        (
            "label,aliases,definition,source\nmending sheds,sheds;repair sheds,For mending.,Them\n",
            THERE.replace("[mending sheds]\n", "[mending sheds, repair sheds]\n  definition: For mending.\n  source: Them\n"),
            [],
        ),
        ("label,definition,source\ntools,Another.,Them\n", THERE, ["import-term-conflict"]),
        ("label,definition,source\ntools, What is  lent. ,Them\n", THERE, ["import-term-conflict"]),
        ("label,source\ntools,Them\n", THERE, ["import-term-conflict"]),
        ("label,slug\ntools,lent-things\n", THERE, ["import-term-conflict"]),
        ("label,slug\ntools,tools\n", THERE, []),
        ("label,aliases\ntools,sheds\n", THERE, ["import-term-conflict"]),
        ("label,related\ntools,sheds\n", THERE, []),
        ("label,broader\ntools,sheds\n", THERE, ["import-term-conflict"]),
        ("label,broader,related\nsheds,places,places\n", THERE.replace("[mending sheds]\n", "[mending sheds]\n  broader:\n    - places\n"), ["import-term-left-out"]),
        ("label,narrower\nplaces,mending sheds\n", THERE.replace("[mending sheds]\n", "[mending sheds]\n  broader:\n    - places\n"), []),
        ("label,broader\nplaces,places\n", THERE, ["import-term-left-out"]),
        ("label,related\nplaces,tolos\n", THERE, ["import-term-left-out"]),
        ("label,related\nbarter,tools\n", THERE + "\n- label: barter\n  related:\n    - tools\n", []),
        ("label,related\nbarter,gifts\ngifts,barter\n", THERE + "\n- label: barter\n  related:\n    - gifts\n\n- label: gifts\n  related:\n    - barter\n", []),
        ("label,related\nplaces,tools\n", THERE + "  related:\n    - tools\n", []),
        ("label,broader\na,b\nb,c\nc,a\n", THERE + "\n- label: a\n  broader:\n    - b\n\n- label: b\n  broader:\n    - c\n\n- label: c\n", ["import-term-left-out"]),
        ("label,aliases\na,b\nb,\n", THERE + "\n- label: a\n\n- label: b\n", ["import-term-conflict"]),
        ("label,aliases\na,A;a b;A-B\n", THERE + "\n- label: a\n  aliases:\n    - a b\n", []),
        ("label\nTools!\n", THERE + "\n- label: Tools!\n  slug: tools-2\n", ["import-term-address"]),
        ("label,slug\na,tools\n", THERE + "\n- label: a\n  slug: tools-2\n", ["import-term-address"]),
        ("label\nyes\n'=1\n", THERE + '\n- label: "yes"\n\n- label: =1\n', []),
    ],
)  # fmt: skip
def test_what_a_table_adds(rows: str, after: str, codes: list[str]) -> None:
    thesaurus = table(rows)
    text, _ = put(THERE, thesaurus)
    assert text == after
    assert [finding.code for finding in thesaurus.diagnostics] == codes
    assert all(finding.line and finding.hint and not finding.is_error for finding in thesaurus.diagnostics)
    again, plan = put(text, table(rows))
    assert again == text
    assert {outcome.fate for outcome in plan.outcomes} == {TermFate.UNCHANGED}


def test_a_source_is_added_only_to_its_own_definition() -> None:
    there = "- label: a\n  definition: Ours.\n"
    assert put(there, table("label,definition,source\na,Theirs.,Them\n"))[0] == there
    assert put(there, table("label,definition,source\na,Ours.,Them\n"))[0] == there + "  source: Them\n"
    there = "- label: a\n  source: Us\n"
    assert put(there, table("label,definition,source\na,Theirs.,Them\n"))[0] == there


def test_concepts_with_the_same_label() -> None:
    thesaurus = turtle("""ex:a a skos:Concept ; skos:prefLabel "cell"@en .
ex:b a skos:Concept ; skos:prefLabel "Cell"@en ; skos:related ex:c . ex:c a skos:Concept ; skos:prefLabel "c"@en ; skos:broader ex:b .""")
    text, plan = put("", thesaurus)
    assert text == "- label: cell\n\n- label: c\n"
    [_, skipped, _] = plan.outcomes
    assert skipped.reason.startswith(
        "another concept has the same label (<https://example.org/thesaurus/a>); tell"
    )
    assert [finding.code for finding in thesaurus.diagnostics] == ["import-term-left-out"]
    assert "One relation leads to a concept that is not imported" in thesaurus.diagnostics[0].message
    assert tally(plan) == {"read": 3, "added": 2, "completed": 0, "unchanged": 0, "skipped": 1}


def test_a_keyword_stays_if_its_concept_is_deprecated() -> None:
    text, plan = put(THERE, turtle('ex:a a skos:Concept ; skos:prefLabel "tools"@en ; owl:deprecated true .'))
    assert text == THERE
    assert plan.outcomes[0].reason.endswith(f"“tools” stays in {PATH} until somebody takes it out")


# Few different labels, so that concepts share labels and aliases, and form circles.
LABELS = st.sampled_from(["a", "A", "b", "b-c", "b c", "c", "C++", "d", "e"])
CELLS = st.lists(LABELS, max_size=3).map(";".join)
ROWS = st.lists(
    st.tuples(LABELS, CELLS, st.sampled_from(["", "One.", "Two."]), CELLS, CELLS, CELLS), max_size=7
)


@pytest.mark.slow
@given(ROWS, ROWS)
def test_any_import_gives_a_valid_file_and_a_second_one_changes_nothing(first: Any, second: Any) -> None:
    head = "label,aliases,definition,broader,narrower,related\n"
    text = ""
    for rows in (first, second):
        csv = head + "".join(",".join(row) + "\n" for row in rows)
        if not rows:
            continue
        text, _ = put(text, table(csv))
        again, plan = put(text, table(csv))
        assert again == text
        assert {outcome.fate for outcome in plan.outcomes} <= {TermFate.UNCHANGED, TermFate.SKIPPED}
        terms = terms_of(text)
        for term in terms.terms:
            wider = ancestors(term.label, terms)
            assert not {label for label in term.related if label in wider}
        assert len({term.address for term in terms.terms}) == len(terms.terms)


# --- Round trips ------------------------------------------------------------------------------------------

LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="<&")
LINES = (
    st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(spelling_key)
)
TEXTS = st.text(st.one_of(LETTERS, st.just("\n")), min_size=1, max_size=30).map(str.strip).filter(bool)


@st.composite
def vocabularies(draw: st.DrawFn) -> str:
    """A list of keywords that the check accepts; JSON is YAML as well."""
    names = draw(st.lists(LINES, min_size=1, max_size=8, unique_by=(spelling_key, slug_of)))
    split = draw(st.integers(1, len(names)))
    labels, aliases = names[:split], names[split:]
    terms: list[dict[str, Any]] = []
    for place, label in enumerate(labels):
        term: dict[str, Any] = {"label": label}
        if own := aliases[place :: len(labels)]:
            term["aliases"] = own
        for name, values in (("definition", TEXTS), ("source", LINES)):
            if draw(st.booleans()):
                term[name] = draw(values)
        if draw(st.booleans()):
            term["source_url"] = f"https://example.org/{place}"
        if place and draw(st.booleans()):
            term["broader"] = [draw(st.sampled_from(labels[:place]))]
        elif place and draw(st.booleans()):
            term["related"] = [draw(st.sampled_from(labels[:place]))]
        terms.append(term)
    return json.dumps(terms, ensure_ascii=False)


CARRIED = ("label", "aliases", "definition", "source", "source_url", "broader", "narrower", "related")


def carried(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The values that SKOS can express; without related terms that are broader or narrower as well."""
    terms = vocabulary.keywords
    return [
        {name: getattr(term, name) for name in CARRIED}
        | {
            "related": tuple(
                label
                for label in term.related
                if label not in ancestors(term.label, terms) and term.label not in ancestors(label, terms)
            )
        }
        for term in terms.terms
    ]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("file", [TURTLE, JSON_LD])
@given(data=st.data())
def test_our_own_export_gives_the_same_vocabulary(file: str, data: st.DataObject) -> None:
    keywords = data.draw(vocabularies())
    snapshot = collect({"a": {}}, {"keywords": keywords, "facets": "places:\n- label: Example Town\n"})
    thesaurus = read_thesaurus(dict(contents.files(snapshot))[file].encode(), file)
    text, plan = put("", thesaurus)
    back, faults = read_vocabulary({"keywords.yml": text.encode()}, "vocabulary")
    assert (faults, thesaurus.diagnostics, dict(thesaurus.unkept)) == ([], [], {})
    assert carried(back) == carried(snapshot.catalogue.vocabulary)
    assert [outcome.concept.label for outcome in plan.outcomes if outcome.fate is TermFate.SKIPPED] == [
        "Example Town"
    ]


def test_two_labels_with_the_same_slug_stay_two_keywords() -> None:
    """The check reports an error for such a vocabulary, but an export still has two concepts."""
    snapshot = collect({"a": {}}, {"keywords": '- label: "0"\n- label: 0⓫\n'})
    assert "colliding-address" in [finding.code for finding in snapshot.diagnostics]
    thesaurus = read_thesaurus(dict(contents.files(snapshot))[TURTLE].encode(), TURTLE)
    assert put("", thesaurus)[0] == "- label: 0\n\n- label: 0⓫\n  slug: 0-2\n"
    assert [finding.code for finding in thesaurus.diagnostics] == ["import-term-address"]


def test_the_export_of_this_project_can_be_imported(miniature: Path, tmp_path: Path) -> None:
    root = ROOT
    texts = {
        f.stem: f.read_text(encoding="utf-8")
        for f in (root / "vocabulary").glob("*.yml")
        if f.stem in {"keywords", "facets"}
    }
    snapshot = collect({"a": {}}, texts)
    text, plan = put("", read_thesaurus(dict(contents.files(snapshot))[TURTLE].encode(), TURTLE))
    back, _ = read_vocabulary({"keywords.yml": text.encode()}, "vocabulary")
    assert carried(back) == carried(snapshot.catalogue.vocabulary)
    reasons = {outcome.reason.split("`")[1] for outcome in plan.outcomes if outcome.fate is TermFate.SKIPPED}
    assert reasons == set(CO_PRODUCTION.facet_names)


# --- The command --------------------------------------------------------------------------------------------

THESAURUS = (
    PREFIXES
    + """
ex:scheme a skos:ConceptScheme ; dct:title "Words of Example Town"@en .
ex:kitchens a skos:Concept ; skos:inScheme ex:scheme ; skos:prefLabel "shared kitchens"@en, "ceginau"@cy ; skos:altLabel "communal kitchens"@en
  ; skos:definition "Kitchens that neighbours run."@en ; skos:broader ex:support ; skos:related ex:gardening ; skos:notation "K1" .
ex:support a skos:Concept ; skos:prefLabel "Peer-Support"@en ; skos:altLabel "mutual aid"@en ; skos:definition "Another one."@en .
ex:gardening a skos:Concept ; skos:prefLabel "gardening"@en .
ex:old a skos:Concept ; skos:prefLabel "almonry"@en ; owl:deprecated true ; dct:isReplacedBy ex:kitchens .
"""
)
GOLDEN = """thesaurus.ttl
  warning: “Peer-Support” (<https://example.org/thesaurus/support>): its `definition` is not that of “peer support” in vocabulary/keywords.yml, which stays. [import-term-conflict]
    Compare both. If the thesaurus is right, change the file by hand.

These terms are added:
  shared kitchens

These terms are completed:
  peer support: aliases

These concepts are skipped:
  “almonry” <https://example.org/thesaurus/old>: it is deprecated in the thesaurus; use “shared kitchens” instead.

File                 Read       Added   Completed   Unchanged     Skipped
thesaurus.ttl           4           1           1           1           1

Left in the file, as keywords have no place for it: labels in other languages (1), skos:notation (1).
"""


@pytest.fixture
def run(miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in the miniature, with the file `thesaurus.ttl`: exit status, output, errors."""
    monkeypatch.chdir(miniature)
    (miniature / "thesaurus.ttl").write_text(THESAURUS, encoding="utf-8")
    return command_runner(capsys, "vocabulary", "import")


@pytest.mark.slow
def test_it_adds_terms_and_reports_the_fate_of_each_concept(run: Run, miniature: Path) -> None:
    before = (miniature / PATH).read_text(encoding="utf-8")
    assert run("thesaurus.ttl") == (0, GOLDEN, "")
    after = (miniature / PATH).read_text(encoding="utf-8")
    assert after == before.replace(
        "- label: peer support\n", "- label: peer support\n  aliases:\n    - mutual aid\n"
    ) + (
        "\n- label: shared kitchens\n  aliases:\n    - communal kitchens\n  definition: Kitchens that neighbours run.\n"
        "  broader:\n    - peer support\n  related:\n    - gardening\n"
    )
    assert main(["check"]) == 0


def test_the_last_line_says_that_no_concept_could_be_read(run: Run, miniature: Path) -> None:
    labels = "ex:a a skos:Concept ; <http://www.w3.org/2008/05/skos-xl#prefLabel> ex:l .\n"
    (miniature / "thesaurus.ttl").write_text(PREFIXES + labels, encoding="utf-8")
    status, out, _ = run("thesaurus.ttl")
    assert status == 0
    assert out.endswith("\nNothing was written, as none of the concepts can become a keyword.\n")


@pytest.mark.slow
def test_a_second_import_changes_nothing(run: Run, miniature: Path) -> None:
    run("thesaurus.ttl")
    before = (miniature / PATH).stat()
    status, out, _ = run("thesaurus.ttl")
    after = (miniature / PATH).stat()
    assert (status, after.st_ino, after.st_mtime_ns) == (0, before.st_ino, before.st_mtime_ns)
    assert "thesaurus.ttl           4           0           0           3           1\n" in out
    assert out.endswith("vocabulary/keywords.yml says all this already; nothing was written.\n")


def test_a_dry_run_prints_the_same_and_writes_nothing(run: Run, miniature: Path) -> None:
    before = (miniature / PATH).read_bytes()
    status, out, _ = run("thesaurus.ttl", "--dry-run")
    assert (status, (miniature / PATH).read_bytes()) == (0, before)
    words = GOLDEN.replace("terms are", "terms would be")
    assert out == words + "Nothing was written, because of --dry-run.\n"


def test_the_report_as_json(run: Run) -> None:
    report = json.loads(run("thesaurus.ttl", "--json")[1])
    assert (report["written"], report["dry_run"], report["file"]) == (True, False, PATH)
    assert report["counts"] == {"read": 4, "added": 1, "completed": 1, "unchanged": 1, "skipped": 1}
    assert report["completed"] == {"peer support": ["aliases"]}
    assert report["not_kept"] == {"labels in other languages": 1, "skos:notation": 1}
    assert [finding["code"] for finding in report["diagnostics"]] == ["import-term-conflict"]
    assert report["terms"][0] == {
        "label": "shared kitchens", "address": "https://example.org/thesaurus/kitchens", "line": None, "fate": "added",
        "keyword": "shared kitchens", "fields": ["label", "aliases", "definition", "broader", "related"], "reason": "",
    }  # fmt: skip


def test_a_project_without_a_vocabulary_gets_one(run: Run, miniature: Path) -> None:
    for file in (miniature / "vocabulary").iterdir():
        file.unlink()
    (miniature / "vocabulary").rmdir()
    (miniature / "terms.csv").write_text("label\nshared kitchens\n", encoding="utf-8")
    assert run("terms.csv")[0] == 0
    assert (miniature / PATH).read_bytes() == b"- label: shared kitchens\n"


def test_byte_order_mark_line_ends_and_permissions_stay(run: Run, miniature: Path) -> None:
    file = miniature / PATH
    file.write_bytes(b"\xef\xbb\xbf# Ours.\r\n- label: gardening\r\n")
    file.chmod(0o640)
    run("thesaurus.ttl", "--scheme", "words of example town")
    assert file.read_bytes() == (
        b"\xef\xbb\xbf# Ours.\r\n- label: gardening\r\n\r\n- label: shared kitchens\r\n  aliases:\r\n    - communal kitchens\r\n"
        b"  definition: Kitchens that neighbours run.\r\n"
    )
    assert file.stat().st_mode & 0o777 == 0o640


def test_another_language(run: Run) -> None:
    report = json.loads(run("thesaurus.ttl", "--dry-run", "--json", "--language", "cy")[1])
    assert report["terms"][0]["label"] == "ceginau"


@pytest.mark.slow
def test_a_slug_that_is_taken_by_a_keyword_of_entries(run: Run, miniature: Path) -> None:
    """“conversation” is not in the vocabulary, but has a page."""
    (miniature / "terms.csv").write_text("label\nconversation?\nConversation\n", encoding="utf-8")
    assert "slug `conversation-2`" in run("terms.csv")[1]
    assert main(["check"]) == 0


def test_terms_that_cause_new_errors_are_not_written(
    run: Run, miniature: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (miniature / PATH).read_bytes()
    monkeypatch.setattr(command_module, "_addresses", lambda _: {})
    (miniature / "terms.csv").write_text("label\ngardening?\n", encoding="utf-8")
    status, out, _ = run("terms.csv")
    assert (status, (miniature / PATH).read_bytes()) == (1, before)
    assert "[import-term-refused]" in out
    assert "[colliding-address]" in out
    assert "These terms would be added:" in out
    assert out.endswith("Nothing was written.\n")


@pytest.mark.parametrize(
    ("keywords", "code"),
    [
        ("- label: a\n  broader: [b]\n", "unknown-term"),
        ("- label: [\n", "yaml-syntax"),
        ("[{label: a}]\n", "import-term-refused"),
        ("- label: é\n".encode("latin-1"), "encoding"),
    ],
)
def test_a_file_with_errors_is_not_changed(
    run: Run, miniature: Path, keywords: str | bytes, code: str
) -> None:
    before = keywords if isinstance(keywords, bytes) else keywords.encode()
    (miniature / PATH).write_bytes(before)
    status, out, _ = run("thesaurus.ttl")
    assert (status, (miniature / PATH).read_bytes()) == (1, before)
    assert f"[{code}]" in out
    assert out.endswith("Nothing was written.\n")


def test_a_keyword_in_an_unusual_form_is_reported_and_not_changed(run: Run, miniature: Path) -> None:
    before = (miniature / PATH).read_text(encoding="utf-8")
    odd = before.replace("- label: peer support\n", "-\n  label: peer support\n")
    (miniature / PATH).write_text(odd, encoding="utf-8")
    report = json.loads(run("thesaurus.ttl", "--json")[1])
    assert report["counts"] == {"read": 4, "added": 1, "completed": 0, "unchanged": 2, "skipped": 1}
    [left] = [finding for finding in report["diagnostics"] if finding["code"] == "import-term-left-out"]
    assert left["hint"] == 'Add by hand: {"aliases": ["mutual aid"]}'
    assert (miniature / PATH).read_text(encoding="utf-8").startswith(odd)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.ttl"], "none.ttl is not a file"),
        (["entries"], "entries is not a file"),
        (["thesaurus.ttl", "--scheme", "None"], "There is no scheme “None” in this file."),
    ],
)
def test_errors_of_usage(run: Run, arguments: list[str], words: str) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert words in err


def test_an_unreadable_thesaurus_is_an_error(run: Run, miniature: Path) -> None:
    before = (miniature / PATH).read_bytes()
    (miniature / "a.ttl").write_text("[", encoding="utf-8")
    status, out, err = run("a.ttl")
    assert (status, err, (miniature / PATH).read_bytes()) == (1, "", before)
    assert "[import-file]" in out
    assert out.endswith("Nothing was written.\n")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a fork hands the changed function to the worker")
@pytest.mark.parametrize(
    ("function", "line", "misbehave", "code"),
    [
        *(("importing.terms.term_table.cleaned", 3, *harm.values) for harm in HARM),
        ("commands.vocabulary.plan_terms", None, *HARM[-1].values),
    ],
)
def test_a_thesaurus_that_harms_is_an_error(
    run: Run,
    miniature: Path,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    line: int | None,
    misbehave: Callable[[], None],
    code: str,
) -> None:
    def changed(what: Any, *others: object) -> object:
        if "community bakery" in str(what):
            misbehave()
        return what

    monkeypatch.setattr(f"coprod_kb.{function}", changed)
    monkeypatch.setattr("coprod_kb.importing.limits.SECONDS", 0.5)
    before = (miniature / PATH).read_bytes()
    (miniature / "a.csv").write_text("label,aliases\na garden,\ncommunity bakery,\n", encoding="utf-8")
    status, out, err = run("a.csv", "--json")
    assert (status, err, (miniature / PATH).read_bytes()) == (1, "", before)
    [found] = json.loads(out)["diagnostics"]
    assert (found["code"], found["path"], found["line"]) == (code, "a.csv", line)


def test_without_rdflib_the_message_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    status, _, err = run("thesaurus.ttl")
    assert status == 2
    assert "python -m pip install 'coprod-kb[skos]'" in err


@pytest.mark.slow
def test_long_lists_are_cut(run: Run, miniature: Path) -> None:
    rows = "".join(f"term {number},\n" for number in range(60))
    (miniature / "terms.csv").write_text("label,aliases\n" + rows + ",x\n" * 60, encoding="utf-8")
    out = run("terms.csv")[1]
    assert out.count("  and 10 more; --json lists all of them\n") == 2
    assert "  terms.csv:62 a concept without a label: it has no label; give it one.\n" in out


def examples() -> list[tuple[str, list[str]]]:
    """The tables that the documentation shows for each code."""
    found = {code: re.findall(r"```text\n(.*?)```", text, re.DOTALL) for code, text in explanations().items()}
    return [(code, tables) for code, tables in found.items() if code.startswith("import-term-")]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "tables"), examples())
def test_the_examples_in_the_docs_cause_their_findings(
    code: str, tables: list[str], run: Run, miniature: Path
) -> None:
    there = "- label: mending sheds\n  definition: Places to mend things.\n" if "conflict" in code else ""
    before, *after = tables
    for text, expected in ((before, True), *((table_text, False) for table_text in after)):
        refused = code == "import-term-refused"
        (miniature / PATH).write_text(text if refused else there, encoding="utf-8")
        (miniature / "terms.csv").write_text("label\nbarter\n" if refused else text, encoding="utf-8")
        codes = {
            finding["code"]
            for finding in json.loads(run("terms.csv", "--from", "csv", "--json", "--dry-run")[1])[
                "diagnostics"
            ]
        }
        assert (code in codes) == expected


def test_the_docs_show_a_whole_table() -> None:
    [example] = re.findall(
        r"```text\n(label,aliases.*?)```",
        (ROOT / "manual" / "docs" / "how-to" / "import.md").read_text("utf-8"),
        re.DOTALL,
    )
    thesaurus = table(example)
    assert tally(put("", thesaurus)[1])["added"] == 3
    assert thesaurus.diagnostics == []
