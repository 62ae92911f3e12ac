"""`coprod-kb vocabulary import`: the terms of a thesaurus put into the keywords, whose file stays as people wrote it."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.diagnostics import Diagnostic, Severity, as_json, as_text, bounded, in_order, printable
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.front_matter.formatting import NoPlace, with_additions
from coprod_kb.importing.terms.rdf_file import NoRdflib
from coprod_kb.importing.terms.skos_file import NoSuchScheme
from coprod_kb.importing.terms.term_merging import plan_terms
from coprod_kb.importing.terms.term_plan import (
    KEYWORD_FIELDS,
    TermFate,
    TermOutcome,
    TermPlan,
    tally,
    without,
)
from coprod_kb.importing.terms.thesauri import TERM_FORMATS, read_thesaurus
from coprod_kb.importing.terms.thesaurus import MAX_THESAURUS, Thesaurus
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import write_text
from coprod_kb.publishing.contents import read_site
from coprod_kb.values.names import spelling_key

_FILE = "keywords.yml"
_MOST_LISTED = 50
"""Terms that are listed one by one; `--json` lists all."""


def add(parser: ArgumentParser) -> None:
    parser.description = "Work with the keywords of the vocabulary."
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    importing = actions.add_parser(
        "import",
        help="add terms from a file in SKOS or CSV, and change none",
        description="Put the terms of a thesaurus into the keywords. What people wrote there stays as it is: terms "
        "are added, and those that are there get only what they lack.",
    )
    importing.add_argument(
        "file", type=Path, metavar="FILE", help="SKOS in Turtle, RDF/XML or JSON-LD; or CSV"
    )
    importing.add_argument(
        "--from", dest="form", choices=TERM_FORMATS, help="the format, where the file does not tell"
    )
    importing.add_argument(
        "--language", default="", metavar="CODE", help="of the labels, instead of that of the site"
    )
    importing.add_argument(
        "--scheme",
        action="append",
        default=[],
        metavar="NAME",
        help="only concepts of this scheme, by its address or title; may be repeated",
    )
    importing.add_argument(
        "--dry-run", action="store_true", help="say what would be written, and write nothing"
    )
    importing.add_argument("--json", action="store_true", help="tell everything as JSON")
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _Result:
    """What was read, what becomes of it, and whether it was written."""

    path: str
    thesaurus: Thesaurus
    plan: TermPlan
    found: Sequence[Diagnostic]
    written: bool


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    thesaurus = _read(options, site)
    path = f"{site.settings.vocabulary_dir}/{_FILE}"
    file = site.root / path
    before = file.read_bytes() if file.is_file() else b""
    result = _Result(path, thesaurus, TermPlan((), (), {}, {}), thesaurus.diagnostics, False)
    if not any(one.is_error for one in thesaurus.diagnostics):
        result = _imported(thesaurus, site, file, before, path, dry_run=options.dry_run)
    if options.json:
        print(json.dumps(_told(result, dry_run=options.dry_run), indent=2))
    else:
        _tell(result, dry_run=options.dry_run)
    return 1 if any(one.is_error for one in result.found) else 0


def _read(options: Namespace, site: Site) -> Thesaurus:
    """What is in the file; `ProjectError` where that cannot even be tried."""
    if not options.file.is_file():
        raise ProjectError(f"{options.file} is not a file.")
    languages = dict.fromkeys(one for one in (options.language.strip(), site.settings.language, "en") if one)
    with options.file.open("rb") as opened:
        data = opened.read(MAX_THESAURUS + 1)
    try:
        return read_thesaurus(
            data, options.file.as_posix(), options.form or "", tuple(languages), options.scheme
        )
    except NoRdflib:
        raise ProjectError(
            "To read SKOS, rdflib is needed. Install it with: python -m pip install 'coprod-kb[skos]'\n"
            "Or export the thesaurus as CSV, which needs nothing more."
        ) from None
    except NoSuchScheme as error:
        raise ProjectError(str(error)) from None


def _imported(
    thesaurus: Thesaurus, site: Site, file: Path, before: bytes, path: str, *, dry_run: bool
) -> _Result:
    """The thesaurus put into the file, whole or not at all."""
    vocabulary, faults = read_vocabulary({_FILE: before}, site.settings.vocabulary_dir)
    if any(one.is_error for one in faults):
        return _Result(path, thesaurus, TermPlan((), (), {}, {}), faults, False)
    snapshot = read_site(site)
    plan = plan_terms(thesaurus, vocabulary.keywords, _addresses(snapshot), path)
    found = list(thesaurus.diagnostics)
    text = before.decode("utf-8-sig")
    try:
        additions = with_additions(text, plan.new, plan.added, KEYWORD_FIELDS)
    except NoPlace:
        message = "The terms in this file stand in brackets, so that no further ones can be added at its end."
        hint = "Write each term on lines of its own, with a hyphen in front, and import again. Nothing was written."
        fault = _refused(path, message, hint)
        return _Result(path, thesaurus, TermPlan((), (), {}, {}), [*found, fault], False)
    for place in sorted(additions.refused):
        lacking = ", ".join(f"`{name}`" for name in plan.added[place])
        message = f"“{plan.labels[place]}” could get {lacking}, and is not written in a form in which lines can be added."
        hint = f"Add by hand: {json.dumps(plan.added[place], ensure_ascii=False)[:400]}"
        found.append(
            Diagnostic(
                code="import-term-left-out", severity=Severity.WARNING, path=path, message=message, hint=hint
            )
        )
    plan = without(plan, additions.refused)
    if additions.text == text:
        return _Result(path, thesaurus, plan, found, False)
    worse = _worse(site, snapshot, additions.text)
    if not worse and not dry_run:
        write_text(file, before, additions.text)
    return _Result(path, thesaurus, plan, [*found, *worse], not worse and not dry_run)


def _addresses(snapshot: Snapshot) -> dict[str, str]:
    return {record.slug: spelling_key(record.label) for record in snapshot.catalogue.keywords.values()}


def _worse(site: Site, before: Snapshot, text: str) -> list[Diagnostic]:
    """The errors that the project would have with this text and has not now."""
    known = {(one.code, one.path, one.message) for one in before.errors}
    changed = read_site(Site(site.root, site.settings, site.configuration, {_FILE: text.encode()}))
    errors = [one for one in changed.errors if (one.code, one.path, one.message) not in known]
    if not errors:
        return []
    message = "With these terms, the check would find errors that are not there now. They are listed here, and nothing was written."
    hint = "Mend them in the thesaurus, or in the entries that they name, and import again."
    path = f"{site.settings.vocabulary_dir}/{_FILE}"
    return [_refused(path, message, hint), *errors]


def _refused(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code="import-term-refused", severity=Severity.ERROR, path=path, message=message, hint=hint
    )


# --- For people -------------------------------------------------------------------------------------


def _tell(result: _Result, *, dry_run: bool) -> None:
    if result.found:
        print(as_text(bounded(in_order(result.found))) + "\n")
    failed = any(one.is_error for one in result.found)
    would = dry_run or failed
    for line in (
        *_listed("added", _new(result.plan), would=would),
        *_listed("completed", _completed(result.plan), would=would),
        *_skipped(result),
        *_table(result),
        *_unkept(result.thesaurus),
    ):
        print(printable(line))
    if failed:
        print("Nothing was written.")
    elif dry_run:
        print("Nothing was written, because of --dry-run.")
    elif not result.written:
        print(printable(f"{result.path} says all this already; nothing was written."))


def _new(plan: TermPlan) -> list[str]:
    return [str(values["label"]) for values in plan.new]


def _completed(plan: TermPlan) -> list[str]:
    return [f"{plan.labels[place]}: {', '.join(values)}" for place, values in plan.added.items()]


def _listed(done: str, names: Sequence[str], *, would: bool) -> Iterator[str]:
    if not names:
        return
    yield f"These terms would be {done}:" if would else f"These terms are {done}:"
    yield from (f"  {name}" for name in names[:_MOST_LISTED])
    if len(names) > _MOST_LISTED:
        yield f"  and {len(names) - _MOST_LISTED} more; --json lists all of them"
    yield ""


def _skipped(result: _Result) -> Iterator[str]:
    skipped = [one for one in result.plan.outcomes if one.fate is TermFate.SKIPPED]
    if not skipped:
        return
    yield "These concepts are skipped:"
    for one in skipped[:_MOST_LISTED]:
        yield f"  {_place(result.thesaurus, one)}: {one.reason}."
    if len(skipped) > _MOST_LISTED:
        yield f"  and {len(skipped) - _MOST_LISTED} more; --json lists all of them"
    yield ""


def _place(thesaurus: Thesaurus, one: TermOutcome) -> str:
    """The line of a row, or the address of a concept, with its label."""
    label = f"“{one.concept.label[:60]}”" if one.concept.label else "a concept without a label"
    if one.concept.line:
        return f"{thesaurus.path}:{one.concept.line} {label}"
    return f"{label} <{one.concept.address[:120]}>" if one.concept.address else label


def _table(result: _Result) -> Iterator[str]:
    row = {result.thesaurus.path: tally(result.plan)}
    width = max(len("File"), len(result.thesaurus.path))
    names = ("read", *(str(fate) for fate in TermFate))
    yield f"{'File':<{width}}" + "".join(f"{name.capitalize():>12}" for name in names)
    for path, numbers in row.items():
        yield f"{path:<{width}}" + "".join(f"{numbers[name]:>12}" for name in names)
    yield ""


def _unkept(thesaurus: Thesaurus) -> Iterator[str]:
    if thesaurus.unkept:
        listed = ", ".join(f"{name} ({number})" for name, number in sorted(thesaurus.unkept.items())[:40])
        more = " and others" if len(thesaurus.unkept) > 40 else ""
        yield f"Left in the file, as keywords have no place for it: {listed}{more}."


# --- For programs -----------------------------------------------------------------------------------


def _told(result: _Result, *, dry_run: bool) -> Mapping[str, Any]:
    return {
        "dry_run": dry_run,
        "written": result.written,
        "file": result.path,
        "thesaurus": result.thesaurus.path,
        "counts": tally(result.plan),
        "terms": [
            {
                "label": one.concept.label,
                "address": one.concept.address or None,
                "line": one.concept.line,
                "fate": str(one.fate),
                "keyword": one.label or None,
                "fields": list(one.fields),
                "reason": one.reason,
            }
            for one in result.plan.outcomes
        ],
        "completed": {result.plan.labels[place]: list(values) for place, values in result.plan.added.items()},
        "not_kept": dict(sorted(result.thesaurus.unkept.items())),
        "diagnostics": json.loads(as_json(in_order(result.found))),
    }
