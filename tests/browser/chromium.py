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

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The shell comes first: it draws no window around a page, and needs a third of the time for each."""

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
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def launch(playwright: Playwright) -> Browser:
    """The browser for tests and pictures."""
    return playwright.chromium.launch(executable_path=installed(), args=list(ARGUMENTS))


def install() -> None:
    """Gets a browser, by the means that this machine allows.

    Raises `CalledProcessError` or `RuntimeError` where it could not be had.
    """
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        for package in ("chromium-headless-shell", "chromium"):  # older releases have no shell by itself
            if subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False).returncode == 0:
                return
        raise RuntimeError("apt-get has installed no Chromium")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if not installed() and not playwrights_own():
        print("There is no Chromium here. Installing one for the browser tests …", flush=True)
        install()
