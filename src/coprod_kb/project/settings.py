"""The options of `mkdocs.yml` that pages and checks need, independent of MkDocs."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlencode, urljoin

from pathspec import GitIgnoreSpec

from coprod_kb.front_matter.description import DEFAULT, CollectionDescription
from coprod_kb.front_matter.presentation import (
    Editors,
    MapChoice,
    Unreviewed,
    WorkSearch,
)
from coprod_kb.project.host import Host, read_host
from coprod_kb.project.project import as_mapping, plugin_options
from coprod_kb.values.translation import gettext
from coprod_kb.values.web import is_https, is_web_address

MANUAL = "https://example.org/coprod-kb/manual/"
"""The address of the manual of this program, whose pages explain fields and findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A site's name, its addresses elsewhere, and the folders of the project, relative to it.

    An option that neither `mkdocs.yml` nor `collection.yml` gives is empty, or has its default.
    repo_url, edit_uri, edit_uri_template: as in MkDocs, where the sources are kept; both lead to the folder of the docs.
    contact: an e-mail address for people without an account there.
    language: of the site's pages, apart from entries in another language.
    licence: the address of the licence of the project's own words.
    editors: who runs the collection.
    maps: the evidence maps, the main one first.
    searches: where readers may look for a work of which no address is known; never empty.
    unreviewed: what becomes of entries that no editor has read.
    excluded: files of the docs folder that are not published: MkDocs' `exclude_docs` and `draft_docs`.
    custom_dir: the folder of the project's own templates; empty where it has none.
    host: where the site is published, if the build writes files for that; `None` if that is not said.
    search: whether the site has a search index.
    manual: the address of the manual, ending in a slash.
    by_hand: addresses of the pages in the docs folder, such as `contact/`; empty until the folder has been read.
    """

    site_name: str
    site_description: str = ""
    site_url: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    edit_uri_template: str = ""
    contact: str = ""
    language: str = "en"
    licence: str = ""
    docs_dir: str = "docs"
    entries_dir: str = "entries"
    vocabulary_dir: str = "vocabulary"
    editors: Editors = DEFAULT.editors
    maps: tuple[MapChoice, ...] = DEFAULT.drawn_maps
    searches: tuple[WorkSearch, ...] = DEFAULT.find_this_work
    unreviewed: Unreviewed = Unreviewed.AS_OTHERS
    excluded: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec(()))
    custom_dir: str = ""
    host: Host | None = None
    search: bool = True
    manual: str = MANUAL
    by_hand: frozenset[str] = frozenset()

    @classmethod
    def of(cls, config: Mapping[str, Any], description: CollectionDescription = DEFAULT) -> Settings:
        """From the values of `mkdocs.yml`, as `read_config` gives them, and what the collection says about itself."""
        theme = as_mapping(config.get("theme"))
        options = next((given for _, given in plugin_options(config.get("plugins"))), {})
        manual = str(options.get("manual") or "")
        return cls(
            site_name=str(config.get("site_name") or "Knowledge base"),
            site_description=description.purpose or "",
            site_url=str(config.get("site_url") or ""),
            repo_url=str(config.get("repo_url") or "").rstrip("/"),
            edit_uri=str(config.get("edit_uri") or ""),
            edit_uri_template=str(config.get("edit_uri_template") or ""),
            contact=description.contact or "",
            language=str(theme.get("language") or "en"),
            licence=description.licence or "",
            docs_dir=str(config.get("docs_dir") or "docs"),
            entries_dir=str(options.get("entries") or "entries"),
            vocabulary_dir=str(options.get("vocabulary") or "vocabulary"),
            editors=description.editors,
            maps=description.drawn_maps,
            searches=description.find_this_work,
            unreviewed=description.unreviewed,
            host=read_host(config)[0],
            search=options.get("search") is not False,
            manual=f"{manual.rstrip('/')}/" if is_https(manual) else MANUAL,
            custom_dir=str(theme.get("custom_dir") or ""),
            excluded=_patterns(config.get("exclude_docs")) + _patterns(config.get("draft_docs")),
        )

    def path_by_hand(self, path: str) -> str:
        """`path` if the project has a page by hand at this address; else empty, so that nothing links to it."""
        return path if path in self.by_hand else ""

    def explanation(self, code: str) -> str:
        """The address of the page of the manual that explains findings with this code; that of the list, if it is empty."""
        return f"{self.manual}diagnostics/{code}{'/' if code else ''}"

    def address(self, path: str) -> str:
        """The full address of a page or file of the site; empty if the site has no valid `site_url`."""
        base = _base(self.site_url)
        return f"{base}{path}" if base else ""

    def edit_url(self, path: str) -> str | None:
        """The address for editing a file of the project in the browser; `None` if the options do not give it."""
        if template := self.edit_template:
            try:
                relative = _Template().format(
                    template, path=path, path_noext=path.removesuffix(PurePosixPath(path).suffix)
                )
            except (KeyError, ValueError, IndexError, AttributeError):  # of which MkDocs complains
                return None
            base = self.repo_url if relative.startswith(("?", "#")) else f"{self.repo_url}/"
            address = urljoin(base, relative)
            return address if is_web_address(address) else None
        return None

    @property
    def edit_template(self) -> str:
        """The address for editing a file of the project, with `{path}` for its path; empty if the options do not give it.

        MkDocs' options lead to the docs folder, and ours to the folder around it.
        """
        docs = re.escape(self.docs_dir).replace("/", "(?:/|%2F)")
        folder = rf"(^|[/=#?&:]|%2F){docs}(?:/|%2F)"
        if self.edit_uri_template:
            template, found = re.subn(folder + r"(?=\{path)", r"\1", self.edit_uri_template)
            return template if found else ""
        uri = self.edit_uri.lstrip("/")
        if not self.repo_url or not uri:
            return ""
        uri = uri.replace("{", "{{").replace("}", "}}")
        if led := re.fullmatch(rf"(.*(?:^|[/=#?&])){docs}/?((?:\?[^#]*)?(?:#.*)?)", uri):
            # MkDocs adds a slash to the end, also where that is a query.
            return f"{led[1]}{{path}}{led[2].removesuffix('/')}"
        return f"{uri.rstrip('/')}/{{path}}"

    def who_runs_it(self) -> dict[str, str]:
        """The editors for readers: `name`, `organisation`, `reviewed`, `address`, and `url` to reach them.

        Texts that are not known are empty, apart from the name. Without an address of their own they have `contact`.
        """
        editors = self.editors
        address = editors.address or self.contact
        return {
            "name": editors.name or gettext("the editors (no name given yet)"),
            "organisation": editors.organisation or "",
            "reviewed": editors.reviewed.label if editors.reviewed else "",
            "address": address,
            "url": f"mailto:{address}" if "@" in address else address,
        }

    def question_url(self, title: str) -> str | None:
        """The address for opening an issue about an entry with this title, on GitHub or GitLab; `None` on other hosts."""
        subject = gettext("Question about “{title}”", title=title)
        if "github" in self.repo_url:
            return f"{self.repo_url}/issues/new?{urlencode({'title': subject})}"
        if "gitlab" in self.repo_url:
            return f"{self.repo_url}/-/issues/new?{urlencode({'issue[title]': subject})}"
        return None

    def waiting_urls(self) -> list[tuple[str, str]]:
        """Label and address of the lists of open contributions, on GitHub or GitLab; empty on other hosts."""
        if "github" in self.repo_url:
            return [("Issues", f"{self.repo_url}/issues"), ("Pull requests", f"{self.repo_url}/pulls")]
        if "gitlab" in self.repo_url:
            ways = (("Issues", "issues"), ("Merge requests", "merge_requests"))
            return [(label, f"{self.repo_url}/-/{name}") for label, name in ways]
        return []

    def question_mail(self, title: str) -> str | None:
        """A `mailto:` link to the editors about an entry with this title; `None` without a contact address."""
        if not self.contact:
            return None
        subject = gettext("Question about “{title}”", title=title)
        return f"mailto:{self.contact}?{urlencode({'subject': subject}, quote_via=quote)}"


@lru_cache(maxsize=8)
def _base(site_url: str) -> str:
    return f"{site_url.rstrip('/')}/" if is_web_address(site_url) else ""


def _patterns(value: Any) -> GitIgnoreSpec:
    """The patterns of an option: text in `mkdocs.yml`, or what MkDocs has made of it."""
    return (
        value if isinstance(value, GitIgnoreSpec) else GitIgnoreSpec.from_lines(str(value or "").splitlines())
    )


class _Template(string.Formatter):
    """Fills in MkDocs' templates: `{path!q}` is quoted whole, and here `{path}` is quoted except for its slashes."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return quote(value, safe="" if conversion == "q" else "/", errors="surrogateescape")
