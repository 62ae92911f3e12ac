"""Changes a built site so that it works when its pages are opened from a disk, without a server.

Browsers refuse modules and `fetch` there, and show a list of files where an address ends with a slash. So modules and the
files that scripts fetch become classic scripts, and links name the file of a page. The policy of a page then needs no
connection at all.
"""

from __future__ import annotations

import gzip
import json
import posixpath
import re
import shutil
from collections.abc import Collection
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from coprod_kb.project.files import template_folder
from coprod_kb.publishing.archive.scripts import as_classic, as_data
from coprod_kb.publishing.assets import FOLDER as ASSETS
from coprod_kb.publishing.search import FOLDER as SEARCH
from coprod_kb.publishing.search import pagefind
from coprod_kb.rendering.inside import base_of

LOADER = "from-disk.js"

_IN_TAG = r"""(?:[^>"']|"[^"]*+"?|'[^']*+'?)*+>?"""
_PIECE = re.compile(
    rf"""<!--.*?(?:-->|\Z)|(?P<script><script(?=[\s/>]){_IN_TAG})(?P<code>.*?)(?:</script\s*+>|\Z)|(?P<tag><[a-z]{_IN_TAG})""",
    re.IGNORECASE | re.DOTALL,
)
"""What is not closed goes on to the end of the page, as in browsers."""
_ATTRIBUTE = re.compile(r"""(?<=\s)([^\s"'<>=/]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_OF_PAGES = {"href", "action", "formaction", "data-form"}
"""Attributes that may hold the address of a page."""
_REFRESH = re.compile(r"""(?<=\bcontent=")([0-9]+;\s*url=)([^"]*)""", re.IGNORECASE)
_MODULE = re.compile(r"""(?<!\s)\s++type\s*+=\s*+(?:"module"|'module'|module(?=[\s>]))""", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_POLICY = re.compile(r"""(?<=http-equiv="Content-Security-Policy" )content="[^"]*\"""")

_FETCHED = re.compile(r"entries\.(?:bib|ris|csv)|entries/[^/]+/(?:cite\.(?:bib|ris)|entry\.txt)")
"""Files that scripts fetch, and people as well; those of the search only scripts."""
_NOT_NEEDED = re.compile(rf"404\.html|{pagefind.FOLDER}/(?:pagefind-(?!entry\.json)|wasm\.unknown).*")
"""The page that servers show for addresses without one, and Pagefind's own ways to show results."""


def make_readable_from_disk(site: Path) -> None:
    """Changes the files of a built site in place. Raises `ScriptError` for a module that cannot be rewritten."""
    paths = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    for path in filter(_NOT_NEEDED.fullmatch, paths):
        (site / path).unlink()
    modules = {f"{pagefind.FOLDER}/pagefind.js"} & paths
    for path in sorted(paths):
        file = site / path
        if path.endswith(".html") and file.exists():
            text, found = page_from_disk(path, file.read_text(encoding="utf-8"), paths)
            file.write_text(text, encoding="utf-8", newline="")
            modules |= found & paths
        elif path.startswith((f"{SEARCH}/", f"{pagefind.FOLDER}/")) and path not in modules and file.exists():
            file.with_name(f"{file.name}.js").write_text(as_data(path, _plain(file)), encoding="utf-8")
            file.unlink()
        elif _FETCHED.fullmatch(path):
            file.with_name(f"{file.name}.js").write_text(as_data(path, file.read_bytes()), encoding="utf-8")
    _rewrite_modules(site, modules, paths)
    shutil.copyfile(template_folder() / "archive" / LOADER, site / ASSETS / LOADER)


def _rewrite_modules(site: Path, first: Collection[str], paths: Collection[str]) -> None:
    """Rewrites modules and those that they import."""
    done: set[str] = set()
    waiting = sorted(first)
    while waiting:
        path = waiting.pop()
        if path in done or path not in paths:
            continue
        done.add(path)
        text = (site / path).read_text(encoding="utf-8")
        if path.startswith(pagefind.FOLDER):  # takes addresses of files for names of folders
            text = text.replace("import.meta.url", "new URL(import.meta.url).pathname")
        text, imported = as_classic(path, text)
        (site / path).write_text(text, encoding="utf-8", newline="")
        waiting += sorted(imported)


def _plain(file: Path) -> bytes:
    """The content of a file of the search, uncompressed; Pagefind takes both. Texts of pages name the file of their page."""
    content = file.read_bytes()
    if not content.startswith(b"\x1f\x8b"):
        return content
    content = gzip.decompress(content)
    if file.suffix != ".pf_fragment":
        return content
    fragment = json.loads(content.removeprefix(pagefind.SIGNATURE))
    fragment["url"] = f"{fragment['url'].removesuffix(pagefind.SUFFIX).rstrip('/')}/index.html"
    return pagefind.SIGNATURE + json.dumps(fragment, ensure_ascii=False, separators=(",", ":")).encode()


def page_from_disk(path: str, html: str, paths: Collection[str]) -> tuple[str, set[str]]:
    """A page as it is read from a disk, and the paths of the modules that it loads. paths: of all files of the site."""
    folder = posixpath.dirname(path)
    modules: set[str] = set()

    def target(address: str) -> str:
        return posixpath.normpath(posixpath.join(folder, unquote(address)))

    def named(address: str) -> str:
        """The address with the name of the page's file, if it is that of a folder with a page."""
        place = re.match("[^?#]*", address)[0]  # type: ignore[index]
        ends = place.rpartition("/")[2]
        if not place or place.startswith("/") or ":" in place or ends not in {"", ".", ".."}:
            return address
        page = f"{place.rstrip('/')}/index.html"
        return page + address[len(place) :] if target(page) in paths else address

    def address(found: re.Match[str]) -> str:
        if found[1].lower() not in _OF_PAGES:
            return found[0]
        value = unescape(next((group for group in found.groups()[1:] if group is not None), ""))
        return f'{found[1]}="{escape(named(value))}"'

    def piece(found: re.Match[str]) -> str:
        if tag := found["tag"]:
            tag = _POLICY.sub(
                lambda policy: policy[0].replace("connect-src 'self'", "connect-src 'none'"), tag
            )
            if tag.lower().startswith("<meta"):
                return _REFRESH.sub(lambda refresh: refresh[1] + named(refresh[2]), tag)
            return _ATTRIBUTE.sub(address, tag)
        opening, source = found["script"] or "", _SOURCE.search(found["script"] or "")
        if not source or not _MODULE.search(opening):
            return found[0]
        module = target(next(filter(None, source.groups()), ""))
        if module not in paths:
            return found[0]
        loader = (
            ""
            if modules
            else f'<script src="{base_of(f"{folder}/" if folder else "")}{ASSETS}/{LOADER}" defer></script>'
        )
        modules.add(module)
        return f"{loader}{_MODULE.sub(' defer', opening)}{found['code']}</script>"

    return _PIECE.sub(piece, html), modules
