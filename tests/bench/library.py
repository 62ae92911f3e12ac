"""`python -m tests.bench.library [SIZE]`: what the import of a library costs, and the same import once more.

The invented records have authors, abstracts, keywords, DOIs and links. Half of them are RIS, half BibTeX.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import SEED, Work, Zipf, words, works
from tests.bench.measure import Cost, run
from tests.bench.peers import BIN, GENERATORS

SIZE = 583
FILES = ("library.ris", "library.bib")
KINDS = (("JOUR", "article"), ("CHAP", "incollection"), ("RPRT", "techreport"), ("CONF", "inproceedings"))
TAGS = {"TI": "title", "AB": "abstract", "PY": "year", "T2": "journal", "VL": "volume", "IS": "number", "DO": "doi", "UR": "url", "LA": "language"}  # fmt: skip
"""Tags of RIS whose values have a field in BibTeX."""


def records(size: int) -> Iterator[dict[str, list[str]]]:
    """Tags of RIS and their values for so many works, the same each time."""
    chance = random.Random(SEED + size)
    journals = Zipf([f"Journal of {word.title()} Studies" for word in words()[: 30 + size // 6]])
    keywords = Zipf([f"{a} {b}".capitalize() for a, b in zip(words()[:400], words()[400:800], strict=True)])
    everybody = [name for work in works(size) for name in _authors(work)]
    people = Zipf(list(dict.fromkeys(everybody)))
    for number, work in enumerate(works(size)):
        first = chance.randint(1, 900)
        authors = dict.fromkeys([*_authors(work), *people.some(chance, 0, 12)])
        yield {
            "TY": chance.choices([kind for kind, _ in KINDS], (8, 1, 1, 1)),
            "TI": [work.fields["title"]],
            "AU": [_inverted(name, chance) for name in authors],
            "AB": [" ".join(work.body.split()[:200])],
            "KW": list(dict.fromkeys([*work.fields["keywords"], *keywords.some(chance, 0, 12)])),
            "PY": [str(chance.randint(1990, 2025))],
            "T2": journals.some(chance, 1, 1),
            "VL": [str(chance.randint(1, 80))],
            "IS": [str(chance.randint(1, 12))],
            "SP": [str(first)],
            "EP": [str(first + chance.randint(2, 20))],
            "DO": [f"10.5555/library.{number}"],
            "LA": ["en"],
            "UR": [f"https://example.org/library/{number}"],
        }


def _authors(work: Work) -> list[str]:
    return work.fields.get("authors") or [work.fields["contributors"][0]["name"]]


def _inverted(name: str, chance: random.Random) -> str:
    given, family = name.split()
    return f"{family}, {given}{chance.choice(('', ' A.', ' B. C.'))}"


def as_ris(record: dict[str, list[str]]) -> str:
    lines = (f"{tag}  - {value}" for tag, values in record.items() for value in values)
    return "\n".join([*lines, "ER  - ", ""])


def as_bibtex(record: dict[str, list[str]], key: str) -> str:
    fields = {name: record[tag][0] for tag, name in TAGS.items()} | {
        "author": " and ".join(record["AU"]),
        "keywords": ", ".join(record["KW"]),
        "pages": f"{record['SP'][0]}--{record['EP'][0]}",
    }
    kind = dict(KINDS)[record["TY"][0]]
    if kind in {"incollection", "inproceedings"}:
        fields["booktitle"] = fields.pop("journal")
    return "\n".join([f"@{kind}{{{key},", *(f"  {name} = {{{text}}}," for name, text in fields.items()), "}"])


def write_library(folder: Path, size: int) -> None:
    """Writes the files of a library of so many records."""
    made = list(records(size))
    half = len(made) // 2
    ris, bibtex = (
        map(as_ris, made[:half]),
        (as_bibtex(record, f"work{number}") for number, record in enumerate(made[half:])),
    )
    for name, parts in zip(FILES, (ris, bibtex), strict=True):
        (folder / name).write_text("\n".join(parts), encoding="utf-8")


def measured(folder: Path, size: int) -> Iterator[tuple[str, Cost]]:
    """The import of a library of so many records into a project without entries, and the same import once more."""
    command = (str(BIN / "coprod-kb"), "import", *FILES, "--contributor", "Ada Example")
    GENERATORS[0].prepare(folder, ())
    write_library(folder, size)
    for what in ("an import", "the same import once more"):
        yield what, run(command, folder, folder / "entries", {"NO_MKDOCS_2_WARNING": "1", "CI": ""})


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="coprod-kb-library-") as folder:
        for what, cost in measured(Path(folder), int(*sys.argv[1:] or [SIZE])):
            print(f"{what}: {cost.cpu:.2f} s of processor time, {cost.wall:.2f} s by the clock")


if __name__ == "__main__":
    main()
