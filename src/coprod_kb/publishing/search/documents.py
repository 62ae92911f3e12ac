"""The input of Pagefind: for each page a small HTML document with the text to index, with weights.

Documents are made from the catalogue and not from finished pages. So the index does not depend on templates, and it
leaves out labels, lists of related entries and references.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from coprod_kb.collection.authorities import KeywordRecord, organisations_named, people_named
from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.entries.answers import FOLDER
from coprod_kb.entries.model import Entry
from coprod_kb.entries.texts import further, plain, points, reported
from coprod_kb.pages import places
from coprod_kb.pages.fact_groups import accounts
from coprod_kb.pages.page import record_path
from coprod_kb.pages.questions import questions
from coprod_kb.publishing.search.families import Families
from coprod_kb.publishing.search.further import further_words
from coprod_kb.publishing.search.spellings import Compounds, labelled

TITLE, SUMMARY, BODY, PEOPLE, ORGANISATIONS, KEYWORDS, OTHERS = 10.0, 7.0, 4.0, 3.0, 2.5, 2.0, 1.0
"""Pagefind's weights, from 0 to 10."""

_IN_LANGUAGES = (("title", TITLE), ("summary", SUMMARY), ("key_points", BODY))

END = "¦¦"
"""Separates the text from further spellings, which the browser does not show."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The text to index of one page.

    path: address of the page, as in `Page`. html: the document. place: of an entry in the catalogue; else `None`.
    """

    path: str
    html: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class PageByHand:
    """A page of the docs folder: its address, title and HTML, which is trusted."""

    path: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a document. html: replaces the text if given. quoted: whether results may show the text."""

    weight: float
    text: str
    html: str = ""
    quoted: bool = True


def documents(catalogue: Catalogue, by_hand: Iterable[PageByHand] = ()) -> Iterator[SearchDocument]:
    """Entries in the order of the catalogue, then questions, keywords with a definition, and pages of the docs folder."""
    compounds, families = labelled(catalogue), Families(catalogue)
    for entry in catalogue.entries:
        for text in (
            entry.title,
            entry.fields.summary or "",
            plain(entry.prose.html),
            *points(entry),
            *reported(entry),
        ):
            compounds.add_written(text)
    for place, entry in enumerate(catalogue.entries):
        note = ", ".join(filter(None, (catalogue.type_of(entry).label, entry.when)))
        html = _html(entry.title, note, _entry_parts(entry, catalogue), compounds, families)
        yield SearchDocument(entry.address, html, place)
    for path, title, parts in _questions(catalogue):
        yield SearchDocument(path, _html(title, "Question", parts, compounds, families))
    explained = [record for record in catalogue.keywords.values() if record.term and record.term.definition]
    for record in explained:
        path = record_path("keywords", record)
        yield SearchDocument(
            path, _html(record.label, "Keyword", _keyword_parts(record), compounds, families)
        )
    for note, pages in (("Page", _page_of_places(catalogue)), ("Question", _pages_of_parts(catalogue))):
        for path, title, text in pages:
            parts = [_Part(TITLE, title), _Part(SUMMARY, text)]
            yield SearchDocument(path, _html(title, note, parts, compounds, families))
    for page in by_hand:
        parts = [_Part(TITLE, page.title), _Part(OTHERS, plain(page.html), page.html)]
        yield SearchDocument(page.path, _html(page.title, "Page", parts, compounds, families))


def _page_of_places(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Path, title and text of the place map, if there is one."""
    if catalogue.located_places:
        yield places.PATH, f"{places.TITLE} on a map", places.LEAD


def _questions(catalogue: Catalogue) -> Iterator[tuple[str, str, list[_Part]]]:
    """Path, title and parts of the page of each answer, and of the list of all questions."""
    for answer in catalogue.answers:
        fields = answer.fields
        parts = [_Part(TITLE, fields.question), _Part(SUMMARY, fields.answer)]
        parts.append(_Part(BODY, plain(answer.prose.html), answer.prose.html))
        yield answer.address, fields.question, parts
    if asked := [question["text"] for question in questions(catalogue) if not question["answer"]]:
        yield f"{FOLDER}/", "Questions", [_Part(SUMMARY, text) for text in asked]


def _pages_of_parts(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Path, title and text of the pages about parts of groups of facts that some entry reports."""
    for group in catalogue.vocabulary.description.facts:
        reported = {name for account in accounts(group, catalogue).values() for name in account}
        for part in group.parts:
            if part.name in reported:
                text = f"{part.question or ''} {part.description}"
                yield group.part_path(part), f"{group.label}: {part.label}", text


def _entry_parts(entry: Entry, catalogue: Catalogue) -> list[_Part]:
    fields = entry.fields
    keywords = catalogue.keywords_of(entry)
    people = [catalogue.person_at[entry.slug, mention.where].label for mention in people_named(entry)]
    organisations = [catalogue.organisation(mention.name).label for mention in organisations_named(entry)]
    as_written = [mention.name for mention in (*people_named(entry), *organisations_named(entry))]
    return [
        _Part(TITLE, entry.title),
        _Part(SUMMARY, fields.summary or ""),
        *(_Part(BODY, point) for point in points(entry)),
        _Part(BODY, plain(entry.prose.html), entry.prose.html),
        *(_Part(BODY, text) for text in reported(entry)),
        _Part(PEOPLE, _labelled("People", people)),
        _Part(ORGANISATIONS, _labelled("Organisations", organisations)),
        _Part(KEYWORDS, _labelled("Keywords", [record.label for record in keywords])),
        _Part(OTHERS, _labelled("Filed under", _filed_under(entry, catalogue))),
        _Part(OTHERS, _labelled("Published", _published(entry))),
        *(_Part(KEYWORDS, name, quoted=False) for record in keywords for name in _aliases(record)),
        *(_Part(OTHERS, name, quoted=False) for name in dict.fromkeys(as_written)),
        *(
            _Part(weight, text, quoted=False)
            for name, weight in _IN_LANGUAGES
            for text in further(entry, name)
        ),
    ]


def _filed_under(entry: Entry, catalogue: Catalogue) -> list[str]:
    """The type, and the terms of all facets with their wider terms, so that “Scotland” finds entries about Glasgow."""
    found = [catalogue.type_of(entry).label]
    for facet, names in entry.fields.facets.items():
        for name in names:
            label = catalogue.vocabulary.facet(facet).preferred_label(name)
            found += [label, *catalogue.vocabulary.broader_terms(facet, label)]
    return found


def _published(entry: Entry) -> list[str]:
    fields = entry.fields
    journal = fields.publication.journal if fields.publication else None
    return list(filter(None, (entry.when, journal, fields.doi, fields.isbn, fields.pmid)))


def _aliases(record: KeywordRecord) -> Sequence[str]:
    return record.term.aliases if record.term else ()


def _keyword_parts(record: KeywordRecord) -> list[_Part]:
    definition = (record.term.definition if record.term else None) or ""
    aliases = [_Part(TITLE, name, quoted=False) for name in _aliases(record)]
    question = (record.term.question if record.term else None) or ""
    return [_Part(TITLE, record.label), _Part(SUMMARY, f"{definition} {question}".strip()), *aliases]


def _labelled(label: str, names: Iterable[str]) -> str:
    """“People: A, B.”; empty without names."""
    joined = ", ".join(dict.fromkeys(names))
    return f"{label}: {joined}." if joined else ""


def _html(title: str, note: str, parts: Sequence[_Part], compounds: Compounds, families: Families) -> str:
    """The document: parts that results may quote, then `END`, then text that is found but not shown."""
    by_weight: dict[float, list[str]] = defaultdict(list)
    for part in parts:
        by_weight[part.weight].append(part.text)
    hidden = [(part.weight, part.text) for part in parts if not part.quoted]
    hidden += [
        (weight, " ".join((*compounds.within(texts), *further_words(texts), *families.within(texts))))
        for weight, texts in by_weight.items()
    ]
    quoted = "".join(
        _block(part.weight, part.html or escape(part.text)) for part in parts if part.quoted and part.text
    )
    further = "".join(_block(weight, escape(text)) for weight, text in hidden if text)
    return (
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        f'<p data-title="{escape(title)}" data-note="{escape(note)}" '
        f'data-pagefind-meta="title[data-title], note[data-note]"></p>'
        f"{quoted}<p>{END}</p>{further}</body></html>"
    )


def _block(weight: float, html: str) -> str:
    return f'<div data-pagefind-weight="{weight}">{html}</div>'
