"""A server on this computer that answers as badly as the real ones do."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BIG = 64 * 1024 * 1024
"""Bytes that `/huge` announces."""


@dataclass
class Seen:
    """What the server saw: requests as `HEAD /path`, the headers of the last one, and how many at a time."""

    requests: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class LocalServer:
    """port: on 127.0.0.1. release: ends the answers of `/slow`. crowd: `/together` answers when so many wait.

    answers: what stands below `/content`, by path.
    """

    port: int
    seen: Seen = field(default_factory=Seen)
    release: threading.Event = field(default_factory=threading.Event)
    crowd: threading.Barrier = field(default_factory=lambda: threading.Barrier(1))
    answers: dict[str, bytes] = field(default_factory=dict)

    def address(self, path: str, host: str = "a.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


class _Requests(BaseHTTPRequestHandler):
    local: LocalServer

    def log_message(self, *_: Any) -> None:
        pass

    def _handle(self) -> None:
        seen = self.local.seen
        host = self.headers.get("Host", "").partition(":")[0]
        with seen.lock:
            seen.requests.append(f"{self.command} {self.path}")
            seen.headers = dict(self.headers.items())
            for key in (host, "all"):
                seen.now[key] += 1
                seen.most[key] = max(seen.most[key], seen.now[key])
        try:
            name = self.path.split("/")[1].split("?")[0].replace("-", "_")
            getattr(self, f"at_{name}", self.at_status)()
        finally:
            with seen.lock:
                seen.now.subtract((host, "all"))

    do_HEAD = do_GET = _handle

    def reply(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def at_status(self) -> None:
        """`/status/404` has this status; `/status/500/200` has 500 at first, then 200."""
        wanted = [int(part) for part in self.path.split("/")[2:]]
        with self.local.seen.lock:
            asked = sum(request.endswith(f" {self.path}") for request in self.local.seen.requests)
        self.reply(wanted[min(asked, len(wanted)) - 1], Retry_After="7")

    def at_no_head(self) -> None:
        """`/no-head/405/200`: the first is the answer to HEAD."""
        head, get = self.path.split("/")[2:]
        self.reply(int(head if self.command == "HEAD" else get))

    def at_to(self) -> None:
        """`/to/301/there`: a redirect to `/there`."""
        _, _, status, there = self.path.split("/", 3)
        self.reply(int(status), Location=there if "://" in there else f"/{there}")

    def at_circle(self) -> None:
        self.reply(302, Location="/circle")

    def at_patience(self) -> None:
        self.reply(429, Retry_After="86400")

    def at_content(self) -> None:
        """`/content/a/b` is what `answers` has for `/a/b`; 404 where there is nothing."""
        content = self.local.answers.get(self.path.removeprefix("/content"))
        self.reply(404 if content is None else 200, Content_Length=str(len(content or b"")))
        self.wfile.write(content or b"")

    def at_packed(self) -> None:
        """Content that nobody asked to be packed."""
        self.reply(200, Content_Length="3", Content_Encoding="gzip")
        self.wfile.write(b"abc")

    def at_slow(self) -> None:
        self.local.release.wait(10)
        self.reply(200)

    def at_together(self) -> None:
        self.local.crowd.wait(10)
        self.reply(200)

    def at_reset(self) -> None:
        """Ends the connection with RST and no answer."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def at_huge(self) -> None:
        self.reply(405 if self.command == "HEAD" else 200, Content_Length=str(BIG))
        if self.command == "GET":
            with suppress(OSError):
                for _ in range(BIG // 65536):
                    self.local.seen.sent += self.connection.send(b"x" * 65536)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: Any) -> None:
        pass  # a broken connection is what some tests are about


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[LocalServer]:
    """A server on a free port, over TLS if a context is given."""
    requests = type("Requests", (_Requests,), {})
    server = _Server(("127.0.0.1", 0), requests)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    requests.local = local = LocalServer(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield local
    finally:
        local.release.set()
        server.shutdown()
        server.server_close()
        thread.join()


def here(host: str) -> list[str]:
    """Every name is this computer's; one that starts with `none` is nobody's."""
    if host.startswith("none"):
        raise socket.gaierror(socket.EAI_NONAME, "nobody has this name")
    return ["127.0.0.1"]
