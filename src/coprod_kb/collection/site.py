"""Reads the folder of a project, and after a change only the files that changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coprod_kb.collection.accepted import divided
from coprod_kb.collection.catalogue import Catalogue, build_catalogue
from coprod_kb.collection.cross_checks import cross_check
from coprod_kb.diagnostics import Diagnostic, Severity, in_order
from coprod_kb.entries.answers import FOLDER as ANSWERS
from coprod_kb.entries.answers import Answer
from coprod_kb.entries.folder import content_of, refused
from coprod_kb.entries.model import Entry, Reading, sound_entries, typed_entries
from coprod_kb.entries.reading_memory import ReadingMemory
from coprod_kb.entries.vocabulary import Vocabulary
from coprod_kb.entries.vocabulary_files import FILES, load_file, read_vocabulary
from coprod_kb.entries.workers import read_files
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.document import Document
from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.reportable import State, state_of
from coprod_kb.project.collection_file import FILE as COLLECTION
from coprod_kb.project.collection_file import NOTHING, incomplete, read_description, unknown_answers
from coprod_kb.project.configuration import CODE, configuration_faults
from coprod_kb.project.docs_folder import pages_by_hand, published_files
from coprod_kb.project.entry_folder import files_of_entries
from coprod_kb.project.files import signature
from coprod_kb.project.gaps import example, gaps_in, is_example
from coprod_kb.project.history import History, current_day, file_history
from coprod_kb.project.project import find_project, read_config
from coprod_kb.project.settings import Settings
from coprod_kb.values.translation import use_language


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check has found. paths: of the files that were read. diagnostics: by file and line."""

    paths: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Snapshot:
    """The state of a project at the time of reading.

    diagnostics: everything found, by file and line.
    unchecked: whether entries with errors are published as well.
    history: the days on which files came in and changed.
    root: the folder that holds `mkdocs.yml`; `None` for entries that were not read from a folder.
    accepted: the findings that entries accept, which are not among `diagnostics`.
    """

    settings: Settings
    readings: tuple[Reading, ...]
    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...]
    unchecked: bool = False
    history: History = field(default_factory=History)
    root: Path | None = None
    accepted: tuple[Diagnostic, ...] = ()

    @property
    def listed(self) -> Catalogue:
        """The catalogue as lists and searches show it."""
        return self.catalogue.listed(self.settings)

    @property
    def checked(self) -> Checked:
        return Checked(tuple(reading.path for reading in self.readings), self.diagnostics)

    @cached_property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(found for found in self.diagnostics if found.is_error)

    @property
    def history_gap(self) -> str:
        """Why days that entries do not state are not known, and the command that helps; empty if none is missing."""
        entries = self.catalogue.entries
        return self.history.gap if any(not (entry.added and entry.updated) for entry in entries) else ""

    @property
    def unsafe_findings(self) -> tuple[Diagnostic, ...]:
        """Errors that stop a build even if entries are not checked."""
        return tuple(found for found in self.errors if found.code == CODE)


@dataclass(slots=True)
class Site:
    """A project's folder. Each reading opens only the files that have changed since the one before.

    root: the folder that holds `mkdocs.yml`.
    configuration: the faults of that file. former: its options that are parts of `collection.yml` now.
    instead: content that takes the place of files of the vocabulary and of entries, by path, to check a change before it is
    written; `None` for a file that goes.
    described: what `collection.yml` said when the settings were read; it is not read again as long as it stays.
    memory: the readings of earlier runs; without it, the first reading opens every file.
    """

    root: Path
    settings: Settings
    configuration: Sequence[Diagnostic] = ()
    instead: Mapping[str, bytes | None] = field(default_factory=dict)
    memory: ReadingMemory | None = None
    former: Document = NOTHING
    described: Described | None = None
    _vocabulary: tuple[Mapping[str, bytes], Vocabulary, list[Diagnostic]] | None = None
    _spellings: str = ""
    _remembered: dict[str, tuple[object, Reading]] = field(default_factory=dict)

    def read(self, *, drafts: bool = False, unchecked: bool = False, today: date | None = None) -> Snapshot:
        """The present state of the folder, checked. Never raises on content.

        drafts: whether drafts are published, as in a preview.
        unchecked: whether entries with errors are published, if their fields can be typed.
        today: the day for checks of periods; by default `current_day`.
        """
        vocabulary, faults = self._read_vocabulary()
        files, refusals = self._list_files()
        readings = self._read_entries(files, vocabulary)
        by_hand = pages_by_hand(self.docs, self.settings.excluded)
        settings = replace(self.settings, by_hand=frozenset(address for address, _ in by_hand))
        history = file_history(self.root, self.settings.entries_dir)
        answers, faults_of_answers = self._read_answers(vocabulary.description)
        catalogue = self._build_catalogue(readings, history, vocabulary, drafts=drafts, unchecked=unchecked)
        catalogue = replace(catalogue, answers=answers)
        found, accepted = self._found([*faults, *refusals], faults_of_answers, readings, catalogue, today)
        return Snapshot(
            settings,
            tuple(readings),
            catalogue,
            tuple(in_order(found)),
            unchecked,
            history,
            self.root,
            tuple(accepted),
        )

    def _build_catalogue(
        self,
        readings: Sequence[Reading],
        history: History,
        vocabulary: Vocabulary,
        *,
        drafts: bool,
        unchecked: bool,
    ) -> Catalogue:
        """The catalogue of all entries that are shown, each with the days of its history."""

        def dated(entry: Entry) -> Entry:
            first, last = history.of_entry(entry.path, entry.slug, entry.fields.formerly)
            first_slug = history.first_slugs.get(entry.path)
            return replace(entry, first_seen=first, last_changed=last, first_slug=first_slug)

        shown = typed_entries(readings) if unchecked else sound_entries(readings)
        return build_catalogue(map(dated, shown), vocabulary, drafts=drafts)

    def check(self, *, today: date | None = None) -> Checked:
        """As `read`, without the history of the files, which only pages need."""
        vocabulary, faults = self._read_vocabulary()
        files, refusals = self._list_files()
        readings = list(self._read_anew(list(files), vocabulary).values())
        answers, faults_of_answers = self._read_answers(vocabulary.description)
        catalogue = replace(build_catalogue(sound_entries(readings), vocabulary), answers=answers)
        found, _ = self._found([*faults, *refusals], faults_of_answers, readings, catalogue, today)
        return Checked(tuple(files), tuple(in_order(found)))

    def _found(
        self,
        faults: Sequence[Diagnostic],
        faults_of_answers: Sequence[Diagnostic],
        readings: Sequence[Reading],
        catalogue: Catalogue,
        today: date | None,
    ) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """All findings except those about addresses of pages, as `divided` returns them.

        faults: of the vocabulary, and of files that are not read. If `collection.yml` has errors, nothing is said about
        entries and answers: they may well be right, and their findings would hide the errors.
        """
        found = [*self.configuration, *self._entries_in_docs(), *self._gaps(), *faults]
        if any(fault.path == COLLECTION and fault.is_error for fault in faults):
            return found, []
        found += faults_of_answers
        found += (fault for reading in readings for fault in reading.diagnostics)
        found += cross_check(catalogue, readings, today or current_day())
        found += self._accessible_formats(catalogue)
        found += (example(entry.path) for entry in catalogue.entries if is_example(entry.fields.summary))
        return divided(found, typed_entries(readings))

    def _accessible_formats(self, catalogue: Catalogue) -> Iterator[Diagnostic]:
        """A single note with the number of entries for which nobody has looked for an accessible version of the work.

        Most works have no such version, so a note for each entry would hide other findings.
        """
        if missing := sum(
            state_of(entry.fields.formats) is State.NOT_LOOKED_AT for entry in catalogue.entries
        ):
            yield Diagnostic(
                code="no-accessible-format",
                severity=Severity.NOTE,
                path=self.settings.entries_dir,
                message=f"Entries for which nobody has looked for an accessible version: {missing:,} of {len(catalogue.entries):,}.",
                hint="If you know of one, such as Easy Read, audio or British Sign Language, add it under `formats`: it "
                "opens the work to more people. If you have looked and found none, write `formats: not reported`.",
            )

    @property
    def docs(self) -> Path:
        """The folder of pages that are written by hand."""
        return self.root / self.settings.docs_dir

    def _entries_in_docs(self) -> Iterator[Diagnostic]:
        """Symbolic links in the docs folder that lead to entries: MkDocs would publish the entries unchecked."""
        entries = (self.root / self.settings.entries_dir).resolve()
        for file in published_files(self.docs, self.settings.excluded):
            if (self.docs / file).resolve().is_relative_to(entries):
                path = f"{self.settings.docs_dir}/{file}"
                problem = "A link leads from here to an entry, so it would be published as it is."
                yield refused(path, CODE, problem, "Delete the link. Link to the page of the entry instead.")

    @property
    def description(self) -> CollectionDescription:
        """What the collection says about its entries."""
        return self._read_vocabulary()[0].description

    def _gaps(self) -> Iterator[Diagnostic]:
        """What the editors' own files leave to be filled in: settings, description, licence and pages by hand."""
        pages = (
            f"{self.settings.docs_dir}/{file}" for _, file in pages_by_hand(self.docs, self.settings.excluded)
        )
        for path in ("mkdocs.yml", COLLECTION, "LICENSE.md", *pages):
            if (file := self.root / path).is_file():
                yield from gaps_in(path, file.read_bytes())

    def has_former_addresses(self) -> bool:
        """Whether the vocabulary has former addresses, which are checked against all addresses of the site."""
        return bool(self._read_vocabulary()[0].former_addresses)

    @property
    def schema(self) -> EntrySchema:
        """The fields of the entries."""
        return self._read_vocabulary()[0].schema

    def vocabulary_document(self, name: str) -> tuple[Document, list[Diagnostic]]:
        """The values of a vocabulary file with their positions, and the faults of its text.

        A file that cannot be read has faults and no value; an absent one has neither.
        """
        return load_file(self._curated_files().get(name, b""), f"{self.settings.vocabulary_dir}/{name}")

    def description_document(self) -> Document:
        """The values of `collection.yml` with their positions; without a value if it cannot be read, or is absent."""
        return load_file(self._curated_files().get(COLLECTION, b""), COLLECTION)[0]

    def _curated_files(self) -> dict[str, bytes]:
        """The content of `collection.yml` and of the vocabulary's files, by name; without those that are missing."""
        paths = {name: f"{self.settings.vocabulary_dir}/{name}" for name in FILES} | {COLLECTION: COLLECTION}
        files = {
            name: file.read_bytes() for name, path in paths.items() if (file := self.root / path).is_file()
        }
        for name, path in paths.items():
            if path in self.instead:
                files.pop(name, None)
                if (content := self.instead[path]) is not None:
                    files[name] = content
        return files

    def _read_vocabulary(self) -> tuple[Vocabulary, list[Diagnostic]]:
        files = self._curated_files()
        if self._vocabulary is None or self._vocabulary[0] != files:
            content = files.get(COLLECTION, b"")
            if self.described is None or self.described.content != content:
                self.described = Described(content, *read_description(content, self.former))
            _, description, faults = self.described
            vocabulary, found = read_vocabulary(files, self.settings.vocabulary_dir, description)
            facets = {name: terms.terms for name, terms in vocabulary.facets.items()}
            published = bool(self.settings.site_url)
            found += incomplete(content, self.former, facets, published=published)
            self._vocabulary = (files, vocabulary, faults + found)
        return self._vocabulary[1:]

    def _read_answers(
        self, description: CollectionDescription
    ) -> tuple[tuple[Answer, ...], list[Diagnostic]]:
        """The editors' answers to questions, sorted by file name, and the faults of their files."""
        files = sorted((self.docs / ANSWERS).glob("*.md"))
        found = (
            unknown_answers(self.described.content, {file.stem for file in files}) if self.described else []
        )
        if not files:
            return (), found
        from coprod_kb.entries.answer_reading import read_answer  # noqa: PLC0415 (imports the Markdown parser)

        answers = []
        for file in files:
            path = file.relative_to(self.root).as_posix()
            try:
                answer, faults = read_answer(content_of(file), path, description)
            except OSError as error:
                problem = f"The file cannot be opened: {error.strerror}."
                answer, faults = None, [refused(path, "unreadable", problem, "Check its permissions.")]
            answers += [answer] if answer else []
            found += faults
        return tuple(answers), found

    def _list_files(self) -> tuple[dict[str, object], list[Diagnostic]]:
        """The signature of each file that is to be read, by path; and diagnostics about the others."""
        files = list(files_of_entries(self.root, self.settings.entries_dir))
        signatures: dict[str, object] = {
            path: signature(status) for path, status in files if isinstance(status, os.stat_result)
        }
        for path, content in self.instead.items():
            signatures.pop(path, None)
            if content is not None and path.startswith(f"{self.settings.entries_dir}/"):
                signatures[path] = content
        if self.instead:
            signatures = dict(sorted(signatures.items()))
        return signatures, [status for _, status in files if isinstance(status, Diagnostic)]

    def _read_entries(self, files: Mapping[str, object], vocabulary: Vocabulary) -> list[Reading]:
        """The reading of each file. Opens only files whose signature has changed."""
        spellings = vocabulary.spellings
        if spellings != self._spellings:
            self._remembered.clear()
        known, self._spellings = self._remembered, spellings
        changed = [path for path, now in files.items() if known.get(path, (None,))[0] != now]
        anew = self._read_anew(changed, vocabulary)
        self._remembered = {
            path: (now, anew[path] if path in anew else known[path][1]) for path, now in files.items()
        }
        return [reading for _, reading in self._remembered.values()]

    def _read_anew(self, paths: Sequence[str], vocabulary: Vocabulary) -> dict[str, Reading]:
        """The reading of each file, in the order of `paths`; from the memory if it has it."""
        known = self.memory.recall(self.root, paths, vocabulary) if self.memory else {}
        unknown = [path for path in paths if path not in known and path not in self.instead]
        read = {reading.path: reading for reading in read_files(self.root, unknown, vocabulary.spelt)}
        for path in paths:
            if path not in known and (content := self.instead.get(path)) is not None:
                from coprod_kb.entries.reading import read as read_content  # noqa: PLC0415 (as in `read_files`)

                read[path] = read_content(content, path, vocabulary.spelt)
        if self.memory:
            self.memory.keep(self.root, read, vocabulary)
        return {path: known[path] if path in known else read[path] for path in paths}


def open_site(start: Path) -> Site:
    """The site of the project in `start` or in a folder above. Raises `ProjectError` if there is none."""
    root = find_project(start.resolve())
    file = root / "mkdocs.yml"
    config = read_config(file)
    configuration, former = configuration_faults(config, file.name, file.read_bytes())
    described = described_in(root, former)
    settings = Settings.of(config, described.description)
    use_language(settings.language)
    return Site(root, settings, configuration, former=former, described=described)


class Described(NamedTuple):
    """What a project says about itself. content: of `collection.yml`; empty if there is none."""

    content: bytes
    description: CollectionDescription
    faults: list[Diagnostic]


def described_in(root: Path, former: Document) -> Described:
    """What the project in this folder says about itself. former: as in `Site`."""
    file = root / COLLECTION
    content = file.read_bytes() if file.is_file() else b""
    return Described(content, *read_description(content, former))
