"""A copy of a repository elsewhere, made by git."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from coprod_kb.project.project import ProjectError

_GIT = re.compile(
    r"(?:git|ssh|file)://.+|[\w.-]+@[\w.-]+:.+|https?://.+\.git/?|https?://(?:github|gitlab)\.com/[^/]+/[^/]+/?"
)
_SECONDS = 300


def is_repository(address: str) -> bool:
    """Whether an address is one for git, and not that of a site or a folder."""
    return bool(_GIT.fullmatch(address))


def clone(address: str, folder: Path) -> None:
    """Puts the present files of a repository into a new folder. Symbolic links become plain files.

    Raises `ProjectError` if that is not possible; git never asks for a password.
    """
    settings = (
        "-c",
        "core.symlinks=false",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "protocol.ext.allow=never",
    )
    command = ["git", *settings, "clone", "--quiet", "--depth=1", "--no-tags", "--", address, str(folder)]
    environment = os.environ | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
    }
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, env=environment)  # noqa: S603
    except FileNotFoundError:
        raise ProjectError("git is not installed. Install it, or name the folder of a copy.") from None
    except subprocess.TimeoutExpired:
        raise ProjectError(
            f"{address} takes longer than {_SECONDS // 60} minutes to fetch. Name the folder of a copy."
        ) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = next(
            (line for line in said if line.startswith("fatal: ")), said[-1] if said else ""
        ).removeprefix("fatal: ")
        raise ProjectError(
            f"{address} cannot be fetched: git says “{reason}”. Look whether `git clone` can fetch it, or name the folder of a copy."
        ) from None
