"""Which names a preview answers to.

A page on the web can give its own name the address of this computer (DNS rebinding), and then read what is served here.
Its requests still carry that name.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:/\[\]]+))(?::[0-9]{1,5})?", re.IGNORECASE)
_REFUSAL = b"This preview answers only to this computer: open the address that mkdocs serve has printed.\n"


def guarded(application: WSGIApplication, served_at: str) -> WSGIApplication:
    """The application without requests for names of others. served_at: the host of MkDocs' `dev_addr`."""
    allowed = _allowed(served_at)

    def guard(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        host = _HOST.fullmatch(environ.get("HTTP_HOST", "localhost"))  # browsers always send it
        if host and allowed((host[1] or host[2]).lower().removesuffix(".")):
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [_REFUSAL]

    return guard


def _allowed(served_at: str) -> Callable[[str], bool]:
    """Whether a name is one of this computer. If it is served to a whole network, any address of a computer is."""
    own = {"localhost", "127.0.0.1", "::1", served_at.lower()}
    if served_at not in {"0.0.0.0", "::"}:  # noqa: S104 (only compared)
        return own.__contains__
    own.add(platform.node().lower())
    return lambda name: name in own or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False
