"""Records of works and organisations from the web, kept for 30 days in the cache folder of the user."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import quote

from coprod_kb.links.network import fetch
from coprod_kb.links.outcome import LinkOutcome, LinkStatus
from coprod_kb.project.cache import Cache
from coprod_kb.project.settings import Settings

_DAYS = 30
"""Days for which a cached record is used."""

CSL_JSON = "application/vnd.citationstyles.csl+json"
ROR_ADDRESS = "https://api.ror.org/v2/organizations/"

_WORDS = {
    LinkStatus.GONE: "{host} does not know {what}. Look whether it is mistyped.",
    LinkStatus.REFUSED: "{host} knows {what}, but gives no record of it in a form that can be read.",
    LinkStatus.TOO_MANY: "{host} asks us to come back later. Try it again in an hour.",
    LinkStatus.SERVER_ERROR: "{host} has a fault of its own. Try it again later.",
    LinkStatus.CERTIFICATE: "{host} could not prove who it is, so its answer was not read.",
    LinkStatus.NOT_ALLOWED: "{host} led to an address that is not public, or sent more than any record has. It was not read.",
    LinkStatus.CIRCLE: "The answers of {host} lead nowhere.",
}
_NOT_REACHED = "{host} could not be reached. Is this computer connected to the Internet?"


class NotFound(Exception):
    """There is no record. The message says why, in words for the person who asked."""


def ask(
    address: str,
    accept: str,
    what: str,
    cache: Cache,
    settings: Settings,
    *,
    fetch: Callable[..., LinkOutcome] = fetch,
) -> bytes:
    """The content at an address, from the cache or from the web; raises `NotFound`.

    accept: the media type. what: the subject of the question, for the message.
    """
    name = f"{hashlib.sha256(f'{accept} {address}'.encode()).hexdigest()[:32]}.json"
    cached = cache.get(name, days=_DAYS)
    if cached is not None:
        return cached
    found = fetch(address, agent_of(settings), accept)
    if found.status is not LinkStatus.OK:
        host = address.split("/")[2]
        raise NotFound(_WORDS.get(found.status, _NOT_REACHED).format(host=host, what=what))
    cache.put(name, found.content)
    return found.content


def agent_of(settings: Settings) -> str:
    """The user agent: names the site and a contact, so that services know whose program it is."""
    parts = [quote(settings.site_url, safe="/:?#[]@!$&'*+,;=%~")] if settings.site_url else []
    parts += [f"mailto:{quote(settings.contact, safe='@.+-_')}"] if settings.contact else []
    return f"coprod-kb ({'; '.join(['look-up', *(f'+{part}' for part in parts)])})"
