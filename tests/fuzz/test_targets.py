"""The targets of `make fuzz` hold for their seeds, and for some damage to them; no atheris is needed for that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import IMPORTS, LIBRARIES, TARGETS

pytestmark = pytest.mark.built


def test_every_format_has_a_seed() -> None:
    assert LIBRARIES.keys() == IMPORTS.keys()


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_for_its_seeds(name: str) -> None:
    target = TARGETS[name]
    assert target.seeds
    for data in (b"", *target.seeds[:4]):
        target.run(data)
        target.run(data[: len(data) // 2])
        target.run(data.replace(b"\n", b"\r\n", 5) + b"\xff")


@st.composite
def damaged(draw: st.DrawFn, seeds: list[bytes], words: list[str]) -> bytes:
    """A seed with pieces put in, lines left out and lines repeated."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        lines = data.split(b"\n")
        line = at % len(lines)
        match draw(st.sampled_from(["put in", "leave out", "repeat", "cut"])):
            case "put in":
                word = draw(st.sampled_from(words)).encode("utf-8", "surrogatepass")
                data = data[:at] + word + data[at:]
            case "leave out":
                data = b"\n".join(lines[:line] + lines[line + 1 :])
            case "repeat":
                data = b"\n".join([*lines[:line], lines[draw(st.integers(0, len(lines) - 1))], *lines[line:]])
            case _:
                data = data[:at] + data[at + draw(st.integers(1, 30)) :]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_for_damaged_seeds(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=20)
    @given(damaged(list(target.seeds), list(target.words)))
    def hold(data: bytes) -> None:
        target.run(data)

    hold()
