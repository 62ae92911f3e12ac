"""The days on which files came into the main line of the history, and the day that a build counts as today."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coprod_kb.project.docs_folder import MARKDOWN


def source_day() -> date | None:
    """The day in UTC that `SOURCE_DATE_EPOCH` gives (reproducible-builds.org); `None` if it gives no time."""
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def current_day() -> date:
    """The day in UTC that builds take for today: `source_day`, or else the day of the clock."""
    return source_day() or datetime.now(UTC).date()


Days = tuple[date, date]
"""The first and the last day of a file, in UTC."""


@dataclass(frozen=True, slots=True)
class History:
    """The days of the Markdown files of a project, as git knows them.

    days: by the present path, relative to the project. A file that is moved or renamed keeps its first day, if its name
    stays or four fifths of it do; `of_entry` also asks for its former names.
    first_by_slug: the first day of each entry, by every name that its file has had.
    first_slugs: the first name of each entry that was renamed, by its present path; without those that others have now.
    gap: why the days are not known, and the command that helps; empty if they are known.
    """

    days: Mapping[str, Days] = field(default_factory=dict)
    first_by_slug: Mapping[str, date] = field(default_factory=dict)
    first_slugs: Mapping[str, str] = field(default_factory=dict)
    gap: str = ""

    def of_entry(self, path: str, slug: str, formerly: Sequence[str]) -> tuple[date | None, date | None]:
        """The first and the last day of an entry; `None` if not known. formerly: the former names of its file."""
        first, last = self.days.get(path, (self.first_by_slug.get(slug), None))
        return min(filter(None, (first, *map(self.first_by_slug.get, formerly))), default=None), last


_SHALLOW = (
    "this is a shallow clone, without most of the history. Type `git fetch --unshallow`, "
    "or write `fetch-depth: 0` in a workflow."
)
_NO_GIT = "git is not installed. On Debian and Ubuntu, type `sudo apt-get install git`."
_NO_REPOSITORY = (
    "this folder is not in a git repository. Get the project with `git clone`, "
    "or type `git init`, `git add .` and `git commit`."
)
_NOT_COMMITTED = "no entry is committed. Type `git add .` and `git commit`."


def file_history(root: Path, entries: str) -> History:
    """The history of the Markdown files of the project in `root`. entries: the folder of entries, relative to it.

    A change counts for the day on which it reached the main line: that of the merge, if it waited on a branch.
    """
    try:
        if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
            return History(gap=_SHALLOW)
        head = _git(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()
        return _history_at(root, head, posixpath.normpath(entries))
    except OSError:
        return History(gap=_NO_GIT)
    except subprocess.CalledProcessError as error:
        return History(gap=_gap(error.stderr.decode("utf-8", "replace").strip()))


def git_user(root: Path) -> str:
    """The name that git gives to commits of whoever runs the program; empty if it knows none."""
    try:
        return _git(root, "config", "user.name").strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def tracked_files(root: Path, paths: Sequence[str]) -> set[str]:
    """Those of the paths, relative to `root`, that git holds; none where git cannot say."""
    try:
        listed = _git(root, "--literal-pathspecs", "ls-files", "-z", "--", *paths)
    except (OSError, subprocess.CalledProcessError):
        return set()
    return set(listed.split("\0")) & set(paths)


def _gap(printed: str) -> str:
    """Why git gives no history, by what it printed."""
    if command := re.search(r"git config --global --add safe\.directory .+", printed):
        return (
            "the folder belongs to another user, so git does not read it (“dubious ownership”). "
            f"If you trust it, type `{command[0]}`."
        )
    if "not a git repository" in printed:
        return _NO_REPOSITORY
    if not printed:  # `--quiet`: there is no commit yet
        return _NOT_COMMITTED
    return f"git says “{printed.splitlines()[0]}”. Type `git fsck` to see what is damaged."


class _File(NamedTuple):
    first: date
    last: date
    first_slug: str


@lru_cache(maxsize=2)  # a preview asks again at each change of a file
def _history_at(root: Path, head: str, entries: str) -> History:
    def slug_of(path: str) -> str:
        """The slug of a file in the folder of entries; else empty."""
        return posixpath.basename(path).removesuffix(".md") if path.startswith(f"{entries}/") else ""

    files: dict[str, _File] = {}
    deleted: dict[str, _File] = {}  # by slug, or by path where it is no entry
    first_by_slug: dict[str, date] = {}
    for day, changes in _changes(root, head):
        folders_moved = any(posixpath.basename(new) == "mkdocs.yml" for _, new in changes)
        left = {old: files.pop(old) for old, new in changes if old != new and old in files}
        for old, new in sorted(changes, key=lambda change: change[1] != ""):  # what is deleted comes first
            if not new:
                deleted[slug_of(old) or old] = left.get(old, _File(day, day, slug_of(old)))
                continue
            slug = slug_of(new)
            before = files.get(new) or left.get(old) or deleted.pop(slug or new, None)
            if slug and old and not (slug_of(old) or folders_moved):
                before = None  # it was somewhere else in the repository, and no entry
            files[new] = (
                _File(before.first, day, before.first_slug or slug) if before else _File(day, day, slug)
            )
            if slug:
                first_by_slug[slug] = files[new].first
    taken = set(map(slug_of, files))
    first_slugs = {}
    for path, file in files.items():
        if file.first_slug and file.first_slug not in taken:
            first_slugs[path] = file.first_slug
            taken.add(file.first_slug)
    days = {path: (file.first, file.last) for path, file in files.items()}
    return History(days, first_by_slug, first_slugs, "" if first_by_slug else _NOT_COMMITTED)


def _changes(root: Path, head: str) -> Iterator[tuple[date, list[tuple[str, str]]]]:
    """The days of the commits of the main line that changed Markdown files or `mkdocs.yml`, oldest first.

    With each, the path of each file before and after, relative to the project; empty where there is no file.
    """
    line = _main_line(root, head)
    moments = {commit: moment for commit, _, moment in line}
    asked = "".join(f"{commit} {parent}".rstrip() + "\n" for commit, parent, _ in line)
    command = ["diff-tree", "--stdin", "--root", "-r", "-z", "--name-status"]
    wanted = [f":(top)*{ending}" for ending in (*sorted(MARKDOWN), "mkdocs.yml")]
    try:
        printed = _git(root, *command, _ALIKE, "--", *wanted, stdin=asked)
    except subprocess.CalledProcessError:  # a partial clone has no contents to compare
        printed = _git(root, *command, "-M100%", "--", *wanted, stdin=asked)
    prefix = _git(root, "rev-parse", "--show-prefix").rstrip("\n") or "."
    parts = iter(printed.split("\0")[:-1])
    day, changes = date.min, list[tuple[str, str]]()
    for part in parts:
        if part in moments:
            if changes:
                yield day, changes
            day, changes = moments[part], []
        else:
            old = new = posixpath.relpath(next(parts), prefix)
            if part.startswith("R"):
                new = posixpath.relpath(next(parts), prefix)
            changes.append(("" if part == "A" else old, "" if part == "D" else new))
    if changes:
        yield day, changes


_ALIKE = "-M80%"  # entries have fields in common, so that unrelated ones are half the same
_LAST = 253402300799  # seconds; the end of the last year that `date` holds
_PULLED = re.compile(
    r"Merge (?:remote-tracking branch '(?:origin|upstream)/|branch ')(?:main|master|trunk)'"
    r"(?: of (?P<place>\S+))?(?P<into> into \S+)?"
)


def _main_line(root: Path, head: str) -> list[tuple[str, str, date]]:
    """The commits of the main line, oldest first: each with the one before it, empty for the first, and its day.

    The main line follows first parents, except through merges that took the main line into other work, as `git pull` does.
    """
    origin = _place(_git(root, "config", "--default", "", "--get", "remote.origin.url").strip())
    listed = _git(root, "rev-list", "--format=%P%n%ct%n%s", head).split("\n")
    commits = {
        listed[row].removeprefix("commit "): (listed[row + 1].split(), listed[row + 2], listed[row + 3])
        for row in range(0, len(listed) - 1, 4)
    }
    line = []
    commit = head
    while commit:
        parents, moment, subject = commits[commit]
        parent = parents[0] if parents else ""
        if len(parents) == 2 and (pulled := _PULLED.fullmatch(subject)):
            place = _place(pulled["place"] or "")
            if place == origin[-len(place) :] if place else pulled["into"] or "origin/" in subject:
                parent = parents[1]
        line.append((commit, parent, datetime.fromtimestamp(min(int(moment), _LAST), UTC).date()))
        commit = parent
    return line[::-1]


def _place(address: str) -> list[str]:
    """The last two parts of the address of a repository, which are the same in all its forms."""
    return [part for part in re.split("[/:]", address.removesuffix(".git")) if part.strip(".")][-2:]


def _git(root: Path, *arguments: str, stdin: str = "") -> str:
    """What a git command prints, with file names as Python reads them."""
    run = subprocess.run(  # noqa: S603
        ["git", "-C", str(root), *arguments],  # noqa: S607
        input=stdin.encode(),
        capture_output=True,
        check=True,
        # Messages in English, and no connection for what a partial clone lacks.
        env=os.environ | {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"},
    )
    return run.stdout.decode("utf-8", "surrogateescape")
