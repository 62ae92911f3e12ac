"""The outcomes of the last requests to each web address, kept in the user's cache folder for the editors' desk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from coprod_kb.collection.site import Site, Snapshot
from coprod_kb.diagnostics import Diagnostic
from coprod_kb.links.link_check import all_mentions, report
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from coprod_kb.project.cache import Cache, lasting_folder

FAILING = (
    LinkStatus.GONE,
    LinkStatus.UNKNOWN_HOST,
    LinkStatus.MOVED,
    LinkStatus.CERTIFICATE,
    LinkStatus.CIRCLE,
    LinkStatus.SERVER_ERROR,
    LinkStatus.TIMED_OUT,
    LinkStatus.UNREACHABLE,
)
"""Statuses for which an editor can do something, the surest first."""

_DAYS = 365


@dataclass(frozen=True, slots=True)
class LastCheck:
    """day: of the last request; `None` if no address has ever been requested here. findings: as in `link_check`."""

    day: date | None
    findings: tuple[Diagnostic, ...]


def keep_outcomes(site: Site, outcomes: Iterable[LinkOutcome], day: date) -> None:
    """Stores the outcomes of addresses that were asked for, beside those of all others."""
    kept = _recall(site) | {
        outcome.address: [
            outcome.status,
            outcome.http_status,
            outcome.final,
            outcome.moved_to,
            day.isoformat(),
        ]
        for outcome in outcomes
        if outcome.status is not LinkStatus.OUT_OF_TIME
    }
    _cache().put(_name(site), json.dumps(kept).encode())


def last_check(site: Site, snapshot: Snapshot) -> LastCheck:
    """The findings about addresses that the files still name, with their present places."""
    days, outcomes = [], []
    with suppress(ValueError, TypeError):  # a file that something else has written
        for address, (status, http_status, final, moved_to, day) in _recall(site).items():
            days.append(date.fromisoformat(day))
            outcomes.append(LinkOutcome(address, LinkStatus(status), http_status, final, moved_to))
    failing = [outcome for status in FAILING for outcome in outcomes if outcome.status is status]
    # Places are read from the files, which takes seconds for thousands of them.
    mentions = list(all_mentions(site, snapshot)) if failing else []
    found = tuple(finding for each in report(mentions, failing) for finding in each.findings)
    return LastCheck(max(days, default=None), found)


def _recall(site: Site) -> dict[str, Any]:
    """What is kept of each address; empty if there is nothing."""
    try:
        kept = json.loads(_cache().get(_name(site), days=_DAYS) or b"{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _name(site: Site) -> str:
    return f"{sha256(bytes(site.root)).hexdigest()[:32]}.json"


def _cache() -> Cache:
    return Cache(lasting_folder("links"))
