"""`coprod-kb vocabulary import`: adds the terms of a thesaurus to the keywords, and leaves the rest of their file."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.commands.paths import read_input
from coprod_kb.commands.reporting import (
    NOTHING_WRITTEN,
    add_report_options,
    exit_status,
    section,
    table,
    with_counts,
)
from coprod_kb.diagnostics import Diagnostic, Severity, as_json, as_text, bounded, in_order, printable
from coprod_kb.entries.vocabulary import Keyword, TermList
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.entries.workers import Stopped
from coprod_kb.front_matter.formatting import NoPlace, with_additions
from coprod_kb.front_matter.formatting.additions import Additions
from coprod_kb.importing.limits import stopped_at, within_limits
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
_NO_PLAN = TermPlan((), (), {}, {})


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
    add_report_options(importing)
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _Result:
    """What was read, what becomes of it, and whether it was written.

    path: of the file of keywords. found: all diagnostics.
    """

    path: str
    thesaurus: Thesaurus
    found: Sequence[Diagnostic]
    plan: TermPlan = _NO_PLAN
    written: bool = False


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    thesaurus = _read(options, site)
    result = _Result(f"{site.settings.vocabulary_dir}/{_FILE}", thesaurus, thesaurus.diagnostics)
    if not exit_status(thesaurus.diagnostics):
        result = _import(result, site, dry_run=options.dry_run)
    if options.json:
        print(json.dumps(_json_report(result, dry_run=options.dry_run), indent=2))
    else:
        _print_report(result, dry_run=options.dry_run)
    return exit_status(result.found)


def _read(options: Namespace, site: Site) -> Thesaurus:
    """The content of the file. Raises `ProjectError` if it cannot be read at all."""
    data, path = read_input(options.file, MAX_THESAURUS), options.file.as_posix()
    languages = dict.fromkeys(filter(None, (options.language.strip(), site.settings.language, "en")))
    read = partial(
        _thesaurus, path=path, form=options.form or "", languages=tuple(languages), schemes=options.scheme
    )
    thesaurus = within_limits(read, data, size=len(data))
    if isinstance(thesaurus, str):
        raise ProjectError(thesaurus)
    if isinstance(thesaurus, Stopped):
        return Thesaurus(path, diagnostics=[stopped_at(thesaurus, path, thesaurus.at)])
    return thesaurus


def _thesaurus(data: bytes, **options: Any) -> Thesaurus | str:
    """The result of `read_thesaurus`, or the reason why the file cannot be read at all.

    `within_limits` would report an exception as a fault of the program.
    """
    try:
        return read_thesaurus(data, **options)
    except NoRdflib:
        return (
            "To read SKOS, rdflib is needed. Install it with: python -m pip install 'coprod-kb[skos]'\n"
            "Or export the thesaurus as CSV, which needs nothing more."
        )
    except NoSuchScheme as error:
        return str(error)


def _import(result: _Result, site: Site, *, dry_run: bool) -> _Result:
    """Adds the thesaurus to the file of keywords, as a whole or not at all."""
    path, file = result.path, site.root / result.path
    before = file.read_bytes() if file.is_file() else b""
    vocabulary, faults = read_vocabulary({_FILE: before}, site.settings.vocabulary_dir)
    if exit_status(faults):
        return replace(result, found=faults)
    snapshot = read_site(site)
    text = before.decode("utf-8-sig")
    make = partial(
        _planned, keywords=vocabulary.keywords, addresses=_addresses(snapshot), path=path, text=text
    )
    planned = within_limits(make, result.thesaurus, records=len(result.thesaurus.concepts))
    if isinstance(planned, Stopped):
        return replace(result, found=[*result.found, stopped_at(planned, result.thesaurus.path, None)])
    thesaurus, plan, additions = planned
    result = replace(result, thesaurus=thesaurus, found=thesaurus.diagnostics)
    if additions is None:
        message = "The terms in this file stand in brackets, so that no further ones can be added at its end."
        hint = "Write each term on lines of its own, with a hyphen in front, and import again. Nothing was written."
        return replace(result, found=[*result.found, _refusal(path, message, hint)])
    left_out = [_left_out(plan, place, path) for place in sorted(additions.refused)]
    result = replace(result, plan=without(plan, additions.refused), found=[*result.found, *left_out])
    if additions.text == text:
        return result
    if errors := _new_errors(site, snapshot, additions.text):
        message = "With these terms, the check would find errors that are not there now. They are listed here, and nothing was written."
        hint = "Mend them in the thesaurus, or in the entries that they name, and import again."
        return replace(result, found=[*result.found, _refusal(path, message, hint), *errors])
    if not dry_run:
        write_text(file, before, additions.text)
    return replace(result, written=not dry_run)


def _planned(
    thesaurus: Thesaurus, keywords: TermList[Keyword], addresses: Mapping[str, str], path: str, text: str
) -> tuple[Thesaurus, TermPlan, Additions | None]:
    """The thesaurus with what the plan found, the plan, and the file with it; `None` if nothing can be added to the file."""
    plan = plan_terms(thesaurus, keywords, addresses, path)
    try:
        return thesaurus, plan, with_additions(text, plan.new, plan.added, KEYWORD_FIELDS)
    except NoPlace:
        return thesaurus, plan, None


def _addresses(snapshot: Snapshot) -> dict[str, str]:
    return {record.slug: spelling_key(record.label) for record in snapshot.catalogue.keywords.values()}


def _new_errors(site: Site, before: Snapshot, text: str) -> list[Diagnostic]:
    """The errors that the project does not have now and would have if the file of keywords were `text`."""
    known = {(error.code, error.path, error.message) for error in before.errors}
    path = f"{site.settings.vocabulary_dir}/{_FILE}"
    after = read_site(Site(site.root, site.settings, site.configuration, {path: text.encode()}))
    return [error for error in after.errors if (error.code, error.path, error.message) not in known]


def _left_out(plan: TermPlan, place: int, path: str) -> Diagnostic:
    """The diagnostic about a keyword to which nothing can be added. place: its position in the file."""
    added = plan.added[place]
    lacking = ", ".join(f"`{name}`" for name in added)
    message = f"“{plan.labels[place]}” could get {lacking}, and is not written in a form in which lines can be added."
    hint = f"Add by hand: {json.dumps(added, ensure_ascii=False)[:400]}"
    return Diagnostic(
        code="import-term-left-out", severity=Severity.WARNING, path=path, message=message, hint=hint
    )


def _refusal(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code="import-term-refused", severity=Severity.ERROR, path=path, message=message, hint=hint
    )


# --- For people -------------------------------------------------------------------------------------


def _print_report(result: _Result, *, dry_run: bool) -> None:
    if result.found:
        print(as_text(bounded(in_order(result.found))) + "\n")
    plan, thesaurus = result.plan, result.thesaurus
    failed = exit_status(result.found)
    would = "would be" if dry_run or failed else "are"
    skipped = [
        f"{_concept(thesaurus, outcome)}: {outcome.reason}."
        for outcome in plan.outcomes
        if outcome.fate is TermFate.SKIPPED
    ]
    completed = [f"{plan.labels[place]}: {', '.join(values)}" for place, values in plan.added.items()]
    for line in (
        *section(f"These terms {would} added:", [str(values["label"]) for values in plan.new]),
        *section(f"These terms {would} completed:", completed),
        *section("These concepts are skipped:", skipped),
        *table({thesaurus.path: tally(plan)}),
    ):
        print(printable(line))
    if unkept := thesaurus.unkept:
        print(printable(f"Left in the file, as keywords have no place for it: {with_counts(unkept)}."))
    if failed:
        print(NOTHING_WRITTEN)
    elif dry_run:
        print("Nothing was written, because of --dry-run.")
    elif all(outcome.fate is TermFate.SKIPPED for outcome in result.plan.outcomes):
        print("Nothing was written, as none of the concepts can become a keyword.")
    elif not result.written:
        print(printable(f"{result.path} says all this already; nothing was written."))


def _concept(thesaurus: Thesaurus, outcome: TermOutcome) -> str:
    """The label of a concept with the line of its row, or with its address."""
    concept = outcome.concept
    label = f"“{concept.label[:60]}”" if concept.label else "a concept without a label"
    if concept.line:
        return f"{thesaurus.path}:{concept.line} {label}"
    return f"{label} <{concept.address[:120]}>" if concept.address else label


# --- For programs -----------------------------------------------------------------------------------


def _json_report(result: _Result, *, dry_run: bool) -> Mapping[str, Any]:
    return {
        "dry_run": dry_run,
        "written": result.written,
        "file": result.path,
        "thesaurus": result.thesaurus.path,
        "counts": tally(result.plan),
        "terms": [
            {
                "label": outcome.concept.label,
                "address": outcome.concept.address or None,
                "line": outcome.concept.line,
                "fate": str(outcome.fate),
                "keyword": outcome.label or None,
                "fields": list(outcome.fields),
                "reason": outcome.reason,
            }
            for outcome in result.plan.outcomes
        ],
        "completed": {result.plan.labels[place]: list(values) for place, values in result.plan.added.items()},
        "not_kept": dict(sorted(result.thesaurus.unkept.items())),
        "diagnostics": json.loads(as_json(in_order(result.found))),
    }
