"""Files that are small and unfold, and files whose reading could take more than its share of time."""

from __future__ import annotations

import time

import pytest

from coprod_kb.importing.works.bibtex_syntax import MAX_MACRO, Macros
from coprod_kb.importing.works.formats import FORMATS, read_records

LENGTH = 4_000
RATIO = 24
"""Eight times as many characters take eight times as long, or 64 times if the time grows with the square."""

RECORD = "TY  - JOUR\nTI  - A\n"
UNITS: dict[str, tuple[str, ...]] = {
    "bibtex": (
        *(
            "@a{",
            "@a(",
            "@article{k, title={A},\n",
            "@string{",
            "@comment{",
            "@string{a=a#a}\n",
            "@",
            "\n@a{k,\n",
        ),
        *(
            "@book{k, title={A}} ",
            "@a{k, title={",
            "@a{k, title = {x}\n\n\n",
            "@a{k, crossref={k}, title={A}}\n",
        ),
    ),
    "csl-json": ('"\\', '[{"title": "A"},', '{"a":', "[", '"title": "', '\n"\\"'),
    "csv": ('"', '"a",', "a,b\n", '"\n', ",", '""', "Title\n", "a;b,c\t"),
    "endnote-xml": (
        *("<record>", "<record></record>", "<record><titles><title>A", "<style>", "<!--", "&amp;", "x"),
        *("<author>A</author>", "<keyword>a;</keyword>", "<pages>1-", "</record>", "<!ENTITY a '"),
    ),
    **dict.fromkeys(
        ("ris", "nbib", "refer", "wos", "refworks", "ovid"),
        (
            *(
                "\n",
                " ",
                "\t",
                "x",
                "TY  - JOUR\n",
                "PMID- 1\n",
                "%T A\n",
                "%0 Book\n",
                "PT J\nAU A\n",
                "RT A\nT1 A\n",
            ),
            *(
                "<1. >\nTI - A\n",
                "AU  - A\n",
                "AU - [ 1 (a@\n",
                "ER  - \n",
                "KW  - a ;\n",
                "SO - Jan 1\n",
                "DO  - 10.1000.\n",
            ),
        ),
    ),
}
STARTS = {
    "bibtex": ("", "@article{k, title = {", '@article{k, title = "', "@article{k, title = {A}, author = {"),
    "csl-json": ("", '[{"title": "'),
    "endnote-xml": ("", "<records>", "<records><record><authors>", "<!DOCTYPE x ["),
    "csv": ("", "Title,Authors\n", 'Title,Authors\n"'),
    "ris": ("", RECORD, RECORD + "AU  - "),
    "nbib": ("", "PMID- 1\nTI  - A\nFAU - "),
    "refer": ("", "%0 Book\n%T A\n%A "),
    "wos": ("", "PT J\nTI A\nAU "),
    "refworks": ("", "RT Journal\nT1 A\nA1 "),
    "ovid": ("", "VN  - Ovid Technologies\n<1. >\nTI - A\nAU - "),
}


def seconds(form: str, text: str, times: int) -> float:
    taken = []
    for _ in range(times):
        begun = time.process_time()
        read_records(text.encode(), "library", form)
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_the_time_grows_as_the_file_does(form: str) -> None:
    for start in STARTS[form]:
        for unit in UNITS[form]:
            short, long = (start + unit * (length // len(unit)) for length in (LENGTH // 8, LENGTH))
            taken = seconds(form, long, 1)
            if taken > 0.005 and taken > RATIO * seconds(form, short, 1):
                assert seconds(form, long, 2) < RATIO * seconds(form, short, 2), (start, unit)


DOUBLING = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40))
WRAPPED = DOUBLING.replace(" = ", " = {} # ")


@pytest.mark.parametrize(
    "macros",
    [
        f"@string{{a0 = {{0123456789}}}}\n{DOUBLING}",
        f'@string{{a0 = "0123456789"}}\n{WRAPPED}',
        f"@string{{a0 = {{{'x' * MAX_MACRO}}}}}\n@string{{a40 = {' # '.join(['a0'] * 9)}}}\n",
        f"@string{{a40 = {{{'x' * (MAX_MACRO + 1)}}}}}\n",
    ],
)
def test_macros_do_not_unfold_without_end(macros: str) -> None:
    out = read_records(f"{macros}@article{{k, title = a40}}\n@article{{l, title = {{B}}}}".encode(), "a.bib")
    assert [record.item["title"] for record in out.records] == ["B"]
    left_out, unreadable = out.diagnostics
    assert (left_out.code, unreadable.code) == ("import-left-out", "import-record")
    assert unreadable.line == macros.count("\n") + 1


@pytest.mark.slow
def test_all_entries_together_have_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 100 * MAX_MACRO * 3
    monkeypatch.setattr(Macros, "left", limit)
    often = " # ".join(["a"] * 100)
    wanted = limit // (100 * MAX_MACRO)
    text = f"@string{{a = {{{'x ' * (MAX_MACRO // 2)}}}}}\n"
    text += "".join(f"@article{{k{n}, title = {often}}}\n" for n in range(wanted + 3))
    out = read_records(text.encode(), "a.bib")
    assert (out.seen, len(out.records)) == (wanted + 3, wanted)
    assert {found.code for found in out.diagnostics} == {"import-record"}


@pytest.mark.slow
def test_entries_that_inherit_from_one_are_read() -> None:
    text = f"@book{{p, title = {{{'a ' * 100_000}}}}}\n"
    text += "".join(f"@incollection{{c{n}, title = {{A}}, crossref = {{p}}}}\n" for n in range(400))
    out = read_records(text.encode(), "a.bib")
    assert len(out.records) == 401
    assert max(len(record.item["container-title"]) for record in out.records[1:]) <= 2_000
