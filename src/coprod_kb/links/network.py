"""Requests pages to see whether they still exist, and fetches records. The only module that opens connections.

Strangers supply the addresses, and the check may run inside somebody's network. So the module resolves
each host itself, requires that all its IP addresses are public, and connects to exactly the IP address that
it checked: a DNS server cannot return another one in between. The same holds for every redirect. Proxies,
netrc and other settings of the environment are not used, because a proxy would resolve names itself. A
request contains the address, our name and the accepted media type, nothing else. `visit` reads only the
headers of a response; `fetch` also reads the body, up to `MAX_CONTENT`.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx2

from coprod_kb.links.limits import Limits
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from coprod_kb.values.web import is_web_address

# IPv6 ranges that embed an IPv4 address, which may be a private one; and the metadata services of
# cloud providers, which have public addresses.
_NOT_PUBLIC: tuple[IPv4Network | IPv6Network, ...] = (
    *map(IPv6Network, ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0/96")),
    *map(IPv4Network, ("168.63.129.16/32", "192.0.0.0/24")),
)

MAX_CONTENT = 4 * 1024 * 1024
"""Bytes of one response body; a record with thousands of authors has about one million."""

_PERMANENT = {301, 308}
_REDIRECTS = {301, 302, 303, 307, 308}
_TEMPORARY = {408, 429}
_METHOD_UNKNOWN = {501}  # besides 4xx: the server does not implement HEAD

_RETRIED = {LinkStatus.TOO_MANY, LinkStatus.SERVER_ERROR, LinkStatus.TIMED_OUT, LinkStatus.UNREACHABLE}
_NO_RESPONSE = {LinkStatus.TIMED_OUT, LinkStatus.UNREACHABLE, LinkStatus.UNKNOWN_HOST}
_OF_CODE = {
    404: LinkStatus.GONE,
    410: LinkStatus.GONE,
    408: LinkStatus.TIMED_OUT,
    429: LinkStatus.TOO_MANY,
}


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an IP address belongs to the Internet rather than to a network near this computer."""
    if any(address in network for network in _NOT_PUBLIC):
        return False
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def look_up(host: str) -> list[str]:
    """The IP addresses of a host, IPv4 first, because many networks lack IPv6. Raises `OSError`."""
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    return sorted(found, key=lambda address: (":" in address, address))


def visit(  # noqa: PLR0913 (most are for tests)
    addresses: Iterable[str],
    agent: str,
    limits: Limits | None = None,
    *,
    allowed: Callable[[IPv4Address | IPv6Address], bool] = is_public,
    look_up: Callable[[str], Sequence[str]] = look_up,
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    trust: ssl.SSLContext | None = None,
    known: Callable[[LinkOutcome], object] = lambda _: None,
) -> list[LinkOutcome]:
    """Requests each address and returns the outcomes in the same order. Never raises for what a server does.

    agent: the `User-Agent` header. known: is given each outcome at once, in a thread of its own. The other keyword arguments are for tests: which IP addresses may be connected
    to, how hosts are resolved, how time passes, and which certificates are trusted.
    """
    visitor = _Visitor(agent, limits or Limits(), allowed, look_up, wait, trust, known=known)
    return visitor.run(list(addresses))


def fetch(
    address: str,
    agent: str,
    accept: str,
    limits: Limits | None = None,
    *,
    allowed: Callable[[IPv4Address | IPv6Address], bool] = is_public,
    look_up: Callable[[str], Sequence[str]] = look_up,
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> LinkOutcome:
    """Requests the content of an address under the same rules as `visit`. Never raises for what a server does.

    accept: media type. The status of the outcome is `OK` also if the address has moved.
    """
    [outcome] = _Visitor(agent, limits or Limits(), allowed, look_up, wait, None, accept=accept).run(
        [address]
    )
    moved = outcome.status is LinkStatus.MOVED
    return replace(outcome, status=LinkStatus.OK, moved_to=None) if moved else outcome


class _NoResponse(Exception):
    """A request ended without a response."""

    def __init__(self, status: LinkStatus) -> None:
        self.status = status


@dataclass(slots=True)
class _Response:
    """What is kept of a response. `status` alone is set if there was none."""

    status: LinkStatus
    http_status: int | None = None
    location: str | None = None
    retry_after: str = ""
    content: bytes = b""


@dataclass(slots=True)
class _Host:
    """The state of requests to one host."""

    slots: asyncio.Semaphore
    unanswered: int = 0
    seconds: float = 0


@dataclass(slots=True)
class _Visitor:
    """Requests pages, a few at a time; for one call of `run`."""

    agent: str
    limits: Limits
    allowed: Callable[[IPv4Address | IPv6Address], bool]
    look_up: Callable[[str], Sequence[str]]
    wait: Callable[[float], Awaitable[None]]
    trust: ssl.SSLContext | None
    accept: str = ""  # media type of the wanted content; empty if only the headers are wanted
    known: Callable[[LinkOutcome], object] = lambda _: None
    hosts: dict[str, _Host] = field(default_factory=dict)
    slots: asyncio.Semaphore | None = None
    cancel: Callable[[], object] | None = None  # ends `visit` early; may be called from any thread

    def run(self, addresses: Sequence[str]) -> list[LinkOutcome]:
        """Runs `visit` in its own thread: the caller may have an event loop, and Ctrl+C must not wait."""
        with ThreadPoolExecutor(1) as pool:
            outcomes = pool.submit(asyncio.run, self.visit(addresses))
            try:
                return outcomes.result()
            except KeyboardInterrupt:
                if self.cancel:
                    self.cancel()
                raise

    async def visit(self, addresses: Sequence[str]) -> list[LinkOutcome]:
        task = asyncio.current_task()
        assert task
        self.cancel = partial(asyncio.get_running_loop().call_soon_threadsafe, task.cancel)
        self.slots = asyncio.Semaphore(self.limits.at_once)
        # No connection is kept alive: two hosts may share an IP address, and must not share a connection.
        async with httpx2.AsyncClient(
            verify=self.trust or httpx2.create_ssl_context(trust_env=False),
            trust_env=False,
            follow_redirects=False,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=0),
            timeout=httpx2.Timeout(self.limits.read, connect=self.limits.connect),
        ) as client:

            async def visited(address: str) -> LinkOutcome:
                outcome = await self._follow(client, address)
                self.known(outcome)
                return outcome

            return await asyncio.gather(*map(visited, addresses))

    async def _follow(self, client: httpx2.AsyncClient, address: str) -> LinkOutcome:
        """Requests the address and follows its redirects."""
        moved_to: str | None = None
        at, only_permanent = address, True
        written_port = _port(address)
        for _ in range(self.limits.redirects + 1):
            response = await self._page(client, at, written_port)
            status = response.status
            if response.location is None:
                if status is LinkStatus.OK and moved_to:
                    status = LinkStatus.MOVED
                else:
                    moved_to = None
                return LinkOutcome(address, status, response.http_status, at, moved_to, response.content)
            only_permanent = only_permanent and response.http_status in _PERMANENT
            try:
                at = _joined(at, response.location)
            except ValueError:
                return LinkOutcome(address, LinkStatus.CIRCLE, response.http_status, at)
            if only_permanent:
                moved_to = at if at != address else None
        return LinkOutcome(address, LinkStatus.CIRCLE, None, at)

    async def _page(self, client: httpx2.AsyncClient, address: str, written_port: int | None) -> _Response:
        """Requests one address, without following redirects, once its host has a free slot.

        written_port: the port in the address that the entry names; redirects may use it as well.
        """
        try:
            url = httpx2.URL(address)
        except httpx2.InvalidURL:  # such as a name that no host can have
            return _Response(LinkStatus.UNKNOWN_HOST)
        if not is_web_address(address):  # redirects may lead to anything
            return _Response(LinkStatus.NOT_ALLOWED)
        port = _port(address)
        if port not in (None, 80, 443) and (port != written_port or port < 1024):
            return _Response(LinkStatus.NOT_ALLOWED)
        host = self.hosts.setdefault(url.host, _Host(asyncio.Semaphore(self.limits.per_host)))
        async with host.slots:
            if host.unanswered >= self.limits.failures:
                return _Response(LinkStatus.UNREACHABLE)
            if host.seconds >= self.limits.host_total:
                return _Response(LinkStatus.OUT_OF_TIME)
            begun = time.monotonic()
            response = await self._with_retries(client, url)
            host.seconds += time.monotonic() - begun
            host.unanswered = host.unanswered + 1 if response.status in _NO_RESPONSE else 0
            return response

    async def _with_retries(self, client: httpx2.AsyncClient, url: httpx2.URL) -> _Response:
        """Sends HEAD first, which costs the server least, then GET: some servers refuse or misanswer HEAD.

        If the content is wanted, sends GET only.
        """
        response = await self._attempt(client, "GET" if self.accept else "HEAD", url, 0)
        code = response.http_status or 0
        refused = (400 <= code < 500 and code not in _TEMPORARY) or code in _METHOD_UNKNOWN
        if refused and not self.accept:
            response = await self._attempt(client, "GET", url, 0)
        for attempt in range(1, self.limits.attempts):
            if response.status not in _RETRIED:
                break
            pause = self.limits.backoff * 2 ** (attempt - 1)
            if wanted := _seconds(response.retry_after):
                if wanted > self.limits.longest_wait:
                    break
                pause = max(pause, wanted)
            await self.wait(pause)
            response = await self._attempt(client, "GET", url, attempt)
        return response

    async def _attempt(
        self, client: httpx2.AsyncClient, method: str, url: httpx2.URL, attempt: int
    ) -> _Response:
        """Sends one request, and waits for the pause after it. Errors become a status."""
        assert self.slots
        async with self.slots:
            try:
                async with asyncio.timeout(self.limits.total):
                    response = await self._request(client, method, url, attempt)
            except _NoResponse as ended:
                response = _Response(ended.status)
            except (TimeoutError, httpx2.TimeoutException):
                response = _Response(LinkStatus.TIMED_OUT)
            except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
                untrusted = _is_about_trust(error)
                response = _Response(LinkStatus.CERTIFICATE if untrusted else LinkStatus.UNREACHABLE)
        await self.wait(self.limits.pause)
        return response

    async def _request(
        self, client: httpx2.AsyncClient, method: str, url: httpx2.URL, attempt: int
    ) -> _Response:
        host = url.raw_host.decode("ascii")
        ip_addresses = await self._resolve(host)
        request = httpx2.Request(  # not `client.request`, which would add its cookies
            method,
            url.copy_with(host=ip_addresses[attempt % len(ip_addresses)]),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": self.agent,
                "Accept": self.accept or "*/*",
                **(
                    {"Accept-Encoding": "identity"} if self.accept else {}
                ),  # compressed content may be a bomb
                "Connection": "close",
            },
            extensions={"sni_hostname": host, "timeout": client.timeout.as_dict()},
        )
        response = await client.send(request, stream=True)
        content = b""
        try:
            if self.accept and response.status_code == 200:
                content = await _content(response)
        finally:
            await response.aclose()  # without reading the body
        code = response.status_code
        return _Response(
            _status(code),
            code,
            response.headers.get("Location") if code in _REDIRECTS else None,
            response.headers.get("Retry-After", ""),
            content,
        )

    async def _resolve(self, host: str) -> Sequence[str]:
        """The IP addresses of a host, at least one. `_NoResponse` if there are none, or one is not allowed."""
        try:
            found = await asyncio.to_thread(self.look_up, host)
        except socket.gaierror as error:
            temporary = error.errno == socket.EAI_AGAIN
            raise _NoResponse(LinkStatus.UNREACHABLE if temporary else LinkStatus.UNKNOWN_HOST) from None
        except (OSError, UnicodeError):
            raise _NoResponse(LinkStatus.UNKNOWN_HOST) from None
        if not found:
            raise _NoResponse(LinkStatus.UNKNOWN_HOST)
        if not all(self.allowed(ip_address(address)) for address in found):
            raise _NoResponse(LinkStatus.NOT_ALLOWED)
        return found


async def _content(response: httpx2.Response) -> bytes:
    """The body of a response. `_NoResponse` if it is compressed despite our request, or too long."""
    if response.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise _NoResponse(LinkStatus.NOT_ALLOWED)
    pieces, size = [], 0
    async for piece in response.aiter_raw():
        pieces.append(piece)
        size += len(piece)
        if size > MAX_CONTENT:
            raise _NoResponse(LinkStatus.NOT_ALLOWED)
    return b"".join(pieces)


def _status(code: int) -> LinkStatus:
    if code < 400:
        return LinkStatus.OK
    return LinkStatus.SERVER_ERROR if code >= 500 else _OF_CODE.get(code, LinkStatus.REFUSED)


def _port(address: str) -> int | None:
    """The port that an address names; `None` if it names none or is not valid."""
    try:
        return httpx2.URL(address).port
    except httpx2.InvalidURL:
        return None


def _joined(address: str, location: str) -> str:
    """The target of a redirect, with the fragment of `address` as in browsers. Raises `ValueError`."""
    try:
        here = httpx2.URL(address)
        there = here.join(location)
        if here.fragment and not there.fragment:
            there = there.copy_with(fragment=here.fragment)
    except httpx2.InvalidURL as error:
        raise ValueError(str(error)) from None
    return str(there)


def _seconds(retry_after: str) -> float:
    """The value of a `Retry-After` header, which is a number or a date; 0 if it is neither, or in the past."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        then = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):  # the second for a year or a time zone with too many digits
        return 0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


def _is_about_trust(error: BaseException | None) -> bool:
    """Whether an error comes from TLS: the certificate of the server, or its encryption."""
    while error:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
