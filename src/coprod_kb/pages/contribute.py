"""The page for contributions: the ways to contribute, and the form."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.contributing.forms import form_parts, rules
from coprod_kb.contributing.issue_form import CONSENT
from coprod_kb.contributing.questions import patterns
from coprod_kb.pages.page import Context, Page, index_page
from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import gettext
from coprod_kb.values.wording import NO_ANSWER, in_list

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
        gettext("Contribute"),
        "contribute.html",
        gettext("How to add {anything}, or to correct an entry.", anything=any_type),
        # Made when the page is shown: the questions take longer than all other pages of a small site.
        gather=lambda: {
            "invitation": description.contribute.invitation
            or gettext("Do you know of {anything} that belongs here?", anything=any_type),
            "types": in_list(nouns, either=True),
            "parts": [_as_data(asdict(part)) for part in form_parts(catalogue.vocabulary, gettext)],
            "facts": " ".join(group.name for group in description.facts),
            "order": " ".join(catalogue.vocabulary.schema.names),
            "rules": [{"code": code, "text": text} for code, text in rules(gettext).items()],
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


def _as_data(value: Any) -> Any:
    """Questions as JSON has them, without the paths of fields, which no page shows."""
    if isinstance(value, dict):
        return {name: _as_data(inner) for name, inner in value.items() if name != "path"}
    return [_as_data(inner) for inner in value] if isinstance(value, list | tuple) else value


def _consent(licence: str) -> Context:
    """The sentence of consent that all forms share, split at its link; empty if the site has no licence."""
    sentence = gettext(CONSENT)
    found = _LINK.fullmatch(sentence)
    if not licence or not found:
        return {}
    before, label, url, after = map(type(sentence), found.groups())
    return {
        "before": before,
        "label": label if licence == url else gettext("of this site"),
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
