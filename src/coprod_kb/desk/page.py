"""The desk as a page of the preview or alone, and what the page shows of each task."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from coprod_kb.collection.site import Site, Snapshot
from coprod_kb.desk.listing import as_table
from coprod_kb.desk.model import MOST_FILES, Section, Step, Task
from coprod_kb.desk.sections import desk_sections
from coprod_kb.links.last_check import last_check
from coprod_kb.pages.page import Context, Page
from coprod_kb.project.history import current_day, git_user
from coprod_kb.publishing.contents import FileGroup

PATH = "desk/"
TABLE = "desk.csv"
"""The file of the table, beside the page."""

SHOWN_AT_ONCE, MOST_SHOWN = 10, 500
"""Tasks of a section that are not folded away, and those that the page has at all. The table has every task."""


def in_preview(site: Site, snapshot: Snapshot) -> tuple[Page, FileGroup]:
    """Page and table of the desk. What is left to do is worked out when somebody asks for one of them."""

    @cache
    def sections() -> list[Section]:
        return desk_sections(snapshot, last_check(site, snapshot), current_day(), git_user(site.root))

    path = f"{PATH}{TABLE}"
    table = FileGroup(re.compile(re.escape(path)), lambda: iter([(path, as_table(sections()))]))
    return desk_page(snapshot, sections), table


def desk_page(snapshot: Snapshot, sections: Callable[[], Sequence[Section]], *, alone: bool = False) -> Page:
    """The page of the desk.

    sections: called when the page is rendered. alone: whether the page stands in a folder of its own, where it cannot
    lead to other pages of the site.
    """
    return Page(
        path="" if alone else PATH,
        title="Editors’ desk",
        template="desk.html",
        description="What is left to do in this collection.",
        section="",
        trail=[] if alone else [("Home", "")],
        gather=lambda: _context(sections(), snapshot, alone=alone),
    )


def _context(sections: Sequence[Section], snapshot: Snapshot, *, alone: bool) -> Context:
    """table: the address of the table, below the page's `base`."""
    settings = snapshot.settings
    addresses = {
        reading.path: {"url": settings.edit_url(reading.path) or ""}
        if alone
        else {"path": f"entries/{reading.slug}/"}
        for reading in snapshot.readings
    }
    return {
        "table": TABLE if alone else f"{PATH}{TABLE}",
        "sections": [_section(section, addresses) for section in sections],
    }


def _section(section: Section, addresses: Mapping[str, Context]) -> Context:
    """shown, folded: its tasks; more: the number of the folded ones. rest: the number of those that only the table has."""
    tasks = [_task(task, addresses) for task in section.tasks[:MOST_SHOWN]]
    return {
        "id": f"kb-desk-{section.name}",
        "title": section.title,
        "count": f"{len(section.tasks):,}",
        "lead": section.lead,
        "steps": list(map(_step, section.steps)),
        "links": [{"text": label, "url": url} for label, url in section.links],
        "shown": tasks[:SHOWN_AT_ONCE],
        "folded": tasks[SHOWN_AT_ONCE:],
        "more": len(tasks[SHOWN_AT_ONCE:]),
        "rest": f"{len(section.tasks) - len(tasks):,}" if len(section.tasks) > len(tasks) else "",
    }


def _task(task: Task, addresses: Mapping[str, Context]) -> Context:
    """files: the first of its files, each with the address of its page, if there is one. others: the number of further ones."""
    others = len(task.paths) - MOST_FILES
    return {
        "what": task.what,
        "facts": list(task.facts),
        "steps": list(map(_step, task.steps)),
        "files": [{"text": path} | addresses.get(path, {}) for path in task.paths[:MOST_FILES]],
        "others": f"{others:,}" if others > 0 else "",
    }


def _step(step: Step) -> Context:
    return {"words": step.words, "code": step.code}
