"""Full-text search: Pagefind over documents of our own. No server, nothing loaded from elsewhere."""

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

from coprod_kb.publishing.search import Document

FOLDER = "pagefind"

LANGUAGE = "en"
"""One index for all languages: a reader of one shall find entries in another."""

ENTRIES = "entries.json"
"""In that folder: what Pagefind calls each entry, by the entry's place in the catalogue, with a space between."""

_NAMED = "_.html"
"""A document's file is its address with this in place of the last slash. So no entry needs a folder of its own."""

_SIGNATURE = b"pagefind_dcd"


def index(documents: Iterable[Document], site: Path, stopped: Event | None = None) -> None:
    """Runs Pagefind's own program over the documents. It writes `pagefind/` into a built site.

    stopped: ends the run, as soon as it is set. Raises `RuntimeError` with Pagefind's own words where it fails.
    An index that is there already serves until the new one takes its place.
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


def _write(documents: Iterable[Document], folder: Path, stopped: Event) -> dict[str, int]:
    """Writes the documents down for Pagefind. Returns the place of each entry by the address that Pagefind gives it."""
    places = {}
    folders = {folder}
    for document in documents:
        if stopped.is_set():
            break
        name = document.path.removesuffix("/") + _NAMED
        file = folder / name
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_bytes(document.html.encode("utf-8", "replace"))
        if document.place is not None:
            places[f"/{name}"] = document.place
    return places


def _run(arguments: list[str], stopped: Event) -> None:
    """Runs the program until it ends, or is ended."""
    if stopped.is_set():
        return
    command = [sys.executable, "-m", "pagefind", *arguments, "--force-language", LANGUAGE, "--quiet"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603
    with running:
        output = _output(running, stopped)
        if running.returncode and not stopped.is_set():
            raise RuntimeError(f"The search index could not be made: {output.strip()}")


def _output(running: subprocess.Popen[str], stopped: Event) -> str:
    """What the program says until it ends, or is ended."""
    while True:
        try:
            return running.communicate(timeout=0.1)[0]
        except subprocess.TimeoutExpired:
            if stopped.is_set():
                running.terminate()


def _names(written: Path, places: Mapping[str, int]) -> str:
    """Pagefind's name for the text of each entry, without the language, as JSON.

    A result has its name at once and its address only once its text is fetched. So this tells which entry it is.
    Pagefind could tell by a sort key, but takes a second for it among 10,000 entries, and everybody would fetch the key.
    """
    names = [""] * len(places)
    for file in (written / "fragment").iterdir():
        told = json.loads(gzip.decompress(file.read_bytes()).removeprefix(_SIGNATURE))
        if (place := places.get(told["url"])) is not None:
            names[place] = file.stem.removeprefix(f"{LANGUAGE}_")
    return json.dumps(" ".join(names))
