"""The outcome of requests to a server on this computer. No other computer is contacted."""

from __future__ import annotations

import asyncio
import signal
import ssl
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from typing import Any

import pytest
import trustme

from coprod_kb.links.limits import Limits
from coprod_kb.links.network import _seconds, is_public, visit
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from tests.local_server import BIG, LocalServer, here, serving

LIMITS = Limits(connect=5, read=5, total=5)
AGENT = "coprod-kb (+https://example.org/)"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serving() as local:
        yield local


class Asking:
    """Visits addresses of the server, and records the pauses instead of waiting."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    def __call__(self, *addresses: str, limits: Limits = LIMITS, **others: Any) -> list[LinkOutcome]:
        given = {"allowed": lambda _: True, "look_up": here, "wait": self.wait} | others
        return visit(addresses, AGENT, limits, **given)

    @property
    def retries(self) -> list[float]:
        return [seconds for seconds in self.waited if seconds != LIMITS.pause]


@pytest.fixture
def ask() -> Asking:
    return Asking()


# --- Answers ----------------------------------------------------------------------------------------

ANSWERS: Mapping[str, tuple[str, LinkStatus, int | None, list[str]]] = {
    # path, status, code of the last response, methods of the requests
    "fine": ("/status/200", LinkStatus.OK, 200, ["HEAD"]),
    "not found": ("/status/404", LinkStatus.GONE, 404, ["HEAD", "GET"]),
    "gone": ("/status/410", LinkStatus.GONE, 410, ["HEAD", "GET"]),
    "refused": ("/status/403", LinkStatus.REFUSED, 403, ["HEAD", "GET"]),
    "no HEAD, 405": ("/no-head/405/200", LinkStatus.OK, 200, ["HEAD", "GET"]),
    "no HEAD, 501": ("/no-head/501/200", LinkStatus.OK, 200, ["HEAD", "GET"]),
    "no HEAD, 403": ("/no-head/403/200", LinkStatus.OK, 200, ["HEAD", "GET"]),
    "a HEAD that lies": ("/no-head/404/200", LinkStatus.OK, 200, ["HEAD", "GET"]),
    "a fault that passes": ("/status/500/200", LinkStatus.OK, 200, ["HEAD", "GET"]),
    "a fault that stays": ("/status/503", LinkStatus.SERVER_ERROR, 503, ["HEAD", "GET", "GET"]),
    "a broken connection": ("/reset", LinkStatus.UNREACHABLE, None, ["HEAD", "GET", "GET"]),
    "redirects in a circle": ("/circle", LinkStatus.CIRCLE, None, ["HEAD"] * 9),
}


@pytest.mark.parametrize(("path", "status", "code", "methods"), ANSWERS.values(), ids=ANSWERS)
def test_answers(
    server: LocalServer, ask: Asking, path: str, status: LinkStatus, code: int | None, methods: list[str]
) -> None:
    [outcome] = ask(server.address(path))
    assert (outcome.status, outcome.http_status) == (status, code)
    assert outcome.final == server.address(path)
    assert server.seen.requests == [f"{method} {path}" for method in methods]


def test_outcomes_are_in_the_order_of_the_addresses(server: LocalServer, ask: Asking) -> None:
    addresses = [server.address(f"/status/{status}", f"{status}.example") for status in (404, 200, 500, 403)]
    outcomes = ask(*addresses)
    assert [outcome.address for outcome in outcomes] == addresses
    assert [outcome.status for outcome in outcomes] == [
        LinkStatus.GONE,
        LinkStatus.OK,
        LinkStatus.SERVER_ERROR,
        LinkStatus.REFUSED,
    ]


def test_an_unknown_host(ask: Asking) -> None:
    [outcome] = ask("https://none.example/")
    assert outcome.status is LinkStatus.UNKNOWN_HOST


def test_a_port_on_which_nothing_listens(server: LocalServer, ask: Asking) -> None:
    with serving() as other:
        address = other.address("/status/200")
    assert ask(address)[0].status is LinkStatus.UNREACHABLE


def test_no_content_is_read(server: LocalServer, ask: Asking) -> None:
    assert ask(server.address("/huge"))[0].status is LinkStatus.OK
    assert server.seen.sent < BIG


def test_requests_contain_the_agent_and_nothing_private(
    server: LocalServer, ask: Asking, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine a.example login ada password secret\n", encoding="ascii")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    assert ask(server.address("/status/200"))[0].status is LinkStatus.OK
    assert server.seen.headers == {
        "Host": f"a.example:{server.port}",
        "User-Agent": AGENT,
        "Accept": "*/*",
        "Connection": "close",
    }


# --- Redirects --------------------------------------------------------------------------------------


def test_a_permanent_redirect_is_a_move(server: LocalServer, ask: Asking) -> None:
    [outcome] = ask(server.address("/to/301/to/308/status/200"))
    there = server.address("/status/200")
    assert outcome == LinkOutcome(outcome.address, LinkStatus.MOVED, 200, there, there)


def test_a_move_leads_to_the_first_address_before_a_temporary_redirect(
    server: LocalServer, ask: Asking
) -> None:
    [outcome] = ask(server.address("/to/301/to/302/to/301/status/200"))
    assert outcome.moved_to == server.address("/to/302/to/301/status/200")
    assert outcome.final == server.address("/status/200")
    assert ask(server.address("/to/302/to/301/status/200"))[0].status is LinkStatus.OK


def test_a_fragment_is_kept(server: LocalServer, ask: Asking) -> None:
    [outcome] = ask(server.address("/to/301/status/200#part"))
    assert outcome.moved_to == server.address("/status/200#part")


def test_a_redirect_to_a_page_that_is_gone_is_no_move(server: LocalServer, ask: Asking) -> None:
    [outcome] = ask(server.address("/to/301/status/404"))
    assert (outcome.status, outcome.moved_to) == (LinkStatus.GONE, None)


@pytest.mark.parametrize("there", ["http://[", "http://a.example:99999/"])
def test_a_redirect_to_an_invalid_address(server: LocalServer, ask: Asking, there: str) -> None:
    assert ask(server.address(f"/to/302/{there}"))[0].status in {LinkStatus.CIRCLE, LinkStatus.NOT_ALLOWED}


# --- Retries ----------------------------------------------------------------------------------------


def test_retry_after_is_respected(server: LocalServer, ask: Asking) -> None:
    assert ask(server.address("/status/429/200"))[0].status is LinkStatus.OK
    assert ask.retries == [7]


def test_a_long_retry_after_ends_the_attempts(server: LocalServer, ask: Asking) -> None:
    assert ask(server.address("/patience"))[0].status is LinkStatus.TOO_MANY
    assert ask.retries == []
    assert server.seen.requests == ["HEAD /patience"]


def test_the_pauses_between_attempts_grow(server: LocalServer, ask: Asking) -> None:
    ask(server.address("/reset"))
    assert ask.retries == [2, 4]


def test_retry_after_may_be_a_number_a_date_or_invalid() -> None:
    then = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    assert 3500 < _seconds(then) <= 3600
    assert _seconds(format_datetime(datetime.now(UTC) - timedelta(hours=1))) == 0
    assert [_seconds(text) for text in ("120", "9" * 4000, "soon", "", "٣", "-5")] == [
        120,
        999999999,
        0,
        0,
        0,
        0,
    ]
    for date in ("Mon, 01 Jan 2024 00:00:00 +" + "9" * 20, f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT"):
        assert _seconds(date) == 0


@pytest.mark.parametrize("limit", ["read", "total"])
def test_a_slow_response_times_out(server: LocalServer, ask: Asking, limit: str) -> None:
    limits = replace(LIMITS, attempts=1, **{limit: 0.05})
    assert ask(server.address("/slow"), limits=limits)[0].status is LinkStatus.TIMED_OUT


def test_a_host_that_never_responds_gets_few_requests(server: LocalServer, ask: Asking) -> None:
    silent = [server.address(f"/reset?{number}") for number in range(6)]
    outcomes = ask(*silent, server.address("/status/200", "b.example"))
    assert [outcome.status for outcome in outcomes] == [LinkStatus.UNREACHABLE] * 6 + [LinkStatus.OK]
    assert len({request.split()[1] for request in server.seen.requests if "reset" in request}) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a signal reaches no single thread there")
def test_an_interruption_does_not_wait_for_responses(server: LocalServer, ask: Asking) -> None:
    ended = []

    async def wait(_: float) -> None:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            ended.append("at once")
            raise

    # A job in the background ignores interruptions.
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            ask(server.address("/status/200"), wait=wait)
    finally:
        signal.signal(signal.SIGINT, former)
    assert ended == ["at once"]


# --- Concurrency ------------------------------------------------------------------------------------


@pytest.mark.parametrize("per_host", [1, 2])
def test_simultaneous_requests_to_a_host_are_limited(server: LocalServer, ask: Asking, per_host: int) -> None:
    server.crowd = threading.Barrier(per_host)  # answers only when this many requests are waiting
    addresses = [server.address(f"/together?{number}") for number in range(6)]
    ask(*addresses, limits=replace(LIMITS, per_host=per_host))
    assert server.seen.most["a.example"] == per_host
    assert ask.waited == [LIMITS.pause] * 6


def test_simultaneous_requests_to_all_hosts_are_limited(server: LocalServer, ask: Asking) -> None:
    server.crowd = threading.Barrier(3)
    ask(
        *(server.address("/together", f"{number}.example") for number in range(9)),
        limits=replace(LIMITS, at_once=3),
    )
    assert server.seen.most["all"] == 3


# --- Refused addresses -----------------------------------------------------------------------------

NOT_PUBLIC = """
127.0.0.1 127.8.9.1 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.192 168.63.129.16 198.18.0.1 224.0.0.1
240.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:7f00:1:: 2001:db8::1
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_ip_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_ip_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_computer_gets_no_requests(server: LocalServer, host: str) -> None:
    [outcome] = visit([server.address("/status/200", host)], AGENT, replace(LIMITS, pause=0))
    assert outcome.status in {
        LinkStatus.NOT_ALLOWED,
        LinkStatus.UNKNOWN_HOST,
    }  # not every system knows 0x7f.1
    assert server.seen.requests == []


def test_a_host_with_one_private_ip_address_gets_no_requests(server: LocalServer, ask: Asking) -> None:
    [outcome] = ask(
        server.address("/status/200"),
        look_up=lambda _: ["127.0.0.1", "10.0.0.1"],
        allowed=lambda address: address == ip_address("127.0.0.1"),
    )
    assert outcome.status is LinkStatus.NOT_ALLOWED
    assert server.seen.requests == []


def test_a_host_is_resolved_once_for_the_check_and_the_connection(server: LocalServer, ask: Asking) -> None:
    resolved: list[str] = []

    def changing(host: str) -> list[str]:
        resolved.append(host)
        return ["127.0.0.1"] if len(resolved) == 1 else ["127.0.0.99"]

    [outcome] = ask(server.address("/status/200"), look_up=changing)
    assert (outcome.status, resolved) == (LinkStatus.OK, ["a.example"])


def test_a_redirect_to_a_private_ip_address_is_not_followed(server: LocalServer, ask: Asking) -> None:
    with serving() as inner:
        [outcome] = ask(
            server.address(f"/to/302/{inner.address('/status/200', 'inner.example')}"),
            look_up=lambda host: ["127.0.0.2"] if host == "inner.example" else ["127.0.0.1"],
            allowed=lambda address: address == ip_address("127.0.0.1"),
        )
        assert outcome.status is LinkStatus.NOT_ALLOWED
        assert inner.seen.requests == []


def test_a_redirect_to_another_port_is_not_followed(server: LocalServer, ask: Asking) -> None:
    with serving() as other:
        assert ask(server.address(f"/to/302/{other.address('/')}"))[0].status is LinkStatus.NOT_ALLOWED
        assert other.seen.requests == []


@pytest.mark.parametrize(
    "there", ["ftp://a.example/", "file:///etc/passwd", "http://ada@a.example/", "javascript://a.example/"]
)
def test_a_redirect_to_another_scheme_is_not_followed(server: LocalServer, ask: Asking, there: str) -> None:
    assert ask(server.address(f"/to/301/{there}"))[0].status is LinkStatus.NOT_ALLOWED


def test_ports_of_other_services_get_no_requests(ask: Asking) -> None:
    assert ask("http://a.example:25/")[0].status is LinkStatus.NOT_ALLOWED


# --- Certificates -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[LocalServer]:
    """A server with a certificate for a.example from the authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("a.example").configure_cert(context)
    with serving(context) as local:
        yield local


def test_an_untrusted_certificate(secure: LocalServer, ask: Asking) -> None:
    assert ask(secure.address("/status/200", scheme="https"))[0].status is LinkStatus.CERTIFICATE
    assert secure.seen.requests == []


def test_a_certificate_must_be_for_the_host(secure: LocalServer, authority: trustme.CA, ask: Asking) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    own, foreign = (secure.address("/status/200", host, "https") for host in ("a.example", "b.example"))
    assert [outcome.status for outcome in ask(own, foreign, trust=trust)] == [
        LinkStatus.OK,
        LinkStatus.CERTIFICATE,
    ]


def test_a_host_has_a_budget_of_time_and_others_go_on(server: LocalServer, ask: Asking) -> None:
    slow = [server.address(f"/status{'/200' * number}") for number in range(1, 4)]
    other = server.address("/status/200", host="other.example.org")
    known: list[LinkOutcome] = []
    found = ask(*slow, other, limits=replace(LIMITS, host_total=1e-9), known=known.append)
    statuses = [LinkStatus.OK, LinkStatus.OUT_OF_TIME, LinkStatus.OUT_OF_TIME, LinkStatus.OK]
    assert [outcome.status for outcome in found] == statuses
    assert {outcome.address for outcome in known} == {*slow, other}
