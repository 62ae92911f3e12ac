"""Files and folders that people name as arguments of a command."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from coprod_kb.project.project import ProjectError


def add_paths(parser: ArgumentParser) -> None:
    """Adds the argument `paths` for `chosen_files`."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files or folders")


def chosen_files(paths: Sequence[Path], root: Path, entries_dir: str = "") -> Callable[[str], bool]:
    """Returns whether a file is among the paths or below one of them; every file is if there are no paths.

    The function takes a path relative to the project. A symbolic link stands for itself and for its target.
    entries_dir: given if only entries can be chosen. Raises `ProjectError` for a path that does not exist, or
    that lies outside the project or the folder of entries.
    """
    folder = root / entries_dir
    chosen: list[str] = []
    for path in paths:
        places = [place for place in _places(path) if place == root or place.is_relative_to(folder)]
        if not places:
            where = f"the folder of entries, {folder}" if entries_dir else f"the project {root}"
            raise ProjectError(f"{path} lies outside {where}.")
        chosen += (place.relative_to(root).as_posix() for place in places)
    return lambda file: (
        not paths or any(place in {".", file} or file.startswith(f"{place}/") for place in chosen)
    )


def _places(path: Path) -> list[Path]:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        raise ProjectError(f"{path} does not exist.") from None
    if path.is_symlink():
        return [path.parent.resolve() / path.name, Path(path.resolve())]
    return [path.resolve()]


def read_input(file: Path, most: int) -> bytes:
    """The content of a file, but at most one byte more than `most`. Raises `ProjectError` if there is no file."""
    if not file.is_file():
        raise ProjectError(f"{file} is not a file.")
    with file.open("rb") as opened:
        return opened.read(most + 1)


def refuse_unwritable(file: Path) -> None:
    """Raises `ProjectError` if no file of this name can be written; called before the work is done."""
    if file.is_dir():
        raise ProjectError(f"{file} is a folder. Add the name of a file.")
    if not file.parent.is_dir():
        raise ProjectError(f"There is no folder {file.parent}. Make it, or name another one.")


def refuse_taken(file: Path, replace: bool) -> None:
    """Raises `ProjectError` if no file of this name can be written, or if there is one that may not be replaced."""
    refuse_unwritable(file)
    if file.exists() and not replace:
        raise ProjectError(f"{file} is there already. Name another file, or add --replace.")
