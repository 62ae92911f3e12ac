"""How often Python looks for what nobody needs any more."""

from __future__ import annotations

import atexit
import gc


def collect_less() -> None:
    """Looks among new objects alone, for programs that end soon: what they have read stays until then.

    Python would look through all of it again and again, in vain: a tenth of the time of a check, and one part in 25
    of a build's. New ones still have to be looked at, since each page of a build leaves a hundred that hold each other;
    and after a while those of middle age, for the pages that were under way meanwhile.
    """
    gc.set_threshold(10_000, 50, 1_000)
    atexit.register(gc.freeze)  # nor is there anything to look for at the end
