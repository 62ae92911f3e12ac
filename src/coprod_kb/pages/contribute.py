"""The page on which people offer an entry: the ways in, and the form."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from urllib.parse import quote

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.contributing.form_wording import rules
from coprod_kb.contributing.forms import field_order, form_parts
from coprod_kb.contributing.issue_form import CONSENT
from coprod_kb.pages.page import Context, Page, index_page
from coprod_kb.project.settings import Settings

LONGEST_ADDRESS = 7000
"""Characters of an address that hosts and mail programs still take."""

_LINK = re.compile(r"(.*)\[(.*)\]\((.*)\)(.*)", re.DOTALL)


def contribute_page(catalogue: Catalogue, settings: Settings) -> Page:
    """All questions of the form, and where the finished text can go."""
    return index_page(
        "contribute/",
        "Contribute",
        "contribute.html",
        "Three ways to add a project, a paper or a report, or to mend an entry that is here.",
        {
            "parts": json.loads(json.dumps([asdict(part) for part in form_parts(catalogue.vocabulary)])),
            "order": " ".join(field_order()),
            "rules": [{"code": code, "text": text} for code, text in rules().items()],
            "suggestions": ["keywords", "people", "organisations", "collections", "entries"],
            "folder": settings.entries_dir,
            "consent": _consent(),
            "longest": LONGEST_ADDRESS,
            "host": _host(settings),
            "contact": settings.contact,
            "repository": settings.repo_url,
            "guide": settings.path_by_hand("how-to-contribute/"),
            "fields": settings.path_by_hand("entry-fields/"),
            "scope": settings.path_by_hand("what-we-include/"),
            "checks": settings.path_by_hand("diagnostics/"),
        },
    )


def _consent() -> Context:
    """The sentence to agree to, the same as on other forms, with its link taken apart."""
    found = _LINK.fullmatch(CONSENT)
    before, label, url, after = found.groups() if found else (CONSENT, "", "", "")
    return {"before": before, "label": label, "url": url, "after": after}


def _host(settings: Settings) -> Context:
    """Where files are made and changed in the browser; addresses are empty where that is not known.

    new: takes the name and the text of a file in its address; `prefills` says whether it takes the text.
    edit: the address of a file's editor up to the file's path. upload: takes a file.
    """
    host: Context = {"name": "", "new": "", "named": "", "prefills": "", "edit": "", "upload": ""}
    branch = re.search(r"edit/([^/]+)/", settings.edit_uri)
    folder = quote(settings.entries_dir)
    if not branch or not settings.repo_url:
        return host
    host["edit"] = (settings.edit_url("x") or "").removesuffix("x")
    if "github" in settings.repo_url:
        base = f"{settings.repo_url}/{{}}/{branch[1]}/{folder}"
        return host | {
            "name": "GitHub", "new": base.format("new"), "named": "filename", "prefills": "value",
            "upload": base.format("upload"),
        }  # fmt: skip
    if "gitlab" in settings.repo_url:
        new = f"{settings.repo_url}/-/new/{branch[1]}/{folder}"
        return host | {"name": "GitLab", "new": new, "named": "file_name"}
    return host
