"""Pages elsewhere, asked whether they are still there, and records fetched. The only module that opens a connection.

The addresses come from strangers, and the check may run inside somebody's network. So a host's name
is looked up here, every number that it has must be a public one, and the connection goes to that very
number: whoever answers for the name cannot change it in between. All this holds for every step of a
redirect. Proxies, netrc and other settings of the environment are not used, since a proxy would look
names up by itself; nothing is sent but the address, our name and the form of answer that is wanted. Of a page
only the head is read; of a record, which is asked for by `fetch` alone, a bounded number of bytes.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx2

from coprod_kb.values.web import is_web_address

# IPv6 numbers that stand for an IPv4 number, which may be a private one; and where rented computers
# learn about themselves, although the numbers look public.
_NOT_PUBLIC: tuple[IPv4Network | IPv6Network, ...] = (
    *map(IPv6Network, ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0/96")),
    *map(IPv4Network, ("168.63.129.16/32", "192.0.0.0/24")),
)

_PERMANENT = {301, 308}
_REDIRECTS = {301, 302, 303, 307, 308}
_MAYBE_LATER = {408, 429}
_OTHER_METHOD = {501}  # besides 4xx: the server does not know HEAD


class Kind(StrEnum):
    """What became of an address."""

    OK = "ok"
    MOVED = "moved"  # for good; the page is at another address
    GONE = "gone"  # 404, 410
    REFUSED = "refused"  # any other 4xx; may be fine for people
    TOO_MANY = "too-many-requests"  # 429, and no patience left
    SERVER_ERROR = "server-error"
    TIMED_OUT = "timed-out"
    UNREACHABLE = "unreachable"  # no connection, or one that broke
    CERTIFICATE = "certificate"  # the server does not prove who it is
    UNKNOWN_HOST = "unknown-host"
    CIRCLE = "circle"  # redirects that never end, or lead to what is no address
    NOT_ALLOWED = "not-allowed"  # a private network, an unusual port, or more content than any record has


_TRY_AGAIN = {Kind.TOO_MANY, Kind.SERVER_ERROR, Kind.TIMED_OUT, Kind.UNREACHABLE}
_NO_ANSWER = {Kind.TIMED_OUT, Kind.UNREACHABLE, Kind.UNKNOWN_HOST}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one address.

    status: of the last answer; `None` where there was none.
    final: where redirects led in the end; `address` itself if there were none.
    moved_to: where the permanent ones at their start led; `None` unless `kind` is `MOVED`.
    """

    address: str
    kind: Kind
    status: int | None = None
    final: str = ""
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Patience and politeness; times in seconds.

    at_once, per_host: connections at the same time. pause: after each of a host.
    connect, read, total: of one request. attempts: for one page, the first included.
    backoff: before the second attempt, then twice as long each time. longest_wait: that a server may ask for.
    redirects: followed one after the other.
    failures: addresses of a host without any answer in a row, after which its others are not tried.
    """

    at_once: int = 8
    per_host: int = 1
    pause: float = 0.5
    connect: float = 10
    read: float = 20
    total: float = 30
    attempts: int = 3
    backoff: float = 2
    longest_wait: float = 60
    redirects: int = 8
    failures: int = 3


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the Internet may be behind this number, and not a computer near this one."""
    if any(number in network for network in _NOT_PUBLIC):
        return False
    if isinstance(number, IPv6Address) and number.is_site_local:
        return False
    return number.is_global and not number.is_multicast and not number.is_reserved


def look_up(host: str) -> list[str]:
    """The numbers of a host, older kind first, as many networks lack the newer; raises `OSError`."""
    found = {str(one[4][0]) for one in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    return sorted(found, key=lambda number: (":" in number, number))


def visit(
    addresses: Iterable[str],
    agent: str,
    limits: Limits | None = None,
    *,
    allowed: Callable[[IPv4Address | IPv6Address], bool] = is_public,
    look_up: Callable[[str], Sequence[str]] = look_up,
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    trust: ssl.SSLContext | None = None,
) -> list[Outcome]:
    """What became of each address, in their order. Never raises for what a server does.

    agent: how we introduce ourselves. The others are for tests: which numbers may be connected to,
    how names become numbers, how time passes, and whose certificates are trusted.
    """
    return _Visitor(agent, limits or Limits(), allowed, look_up, wait, trust).run(list(addresses))


@dataclass(slots=True)
class _Host:
    """What must be known of a host while it is asked."""

    turn: asyncio.Semaphore
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address whose content was wanted.

    content: as the server sent it, where `kind` is `OK`; else empty.
    final: where redirects led in the end.
    """

    address: str
    kind: Kind
    status: int | None = None
    final: str = ""
    content: bytes = b""


MAX_CONTENT = 4 * 1024 * 1024
"""Bytes of one answer; a record with thousands of authors has about one million."""


def fetch(
    address: str,
    agent: str,
    accept: str,
    limits: Limits | None = None,
    *,
    allowed: Callable[[IPv4Address | IPv6Address], bool] = is_public,
    look_up: Callable[[str], Sequence[str]] = look_up,
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Fetched:
    """The content at an address in the form that `accept` names. Never raises for what a server does.

    All that `visit` holds to holds here as well, for every step of a redirect.
    """
    visitor = _Visitor(agent, limits or Limits(), allowed, look_up, wait, None, accept=accept)
    [outcome] = visitor.run([address])
    kind = Kind.OK if outcome.kind is Kind.MOVED else outcome.kind
    content = visitor.content if kind is Kind.OK else b""
    return Fetched(address, kind, outcome.status, outcome.final, content)


class _Stop(Exception):
    """There is no answer, for the reason that `kind` gives."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind


@dataclass(slots=True)
class _Answer:
    """The head of a server's answer; all is absent where `kind` says why there is none."""

    kind: Kind
    status: int | None = None
    location: str | None = None
    retry_after: str = ""


@dataclass(slots=True)
class _Visitor:
    """Asks for pages, a few at a time; one use per run."""

    agent: str
    limits: Limits
    allowed: Callable[[IPv4Address | IPv6Address], bool]
    look_up: Callable[[str], Sequence[str]]
    wait: Callable[[float], Awaitable[None]]
    trust: ssl.SSLContext | None
    accept: str = ""  # the form of content that is wanted; empty where only the head is
    content: bytes = b""  # of the last answer, where it is wanted
    hosts: dict[str, _Host] = field(default_factory=dict)
    places: asyncio.Semaphore | None = None
    stop: Callable[[], object] | None = None  # while pages are asked for; from any thread

    def run(self, addresses: Sequence[str]) -> list[Outcome]:
        """In a thread of its own: whoever calls may have a loop running. Ctrl+C does not wait for answers."""
        with ThreadPoolExecutor(1) as pool:
            outcomes = pool.submit(asyncio.run, self.visit(addresses))
            try:
                return outcomes.result()
            except KeyboardInterrupt:
                if self.stop:
                    self.stop()
                raise

    async def visit(self, addresses: Sequence[str]) -> list[Outcome]:
        task = asyncio.current_task()
        assert task
        self.stop = partial(asyncio.get_running_loop().call_soon_threadsafe, task.cancel)
        self.places = asyncio.Semaphore(self.limits.at_once)
        # A connection serves one request: two hosts may share a number, and must not share a connection.
        async with httpx2.AsyncClient(
            verify=self.trust or httpx2.create_ssl_context(trust_env=False),
            trust_env=False,
            follow_redirects=False,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=0),
            timeout=httpx2.Timeout(self.limits.read, connect=self.limits.connect),
        ) as client:
            return await asyncio.gather(*(self._follow(client, address) for address in addresses))

    async def _follow(self, client: httpx2.AsyncClient, address: str) -> Outcome:
        """The outcome at the end of the redirects."""
        permanent: str | None = None
        at, only_permanent = address, True
        written_port = _port(address)
        for _ in range(self.limits.redirects + 1):
            answer = await self._page(client, at, written_port)
            if answer.location is None:
                kind = answer.kind
                if kind is Kind.OK and permanent:
                    return Outcome(address, Kind.MOVED, answer.status, at, permanent)
                return Outcome(address, kind, answer.status, at)
            only_permanent = only_permanent and answer.status in _PERMANENT
            try:
                at = _joined(at, answer.location)
            except ValueError:
                return Outcome(address, Kind.CIRCLE, answer.status, at)
            if only_permanent:
                permanent = at if at != address else None
        return Outcome(address, Kind.CIRCLE, None, at)

    async def _page(self, client: httpx2.AsyncClient, address: str, written_port: int | None) -> _Answer:
        """The answer for one page, after as many attempts as it takes. Others wait for their turn at its host."""
        try:
            url = httpx2.URL(address)
        except httpx2.InvalidURL:  # such as a name that no host can have
            return _Answer(Kind.UNKNOWN_HOST)
        if not is_web_address(address):  # redirects may lead to anything
            return _Answer(Kind.NOT_ALLOWED)
        port = _port(address)
        if port not in (None, 80, 443) and (port != written_port or port < 1024):
            return _Answer(Kind.NOT_ALLOWED)
        host = self.hosts.setdefault(url.host, _Host(asyncio.Semaphore(self.limits.per_host)))
        async with host.turn:
            if host.unanswered >= self.limits.failures:
                return _Answer(Kind.UNREACHABLE)
            answer = await self._persistently(client, url)
            host.unanswered = host.unanswered + 1 if answer.kind in _NO_ANSWER else 0
            return answer

    async def _persistently(self, client: httpx2.AsyncClient, url: httpx2.URL) -> _Answer:
        """HEAD first, which costs the server least, then GET: some know no HEAD, or answer it wrongly.

        Where the content is wanted, GET alone.
        """
        answer = await self._ask(client, "GET" if self.accept else "HEAD", url, 0)
        status = answer.status or 0
        other_method = (400 <= status < 500 and status not in _MAYBE_LATER) or status in _OTHER_METHOD
        if other_method and not self.accept:
            answer = await self._ask(client, "GET", url, 0)
        for attempt in range(1, self.limits.attempts):
            if answer.kind not in _TRY_AGAIN:
                break
            pause = self.limits.backoff * 2 ** (attempt - 1)
            if wanted := _seconds(answer.retry_after):
                if wanted > self.limits.longest_wait:
                    break
                pause = max(pause, wanted)
            await self.wait(pause)
            answer = await self._ask(client, "GET", url, attempt)
        return answer

    async def _ask(self, client: httpx2.AsyncClient, method: str, url: httpx2.URL, attempt: int) -> _Answer:
        """One request, and the pause after it."""
        assert self.places
        async with self.places:
            try:
                async with asyncio.timeout(self.limits.total):
                    answer = await self._request(client, method, url, attempt)
            except _Stop as stop:
                answer = _Answer(stop.kind)
            except (TimeoutError, httpx2.TimeoutException):
                answer = _Answer(Kind.TIMED_OUT)
            except (
                httpx2.HTTPError,
                httpx2.InvalidURL,
                OSError,
                ValueError,
            ) as error:  # whatever a server sends
                answer = _Answer(Kind.CERTIFICATE if _about_trust(error) else Kind.UNREACHABLE)
        await self.wait(self.limits.pause)
        return answer

    async def _request(
        self, client: httpx2.AsyncClient, method: str, url: httpx2.URL, attempt: int
    ) -> _Answer:
        host = url.raw_host.decode("ascii")
        numbers = await self._numbers(host)
        request = httpx2.Request(  # not by the client, which would add its cookies
            method,
            url.copy_with(host=numbers[attempt % len(numbers)]),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": self.agent,
                "Accept": self.accept or "*/*",
                **({"Accept-Encoding": "identity"} if self.accept else {}),  # what is packed may be a bomb
                "Connection": "close",
            },
            extensions={"sni_hostname": host, "timeout": client.timeout.as_dict()},
        )
        response = await client.send(request, stream=True)
        try:
            if self.accept and response.status_code == 200:
                self.content = await _content(response)
        finally:
            await response.aclose()  # else the body stays unread
        status = response.status_code
        return _Answer(
            _kind(status),
            status,
            response.headers.get("Location") if status in _REDIRECTS else None,
            response.headers.get("Retry-After", ""),
        )

    async def _numbers(self, host: str) -> Sequence[str]:
        """The numbers of a host; stops where there is none, or where one of them is not allowed."""
        try:
            numbers = await asyncio.to_thread(self.look_up, host)
        except socket.gaierror as error:
            passing = error.errno == socket.EAI_AGAIN
            raise _Stop(Kind.UNREACHABLE if passing else Kind.UNKNOWN_HOST) from None
        except (OSError, UnicodeError):
            raise _Stop(Kind.UNKNOWN_HOST) from None
        if not numbers:
            raise _Stop(Kind.UNKNOWN_HOST)
        if not all(self.allowed(ip_address(number)) for number in numbers):
            raise _Stop(Kind.NOT_ALLOWED)
        return numbers


async def _content(response: httpx2.Response) -> bytes:
    """The body of an answer; stops where it is packed, which was not asked for, or too long."""
    if response.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise _Stop(Kind.NOT_ALLOWED)
    pieces, size = [], 0
    async for piece in response.aiter_raw():
        pieces.append(piece)
        size += len(piece)
        if size > MAX_CONTENT:
            raise _Stop(Kind.NOT_ALLOWED)
    return b"".join(pieces)


def _kind(status: int) -> Kind:
    if status < 400:
        return Kind.OK
    if status >= 500:
        return Kind.SERVER_ERROR
    return {404: Kind.GONE, 410: Kind.GONE, 408: Kind.TIMED_OUT, 429: Kind.TOO_MANY}.get(status, Kind.REFUSED)


def _port(address: str) -> int | None:
    """The port that an address names; `None` where it names none or is none."""
    try:
        return httpx2.URL(address).port
    except httpx2.InvalidURL:
        return None


def _joined(address: str, location: str) -> str:
    """Where a redirect leads. As in browsers, the fragment is kept; raises `ValueError`."""
    try:
        here = httpx2.URL(address)
        there = here.join(location)
        if here.fragment and not there.fragment:
            there = there.copy_with(fragment=here.fragment)
    except httpx2.InvalidURL as error:
        raise ValueError(str(error)) from None
    return str(there)


def _seconds(retry_after: str) -> float:
    """How long a server asks us to wait: it writes seconds or a date. 0 where it does not say."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        then = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):  # the second for a year or a time zone of too many digits
        return 0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


def _about_trust(error: BaseException | None) -> bool:
    """Whether a failure comes from the server's certificate, or from how it encrypts."""
    while error:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
