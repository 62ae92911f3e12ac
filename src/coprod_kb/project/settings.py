"""What a project's `mkdocs.yml` says that pages need, free of MkDocs itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast
from urllib.parse import quote, urlencode, urljoin

from pathspec import GitIgnoreSpec

from coprod_kb.front_matter.schema import FACETS
from coprod_kb.values.names import slug_of
from coprod_kb.values.web import is_web_address


@dataclass(frozen=True, slots=True)
class MapChoice:
    """An evidence map that the project wants: its title, and the facets of its rows and its columns."""

    title: str
    rows: str
    columns: str

    @property
    def slug(self) -> str:
        """The part of an address that the map has if it is not the first."""
        return slug_of(self.title)


UNCLASSIFIED = "unclassified"
"""The page of the entries that a map lacks, below the map's own; no map has this for its slug."""

DEFAULT_MAPS = (
    MapChoice("For whom a difference is reported, by setting", rows="setting", columns="outcomes"),
    MapChoice("Kinds of evidence, by stage", rows="stage", columns="evidence"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A site's name, its hosts, and the folders of the project (relative to it).

    repo_url, edit_uri: as in MkDocs, where the sources are kept; `edit_uri` leads to the folder
    of the docs. contact: an e-mail address for people without an account there.
    Each is empty where the project does not say.
    language: in which its pages are written, apart from entries that say otherwise. licence: the address
    of the one under which the project's own words may be used.
    maps: the evidence maps, the main one first; never empty.
    excluded: files of the docs folder that are not published, MkDocs' `exclude_docs` and `draft_docs`.
    by_hand: addresses of the pages written in the docs folder, such as `contact/`; known once it is read.
    """

    site_name: str
    site_description: str = ""
    site_url: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    contact: str = ""
    language: str = "en"
    licence: str = ""
    docs_dir: str = "docs"
    entries_dir: str = "entries"
    vocabulary_dir: str = "vocabulary"
    maps: tuple[MapChoice, ...] = DEFAULT_MAPS
    excluded: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec(()))
    by_hand: frozenset[str] = frozenset()

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Settings:
        """From the mapping that `mkdocs.yml` holds; what it leaves out is empty, and `INHERIT` is not followed."""
        extra = _mapping(config.get("extra"))
        licence = str(extra.get("licence") or "")
        options = _plugin_options(config.get("plugins") or [])
        return cls(
            site_name=str(config.get("site_name") or "Knowledge base"),
            site_description=str(config.get("site_description") or ""),
            site_url=str(config.get("site_url") or ""),
            repo_url=str(config.get("repo_url") or "").rstrip("/"),
            edit_uri=str(config.get("edit_uri") or ""),
            contact=str(extra.get("contact") or ""),
            language=str(_mapping(config.get("theme")).get("language") or "en"),
            licence=licence if is_web_address(licence) else "",
            docs_dir=str(config.get("docs_dir") or "docs"),
            entries_dir=str(options.get("entries") or "entries"),
            vocabulary_dir=str(options.get("vocabulary") or "vocabulary"),
            maps=_maps(options.get("maps")),
            excluded=_patterns(config.get("exclude_docs")) + _patterns(config.get("draft_docs")),
        )

    def path_by_hand(self, path: str) -> str:
        """`path` if the project has written this page; else empty, so that nothing leads there."""
        return path if path in self.by_hand else ""

    def address(self, path: str) -> str:
        """The full address of a page or file, for those who read it elsewhere; empty where the site has none."""
        base = _base(self.site_url)
        return f"{base}{path}" if base else ""

    def edit_url(self, path: str) -> str | None:
        """Where a file of the project is edited in the browser; `None` where that is not known."""
        if not self.repo_url or not self.edit_uri:
            return None
        root = self.edit_uri.strip("/").removesuffix(self.docs_dir).strip("/")
        return urljoin(f"{self.repo_url}/", f"{root}/{quote(path, errors='surrogateescape')}".lstrip("/"))

    def question_url(self, title: str) -> str | None:
        """A new issue with a title filled in, on GitHub or GitLab; `None` on other hosts."""
        subject = f"Question about “{title}”"
        if "github" in self.repo_url:
            return f"{self.repo_url}/issues/new?{urlencode({'title': subject})}"
        if "gitlab" in self.repo_url:
            return f"{self.repo_url}/-/issues/new?{urlencode({'issue[title]': subject})}"
        return None

    def question_mail(self, title: str) -> str | None:
        """A mail to the editors with its subject filled in; `None` without a contact address."""
        if not self.contact:
            return None
        return f"mailto:{self.contact}?{urlencode({'subject': f'Question about “{title}”'}, quote_via=quote)}"


@lru_cache(maxsize=8)
def _base(site_url: str) -> str:
    return f"{site_url.rstrip('/')}/" if is_web_address(site_url) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _maps(value: Any) -> tuple[MapChoice, ...]:
    """The maps that can be drawn; what is wrong with the others, `configuration` tells."""
    chosen: dict[str, MapChoice] = {}
    for one in value if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            choice = MapChoice(*(str(one.get(name) or "").strip() for name in ("title", "rows", "columns")))
            facets = {choice.rows, choice.columns}
            sound = choice.title and len(facets) == 2 and facets <= set(FACETS)
            if sound and choice.slug != UNCLASSIFIED:
                chosen.setdefault(choice.slug, choice)
    return tuple(chosen.values()) or DEFAULT_MAPS


def _patterns(value: Any) -> GitIgnoreSpec:
    """Patterns as text in `mkdocs.yml`, or as MkDocs has read them."""
    return (
        value if isinstance(value, GitIgnoreSpec) else GitIgnoreSpec.from_lines(str(value or "").splitlines())
    )


def _plugin_options(plugins: Any) -> Mapping[str, Any]:
    """The options below `coprod_kb` in the list (or mapping) of plugins; empty where there are none."""
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(plugin, Mapping) and isinstance(plugin.get("coprod_kb"), Mapping):
            return cast(Mapping[str, Any], plugin["coprod_kb"])
    return {}
