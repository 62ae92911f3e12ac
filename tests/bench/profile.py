"""`python -m tests.bench.profile [SIZE]`: where the time of one build goes.

Of the builder's own process: the processes that read entries show as waiting, and only where something waits.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
import tempfile
from pathlib import Path

from tests.bench.corpus import works
from tests.bench.peers import GENERATORS


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory(prefix="coprod-kb-profile-") as folder:
        GENERATORS[0].prepare(Path(folder), works(size))
        os.chdir(folder)
        from mkdocs.commands.build import build  # noqa: PLC0415 (what is measured, imports apart)
        from mkdocs.config import load_config  # noqa: PLC0415

        config = load_config("mkdocs.yml")
        config.plugins.run_event("startup", command="build", dirty=False)
        profile = cProfile.Profile()
        profile.runcall(build, config)
    figures = pstats.Stats(profile)
    for order in ("cumulative", "tottime"):
        figures.sort_stats(order).print_stats(40)


if __name__ == "__main__":
    main()
