"""`python -m tests.fuzz [--runs N] [TARGET…]`: mutated input for each target, guided by what code it reaches.

Ends with status 1 after a finding; the input that brought it about is kept in `.cache/fuzz/`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from tests.fuzz.targets import FOLDER, TARGETS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all of them by default")
    parser.add_argument("--runs", type=int, default=100_000, help="over all targets together")
    parser.add_argument("--seed", type=int, default=0, help="0 takes another one each time")
    options = parser.parse_args()
    chosen = options.targets or list(TARGETS)
    if unknown := set(chosen) - set(TARGETS):
        parser.error(f"no such target: {', '.join(unknown)}. There are {', '.join(TARGETS)}.")
    failed = []
    for name in chosen:
        runs = options.runs // len(chosen)
        print(f"{name}: {runs} runs", flush=True)
        command = [sys.executable, "-m", "tests.fuzz.one", name, str(runs), str(options.seed)]
        if subprocess.run(command, check=False).returncode:  # each target ends its process
            failed.append(name)
    print(f"Findings: {', '.join(failed)}; see {FOLDER}." if failed else "No findings.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
