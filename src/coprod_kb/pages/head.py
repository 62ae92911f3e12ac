"""Metadata in the head of a page for other programs: its subject, how to cite it, and links to its files and feeds.

Only published pages have it. Pages that moved, were withdrawn, have errors or are drafts have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from coprod_kb.collection.authorities import KeywordRecord, OrganisationRecord, PersonRecord, people_named
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.model import Entry
from coprod_kb.pages.page import Context, Metadata, Page, record_path
from coprod_kb.project.settings import Settings
from coprod_kb.records import linked_data, linked_pages, skos
from coprod_kb.records.citation_tags import citation_tags, dublin_core
from coprod_kb.records.exporters import COLLECTION_FILES, ENTRY_FORMATS
from coprod_kb.records.linked_data import Node
from coprod_kb.values.identifiers import doi_url, orcid_url
from coprod_kb.values.translation import gettext
from coprod_kb.values.web import iri, is_web_address

FEED = "feed.xml"
"""The name of a feed, in the folder of the page whose entries it lists."""

SOCIAL_CARD = "assets/social-card.png"
"""The picture that other sites show with a link to this one."""

ENTRY_FILES = tuple((f"cite.{form.ending}", form.media) for form in ENTRY_FORMATS)
"""Names of the files in the folder of an entry's page that describe its work, with media types."""

NEW = "new/"
"""The page of new and updated entries, which offers the feed of all entries."""

_WITHOUT_METADATA = {"moved.html", "withdrawn.html", "faults.html"}

Subject = Entry | KeywordRecord | OrganisationRecord | PersonRecord
"""What a page can be about."""


class Heads:
    """Adds the metadata to each page. Knows which entry, keyword, organisation or person a page is about."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self._catalogue = catalogue
        self._settings = settings
        self._subjects: dict[str, Subject] = {entry.address: entry for entry in catalogue.entries}
        # Labels of the links to feeds on index pages, by the path of the page.
        self._follow = dict.fromkeys(("", NEW), gettext("Follow what is new here")) | {
            entry_type.path: gettext("Follow new {nouns}", nouns=entry_type.nouns)
            for entry_type in catalogue.types
        }
        for folder, records in _records(catalogue):
            self._subjects |= {record_path(folder, record): record for record in records}

    def on(self, page: Page) -> Page:
        """The page with its metadata, or unchanged if it has none."""
        subject = self._subjects.get(page.path)
        draft = isinstance(subject, Entry) and subject.fields.draft
        if draft or page.template in _WITHOUT_METADATA:
            return page
        return replace(page, metadata=partial(self._metadata, page, subject))

    def _metadata(self, page: Page, subject: Subject | None) -> Metadata:
        node = linked_pages.with_address(
            self._node(page, subject), page.path, page.title, page.trail, self._settings
        )
        links = [*self._feed_links(page, subject), *self._signposts(page, subject)]
        head = {
            "tags": _joined(
                [*self._names(subject), ("description", page.description)], self._open_graph(page, subject)
            ),
            "links": [link | _own(page, link["path"]) for link in links if link["path"] or link["url"]],
            "feed": self._feed(page, subject),
        }
        return head, linked_data.as_script(node)

    def _node(self, page: Page, subject: Subject | None) -> Node:
        catalogue, settings = self._catalogue, self._settings
        match subject:
            case Entry():
                return linked_pages.entry_page(subject, catalogue, settings)
            case PersonRecord():
                return linked_pages.person_page(subject, catalogue.affiliations(subject.mentions), settings)
            case OrganisationRecord():
                return linked_pages.organisation_page(subject, catalogue, settings)
            case KeywordRecord():
                return linked_pages.keyword_page(subject, settings)
        if page.path == "":
            return linked_pages.home_page(catalogue, settings, COLLECTION_FILES)
        if page.path == linked_data.KEYWORDS:
            return linked_pages.vocabulary_page(settings, skos.FILES)
        return linked_pages.list_page()

    def _names(self, subject: Subject | None) -> Iterator[tuple[str, str]]:
        if isinstance(subject, Entry):
            yield from citation_tags(subject, self._catalogue)
            yield from dublin_core(subject, self._catalogue, self._settings)
        if self._settings.address(""):
            yield "twitter:card", "summary_large_image"

    def _open_graph(self, page: Page, subject: Subject | None) -> Iterator[tuple[str, str]]:
        """Properties of https://ogp.me. Zotero reads a `website` as a web page."""
        work = isinstance(subject, Entry) and self._catalogue.type_of(subject).is_work
        og_type = "article" if work else "profile" if isinstance(subject, PersonRecord) else "website"
        yield "og:type", og_type
        yield "og:title", page.title
        yield "og:description", page.description
        yield "og:site_name", self._settings.site_name
        if self._settings.address(""):
            yield "og:url", self._settings.address(page.path)
            yield "og:image", self._settings.address(SOCIAL_CARD)

    def _feed(self, page: Page, subject: Subject | None) -> Context:
        """The link that readers see to the feed of this page's entries; empty if there is no feed."""
        follow = {
            KeywordRecord: gettext("Follow this keyword"),
            OrganisationRecord: gettext("Follow this organisation"),
        }
        label = follow.get(type(subject), self._follow.get(page.path, ""))
        if not label or not self._settings.address(""):
            return {}
        path = "" if page.path == NEW else page.path
        return {"path": f"{path}{FEED}", "label": label} | _own(page, f"{path}{FEED}")

    def _feed_links(self, page: Page, subject: Subject | None) -> Iterator[Context]:
        if feed := self._feed(page, subject):
            yield _link("alternate", path=feed["path"], media_type="application/atom+xml", title=page.title)

    def _signposts(self, page: Page, subject: Subject | None) -> Iterator[Context]:
        """Links by the profile https://signposting.org/FAIR/."""
        settings = self._settings
        if page.path == "":
            yield _link("license", url=settings.licence)
            yield from (
                _link("item", path=path, media_type=media_type) for path, media_type in COLLECTION_FILES
            )
            yield _link("type", url="https://schema.org/Dataset")
        if page.path == linked_data.KEYWORDS:
            yield from (
                _link("describedby", path=path, media_type=media_type) for path, media_type in skos.FILES
            )
        if not isinstance(subject, Entry):
            return
        fields = subject.fields
        yield _link("cite-as", url=doi_url(fields.doi) if fields.doi else settings.address(page.path))
        yield from (_link("author", url=orcid) for orcid in self._author_ids(subject))
        yield _link("license", url=linked_data.licence_url(fields.licence))
        yield from (
            _link("item", url=version.url)
            for version in fields.formats
            if version.url and is_web_address(version.url)
        )
        yield from (
            _link("describedby", path=f"{page.path}{name}", media_type=media_type)
            for name, media_type in ENTRY_FILES
        )
        yield _link(
            "type",
            url=f"https://schema.org/{linked_data.work_type(subject, self._catalogue.type_of(subject))}",
        )
        yield _link("type", url="https://schema.org/AboutPage")

    def _author_ids(self, entry: Entry) -> Iterator[str]:
        """The ORCID iDs of the authors of a work, or of the contributors of an entry that is cited as a page."""
        role = "author" if self._catalogue.type_of(entry).is_work else "contributor"
        for mention in people_named(entry):
            orcid = self._catalogue.person_at[entry.slug, mention.where].orcid
            if mention.role == role and orcid:
                yield orcid_url(orcid)


def _joined(names: Iterable[tuple[str, str]], properties: Iterable[tuple[str, str]]) -> list[Context]:
    """The `meta` elements of a head. A name and a property of equal content share one element."""
    tags = [{"name": name, "property": "", "content": content} for name, content in names]
    first_with = {tag["content"]: tag for tag in reversed(tags)}
    for prop, content in properties:
        if found := first_with.pop(content, None):
            found["property"] = prop
        else:
            tags.append({"name": "", "property": prop, "content": content})
    return tags


def _records(
    catalogue: Catalogue,
) -> Iterator[tuple[str, Iterable[KeywordRecord | OrganisationRecord | PersonRecord]]]:
    yield "keywords", catalogue.keywords.values()
    yield "organisations", catalogue.organisations.values()
    yield "people", catalogue.people.values()


def _own(page: Page, path: str) -> Context:
    """Returns the address of a file relative to the page if the file is in the folder of the page; empty otherwise."""
    return {"own": path.removeprefix(page.path) if page.path and path.startswith(page.path) else ""}


def _link(rel: str, path: str = "", url: str = "", media_type: str = "", title: str = "") -> Context:
    """A `link` element: to `path` on the site, or to the web address `url`."""
    return {"rel": rel, "path": path, "url": iri(url), "type": media_type, "title": title}
