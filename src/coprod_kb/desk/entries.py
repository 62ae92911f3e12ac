"""Entries that wait for an editor: drafts, and published entries that lack something or were reviewed long ago."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coprod_kb.collection.site import Snapshot
from coprod_kb.desk.model import Section, Step, Task, command, where
from coprod_kb.entries.model import Entry, typed_entries
from coprod_kb.front_matter.reportable import State, state_of
from coprod_kb.pages.entry import work_links
from coprod_kb.values.wording import in_words, listed

YEARS = 2
"""After which an entry is to be reviewed again."""

AT_ONCE = 20
"""Files that one command publishes; it asks before it changes more."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that an entry lacks.

    lacks: with an article. missing: whether an entry lacks it, also by the codes of the findings about its file, so that
    what an entry accepts stays silent. step: what settles it.
    """

    name: str
    title: str
    lacks: str
    lead: str
    missing: Callable[[Entry, set[str]], bool]
    step: Callable[[Entry], Step]


GAPS = (
    Gap(
        "no-summary",
        "No summary",
        "a summary",
        "The page says that nobody has written one yet.",
        lambda _, codes: "no-summary" in codes,
        lambda entry: Step(
            f"Write `summary` in {entry.path}: one plain paragraph, what it is and what came of it."
        ),
    ),
    Gap(
        "no-address",
        "No address",
        "an address",
        "The page cannot lead readers to the work, and offers searches instead.",
        lambda entry, _: not work_links(entry.fields),
        lambda entry: Step(f"Write `doi` in {entry.path}, or `links` with `label` and `url`."),
    ),
    Gap(
        "no-date",
        "No date",
        "a date",
        "The entry is missing from the timeline. If the source gives no date, accept `no-date` in the entry.",
        lambda _, codes: "no-date" in codes,
        lambda entry: Step(f"Write `date` in {entry.path}, or `period` for a project."),
    ),
    Gap(
        "no-facet",
        "No facet",
        "a facet",
        "Filters and maps do not find the entry.",
        lambda entry, _: {state_of(terms) for terms in entry.fields.facets.values()} == {State.NOT_LOOKED_AT},
        lambda entry: Step(
            f"Write in {entry.path} what the work says: {', '.join(f'`{facet}`' for facet in entry.fields.facets)}; "
            "or `not reported`."
        ),
    ),
    Gap(
        "one-keyword",
        "One keyword only",
        "a second keyword",
        "Related entries are found by the keywords that they share.",
        lambda entry, _: len(entry.fields.keywords) < 2,
        lambda entry: Step(
            "Put a keyword that fits in the place of KEYWORD",
            command("tag", "--add", "KEYWORD", *where("entry", entry.slug)),
        ),
    ),
)


def drafts(snapshot: Snapshot, editor: str) -> Section:
    """All drafts; those that can be published first, and of these those that lack least."""
    codes = codes_by_path(snapshot)
    obstacles: dict[str, list[str]] = defaultdict(list)
    for found in snapshot.diagnostics:
        if found.is_error or found.code == "missing-field":
            obstacles[found.path].append(found.message)
    own = [entry for entry in typed_entries(snapshot.readings) if entry.fields.draft]
    lacking = {
        entry.path: [gap.lacks for gap in GAPS if gap.missing(entry, codes[entry.path])] for entry in own
    }
    own.sort(
        key=lambda entry: (
            entry.path in obstacles,
            len(lacking[entry.path]),
            entry.title.casefold(),
            entry.path,
        )
    )
    ready = [entry.path for entry in own if entry.path not in obstacles][:AT_ONCE]
    publish_all = Step(
        f"Once you have read the first {in_words(len(ready))}, publish them together",
        command("publish", *ready, "--read-by", editor),
    )
    nobody = [entry for entry in own if not entry.fields.contributors]
    credit_all = Step(
        f"Say who offers the {in_words(len(nobody))} drafts that name nobody",
        command("set", "contributors", editor, *where("contributor", "", "draft=yes")),
    )
    return Section(
        name="drafts",
        title="Drafts to read",
        lead="Nobody sees a draft until an editor publishes it. Those that lack least come first.",
        tasks=[
            _draft(
                entry,
                snapshot.catalogue.type_of(entry).noun,
                obstacles.get(entry.path, []),
                lacking[entry.path],
                editor,
            )
            for entry in own
        ],
        steps=[*([credit_all] if len(nobody) > 1 else []), *([publish_all] if len(ready) > 1 else [])],
    )


def _draft(entry: Entry, noun: str, obstacles: list[str], lacking: list[str], editor: str) -> Task:
    about = ", ".join(filter(None, (noun, entry.when)))
    step = (
        Step(f"Mend this in {entry.path} first.")
        if obstacles
        else Step("Publish it once you have read it", command("publish", entry.path, "--read-by", editor))
    )
    return Task(
        what=f"{entry.title} ({about})",
        paths=[entry.path],
        facts=[*obstacles, *([f"Without {listed(lacking)}."] if lacking else [])],
        steps=[step],
    )


def to_review(snapshot: Snapshot, today: date, editor: str) -> Section:
    """Published entries that no editor has compared with their source, then those with the oldest review."""
    oldest = date(today.year - YEARS, today.month, min(today.day, 28))
    due = [
        entry
        for entry in published(snapshot)
        if not entry.fields.reviewed or entry.fields.reviewed.on.last_day < oldest
    ]
    due.sort(key=lambda entry: entry.fields.reviewed.on.last_day if entry.fields.reviewed else date.min)
    return Section(
        name="review",
        title="Entries to review",
        lead=f"Nobody has compared them with their source, or not for {in_words(YEARS)} years.",
        tasks=[_review(entry, today, editor) for entry in due],
    )


def _review(entry: Entry, today: date, editor: str) -> Task:
    last = entry.fields.reviewed
    when = f"Last read by {last.by} on {last.on.label}." if last else "Not yet read by an editor."
    return Task(
        what=entry.title,
        paths=[entry.path],
        facts=[when],
        steps=[
            Step(
                "Once you have compared it with its source",
                command("set", "reviewed", f"by={editor}", f"on={today}", *where("entry", entry.slug)),
            )
        ],
    )


def gaps(snapshot: Snapshot) -> Iterator[Section]:
    """A section for each thing that published entries lack, newest entries first. A draft says itself what it lacks."""
    codes = codes_by_path(snapshot)
    for gap in GAPS:
        yield Section(
            name=gap.name,
            title=gap.title,
            lead=gap.lead,
            tasks=[
                Task(what=entry.title, paths=[entry.path], steps=[gap.step(entry)])
                for entry in published(snapshot)
                if gap.missing(entry, codes[entry.path])
            ],
        )


def published(snapshot: Snapshot) -> list[Entry]:
    """The entries that readers see, newest first."""
    return [entry for entry in snapshot.catalogue.entries if not entry.fields.draft]


def codes_by_path(snapshot: Snapshot) -> Mapping[str, set[str]]:
    """The codes of the findings about each file."""
    codes: dict[str, set[str]] = defaultdict(set)
    for found in snapshot.diagnostics:
        codes[found.path].add(found.code)
    return codes
