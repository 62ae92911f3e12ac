"""The versions of the program and of what it works with, for reports of faults."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

RENDERERS = ("mkdocs", "properdocs", "zensical")
"""The programs that can build a site: the first two with our plugin, the third from what `emit` writes."""

THEME = "mkdocs-material"


def installed(package: str) -> str:
    """The version of a package; empty if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def version_lines() -> list[str]:
    """Lines for people: the program, Python with the system, and what renders pages."""
    found = [f"{name} {number}" for name in (*RENDERERS, THEME) if (number := installed(name))]
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    return [
        f"coprod-kb {installed('coprod-kb') or 'from a folder of sources'}",
        f"Python {platform.python_version()} on {system}",
        ", ".join(found) or "no MkDocs",
    ]
