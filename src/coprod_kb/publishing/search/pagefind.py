"""Full-text search: runs Pagefind over our documents. Its index needs no server program and no other host."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from coprod_kb.publishing.search import SearchDocument

FOLDER = "pagefind"

LANGUAGE = "en"
"""All documents are indexed as English: one index, so that readers find entries in any language."""

ENTRIES = "entries.json"
"""A file in that folder: Pagefind's names of the entries, in the order of the catalogue, separated by spaces."""

SUFFIX = "_.html"
"""Replaces the last slash of an address in the name of a document's file, so that no entry needs a folder."""

SIGNATURE = b"pagefind_dcd"


def index(documents: Iterable[SearchDocument], site: Path, stopped: Event | None = None) -> None:
    """Runs Pagefind over the documents, and writes `pagefind/` into a built site.

    stopped: when set, ends the run without an index. An existing index stays until the new one replaces it.
    Raises `RuntimeError` with the output of Pagefind if it fails.
    """
    stopped = stopped or Event()
    try:
        with (
            TemporaryDirectory(prefix="coprod-kb-search-") as read,
            TemporaryDirectory(prefix=f".{FOLDER}-", dir=site) as made,
        ):
            places = _write(documents, Path(read), stopped)
            written = Path(made, FOLDER)
            _run(["--site", read, "--output-path", str(written)], stopped)
            if stopped.is_set():
                return
            (written / ENTRIES).write_text(_names(written, places), encoding="ascii")
            with suppress(FileNotFoundError):
                shutil.rmtree(site / FOLDER)
            written.rename(site / FOLDER)
    except OSError as error:
        raise RuntimeError(f"The search index could not be made: {error}") from None


def _write(documents: Iterable[SearchDocument], folder: Path, stopped: Event) -> dict[str, int]:
    """Writes the documents as files for Pagefind. Returns the places of entries by the address that Pagefind uses."""
    places = {}
    folders = {folder}
    for document in documents:
        if stopped.is_set():
            break
        name = document.path.removesuffix("/") + SUFFIX
        file = folder / name
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_bytes(document.html.encode("utf-8", "replace"))
        if document.place is not None:
            places[f"/{name}"] = document.place
    return places


def _run(arguments: list[str], stopped: Event) -> None:
    """Runs Pagefind. Raises `RuntimeError` if it fails."""
    if stopped.is_set():
        return
    command = [sys.executable, "-m", "pagefind", *arguments, "--force-language", LANGUAGE, "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603
    with process:
        output = _output(process, stopped)
        if process.returncode and not stopped.is_set():
            raise RuntimeError(f"The search index could not be made: {output.strip()}")


def _output(process: subprocess.Popen[str], stopped: Event) -> str:
    """Waits for the end of a process, and terminates it when `stopped` is set. Returns its output."""
    while True:
        try:
            return process.communicate(timeout=0.1)[0]
        except subprocess.TimeoutExpired:
            if stopped.is_set():
                process.terminate()


def _names(written: Path, places: Mapping[str, int]) -> str:
    """The content of `ENTRIES`, as JSON: names without the language.

    The name of a result is known before its address, which is in the text that has to be fetched. So the browser
    identifies entries by name. A sort key would do too, but takes Pagefind a second for 10,000 entries, and every
    reader would have to fetch it.
    """
    names = [""] * len(places)
    for file in (written / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(SIGNATURE))
        if (place := places.get(fragment["url"])) is not None:
            names[place] = file.stem.removeprefix(f"{LANGUAGE}_")
    return json.dumps(" ".join(names))
