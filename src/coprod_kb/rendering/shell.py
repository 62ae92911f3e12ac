"""The shell of a page: what a theme puts around the inside. It is the same for all pages of one depth and section."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coprod_kb.rendering.inside import Inside
from coprod_kb.rendering.policy import fetches, fetching, protected

SLOTS = Inside(*(f"\0{name}\0" for name in Inside._fields))
"""The marks that a theme's template shows in place of the three pieces."""

_SLOT = re.compile("\0([a-z]+)\0")
_BLANKS = re.compile(r"(?<!\s)\s*\n\s*")


class ShellError(Exception):
    """A theme's template does not show each slot once; the message names the slot."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The texts around the slots, and between them the names of the slots, in the order of the page."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, html: str, *, policy: bool) -> Shell:
        """The shell in a page that a theme has rendered with `SLOTS`, without blanks that nobody sees.

        policy: whether it gets a Content-Security-Policy. Raises `ShellError`.
        """
        for name, mark in SLOTS._asdict().items():
            if html.count(mark) != 1:
                raise ShellError(f"The theme's main.html has to show `{{{{ slots.{name} }}}}` exactly once.")
        html = _BLANKS.sub("\n", html)
        return cls(tuple(_SLOT.split(protected(html) if policy else html)))

    def around(self, inside: Inside) -> str:
        """The whole page."""
        pieces = list(self.pieces)
        if fetches(inside.content):  # the policy was made for the shell alone
            pieces[0] = fetching(pieces[0])
        pieces[1::2] = [getattr(inside, name) for name in pieces[1::2]]
        return "".join(pieces)
