"""What an archive says of itself to other programs: `ro-crate-metadata.json` (RO-Crate 1.1)."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from mimetypes import guess_type
from urllib.parse import quote

from coprod_kb.collection.catalogue import Catalogue
from coprod_kb.project.settings import Settings
from coprod_kb.records.exporters import COLLECTION_FILES
from coprod_kb.records.linked_data import Node, without_empty
from coprod_kb.records.skos import FILES as VOCABULARY_FILES

NAME = "ro-crate-metadata.json"
SITE = "site/"
SOURCES = "sources/"

_SPECIFICATION = "https://w3id.org/ro/crate/1.1"


def crate(paths: Collection[str], catalogue: Catalogue, settings: Settings, day: date) -> str:
    """The text of the file. paths: of all other files, from the folder that holds it. day: when the content was last changed.

    Describes the site, the sources, each source file, and the files that hold the whole collection.
    """
    entries = {SOURCES + entry.path: entry for entry in catalogue.entries}
    media = {SITE + path: kind for path, kind in (*COLLECTION_FILES, *VOCABULARY_FILES)}
    parts: list[Node] = []
    for path in sorted(paths):
        if path.startswith(SOURCES) or path in media:
            entry = entries.get(path)
            parts.append(
                {
                    "@id": quote(path),
                    "@type": "File",
                    "name": entry.title if entry else path.rpartition("/")[2],
                    "description": entry.fields.summary if entry else "",
                    "url": settings.address(entry.address) if entry else "",
                    "encodingFormat": media.get(path) or _media_type(path),
                }
            )
    agents = _agents(settings)
    root: Node = {
        "@id": "./",
        "@type": "Dataset",
        "name": settings.site_name,
        "description": settings.site_description or settings.site_name,
        "datePublished": day.isoformat(),
        "inLanguage": settings.language,
        "url": settings.address(""),
        "license": {"@id": settings.licence} if settings.licence else "The collection states no licence.",
        **{role: {"@id": agent["@id"]} for role, agent in agents.items()},
        "hasPart": [{"@id": SITE}, {"@id": SOURCES}],
    }
    graph: list[Node] = [
        {
            "@id": NAME,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _SPECIFICATION},
            "about": {"@id": "./"},
        },
        root,
        _folder(SITE, "The site, which opens from a disk. Start with index.html.", parts),
        _folder(SOURCES, "The files that the site is made of.", parts),
        *parts,
        *agents.values(),
    ]
    if settings.licence:
        graph.append({"@id": settings.licence, "@type": "CreativeWork", "name": settings.licence})
    document = {"@context": f"{_SPECIFICATION}/context", "@graph": [without_empty(node) for node in graph]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _folder(path: str, description: str, parts: list[Node]) -> Node:
    held = [{"@id": part["@id"]} for part in parts if part["@id"].startswith(path)]
    return {
        "@id": path,
        "@type": "Dataset",
        "name": path.rstrip("/"),
        "description": description,
        "hasPart": held,
    }


def _agents(settings: Settings) -> dict[str, Node]:
    """Who made the collection and who publishes it, by role; without those that the settings do not name."""
    editors = settings.editors
    organisation = {"@id": "#publisher", "@type": "Organization", "name": editors.organisation}
    person = {"@id": "#editor", "@type": "Person", "name": editors.name}
    agents: dict[str, Node] = {}
    if editors.name:
        agents["author"] = person | ({"affiliation": {"@id": "#publisher"}} if editors.organisation else {})
    if editors.organisation:
        agents["publisher"] = organisation
        agents.setdefault("author", organisation)
    return agents


def _media_type(path: str) -> str:
    known = {".md": "text/markdown", ".yml": "application/yaml", ".yaml": "application/yaml"}
    ending = path[path.rfind(".") :]
    return known.get(ending) or guess_type(path, strict=True)[0] or "application/octet-stream"
