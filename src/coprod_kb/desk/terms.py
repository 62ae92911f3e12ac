"""Keywords and organisations: names that may mean the same, keywords that are new, and missing addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.desk.facts import entries_and_years, paths_of
from coprod_kb.desk.model import Section, Step, Task, command, where
from coprod_kb.desk.similarity import near_same
from coprod_kb.entries.vocabulary import Keyword, Organisation
from coprod_kb.front_matter.formatting.writing import write_text
from coprod_kb.values.identifiers import ror_url
from coprod_kb.values.wording import listed

AT_ONCE = 20
"""Keywords that one command drops."""

ANOTHER = "OTHER KEYWORD"
"""Stands in a command for the keyword that an editor has to choose."""

AnyRecord = KeywordRecord | OrganisationRecord


def keyword_sections(catalogue: Catalogue) -> Iterator[Section]:
    """Keywords that may mean the same, then those that the vocabulary does not have, by how often they are used."""
    folder = catalogue.vocabulary.folder
    same = _near_same("keyword", catalogue.keywords.values(), catalogue)
    yield Section(
        name="same-keywords",
        title="Keywords that may be the same",
        lead="One word in two spellings has two pages, and readers find half of the entries on each. If two words differ, "
        f"add both to {folder}/keywords.yml, and they are not listed here again.",
        tasks=list(same.values()),
    )
    new = [
        record
        for record in catalogue.keywords.values()
        if record.term is None and record.mentions and record.slug not in same
    ]
    new.sort(key=lambda record: (-len(record.entries), record.label.casefold()))
    often = [record for record in new if len(record.entries) > 1]
    once = new[len(often) :]
    yield Section(
        name="new-keywords",
        title="Keywords that are not in the vocabulary",
        lead="Add each to the vocabulary, make it another spelling of a keyword that is there, or drop it.",
        tasks=[_new_keyword(record, catalogue) for record in often],
    )
    yield Section(
        name="rare-keywords",
        title="Keywords used once",
        lead="They are not in the vocabulary either. Such a keyword leads readers to no other entry. Use a wider one, or drop it.",
        tasks=[_new_keyword(record, catalogue) for record in once],
        steps=_drop_together(once),
    )


def organisation_sections(catalogue: Catalogue) -> Iterator[Section]:
    """Organisations that may be the same, then those without a website and without a ROR id."""
    folder = catalogue.vocabulary.folder
    same = _near_same("organisation", catalogue.organisations.values(), catalogue)
    yield Section(
        name="same-organisations",
        title="Organisations that may be the same",
        lead="One organisation with two names has two pages. If two organisations differ, add both to "
        f"{folder}/organisations.yml, and they are not listed here again.",
        tasks=list(same.values()),
    )
    unknown = [
        record
        for record in catalogue.organisations.values()
        if not (record.curated and (record.curated.url or record.curated.ror))
    ]
    unknown.sort(key=lambda record: (-len(record.entries), record.label.casefold()))
    yield Section(
        name="organisations",
        title="Organisations without a website or ROR id",
        lead="An address tells readers which organisation is meant. Those that most entries name come first.",
        tasks=[_without_address(record, folder) for record in unknown],
    )


def _near_same(kind: str, records: Iterable[AnyRecord], catalogue: Catalogue) -> dict[str, Task]:
    """A task for each name that may mean the same as another one, by its slug; the most used names first.

    kind: `keyword` or `organisation`. Names that the vocabulary keeps apart are left out.
    """
    known = {record.slug: record for record in records}
    by_name = {record.label: record for record in known.values()}
    for record in known.values():
        for alias in term.aliases if (term := _term(record)) else ():
            by_name.setdefault(alias, record)
    pairs = [
        (known[later.slug], known[first.slug], "They would have the same address.")
        for later, first in catalogue.collided
        if known.get(later.slug) is later and known.get(first.slug) is first
    ]
    pairs += [(by_name[one], by_name[other], reason) for one, other, reason in near_same(by_name)]
    best: dict[str, tuple[AnyRecord, AnyRecord, str]] = {}
    for one, other, reason in pairs:
        if one is other or (_term(one) and _term(other)):
            continue
        goes, stays = sorted((one, other), key=_weight)
        if goes.slug not in best or _weight(best[goes.slug][1]) < _weight(stays):
            best[goes.slug] = (goes, stays, reason)
    found = sorted(best.values(), key=lambda pair: (-len(pair[0].entries), pair[0].label.casefold()))
    return {goes.slug: _same(kind, goes, stays, reason) for goes, stays, reason in found}


def _term(record: AnyRecord) -> Keyword | Organisation | None:
    """The record as it stands in the vocabulary."""
    return record.term if isinstance(record, KeywordRecord) else record.curated


def _weight(record: AnyRecord) -> tuple[bool, bool, int, bool, int, str]:
    """Sort key: the name that is kept comes last."""
    plain = "," not in record.label  # “Colitis, Ulcerative” is the order of a thesaurus
    whole = not record.label.isupper()  # an abbreviation has its long form as its label
    return (_term(record) is not None, whole, len(record.entries), plain, len(record.label), record.label)


def _same(kind: str, goes: AnyRecord, stays: AnyRecord, reason: str) -> Task:
    return Task(
        what=f"“{goes.label}” and “{stays.label}” may be the same. {reason}",
        paths=paths_of([goes]),
        facts=[_fact(goes), _fact(stays)],
        steps=[_alias(kind, goes.label, stays.label)],
    )


def _fact(record: AnyRecord) -> str:
    """“PPI: 82 entries, 2012 to 2020.” of an organisation also its roles and address."""
    parts = [entries_and_years(record), "in the vocabulary" if _term(record) else ""]
    if isinstance(record, OrganisationRecord):
        parts.append(", ".join(record.by_role()))
        if known := record.curated:
            parts += [known.place or "", known.url or "", ror_url(known.ror) if known.ror else ""]
    return f"{record.label}: {'; '.join(filter(None, parts))}."


def _alias(kind: str, goes: str, stays: str) -> Step:
    return Step(f"Make “{goes}” another spelling of “{stays}”", command("merge", kind, goes, stays))


def _new_keyword(record: KeywordRecord, catalogue: Catalogue) -> Task:
    label = record.label
    near = catalogue.vocabulary.keywords.nearest(label)
    steps = [
        Step(f"Add it to {catalogue.vocabulary.folder}/keywords.yml", _as_item("label", label)),
        _alias("keyword", label, near or ANOTHER),
    ]
    if _droppable([record]):
        steps.append(Step("Drop it", command("tag", "--remove", label, *where("keyword", label))))
    return Task(what=f"“{label}” ({len(record.entries):,})", paths=paths_of([record]), steps=steps)


def _drop_together(records: Sequence[KeywordRecord]) -> list[Step]:
    """A step that drops the first of these keywords with one command."""
    labels = [record.label for record in _droppable(records)[:AT_ONCE]]
    if len(labels) < 2:
        return []
    removed = [word for label in labels for word in ("--remove", label)]
    chosen = " or ".join(where("keyword", label)[1] for label in labels)
    return [Step(f"Drop {listed(labels)}", command("tag", *removed, "--where", chosen))]


def _droppable(records: Iterable[KeywordRecord]) -> list[KeywordRecord]:
    """Those keywords that can go together: every published entry keeps one."""
    gone: Counter[str] = Counter()
    found = []
    for record in records:
        entries = [entry for entry in record.entries if not entry.fields.draft]
        if all(gone[entry.slug] + 1 < len(entry.fields.keywords) for entry in entries):
            gone.update(entry.slug for entry in entries)
            found.append(record)
    return found


def _without_address(record: OrganisationRecord, folder: str) -> Task:
    label, file = record.label, f"{folder}/organisations.yml"
    ror = Step("If ror.org has it, this writes its ROR id and website", command("new", "--ror", "ID"))
    by_hand = (
        Step(f"Else write its website below its name in {file}", "  url: https://")
        if record.curated
        else Step(f"Else write it into {file}", f"{_as_item('name', label)}\n  url: https://")
    )
    return Task(what=_fact(record), paths=paths_of([record]), steps=[ror, by_hand])


def _as_item(field: str, text: str) -> str:
    """The first line of an item of a vocabulary file."""
    return f"- {field}: {write_text(text)[0]}"
