"""Files for the host of a site: those of the project, and those that each build writes beside the pages.

They give former addresses real redirects, and pages their policy as a header. GitHub Pages and GitLab Pages have no headers,
and no redirects from addresses with a page; there, pages redirect by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coprod_kb.pages.head import ENTRY_FILES
from coprod_kb.project.files import template_folder
from coprod_kb.project.host import Host, base_path
from coprod_kb.publishing.staging import StagingError
from coprod_kb.records.exporters.files import COLLECTION_FILES
from coprod_kb.records.skos import FILES as VOCABULARY_FILES
from coprod_kb.rendering.policy import policy_in

_MARK = "# Written by coprod-kb"
"""The start of a file that a build wrote for a server."""

MOST_REDIRECTS, MOST_RULES = 2000, 100
"""How many redirects and how many rules for headers Cloudflare Pages takes."""


@dataclass(frozen=True, slots=True)
class HostFiles:
    """label: the name of the host. project, site: paths of its files in the project and in the built site, with their templates."""

    label: str
    project: Mapping[str, str] = field(default_factory=dict)
    site: Mapping[str, str] = field(default_factory=dict)


_RULES = {"_headers": "_headers", "_redirects": "_redirects"}

HOSTS: Mapping[Host, HostFiles] = {
    Host.GITHUB: HostFiles("GitHub Pages"),
    Host.GITLAB: HostFiles("GitLab Pages", project={".gitlab-ci.yml": "gitlab-ci.yml"}),
    Host.NETLIFY: HostFiles("Netlify", project={"netlify.toml": "netlify.toml"}, site=_RULES),
    Host.CLOUDFLARE: HostFiles("Cloudflare Pages", site=_RULES),
    Host.NGINX: HostFiles("nginx", site={".nginx.conf": "nginx.conf"}),
    Host.APACHE: HostFiles("Apache", site={".htaccess": "htaccess"}),
}

_HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # a page cannot say this of itself
}
_FOR_A_YEAR = "public, max-age=31536000, immutable"
_IMMUTABLE = (
    r"(pagefind/(?:fragment|index)/|search/[0-9a-f]{10}/)"
    r"|assets/(?:javascripts|stylesheets)/.+\.[0-9a-f]{8}\.min\.(?:css|js)$|pagefind/[^/]+\.pf_meta$"
)
"""Files whose names change with their content. The group is a folder of such files."""

_MEDIA_BY_PATH = tuple(
    (path, media)
    for path, media in (
        *COLLECTION_FILES,
        *VOCABULARY_FILES,
        *((f"entries/:slug/{name}", media) for name, media in ENTRY_FILES),
    )
    if media != "application/json"
)
_MEDIA = {
    **{path.partition(".")[2].removeprefix("biblatex."): media for path, media in _MEDIA_BY_PATH},
    "feed.xml": "application/atom+xml",
    "opensearch.xml": "application/opensearchdescription+xml",
}
"""Media types that servers do not know, or know otherwise, by the end of the path."""

_COMPRESSED = sorted(
    {
        *_MEDIA.values(),
        "application/json",
        *(
            "text/css",
            "text/javascript",
            "application/javascript",
            "text/plain",
            "text/xml",
            "application/xml",
        ),
        *("image/svg+xml", "application/wasm", "application/manifest+json"),
    }
)
_PLAIN = re.compile(r"[\w.~/-]*", re.ASCII)


def project_files(host: Host) -> dict[str, bytes]:
    """The files that a project needs to be published on a host, by path."""
    return {path: _filled(template).encode() for path, template in HOSTS[host].project.items()}


def site_files(
    host: Host, site: Path, site_url: str, moved: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The files for a host beside the pages of a built site, by path, and what the host cannot be given.

    site: the folder of the site, complete. moved: former addresses and those that they redirect to, without a leading slash;
    the latter may be full https addresses.
    """
    if not HOSTS[host].site:
        return {}, []
    policies = {path: policy for path, policy in _policies(site) if policy}
    policy = Counter(policies.values()).most_common(1)[0][0] if policies else ""
    others = {path: other for path, other in policies.items() if other != policy}
    # The file becomes a part of a server's settings, and entries are written by strangers.
    base = base_path(site_url)
    redirects = {
        old: new if new.startswith("https:") else f"{base}{new}"
        for old, new in moved.items()
        if _PLAIN.fullmatch(old + new.removeprefix("https:"))
    }
    values: dict[str, Any] = {
        "base": base,
        "policy": policy,
        "others": others,
        "moved": redirects,
        "headers": _HEADERS,
        "media": _MEDIA,
        "compressed": _COMPRESSED,
        "immutable": f"(?:{_IMMUTABLE})",
        "for_a_year": _FOR_A_YEAR,
    }
    left_out = _with_rules(values, host, site) if HOSTS[host].site is _RULES else []
    files = {path: _filled(template, **values) for path, template in HOSTS[host].site.items()}
    if host is Host.APACHE:
        files |= dict(_redirects_in_folders(base, redirects))
    return files, left_out


def _redirects_in_folders(base: str, redirects: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A `.htaccess` for the folder of each former address: Apache reads that at the root anew for each request."""
    for old, new in redirects.items():
        pattern = f"^{re.escape(base + old)}(index\\.html)?$"
        yield f"{old}.htaccess", f'{_MARK} with each build.\nRedirectMatch 301 "{pattern}" "{new}"\n'


def _with_rules(values: dict[str, Any], host: Host, site: Path) -> list[str]:
    """Adds what `_headers` and `_redirects` need. Returns what goes beyond the limits of the host."""
    left_out = []
    rules = [*_immutable_rules(site)]
    pages = {path.removesuffix("index.html"): policy for path, policy in values["others"].items()}
    # Only Cloudflare can take a header back, and the page for missing addresses has none of its own.
    fits = not pages or (
        host is Host.CLOUDFLARE
        and all(path.endswith("/") for path in pages if path)
        and 1 + len(rules) + len(_MEDIA_BY_PATH) + len(pages) <= MOST_RULES
    )
    if not fits:
        left_out.append(
            "The policy is sent in pages only: it differs between them in a way that the host has no header for."
        )
    if host is Host.CLOUDFLARE and (more := len(values["moved"]) - MOST_REDIRECTS) > 0:
        left_out.append(
            f"The host takes {MOST_REDIRECTS} redirects. At {more} former addresses, only the page redirects."
        )
        values["moved"] = dict([*values["moved"].items()][:MOST_REDIRECTS])
    values |= {
        "policy": values["policy"] if fits else "",
        "others": pages if fits else {},
        "immutable_rules": rules,
        "media_by_path": _MEDIA_BY_PATH,
        "status": "301!" if host is Host.NETLIFY else "301",  # redirects also where there is a page
    }
    return left_out


def _policies(site: Path) -> Iterable[tuple[str, str]]:
    """The path of each page with its policy, which is at its start; empty if it has none."""
    for file in sorted(site.rglob("*.html")):
        with file.open("rb") as opened:
            yield file.relative_to(site).as_posix(), policy_in(opened.read(4096).decode(errors="replace"))


def _immutable_rules(site: Path) -> list[str]:
    """Paths for `_headers` that match the files of `_IMMUTABLE`."""
    paths = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    found = (re.match(_IMMUTABLE, path) for path in paths)
    return sorted({f"{match[1]}*" if match[1] else match[0] for match in found if match})


def refuse_foreign(site: Path, host: Host | None) -> None:
    """Raises `StagingError` if the site has a file of the host that no build wrote."""
    for file in _hidden_files(site, [host] if host else []):
        if not _is_ours(file):
            raise StagingError(
                f"{file} was not written by a build. Move it away, or take `host` out of mkdocs.yml."
            )


def remove_former(site: Path, written: Collection[str]) -> None:
    """Removes the files that earlier builds wrote for another host. written: those of this build."""
    for file in _hidden_files(site, Host):
        if file.name not in written and _is_ours(file):
            file.unlink()


def _hidden_files(site: Path, hosts: Iterable[Host]) -> list[Path]:
    """The files for these hosts that outlast a build, because their names start with a dot."""
    names = (name for host in hosts for name in HOSTS[host].site if name.startswith("."))
    return [site / name for name in names if (site / name).is_file()]


def _is_ours(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(_MARK)) == _MARK.encode()


def _filled(template: str, **values: Any) -> str:
    env = Environment(  # noqa: S701 (no HTML)
        loader=FileSystemLoader(template_folder() / "hosts"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["escaped"] = re.escape
    return env.get_template(template).render(values)
