"""What a new collection starts with: types, facets, groups of facts, and the terms of the vocabulary.

They come from a set of ours, from words on the command line, or from another collection, without its entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from coprod_kb.diagnostics import as_text
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.links.network import fetch
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from coprod_kb.project.cloning import clone
from coprod_kb.project.collection_file import FILE, read_description
from coprod_kb.project.files import template_folder
from coprod_kb.project.project import ProjectError, read_config
from coprod_kb.project.settings import Settings
from coprod_kb.publishing.contents import DESCRIPTION
from coprod_kb.values.names import slug_of

_AGENT = "coprod-kb (init)"


@dataclass(frozen=True, slots=True)
class Start:
    """What a new collection starts with. files: `collection.yml` and files of the vocabulary, by name."""

    description: CollectionDescription
    vocabulary: Vocabulary
    files: Mapping[str, bytes]


def start_of(files: Mapping[str, bytes], source: str) -> Start:
    """Raises `ProjectError` if a file has errors. source: where the files come from, for the message."""
    description, found = read_description(files.get(FILE, b""))
    vocabulary, faults = read_vocabulary(files, "vocabulary", description)
    if errors := [fault for fault in (*found, *faults) if fault.is_error]:
        raise ProjectError(f"Nothing can start from {source} yet:\n{as_text(errors)}")
    return Start(description, vocabulary, files)


def shipped_starts() -> list[str]:
    """The names of our own sets."""
    return sorted(folder.name for folder in (template_folder() / "starts").iterdir())


def shipped_start(name: str) -> Start:
    return start_in(template_folder() / "starts" / name)


def start_in(folder: Path) -> Start:
    """From the folder of a project. Raises `ProjectError` if it is none."""
    config = folder / "mkdocs.yml"
    if not config.is_file() and not (folder / FILE).is_file():
        raise ProjectError(f"{folder} is not the folder of a collection: it has no {FILE} and no mkdocs.yml.")
    vocabulary = Settings.of(read_config(config)).vocabulary_dir if config.is_file() else "vocabulary"
    places = {name: folder / (name if name == FILE else f"{vocabulary}/{name}") for name in DESCRIPTION}
    return start_of({name: file.read_bytes() for name, file in places.items() if file.is_file()}, str(folder))


def start_from_repository(address: str) -> Start:
    """From the repository of a project. Raises `ProjectError` if git cannot fetch it, or it holds no collection."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "copy"
        clone(address, folder)
        try:
            return start_in(folder)
        except ProjectError as error:
            raise ProjectError(str(error).replace(str(folder), address)) from None


def start_at(address: str, fetch: Callable[..., LinkOutcome] = fetch) -> Start:
    """From a published site. Raises `ProjectError` if it cannot be reached, or does not publish its description."""
    base, files = f"{address.rstrip('/')}/", {}
    for name, path in DESCRIPTION.items():
        found = fetch(base + path, _AGENT, "*/*")
        if found.status is LinkStatus.OK:
            files[name] = found.content
        elif found.status is not LinkStatus.GONE:
            raise ProjectError(
                f"{base}{path} cannot be fetched. Look whether the address opens in a browser."
            )
    if FILE not in files:
        raise ProjectError(
            f"{base} publishes no {FILE}. Name the site of a collection made with this program, or a copy of its folder."
        )
    return start_of(files, base)


def own_start(
    types: Sequence[str], facets: Sequence[str], base: Start, *, without_facets: bool = False
) -> Start:
    """From words: types such as `Diary` or `Diary=Diaries`, facets such as `Season: spring; summer`.

    What is left out is taken from `base`. Raises `ProjectError` for words that cannot be used.
    """
    if not (types or facets or without_facets):
        return base
    described: dict[str, Any] = base.description.model_dump(
        mode="json", exclude_unset=True, exclude_none=True
    )
    files = dict(base.files)
    if types:
        described["types"] = [_entry_type(*_pair(text, "=")) for text in types]
    if facets or without_facets:
        described["facets"], terms = [], {}
        described.pop("maps", None)
        for label, values in (_pair(text, ":") for text in facets):
            name = _field_name(label)
            described["facets"].append(
                {"name": name, "label": label, "description": f"Browse by {label[:1].lower()}{label[1:]}."}
            )
            terms[name] = [{"label": term.strip()} for term in values.split(";") if term.strip()]
        files.pop("facets.yml", None)
        files |= {"facets.yml": as_yaml(terms)} if terms else {}
    return start_of(files | {FILE: as_yaml(described)}, "these words")


def _pair(text: str, sign: str) -> tuple[str, str]:
    label, _, rest = text.partition(sign)
    return " ".join(label.split()), rest.strip()


def _entry_type(label: str, plural: str) -> dict[str, str]:
    plural = plural or _plural(label)
    return {"name": _field_name(label), "label": label, "plural": plural, "address": slug_of(plural)}


def _plural(word: str) -> str:
    """The usual plural of an English word."""
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|ch|sh)$", word) else f"{word}s"


def _field_name(label: str) -> str:
    """The name in files. Raises `ProjectError` if the label has no letters."""
    name = re.sub(r"[^a-z]+", "_", slug_of(label)).strip("_")[:40].rstrip("_")
    if not name or not any(map(str.isalpha, label)):
        raise ProjectError(f"“{label}” has no letters to name a field after. Choose another word.")
    return name


def as_yaml(value: Any) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100).encode()
