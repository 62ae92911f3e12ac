"""Whether a built site is still what a build would make of the project: then it is left as it is.

No file is read for that. The system keeps for each file when it was last changed in any way, and a number of its own;
nobody can hand these over in a repository, so a record that came with somebody else's work fits nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from coprod_kb.project.files import signature, template_folder
from coprod_kb.project.history import current_day

FILE = Path(".cache", "built.json")
"""Where a project keeps the record, below its folder. It may be deleted at any time."""


class LastBuild:
    """The last build of a project that nothing was wrong with.

    root: the project's folder, which is taken to hold whatever a build reads, but for folders that are hidden.
    site: where the site is. further: folders in which links are followed. settings: those of this build.
    """

    def __init__(self, root: Path, site: Path, further: Iterable[Path], settings: Mapping[str, Any]) -> None:
        self._root, self._site = root, site
        plain, linked = {root, Path(__file__).parents[1], template_folder()}, set(further)
        self._made_from = _digest(
            [
                sys.version,
                json.dumps(settings, default=_name),
                str(current_day()),
                os.environ.get("SOURCE_DATE_EPOCH", ""),
            ],
            sorted(f"{one.name} {one.version}" for one in distributions()),
            [_commit(root)],
            *(_states(folder, apart=site) for folder in sorted(plain)),
            *(_states(folder, apart=site, linked=True) for folder in sorted(linked)),
        )

    def is_current(self) -> bool:
        """Whether nothing has changed since: neither what the site was made from, nor the site."""
        try:
            kept = json.loads((self._root / FILE).read_bytes())
        except (OSError, ValueError, RecursionError):
            return False
        return isinstance(kept, list) and kept == [self._made_from, self._made()]

    def keep(self) -> None:
        """Notes that the site was made from what there was when this object was made.

        Where that cannot be done, the next build takes longer and is none the worse.
        """
        with suppress(OSError):
            (self._root / FILE).parent.mkdir(exist_ok=True)
            (self._root / FILE).write_text(json.dumps([self._made_from, self._made()]), encoding="utf-8")

    def _made(self) -> str:
        return _digest(_states(self._site))


def _name(value: object) -> str:
    """Of a function that a configuration names: how it is shown would change with each run."""
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', repr(value))}"


def _states(folder: Path, *, apart: Path | None = None, linked: bool = False) -> Iterator[str]:
    """The state of every file below the folder.

    apart: a folder that does not count. linked: whether folders that links lead to are looked into, and those that are
      hidden in `folder` itself.
    """
    known = set()
    for directory, folders, names in os.walk(folder, followlinks=linked):
        real = os.path.realpath(directory) if linked else directory
        if real in known:  # a link may lead back to where it is
            folders.clear()
            continue
        known.add(real)
        folders.sort()
        if apart:
            hidden = not linked and directory == str(
                folder
            )  # such as .git, and the environment in which Python runs
            folders[:] = [
                name
                for name in folders
                if name != "__pycache__"
                and not (hidden and name.startswith("."))
                and Path(directory, name) != apart
            ]
        for name in sorted([*names, *(name for name in folders if os.path.islink(f"{directory}/{name}"))]):
            yield _state(os.path.join(directory, name))


def _state(path: str) -> str:
    try:
        link = os.readlink(path) if os.path.islink(path) else ""
        return f"{path} {link} {signature(os.stat(path))}"
    except OSError:
        return path


def _commit(root: Path) -> str:
    """What the days in the history depend on; empty where there is none."""
    command = ["git", "-C", str(root), "rev-parse", "HEAD", "--is-shallow-repository"]
    try:
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""


def _digest(*groups: Iterable[str]) -> str:
    digest = sha256()
    for group in groups:
        for text in group:
            digest.update(text.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(b"\0")
    return digest.hexdigest()
