"""Builds three collections with an earlier revision of the program and with this one, and compares the sites.

    python -m tests.same_site REVISION [--parsed]

The collections are the project itself, the miniature, and 300 generated entries, all with the content of the earlier
revision, but for `collection.yml`, which comes from the revision of the program. Every file has to be equal, byte for
byte. With --parsed, pages have to be equal as a browser reads them: the same elements, texts, links and metadata,
however blanks and relative addresses are written. The search bundle is left out: Pagefind does not write the same bytes
twice. Exit status 0 if the sites are equal, else 1.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree, html

from tests import ROOT
from tests.bench.corpus import facets_file, works

ENTRIES = 300
DAY = "2026-01-01T00:00:00Z"
ADDRESSES = ("href", "src", "action", "data-bundle", "data-file", "data-form", "data-sources")
CONTENT = ("mkdocs.yml", "entries", "vocabulary", "docs")
LEFT_OUT = "pagefind"


def main(revision: str, form: str = "") -> int:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        before = checkout(revision, work / "before")
        differing = 0
        for collection in collections(before, work / "collections"):
            sites = [build(code, collection, work / f"site-{code.name}") for code in (before, ROOT)]
            different = list(differences(*sites, parsed=form == "--parsed"))
            differing += len(different)
            print(f"{collection.name}: {len(files(sites[1]))} files, {len(different)} different", flush=True)
            for path in different[:20]:
                print(f"  {path}")
        return 1 if differing else 0


def checkout(revision: str, folder: Path) -> Path:
    """The tracked files of a revision, in a new folder."""
    folder.mkdir()
    archive = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "-x"], cwd=folder, input=archive.stdout, check=True)
    return folder


def collections(before: Path, folder: Path) -> Iterator[Path]:
    """The folders of the three collections, each a git repository with one commit."""
    for name, source in (
        ("project", before),
        ("miniature", before / "tests/miniature"),
        ("generated", before),
    ):
        project = folder / name
        project.mkdir(parents=True)
        for part in CONTENT:
            copy(source / part, project / part)
        if name == "generated":
            for part in ("entries", "vocabulary"):
                shutil.rmtree(project / part)
                (project / part).mkdir()
            shutil.rmtree(project / "docs" / "questions")  # they rest on our own entries
            (project / "vocabulary" / "facets.yml").write_text(facets_file(), encoding="utf-8")
            for work in works(ENTRIES):
                (project / "entries" / f"{work.slug}.md").write_text(work.text, encoding="utf-8")
        config = project / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        # Without the project's own folder, the templates that come with the program are used.
        config.write_text(text.replace("  custom_dir: templates\n", ""), encoding="utf-8")
        commit(project)
        yield project


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(".cache"))
    else:
        shutil.copy(source, target)


def commit(project: Path) -> None:
    person = {f"GIT_{who}_{what}": "nobody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = os.environ | person | {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Entries"]):
        subprocess.run(["git", *command], cwd=project, env=env, check=True)


def build(code: Path, project: Path, site: Path) -> Path:
    """The site that the program in the folder `code` makes of a project."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.rmtree(project / ".cache", ignore_errors=True)
    copy(code / "collection.yml", project / "collection.yml")
    with tempfile.TemporaryDirectory() as metadata:
        register(code, Path(metadata))
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join([metadata, str(code / "src")]),
            "SOURCE_DATE_EPOCH": "1767225600",
            "NO_MKDOCS_2_WARNING": "1",
        }
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        run = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{project.name} cannot be built with {code}:\n{run.stdout}{run.stderr}")
    return site


def register(code: Path, folder: Path) -> None:
    """Metadata by which MkDocs finds the plugin of this revision, not of the installed one."""
    project = tomllib.loads((code / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    distribution = folder / "coprod_kb-0.dist-info"
    distribution.mkdir()
    (distribution / "METADATA").write_text("Metadata-Version: 2.1\nName: coprod-kb\nVersion: 0\n", "utf-8")
    plugin = project["entry-points"]["mkdocs.plugins"]["coprod_kb"]
    (distribution / "entry_points.txt").write_text(f"[mkdocs.plugins]\ncoprod_kb = {plugin}\n", "utf-8")


def files(site: Path) -> dict[str, bytes]:
    """The content of every file, by its path in the site."""
    paths = (path for path in site.rglob("*") if path.is_file())
    named = {path.relative_to(site).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in sorted(named.items()) if not name.startswith(LEFT_OUT)}


def differences(before: Path, now: Path, *, parsed: bool) -> Iterator[str]:
    """The paths of files that differ, or that only one of the sites has."""
    old, new = files(before), files(now)
    for path in sorted({*old, *new}):
        if old.get(path) == new.get(path):
            continue
        if parsed and path in old and path in new and path.endswith(".html"):
            lines = [as_read(site[path], path) for site in (old, new)]
            changes = [
                line for line in unified_diff(*lines, n=0, lineterm="") if line[:2] not in {"--", "++", "@@"}
            ]
            if changes:
                yield "\n    ".join([path, *changes[:6]])
        elif not (parsed and path.startswith("sitemap.xml") and listed(old[path]) == listed(new[path])):
            yield path


def listed(content: bytes) -> list[tuple[str | None, ...]]:
    """The addresses and days of a sitemap."""
    text = gzip.decompress(content) if content.startswith(b"\x1f") else content
    return sorted(tuple(child.text for child in url) for url in etree.fromstring(text))


def as_read(content: bytes, path: str) -> list[str]:
    """What a browser makes of a page: a line for each element and each text, addresses in full."""
    lines = []
    for element in html.document_fromstring(content.decode()).iter(etree.Element):
        if element.tag == "script" and "src" not in element.attrib and "json" not in element.get("type", ""):
            continue
        attributes = {
            name: urljoin(f"https://site/{path}", value) if name in ADDRESSES else " ".join(value.split())
            for name, value in element.attrib.items()
        }
        match attributes.get("http-equiv"):
            case (
                "Content-Security-Policy"
            ):  # the hashes are those of inline scripts, which may stand elsewhere
                attributes["content"] = re.sub(r" 'sha256-[^']*'", "", attributes["content"])
            case "refresh":
                delay, target = attributes["content"].split("; url=")
                attributes["content"] = f"{delay}; url={urljoin(f'https://site/{path}', target)}"
        parts = [element.tag, str(sorted(attributes.items())), *map(spaced, (element.text, element.tail))]
        lines.append(" | ".join(parts).rstrip(" |"))
    head = [line for line in lines if line.startswith(("meta ", "link ", "title ", "script "))]
    return sorted(head) + [line for line in lines if line not in set(head)]


def spaced(text: str | None) -> str:
    return " ".join((text or "").split())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
