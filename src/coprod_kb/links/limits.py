"""The limits of requests to other hosts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many requests are made, and how long they may take; times in seconds.

    at_once, per_host: simultaneous connections. pause: after each request to a host.
    connect, read, total: timeouts of one request. attempts: for one page, the first included.
    backoff: before the second attempt, doubled before each further one. longest_wait: the longest
    `Retry-After` that is respected; after a longer one there are no more attempts.
    redirects: how many are followed for one address.
    failures: successive addresses of a host without a response, after which its others are not tried.
    host_total: for all requests to one host together, after which its others are not asked for.
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
    host_total: float = 1200
