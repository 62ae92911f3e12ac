"""What is known about a web address after it was requested."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkStatus(StrEnum):
    """The result of requesting an address."""

    OK = "ok"
    MOVED = "moved"  # permanently; the page is at another address
    GONE = "gone"  # 404, 410
    REFUSED = "refused"  # any other 4xx; may be fine for people
    TOO_MANY = "too-many-requests"  # 429, and waiting would take too long
    SERVER_ERROR = "server-error"
    TIMED_OUT = "timed-out"
    UNREACHABLE = "unreachable"  # no connection, or one that broke
    CERTIFICATE = "certificate"  # the server's certificate is not valid
    UNKNOWN_HOST = "unknown-host"
    OUT_OF_TIME = "out-of-time"  # not asked: other addresses of its host had taken too long
    CIRCLE = "circle"  # redirects that do not end, or lead to something that is no address
    NOT_ALLOWED = "not-allowed"  # a private network, an unusual port, or content above the limit of `fetch`


@dataclass(frozen=True, slots=True)
class LinkOutcome:
    """The result for one address.

    http_status: of the last response; `None` if there was none.
    final: the address at the end of all redirects; `address` itself if there were none.
    moved_to: where the permanent redirects at the start led; `None` unless `status` is `MOVED`.
    content: the body of the last response, if `fetch` asked for it and `status` is `OK`; else empty.
    """

    address: str
    status: LinkStatus
    http_status: int | None = None
    final: str = ""
    moved_to: str | None = None
    content: bytes = b""
