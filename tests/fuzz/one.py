"""Fuzzes one target and ends the process: with status 0, or with another after a finding."""

from __future__ import annotations

import hashlib
import random
import sys

import atheris

with atheris.instrument_imports(include=["coprod_kb", "markdown_it", "mdit_py_plugins"]):
    from tests.fuzz.targets import FOLDER, TARGETS

LONGEST = 4096
"""Bytes; longer input costs time and reaches no more. What size does is tested in `tests/test_limits.py`."""

SECONDS = 10
"""After which one input counts as a hang."""


def fuzz(name: str, runs: int, seed: int) -> None:
    target = TARGETS[name]
    words = [word.encode("utf-8", "surrogatepass") for word in target.words]
    corpus = FOLDER / name
    corpus.mkdir(parents=True, exist_ok=True)
    for data in target.seeds:
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        """Half of the time lines and known pieces are moved about, else bytes."""
        chance = random.Random(seed)
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(data, longest))
        lines = data.split(b"\n")
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines.insert(at, lines[other])
            case 1:
                del lines[at]
            case 2:
                lines[at] = lines[at] * chance.randrange(2, 9)
            case _:
                here = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:here] + chance.choice(words) + lines[at][here:]
        return b"\n".join(lines)[:longest]

    settings = [f"-runs={runs}", f"-timeout={SECONDS}", f"-max_len={LONGEST}", "-rss_limit_mb=1024"]
    settings += [f"-artifact_prefix={FOLDER}/{name}-", "-print_final_stats=1", f"-seed={seed}"]
    atheris.Setup([sys.argv[0], *settings, str(corpus)], target.run, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
