"""`coprod-kb import`: new entries from the files of reference managers and databases."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from coprod_kb.collection.site import Site, open_site
from coprod_kb.diagnostics import Diagnostic, as_json, as_text, bounded, in_order, printable
from coprod_kb.front_matter.schema import EntryType
from coprod_kb.importing.works.entries import Fill
from coprod_kb.importing.works.formats import FORMATS, read_records
from coprod_kb.importing.works.planning import Collection, Fate, Outcome, Plan, Planned, plan_import
from coprod_kb.importing.works.record import MAX_BYTES, Readout
from coprod_kb.importing.works.table import COLUMNS
from coprod_kb.project.history import current_day
from coprod_kb.project.project import ProjectError
from coprod_kb.project.writing import write_new

_BAR_FROM = 50
"""So many records are done before anybody looks for a bar."""

_MOST_LISTED = 50
"""Records that are listed one by one; `--json` lists all."""

_WIDTH = 30


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Write a new entry for each record in files of Zotero, EndNote, PubMed and others. Records "
        "that the collection has already are skipped, and no file is ever overwritten."
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="RIS, BibTeX, CSL-JSON, nbib or CSV"
    )
    parser.add_argument(
        "--from", dest="form", choices=tuple(FORMATS), help="the format, where a file does not tell"
    )
    parser.add_argument("--contributor", default="", metavar="NAME", help="the person who offers the entries")
    parser.add_argument(
        "--organisation", default="", metavar="NAME", help="the organisation that offers them"
    )
    parser.add_argument(
        "--keyword",
        action="append",
        default=[],
        metavar="TERM",
        help="what all of them are about; may be repeated",
    )
    parser.add_argument(
        "--type", choices=[str(one) for one in EntryType], default="", help="what all of them are"
    )
    parser.add_argument(
        "--with-abstract", action="store_true", help="quote each abstract in the text of its entry"
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="NAME=VARIABLE",
        help=f"what a column of a CSV file holds, one of: {', '.join(COLUMNS)}",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument("--json", action="store_true", help="tell everything as JSON")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    columns = _columns(options.column)
    site = open_site(Path.cwd())
    before = site.read()
    readouts = {
        _named(file): _read(file, options.form or "", columns) for file in dict.fromkeys(options.files)
    }
    records = [record for readout in readouts.values() for record in readout.records]
    with_bar = len(records) > _BAR_FROM and sys.stderr.isatty()
    plan = plan_import(
        records,
        Collection(
            readings=before.readings,
            vocabulary=before.catalogue.vocabulary,
            folder=site.settings.entries_dir,
            taken=_names_in(site),
        ),
        Fill(
            contributor=options.contributor.strip(),
            organisation=options.organisation.strip(),
            keywords=tuple(one.strip() for one in options.keyword if one.strip()),
            kind=options.type,
            with_abstract=options.with_abstract,
        ),
        today=current_day(),
        progress=(lambda done: _bar(done, len(records))) if with_bar else lambda done: None,
    )
    if with_bar:
        print(file=sys.stderr)
    if not options.dry_run:
        plan = _write(plan, site)
    found = [one for readout in readouts.values() for one in readout.diagnostics] + plan.diagnostics
    if options.json:
        print(json.dumps(_told(plan, readouts, found, dry_run=options.dry_run), indent=2))
    else:
        _tell(plan, readouts, found, site.settings.entries_dir, dry_run=options.dry_run)
    return 1 if any(one.is_error for one in found) else 0


def _columns(given: Sequence[str]) -> dict[str, str]:
    columns = {}
    for one in given:
        name, _, variable = one.rpartition("=")
        known = {key.casefold(): key for key in COLUMNS}
        if not name.strip() or variable.strip().casefold() not in known:
            raise ProjectError(
                f"--column {one} is not clear. Write the name of the column, an equals sign, and one of: "
                f"{', '.join(COLUMNS)}."
            )
        columns[name.strip()] = known[variable.strip().casefold()]
    return columns


def _named(file: Path) -> str:
    return file.as_posix()


def _read(file: Path, form: str, columns: Mapping[str, str]) -> Readout:
    """What is in a file; `ProjectError` where there is none, since nothing else was asked for."""
    if not file.is_file():
        raise ProjectError(f"{file} is not a file.")
    with file.open("rb") as opened:
        return read_records(opened.read(MAX_BYTES + 1), _named(file), form, columns)


def _names_in(site: Site) -> set[str]:
    """Names that new files cannot have, also where something else than an entry has them."""
    folder = site.root / site.settings.entries_dir
    return {one.stem.casefold() for one in folder.iterdir()} if folder.is_dir() else set()


def _write(plan: Plan, site: Site) -> Plan:
    """Writes the files of the plan, each new; what another program has just written there stays."""
    folder = site.root / site.settings.entries_dir
    refused = set()
    for one in plan.entries:
        try:
            write_new(folder / f"{one.slug}.md", one.text.encode())
        except FileExistsError:
            refused.add(one.slug)
    if not refused:
        return plan
    why = "another program has just written a file of this name"
    outcomes = [
        replace(one, fate=Fate.SKIPPED, slug="", reason=why) if one.slug in refused else one
        for one in plan.outcomes
    ]
    return replace(plan, entries=[one for one in plan.entries if one.slug not in refused], outcomes=outcomes)


def _bar(done: int, whole: int) -> None:
    filled = _WIDTH * done // whole
    print(
        f"\r[{'#' * filled}{' ' * (_WIDTH - filled)}] {done} of {whole} records",
        end="",
        file=sys.stderr,
        flush=True,
    )


# --- For people -------------------------------------------------------------------------------------


def _tell(
    plan: Plan, readouts: Mapping[str, Readout], found: Sequence[Diagnostic], folder: str, *, dry_run: bool
) -> None:
    if found:
        print(as_text(bounded(in_order(found))) + "\n")
    for line in (
        *_listed(plan, folder, dry_run=dry_run),
        *_other_fates(plan.outcomes),
        *_table(plan, readouts),
        *_drafts(plan.entries),
        *_unkept(plan),
    ):
        print(printable(line))
    if dry_run:
        print("Nothing was written, because of --dry-run.")


def _listed(plan: Plan, folder: str, *, dry_run: bool) -> Iterator[str]:
    if not plan.entries:
        return
    yield "These entries would be written:" if dry_run else "These entries are written:"
    for one in plan.entries[:_MOST_LISTED]:
        yield f"  {folder}/{one.slug}.md" + (" (draft)" if one.draft else "")
    if len(plan.entries) > _MOST_LISTED:
        yield f"  and {len(plan.entries) - _MOST_LISTED} more; --json lists all of them"
    yield ""


def _other_fates(outcomes: Sequence[Outcome]) -> Iterator[str]:
    others = [one for one in outcomes if one.fate is not Fate.WRITTEN]
    if not others:
        return
    yield "These records have no file of their own:"
    for one in others[:_MOST_LISTED]:
        key = f" ({one.record.key[:60]})" if one.record.key else ""
        yield f"  {one.record.path}:{one.record.line}{key} {one.fate}: {one.reason}"
    if len(others) > _MOST_LISTED:
        yield f"  and {len(others) - _MOST_LISTED} more; --json lists all of them"
    yield ""


def _counts(plan: Plan, readouts: Mapping[str, Readout]) -> dict[str, dict[str, int]]:
    """For each file, how many records it has, and what becomes of them. The sums fit."""
    fates = Counter((one.record.path, one.fate) for one in plan.outcomes)
    table = {}
    for path, readout in readouts.items():
        row = {str(fate): fates[path, fate] for fate in Fate}
        table[path] = {"read": readout.seen, **row, "unreadable": readout.seen - sum(row.values())}
    return table


def _table(plan: Plan, readouts: Mapping[str, Readout]) -> Iterator[str]:
    rows = _counts(plan, readouts)
    if len(rows) > 1:
        whole = {name: sum(row[name] for row in rows.values()) for name in next(iter(rows.values()))}
        rows = {**rows, "all files": whole}
    width = max(len("File"), *(len(path) for path in rows))
    names = ("read", "written", "merged", "skipped", "unreadable")
    yield f"{'File':<{width}}" + "".join(f"{name.capitalize():>12}" for name in names)
    for path, row in rows.items():
        yield f"{path:<{width}}" + "".join(f"{row[name]:>12}" for name in names)
    yield ""


def _drafts(entries: Sequence[Planned]) -> Iterator[str]:
    """Why entries are drafts, and how to fill what most of them lack."""
    drafts = [one for one in entries if one.draft]
    if not drafts:
        return
    why = Counter(reason for one in drafts for reason in one.draft)
    reasons = ", ".join(f"{reason}: {number}" for reason, number in why.most_common())
    yield f"Drafts, which are not published: {len(drafts)} of {len(entries)} ({reasons})."
    options = [
        option
        for reason, option in (
            ("no contributors", "--contributor or --organisation"),
            ("no keywords", "--keyword"),
        )
        if why[reason]
    ]
    if options:
        yield f"To fill what they lack, import with {' and '.join(options)}, or complete the files by hand."


def _unkept(plan: Plan) -> Iterator[str]:
    if unkept := plan.unkept:
        named = ", ".join(f"{name} ({number})" for name, number in sorted(unkept.items())[:40])
        more = " and others" if len(unkept) > 40 else ""
        yield f"Left in the files, as entries have no place for it: {named}{more}."


# --- For programs -----------------------------------------------------------------------------------


def _told(
    plan: Plan, readouts: Mapping[str, Readout], found: Sequence[Diagnostic], *, dry_run: bool
) -> dict[str, Any]:
    drafts = {one.slug: list(one.draft) for one in plan.entries}
    return {
        "dry_run": dry_run,
        "files": _counts(plan, readouts),
        "records": [
            {
                "path": one.record.path,
                "line": one.record.line,
                "key": one.record.key,
                "title": one.record.item.get("title", ""),
                "fate": str(one.fate),
                "entry": one.slug or None,
                "reason": one.reason,
                "draft": drafts.get(one.slug, []) if one.fate is Fate.WRITTEN else [],
            }
            for one in plan.outcomes
        ],
        "not_kept": dict(sorted(plan.unkept.items())),
        "diagnostics": json.loads(as_json(in_order(found))),
    }
