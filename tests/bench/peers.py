"""The generators that are measured: this one, and others on the same entries.

Each writes a project into a folder and names the command that builds it from nothing. What the others are
given is what somebody would write who wanted the same: entries with their facts, and, where the generator can
do it by itself, pages of keywords, organisations and people.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests import ROOT
from tests.bench.corpus import Work, facets_file

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Generator:
    """A way of building the corpus.

    prepare: writes the project into a folder. command: builds it, run there; the site goes to `out`.
    pages: what it makes pages of, in words. module: what has to be installed.
    """

    name: str
    pages: str
    prepare: Callable[[Path, Sequence[Work]], None]
    command: tuple[str, ...]
    out: str = "site"
    module: str = "coprod_kb"

    @property
    def installed(self) -> bool:
        return find_spec(self.module) is not None


def _ours(folder: Path, works: Sequence[Work], options: str) -> None:
    (folder / "mkdocs.yml").write_text(
        "site_name: Bench\nsite_url: https://example.org/\nnav: [{Home: index.md}]\n"
        f"theme: {{name: material, font: false}}\nplugins: [{{coprod_kb: {{{options}}}}}]\n",
        encoding="utf-8",
    )
    shutil.copy(ROOT / "collection.yml", folder)  # entries report its facts
    (folder / "docs").mkdir()
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "facets.yml").write_text(facets_file(), encoding="utf-8")
    _write(folder / "entries", {f"{work.slug}.md": work.text for work in works})


def _material(folder: Path, works: Sequence[Work]) -> None:
    (folder / "mkdocs.yml").write_text(
        "site_name: Bench\nsite_url: https://example.org/\nnav: [{Home: index.md}]\n"
        "theme: {name: material, font: false}\nplugins: []\n"
        "markdown_extensions: [attr_list, tables, {toc: {permalink: false}}]\n"
        "validation: {omitted_files: ignore, links: {not_found: ignore}}\n",
        encoding="utf-8",
    )
    _write(
        folder / "docs",
        {"index.md": "# Bench\n"} | {f"entries/{work.slug}.md": _plain(work) for work in works},
    )


def _hugo(folder: Path, works: Sequence[Work], options: dict[str, object], layouts: dict[str, str]) -> None:
    config = options | {
        "baseURL": "https://example.org/",
        "title": "Bench",
        "publishDir": "site",
        "taxonomies": {"keyword": "keywords", "organisation": "organisations", "person": "people"},
    }
    _write(folder, {"hugo.json": json.dumps(config), "content/_index.md": "---\ntitle: Bench\n---\n"})
    _write(folder / "content" / "entries", {f"{work.slug}.md": _for_hugo(work) for work in works})
    _write(folder / "layouts" / "_default", layouts)


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _people(work: Work) -> list[str]:
    people = [*work.fields["contributors"], *({"name": name} for name in work.fields.get("authors", []))]
    return list(dict.fromkeys(str(person["name"]) for person in people))


def _plain(work: Work) -> str:
    """For a generator that knows Markdown only: the facts as a list above the text."""
    fields = work.fields
    facts = {
        "Type": fields["type"],
        "Keywords": ", ".join(fields["keywords"]),
        "People": ", ".join(_people(work)),
        "Organisations": ", ".join(organisation["name"] for organisation in fields["organisations"]),
        "Places": ", ".join(fields.get("places", [])),
    }
    listed = "\n".join(f"- **{label}:** {value}" for label, value in facts.items() if value)
    points = "\n".join(f"- {point}" for point in fields.get("key_points", []))
    return f"# {fields['title']}\n\n{fields['summary']}\n\n{listed}\n\n{points}\n\n{work.body}"


def _for_hugo(work: Work) -> str:
    fields = work.fields
    own = {
        "title": fields["title"],
        "kind_of_work": fields["type"],
        "summary_text": fields["summary"],
        "keywords": fields["keywords"],
        "organisations": [organisation["name"] for organisation in fields["organisations"]],
        "people": _people(work),
        "places": fields.get("places", []),
        "key_points": fields.get("key_points", []),
        "doi": fields.get("doi", ""),
        "date": fields["added"],
        "issued": fields["date"] if "date" in fields else fields["period"]["start"],
    }
    return json.dumps(own, ensure_ascii=False) + f"\n\n{work.body.replace('.md)', ')')}"


_SHELL = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="canonical" href="{{ .Permalink }}"></head><body>
<header><a href="/">{{ site.Title }}</a><nav><a href="/entries/">Entries</a> <a href="/keywords/">Keywords</a>
<a href="/organisations/">Organisations</a> <a href="/people/">People</a></nav></header><main>{{ block "main" . }}{{ end }}</main></body></html>
"""
_CARD = '<li><p>{{ .Params.kind_of_work }}</p><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3><p>{{ .Params.summary_text }}</p></li>'
_TERMS = '{{ range $.GetTerms "%s" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}'
HUGO_LAYOUTS = {
    "baseof.html": _SHELL,
    "single.html": '{{ define "main" }}<p>{{ .Params.kind_of_work }}</p><h1>{{ .Title }}</h1><p>{{ .Params.summary_text }}</p><dl>'
    + "".join(f"<dt>{name.title()}</dt><dd>{_TERMS % name}</dd>" for name in ("keywords", "organisations", "people"))
    + "<dt>Places</dt><dd>{{ delimit .Params.places `, ` }}</dd>{{ with .Params.doi }}<dt>DOI</dt><dd>{{ . }}</dd>{{ end }}</dl>"
    "<ul>{{ range .Params.key_points }}<li>{{ . }}</li>{{ end }}</ul>{{ .Content }}"
    "<h2>Related</h2><ul>{{ range first 5 (site.RegularPages.Related .) }}<li><a href={{ .RelPermalink }}>{{ .Title }}</a></li>{{ end }}</ul>{{ end }}",
    "list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}' + _CARD + "{{ end }}</ul>{{ end }}",
    "terms.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}'
    '<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> ({{ .Count }})</li>{{ end }}</ul>{{ end }}',
}  # fmt: skip

HUGO_PAGES_ALONE: dict[str, object] = {"disableKinds": ["RSS", "sitemap"]}
HUGO_FILES: dict[str, object] = {
    "services": {"rss": {"limit": 20}},
    "mediaTypes": {f"application/x-{name}": {"suffixes": [name.replace("csl", "json")]} for name in ("bib", "ris", "csl")},
    "outputFormats": {
        name: {"mediaType": media, "baseName": base, "isPlainText": True}
        for name, media, base in (
            ("bib", "application/x-bib", "cite"),
            ("ris", "application/x-ris", "cite"),
            ("csl", "application/x-csl", "cite.csl"),
            ("json", "application/json", "entries"),
            ("csv", "text/csv", "entries"),
        )
    },
    "outputs": {
        "page": ["html", "bib", "ris", "csl"],
        "home": ["html", "rss", "json", "csv"],
        "section": ["html", "rss"],
        "term": ["html", "rss"],
    },
}  # fmt: skip
_LINKED_DATA = (
    '{{ if .IsPage }}<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "CreativeWork" "@id" .Permalink '
    '"name" .Title "abstract" .Params.summary_text "keywords" .Params.keywords "author" .Params.people "contributor" .Params.organisations '
    '"identifier" .Params.doi "datePublished" .Params.issued | jsonify | safeJS }}</script>{{ end }}'
)
HUGO_LAYOUTS_OF_FILES = {
    "baseof.html": _SHELL.replace(
        "</head>",
        '{{ range .AlternativeOutputFormats }}<link rel="alternate" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">{{ end }}'
        f"{_LINKED_DATA}</head>",
    ),
    "single.bib": "@misc{ {{- .File.ContentBaseName }},\n  title = { {{- .Title -}} },\n"
    '  author = { {{- delimit .Params.people " and " -}} },\n  date = { {{- .Params.issued -}} },\n  doi = { {{- .Params.doi -}} },\n'
    '  abstract = { {{- .Params.summary_text -}} },\n  keywords = { {{- delimit .Params.keywords ", " -}} },\n  url = { {{- .Permalink -}} }\n}\n',
    "single.ris": "TY  - RPRT\nTI  - {{ .Title }}\n{{ range .Params.people }}AU  - {{ . }}\n{{ end }}PY  - {{ .Params.issued }}\n"
    "DO  - {{ .Params.doi }}\nAB  - {{ .Params.summary_text }}\n{{ range .Params.keywords }}KW  - {{ . }}\n{{ end }}UR  - {{ .Permalink }}\nER  - \n",
    "single.csl.json": '{{ slice (dict "id" .File.ContentBaseName "type" "report" "title" .Title "author" .Params.people "DOI" .Params.doi '
    '"issued" .Params.issued "abstract" .Params.summary_text "keyword" (delimit .Params.keywords ", ") "URL" .Permalink) | jsonify }}',
    "home.json": "{{ $all := slice }}{{ range site.RegularPages }}"
    '{{ $all = $all | append (merge .Params (dict "url" .Permalink)) }}{{ end }}{{ $all | jsonify }}',
    "home.csv": "title,type,summary,keywords,people,organisations,places,date,doi,url\n{{ range site.RegularPages }}"
    '{{ range slice .Title .Params.kind_of_work .Params.summary_text (delimit .Params.keywords "; ") (delimit .Params.people "; ") '
    '(delimit .Params.organisations "; ") (delimit .Params.places "; ") .Params.issued .Params.doi }}"{{ replace . `"` `""` }}",{{ end }}'
    "{{ .Permalink }}\n{{ end }}",
}  # fmt: skip
"""Linked data in pages, and files beside them, as ours has them."""

_MKDOCS = (str(BIN / "mkdocs"), "build", "--quiet")
GENERATORS = (
    Generator(
        "coprod_kb", "every page", lambda folder, works: _ours(folder, works, "search: false"), _MKDOCS
    ),
    Generator(
        "coprod_kb, with search",
        "every page, and the search index",
        lambda folder, works: _ours(folder, works, ""),
        _MKDOCS,
    ),
    Generator(
        "Hugo",
        "entries, keywords, organisations and people",
        lambda folder, works: _hugo(folder, works, HUGO_PAGES_ALONE, HUGO_LAYOUTS),
        (str(BIN / "hugo"), "--quiet"),
        module="hugo",
    ),
    Generator(
        "Hugo, the same work",
        "the same, with linked data, feeds, and files for programs",
        lambda folder, works: _hugo(folder, works, HUGO_FILES, HUGO_LAYOUTS | HUGO_LAYOUTS_OF_FILES),
        (str(BIN / "hugo"), "--quiet"),
        module="hugo",
    ),
    Generator("Material for MkDocs", "entries only", _material, _MKDOCS, module="material"),
    Generator(
        "Zensical", "entries only", _material, (str(BIN / "zensical"), "build", "--clean"), module="zensical"
    ),
)
"""Ours first; what the others cost is told as a multiple of it."""
