"""Makes the archive of a collection from a snapshot and a built site."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from coprod_kb.collection.site import Snapshot
from coprod_kb.pages import latest
from coprod_kb.project.history import current_day
from coprod_kb.publishing.archive.bag import PAYLOAD, bag
from coprod_kb.publishing.archive.crate import NAME, SITE, SOURCES, crate
from coprod_kb.publishing.archive.from_disk import make_readable_from_disk
from coprod_kb.publishing.archive.sources import source_files
from coprod_kb.values.names import slug_of

_READ_ME = """{name}

Open {payload}/{site}index.html in a browser. No server and no connection are needed.

{payload}/{site}     the site, with all its exports and its vocabulary
{payload}/{sources}  the files that the site is made of: entries, vocabulary, pages, settings
{payload}/{crate}  what is in here, for other programs (RO-Crate 1.1)
manifest-sha256.txt  the checksums of all these files (BagIt, RFC 8493)
"""


def make_archive(root: Path, snapshot: Snapshot, build: Callable[[Path], None]) -> bytes:
    """A ZIP file. root: the project's folder. build: writes the site of the snapshot into a new folder.

    The same project gives the same bytes, as long as entries have days of their own or a history: an archive without both
    carries the day on which it was made. Raises `ScriptError` if a script of the site cannot be read from a disk.
    """
    settings = snapshot.settings
    day = latest(snapshot.catalogue.entries) or current_day()
    with TemporaryDirectory(prefix="coprod-kb-archive-") as folder:
        site = Path(folder, "site")
        build(site)
        make_readable_from_disk(site)
        files: dict[str, Path | bytes] = {
            SITE + file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()
        }
        files |= {SOURCES + path: file for path, file in source_files(root, settings)}
        files[NAME] = crate(files, snapshot.catalogue, settings, day).encode()
        editors = settings.who_runs_it()
        info = (
            ("Source-Organization", editors["organisation"]),
            ("Contact-Name", settings.editors.name or ""),
            ("Contact-Email", editors["address"] if "@" in editors["address"] else ""),
            ("External-Identifier", settings.address("")),
            ("External-Description", settings.site_description),
            ("Bagging-Date", day.isoformat()),
            ("Bag-Software-Agent", f"coprod-kb {version('coprod-kb')}"),
        )
        places = {"payload": PAYLOAD, "site": SITE, "sources": SOURCES, "crate": NAME}
        return bag(
            slug_of(settings.site_name), files, info, _READ_ME.format(name=settings.site_name, **places)
        )
