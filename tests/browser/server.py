"""A built site served below a base path and compressed, as a static host would."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

BASE = "/some/base/path/"
COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".ttl"})
"""What hosts compress. Pagefind's own files are compressed already."""


@functools.lru_cache(256)
def _smaller(file: Path, changed: float) -> bytes:
    """changed: tells two versions of a file apart."""
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves `directory` below `base`, and `404.html` with status 404 for what is not there."""

    protocol_version = "HTTP/1.1"  # which keeps connections
    disable_nagle_algorithm = True  # or the body would wait until the browser has taken the head

    def __init__(self, *arguments: object, base: str, directory: str) -> None:
        self.base = base
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(self.base) if path.startswith(self.base) else "not-below-the-base"
        return super().translate_path("/" + below)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = Path(self.translate_path(path))
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.is_dir():
            super().do_GET()  # leads on to the address with a slash
        elif not file.is_file():
            self._answer(HTTPStatus.NOT_FOUND, Path(self.directory) / "404.html")
        else:
            self._answer(HTTPStatus.OK, file)

    def _answer(self, status: HTTPStatus, file: Path) -> None:
        smaller = file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _smaller(file, file.stat().st_mtime) if smaller else file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(body)))
        if file.suffix != ".html":
            self.send_header("Cache-Control", "max-age=600")
        if smaller:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(ConnectionError):  # the browser has gone on to another page
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path, base: str = BASE) -> Iterator[str]:
    """The address of the site, ending in `/`, for as long as it is served."""
    handler = functools.partial(_Host, directory=str(site), base=base)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()
        thread.join()
