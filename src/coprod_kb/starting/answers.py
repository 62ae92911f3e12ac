"""What somebody says about a new collection, and what is wrong with an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from coprod_kb.front_matter.presentation import is_mail
from coprod_kb.project.project import ProjectError
from coprod_kb.values.characters import NOT_IN_YAML, invisible
from coprod_kb.values.web import host_of, is_https


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence of the collection's own words. address: https, where its text can be read."""

    label: str
    address: str


LICENCES: Mapping[str, Licence] = {
    "cc-by": Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-sa": Licence("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc0": Licence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}
"""Licences that have a short name on the command line."""

_REPOSITORY = re.compile(r"https://(github|gitlab)\.com/([A-Za-z0-9_.-]+)/([A-Za-z0-9_./-]+)")
_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known about a new collection. Each text is one line; one that is not known is empty.

    subject: a sentence. contact: an e-mail address or a web address. licence: `None` if it is not chosen yet.
    site_url: the address of the finished site, ending in `/`. repo_url: where the files are kept, without `/` at the end.
    """

    name: str
    subject: str
    editor: str = ""
    organisation: str = ""
    contact: str = ""
    licence: Licence | None = None
    site_url: str = ""
    repo_url: str = ""


def line(text: str) -> str:
    """The text on one line, without blanks around it. Raises `ProjectError` if it is empty, long, or has invisible characters."""
    text = " ".join(text.split())
    if not text:
        raise ProjectError("This needs an answer.")
    if len(text) > _MOST:
        raise ProjectError(f"This is longer than {_MOST} characters. Shorten it.")
    if invisible(text) or NOT_IN_YAML.search(text):
        raise ProjectError(
            "There is a character in it that cannot be seen. Type it anew instead of copying it."
        )
    return text


def contact(text: str) -> str:
    """An e-mail address or a web address. Raises `ProjectError` for other texts."""
    text = text.strip().removeprefix("mailto:")
    if is_mail(text) or is_https(text):
        return text
    raise ProjectError(
        f"“{text}” is neither an e-mail address nor a web address. Write one such as editors@example.org."
    )


def licence(text: str) -> Licence:
    """A licence from its short name, its label or its address. Raises `ProjectError` for other texts."""
    text = text.strip()
    for name, known in LICENCES.items():
        if text.casefold() in {name, known.label.casefold(), known.address}:
            return known
    if is_https(text):
        return Licence(host_of(text), text)
    raise ProjectError(
        f"“{text}” is not known here. Write {', '.join(LICENCES)}, or the address of a licence."
    )


def web_address(text: str) -> str:
    """A full https address. Raises `ProjectError` for other texts."""
    text = text.strip()
    if is_https(text):
        return text
    raise ProjectError(
        f"“{text}” is not a full web address. Copy it from the browser; it starts with https://."
    )


def repository(text: str) -> str:
    """The address of a repository, without `.git` and `/` at the end. Raises `ProjectError` for other texts."""
    text = text.strip().rstrip("/").removesuffix(".git")
    if found := re.fullmatch(r"git@([^:\s]+):(\S+)", text):
        text = f"https://{found[1]}/{found[2]}"
    return web_address(text)


def pages_address(repo_url: str) -> str:
    """Where GitHub or GitLab publishes the site of a repository; empty for other hosts."""
    found = _REPOSITORY.fullmatch(repo_url)
    if not found:
        return ""
    host, owner, name = found.groups()
    own = f"{owner.lower()}.{host}.io"
    return f"https://{own}/" if name.lower() == own else f"https://{own}/{name}/"


def edit_uri(repo_url: str) -> str:
    """The path below the repository for editing a file of the docs folder; empty for hosts that are not known."""
    host = urlsplit(repo_url).hostname or ""
    if "github" in host:
        return "edit/main/docs/"
    return "-/edit/main/docs/" if "gitlab" in host else ""
