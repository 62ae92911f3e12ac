"""A project's folder: read, remembered, and read again where it changed."""

from __future__ import annotations

import os
import stat
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from coprod_kb.collection.addresses import addresses_of, former_address_faults
from coprod_kb.collection.catalogue import Catalogue, build_catalogue
from coprod_kb.collection.cross_checks import cross_check
from coprod_kb.diagnostics import Diagnostic, in_order
from coprod_kb.entries.model import Entry, Reading
from coprod_kb.entries.reading_memory import ReadingMemory
from coprod_kb.entries.vocabulary import ADDRESSES, FILES, Vocabulary, load_terms, read_vocabulary
from coprod_kb.entries.workers import MAX_FILE, read_files, refused
from coprod_kb.front_matter.yaml_source import decode
from coprod_kb.project.configuration import CODE, configuration_faults
from coprod_kb.project.docs_folder import built_files, pages_by_hand, published_files
from coprod_kb.project.project import find_project, read_config
from coprod_kb.project.settings import Settings
from coprod_kb.records.citation_memory import FILE as CITATIONS
from coprod_kb.records.citation_memory import CitationMemory

if TYPE_CHECKING:
    from coprod_kb.pages import Page


@dataclass(frozen=True, slots=True)
class Checked:
    """paths: of the files that were read. diagnostics: everything found, by file and line."""

    paths: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A project as it stood when it was read.

    diagnostics: everything found, by file and line.
    unchecked: whether entries with errors are published all the same.
    history: the days on which files were first and last committed, as `file_history` gives them.
    citations: those of its entries that were made before.
    """

    settings: Settings
    readings: tuple[Reading, ...]
    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...]
    unchecked: bool = False
    history: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    citations: CitationMemory = field(default_factory=CitationMemory, compare=False)

    @property
    def checked(self) -> Checked:
        return Checked(tuple(reading.path for reading in self.readings), self.diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(found for found in self.diagnostics if found.is_error)

    @property
    def open_walls(self) -> tuple[Diagnostic, ...]:
        """Errors that keep the site from being built also where entries are not checked."""
        return tuple(found for found in self.errors if found.code == CODE)

    def reworded_since(self, before: Snapshot) -> list[Entry] | None:
        """The entries that alone differ, and in nothing but their texts; `None` where any page may differ.

        Errors count too: they have pages instead of their entries.
        """
        now, then = ((one.settings, one.unchecked, one.history, one.errors) for one in (self, before))
        return self.catalogue.reworded_since(before.catalogue) if now == then else None

    def pages(self) -> Iterator[Page]:
        """The pages of the site; an entry that cannot be shown has a page of its faults instead."""
        # What makes pages takes a third of a second to load, for which no check should wait.
        from coprod_kb.pages import all_pages, fault_page  # noqa: PLC0415

        faulty = self._faulty()
        shown = set()
        for page in all_pages(self.catalogue, self.settings, self.citations.cite):
            shown.add(page.path)
            if page.source in faulty:  # sound by itself, and at odds with other entries
                slug = page.path.removeprefix("entries/").strip("/")
                yield fault_page(slug, str(page.source), faulty[page.source], self.settings)
            else:
                yield page
        for reading in self.readings:
            path = f"entries/{reading.slug}/"
            if not reading.sound and path not in shown:
                shown.add(path)
                yield fault_page(reading.slug, reading.path, in_order(reading.diagnostics), self.settings)

    def pages_of(self, entries: Iterable[Entry]) -> Iterator[Page]:
        """The pages of these entries alone, where `pages` has them and no faults instead."""
        from coprod_kb.pages import pages_of  # noqa: PLC0415 (as in `pages`)

        faulty = self._faulty()
        pages = pages_of(entries, self.catalogue, self.settings, self.citations.cite)
        yield from (page for page in pages if page.source not in faulty)

    def _faulty(self) -> dict[str | None, list[Diagnostic]]:
        """By path of the entry, the errors that its page shows."""
        faulty: dict[str | None, list[Diagnostic]] = defaultdict(list)
        for found in () if self.unchecked else self.errors:
            faulty[found.path].append(found)
        return faulty

    def files(self) -> Iterator[tuple[str, str]]:
        """Whatever else the site publishes: the path from its root, and the text, which is UTF-8.

        Where the folder of docs holds a file of the same path, that one is published.
        """
        from coprod_kb.publishing.publication import files_beside_pages  # noqa: PLC0415 (as in `pages`)

        yield from files_beside_pages(self.catalogue, self.settings)


@dataclass(slots=True)
class Site:
    """Reads a project's folder, and remembers what has not changed since.

    root: the folder that holds `mkdocs.yml`.
    configuration: what is wrong with that file.
    instead: files of the vocabulary as they would be, by name, to look at a change before it is written.
    memory: what was read in earlier runs; without it, every run reads every file.
    """

    root: Path
    settings: Settings
    configuration: Sequence[Diagnostic] = ()
    instead: Mapping[str, bytes] = field(default_factory=dict)
    memory: ReadingMemory | None = None
    _vocabulary: tuple[Mapping[str, bytes], Vocabulary, list[Diagnostic]] | None = None
    _spellings: str = ""
    _remembered: dict[str, tuple[object, Reading]] = field(default_factory=dict)
    _catalogued: tuple[object, Sequence[Reading], Catalogue] | None = None
    _citations: CitationMemory = field(init=False)

    def __post_init__(self) -> None:
        self._citations = CitationMemory(self.root / CITATIONS)

    def read(self, *, drafts: bool = False, unchecked: bool = False, today: date | None = None) -> Snapshot:
        """Everything in the folder, checked. Never raises on content.

        drafts: whether drafts are shown, as in a preview.
        unchecked: whether entries with errors are shown, as far as their fields can be typed.
        today: what periods are held against; by default `SOURCE_DATE_EPOCH` or the day itself.
        """
        vocabulary, faults = self._read_vocabulary()
        files, refusals = self._listed()
        readings = self._read_entries(files, vocabulary)
        by_hand = pages_by_hand(self.docs, self.settings.excluded)
        settings = replace(self.settings, by_hand=frozenset(address for address, _ in by_hand))
        history = file_history(self.root, self.settings.entries_dir, self.settings.docs_dir)
        catalogue = self._build_catalogue(readings, history, vocabulary, drafts=drafts, unchecked=unchecked)
        found = self._found([*faults, *refusals], readings, catalogue, today)
        snapshot = Snapshot(
            settings, tuple(readings), catalogue, tuple(found), unchecked, history, self._citations
        )
        found += self._former_address_faults(snapshot)
        return replace(snapshot, diagnostics=tuple(in_order(found)))

    def _build_catalogue(
        self,
        readings: Sequence[Reading],
        history: Mapping[str, tuple[date, date]],
        vocabulary: Vocabulary,
        *,
        drafts: bool,
        unchecked: bool,
    ) -> Catalogue:
        """Of all entries that are shown. Where nothing but texts has changed, most of the last one still holds."""

        def dated(entry: Entry) -> Entry:
            first, last = history.get(entry.path, (None, None))
            return replace(entry, first_seen=first, last_changed=last)

        given = (vocabulary, history, drafts, unchecked)
        before, self._catalogued = self._catalogued, None
        if before and before[0] == given and (anew := _reworded(before[1], readings)) is not None:
            catalogue = before[2].reworded(map(dated, anew))
        else:
            shown = (one.entry for one in readings if one.entry and (unchecked or one.sound))
            catalogue = build_catalogue(map(dated, shown), vocabulary, drafts=drafts)
        self._catalogued = (given, readings, catalogue)
        return catalogue

    def check(self, *, today: date | None = None) -> Checked:
        """What `read` finds, without what only pages need: the history of the files, and whole entries.

        Files that are remembered give their outlines, which take a fraction of the time.
        """
        vocabulary, faults = self._read_vocabulary()
        if vocabulary.former_addresses:  # those are held against all pages
            return self.read(today=today).checked
        files, refusals = self._listed()
        readings = list(self._read_anew(list(files), vocabulary, outlines=True).values())
        sound = [reading.entry for reading in readings if reading.entry and reading.sound]
        catalogue = build_catalogue(sound, vocabulary)
        found = self._found([*faults, *refusals], readings, catalogue, today)
        return Checked(tuple(files), tuple(in_order(found)))

    def _found(
        self,
        faults: Sequence[Diagnostic],
        readings: Sequence[Reading],
        catalogue: Catalogue,
        today: date | None,
    ) -> list[Diagnostic]:
        """Everything but what is held against the pages. faults: of the vocabulary, and of files that are not read."""
        found = [*self.configuration, *self._entries_in_docs(), *faults]
        found += (fault for reading in readings for fault in reading.diagnostics)
        found += cross_check(catalogue, readings, today or current_day())
        return found

    @property
    def docs(self) -> Path:
        """The folder of the pages written by hand."""
        return self.root / self.settings.docs_dir

    def addresses(self, snapshot: Snapshot) -> set[str]:
        """Every address of the built site, in the form of `addresses.txt`."""
        generated = [PurePosixPath(page.path, "index.html") for page in snapshot.pages()]
        generated += [PurePosixPath(path) for path, _ in snapshot.files()]
        return addresses_of([*generated, *built_files(self.docs, self.settings.excluded)])

    def _entries_in_docs(self) -> Iterator[Diagnostic]:
        """A link in the docs folder may lead MkDocs to the entries as they were written."""
        entries = (self.root / self.settings.entries_dir).resolve()
        for file in published_files(self.docs, self.settings.excluded):
            if (self.docs / file).resolve().is_relative_to(entries):
                path = f"{self.settings.docs_dir}/{file}"
                problem = "A link leads from here to an entry, so it would be published as it is."
                yield refused(path, CODE, problem, "Delete the link. Link to the page of the entry instead.")

    def _former_address_faults(self, snapshot: Snapshot) -> list[Diagnostic]:
        former = snapshot.catalogue.vocabulary.former_addresses
        if not former:
            return []
        others = replace(snapshot.catalogue.vocabulary, former_addresses=())
        present = self.addresses(replace(snapshot, catalogue=replace(snapshot.catalogue, vocabulary=others)))
        assert self._vocabulary is not None
        path = f"{self.settings.vocabulary_dir}/{ADDRESSES}"
        document, _ = load_terms(str(decode(self._vocabulary[0][ADDRESSES], path)), path)
        return list(former_address_faults(former, document, present))

    def _read_vocabulary(self) -> tuple[Vocabulary, list[Diagnostic]]:
        folder = self.root / self.settings.vocabulary_dir
        files = {name: (folder / name).read_bytes() for name in FILES if (folder / name).is_file()}
        files |= self.instead
        if self._vocabulary is None or self._vocabulary[0] != files:
            self._vocabulary = (files, *read_vocabulary(files, self.settings.vocabulary_dir))
        return self._vocabulary[1:]

    def _listed(self) -> tuple[dict[str, tuple[int, ...]], list[Diagnostic]]:
        """The signature of each file that can be read, by path; and why the others are not."""
        files = list(entry_files(self.root, self.settings.entries_dir))
        return (
            {path: signature(status) for path, status in files if isinstance(status, os.stat_result)},
            [status for _, status in files if isinstance(status, Diagnostic)],
        )

    def _read_entries(self, files: Mapping[str, object], vocabulary: Vocabulary) -> list[Reading]:
        """The reading of each file; only those whose signature is a new one are opened."""
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

    def _read_anew(
        self, paths: Sequence[str], vocabulary: Vocabulary, *, outlines: bool = False
    ) -> dict[str, Reading]:
        """The reading of each file, in the order of `paths`; as the memory knows it, if it does.

        outlines: whether those of the memory may be outlines.
        """
        spellings = vocabulary.spellings
        known = self.memory.recall(self.root, paths, spellings, outlines=outlines) if self.memory else {}
        unknown = [path for path in paths if path not in known]
        read = {reading.path: reading for reading in read_files(self.root, unknown, vocabulary.spelt)}
        if self.memory:
            self.memory.keep(self.root, read, spellings)
        return {path: known[path] if path in known else read[path] for path in paths}


def _reworded(before: Sequence[Reading], now: Sequence[Reading]) -> list[Entry] | None:
    """The entries that alone differ, and in nothing but their texts; `None` where anything else does."""
    if len(before) != len(now):
        return None
    anew = []
    for old, new in zip(before, now, strict=True):
        if old is not new:
            if not (old.sound and new.sound and old.entry and new.entry and new.entry.rewords(old.entry)):
                return None
            anew.append(new.entry)
    return anew


def signature(status: os.stat_result) -> tuple[int, ...]:
    """Another one wherever a file has been touched.

    The time of the last change of status counts as well: permissions may be mended, and an edit may keep the time of
    the last change of content.
    """
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def source_day() -> date | None:
    """The day in UTC that `SOURCE_DATE_EPOCH` (reproducible-builds.org) names; `None` where it is not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else None


def current_day() -> date:
    """The day that the source is said to be of, else today, in UTC."""
    return source_day() or datetime.now(UTC).date()


def entry_files(root: Path, folder: str) -> Iterator[tuple[str, os.stat_result | Diagnostic]]:
    """Every file below the folder in a fixed order: its status, or why it is not read."""
    unopened: list[OSError] = []
    for directory, folders, names in os.walk(root / folder, onerror=unopened.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(directory).relative_to(root).as_posix()
        for name in [*folders, *sorted(names)]:
            path = name if below == "." else f"{below}/{name}"  # thousands of `Path` objects would take long
            try:
                status = os.lstat(os.path.join(directory, name))
            except FileNotFoundError:
                continue  # deleted since its folder was listed
            if name.startswith(".") or stat.S_ISDIR(status.st_mode):
                continue
            if not stat.S_ISREG(status.st_mode):
                yield (
                    path,
                    refused(
                        path,
                        "not-a-file",
                        "This is not a regular file.",
                        "Put the entry itself here, not a link to it.",
                    ),
                )
            elif not name.endswith(".md"):
                yield (
                    path,
                    refused(
                        path,
                        "not-an-entry",
                        "Only entries belong in this folder.",
                        "Rename it so that it ends in `.md`, or move it away.",
                    ),
                )
            elif status.st_size > MAX_FILE:
                yield (
                    path,
                    refused(
                        path,
                        "too-long",
                        f"The file is larger than {MAX_FILE // 1024} KB.",
                        "Shorten it, and link to the longer text.",
                    ),
                )
            else:
                yield path, status
    for error in unopened:
        if not isinstance(error, FileNotFoundError):  # a project may still have no entries
            path = Path(error.filename).relative_to(root).as_posix()
            problem = f"The folder cannot be opened: {error.strerror}."
            yield path, refused(path, "unreadable", problem, "Check its permissions.")


def file_history(root: Path, *folders: str) -> dict[str, tuple[date, date]]:
    """For each committed file below the folders, the days of its first and its last commit.

    Empty without git, outside a repository, and in a shallow clone, whose history is cut short.
    Paths are relative to `root`.
    """

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
        run = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
        return run.stdout.decode("utf-8", "surrogateescape")  # as Python reads file names

    try:
        inside = [folder for folder in folders if not folder.startswith("..")]  # git knows no others
        if git("rev-parse", "--is-shallow-repository").strip() != "false":
            return {}
        log = git("log", "--format=%x00%as", "--name-only", "--relative", "--", *inside)
    except (OSError, subprocess.CalledProcessError):
        return {}
    history: dict[str, tuple[date, date]] = {}
    for commit in log.split("\0")[1:]:  # latest first
        day, *paths = filter(None, commit.split("\n"))
        committed = date.fromisoformat(day)
        for path in paths:
            history[path] = (committed, history.get(path, (committed, committed))[1])
    return history


def template_folder() -> Path:
    """The templates that travel with the package; in a checkout, its own `templates/`."""
    package = Path(__file__).parent
    shipped = package / "templates"
    return shipped if shipped.is_dir() else package.parents[1] / "templates"


def open_site(start: Path) -> Site:
    """The site of the project around `start`; `ProjectError` where there is none."""
    root = find_project(start.resolve())
    file = root / "mkdocs.yml"
    config = read_config(file)
    return Site(root, Settings.of(config), configuration_faults(config, file.name, file.read_bytes()))
