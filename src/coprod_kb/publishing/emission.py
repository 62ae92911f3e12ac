"""The pages as plain files, for renderers other than MkDocs and for other programs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import yaml
from pathspec import GitIgnoreSpec

from coprod_kb.collection import addresses
from coprod_kb.pages import Page
from coprod_kb.project.docs_folder import built_files, pages_by_hand, published_files
from coprod_kb.project.project import ProjectError
from coprod_kb.publishing.staging import Staging, StagingError

EMITTED = ".coprod-kb-emitted"
"""Lists the files that `emit` wrote, so that the next one takes away no others."""


def emit(
    pages: Iterable[Page],
    directory: Path,
    docs: Path,
    excluded: GitIgnoreSpec,
    files: Iterable[tuple[str, str]] = (),
) -> int:
    """Writes every page as a Markdown file whose front matter holds its context and whose body is our HTML.

    files: what is published besides, by path, as `Snapshot.files` gives it.
    Copies the published files of `docs` beside them; where both have a page or file, that of `docs` stays.
    Returns the number of generated pages. Refuses (`ProjectError`) a folder with files of somebody else's.
    """
    _refuse_others(directory)
    try:
        with Staging(directory, markers=(EMITTED,)) as staging:
            written = _write(pages, files, staging.folder, docs, excluded)
            staging.put_in_place()
    except StagingError as error:
        raise ProjectError(str(error)) from None
    return written


def _write(
    pages: Iterable[Page],
    files: Iterable[tuple[str, str]],
    directory: Path,
    docs: Path,
    excluded: GitIgnoreSpec,
) -> int:
    generated = []
    for file in published_files(docs, excluded):
        (directory / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / file, directory / file)
    by_hand = dict(pages_by_hand(docs, excluded))
    for page in pages:
        if page.path in by_hand:
            continue
        target = directory / page.path / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        front = yaml.dump(page.meta, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
        target.write_text(f"---\n{front}---\n\n{page.html}\n", encoding="utf-8", newline="\n")
        generated.append(PurePosixPath(page.path, "index.html"))
    others = dict(files)
    for path, text in others.items():
        target = directory / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    besides = [*map(PurePosixPath, others), *built_files(docs, excluded)]
    listed = addresses.as_text(addresses.addresses_of([*generated, *besides]))
    (directory / addresses.NAME).write_text(listed, encoding="utf-8", newline="\n")
    (directory / EMITTED).write_text("\n".join(_files_in(directory)) + "\n", encoding="utf-8")
    return len(generated)


class _Dumper(yaml.CSafeDumper):
    """Quotes whatever does not start with a letter: `1e9` is text to YAML 1.1 and a number to YAML 1.2."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style=None if text[:1].isalpha() else '"'
    ),
)


def _refuse_others(directory: Path) -> None:
    """`ProjectError` if the folder holds a file that no earlier `emit` wrote."""
    if directory.is_dir() and any(directory.iterdir()):
        marker = directory / EMITTED
        own = set(marker.read_text(encoding="utf-8").splitlines()) if marker.is_file() else set()
        if others := [name for name in _files_in(directory) if name not in own]:
            raise ProjectError(
                f"{directory} holds other files, such as {others[0]}. Name a new or empty folder."
            )


def _files_in(directory: Path) -> list[str]:
    """Paths of all files below the folder, relative to it, but for the list of emitted ones."""
    paths = (file.relative_to(directory).as_posix() for file in directory.rglob("*") if not file.is_dir())
    return sorted(path for path in paths if path != EMITTED)
