"""The page for contributions: the ways to contribute, and the form."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from urllib.parse import quote

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.contributing.forms import form_parts, rules
from coprod_kb.contributing.issue_form import CONSENT
from coprod_kb.contributing.questions import patterns
from coprod_kb.pages.page import Context, Page, index_page
from coprod_kb.project.settings import Settings
from coprod_kb.values.wording import NO_ANSWER, listed

LONGEST_ADDRESS = 7000
"""Maximum length of an address in characters that hosts and mail programs accept."""

_LINK = re.compile(r"([^\[]*)\[([^\]]*)\]\(([^)]*)\)(.*)", re.DOTALL)


def contribute_page(catalogue: Catalogue, settings: Settings) -> Page:
    """The page with all questions of the form, and where the finished text can be sent."""
    description = catalogue.vocabulary.description
    nouns = [entry_type.noun for entry_type in description.types]
    any_type = description.any_type
    return index_page(
        "contribute/",
        "Contribute",
        "contribute.html",
        f"How to add {any_type}, or to correct an entry.",
        {
            "invitation": description.contribute.invitation
            or f"Do you know of {any_type} that belongs here?",
            "types": listed(nouns, "or"),
            "parts": json.loads(json.dumps([asdict(part) for part in form_parts(catalogue.vocabulary)])),
            "facts": " ".join(group.name for group in description.facts),
            "order": " ".join(catalogue.vocabulary.schema.names),
            "rules": [{"code": code, "text": text} for code, text in rules().items()],
            "patterns": [
                {"form": form, "pattern": text} for form, text in patterns(catalogue.vocabulary).items()
            ],
            "suggestions": ["keywords", "people", "organisations", "collections", "places", "entries"],
            "folder": settings.entries_dir,
            "consent": _consent(settings.licence),
            "longest": LONGEST_ADDRESS,
            "host": _host(settings),
            "no_answer": NO_ANSWER,
            "contact": settings.contact,
            "repository": settings.repo_url,
            "guide": settings.path_by_hand("how-to-contribute/"),
            "fields": f"{settings.manual}reference/fields/",
            "scope": settings.path_by_hand("what-we-include/"),
            "checks": settings.explanation(""),
        },
    )


def _consent(licence: str) -> Context:
    """The sentence of consent that all forms share, split at its link; empty if the site has no licence."""
    found = _LINK.fullmatch(CONSENT)
    if not licence or not found:
        return {}
    before, label, url, after = found.groups()
    return {
        "before": before,
        "label": label if licence == url else "of this site",
        "url": licence,
        "after": after,
    }


def _host(settings: Settings) -> Context:
    """Addresses of the code host for creating and changing files in the browser; empty if not known.

    new: the editor for a new file. named, prefills: the parameters of this address for the name and the text of the file;
    `prefills` is empty if the host does not accept a text. edit: the editor of a file, with `PATH/FILE.md` for its path.
    upload: the page for uploading a file. issue: the page for a new issue, with `TITLE` and `TEXT` for what it says.
    """
    host: Context = {
        "name": "",
        "new": "",
        "named": "",
        "prefills": "",
        "edit": "",
        "upload": "",
        "issue": "",
    }
    branch = re.search(r"(?:edit|blob)/([^/{]+)/", settings.edit_template)
    folder = quote(settings.entries_dir)
    if not branch or not settings.repo_url:
        return host
    host["edit"] = settings.edit_url("PATH/FILE.md") or ""
    if "github" in settings.repo_url:
        base = f"{settings.repo_url}/{{}}/{branch[1]}/{folder}"
        return host | {
            "name": "GitHub", "new": base.format("new"), "named": "filename", "prefills": "value",
            "upload": base.format("upload"), "issue": f"{settings.repo_url}/issues/new?title=TITLE&body=TEXT",
        }  # fmt: skip
    if "gitlab" in settings.repo_url:
        new = f"{settings.repo_url}/-/new/{branch[1]}/{folder}"
        issue = f"{settings.repo_url}/-/issues/new?issue[title]=TITLE&issue[description]=TEXT"
        return host | {"name": "GitLab", "new": new, "named": "file_name", "issue": issue}
    return host
