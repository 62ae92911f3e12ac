"""Where a real browser is, and how it is got where there is none.

An installed Chromium serves; else Debian's package where we may install it; else Playwright's own.
Run as a program (`make browser`) it makes sure that there is one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",  # containers and root have none
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def installed() -> str | None:
    """The path of an installed Chromium; `None` where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    """The path of the browser that `playwright install` fetched; `None` where it did not."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (not needed where one is installed)

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> None:
    """Gets a browser, by the means that this machine allows. Raises `CalledProcessError`."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if not installed() and not playwrights_own():
        print("There is no Chromium here. Installing one for the browser tests …", flush=True)
        install()
