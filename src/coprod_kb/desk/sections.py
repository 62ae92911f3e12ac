"""All sections of the desk, in their order."""

from __future__ import annotations

from datetime import date

from coprod_kb.collection.site import Snapshot
from coprod_kb.desk.entries import drafts, gaps, to_review
from coprod_kb.desk.findings import (
    accepted,
    errors,
    failing_links,
    other_findings,
    same_works,
    status_against_period,
    waiting,
)
from coprod_kb.desk.model import Section
from coprod_kb.desk.people import near_same_people
from coprod_kb.desk.terms import keyword_sections, organisation_sections
from coprod_kb.links.last_check import LastCheck


def desk_sections(snapshot: Snapshot, links: LastCheck, today: date, editor: str = "") -> list[Section]:
    """What is left to do, the most urgent first; sections without a task as well.

    snapshot: with drafts. links: the outcomes of the last check of links. today: for reviews and periods.
    editor: the name of whoever reads the desk, for commands that record it; empty if it is not known.
    """
    catalogue = snapshot.catalogue
    editor = editor or "YOUR NAME"
    return [
        errors(snapshot),
        drafts(snapshot, editor),
        to_review(snapshot, today, editor),
        same_works(snapshot),
        status_against_period(snapshot, today),
        *keyword_sections(catalogue),
        near_same_people(catalogue),
        *organisation_sections(catalogue),
        *gaps(snapshot),
        failing_links(links),
        accepted(snapshot),
        other_findings(snapshot),
        waiting(snapshot.settings),
    ]
