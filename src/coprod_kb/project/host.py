"""Where a site is published: the option `host` of the plugin in `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.project.project import Fault, plugin_options


class Host(StrEnum):
    """The hosts and servers for which files can be written."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NETLIFY = "netlify"
    CLOUDFLARE = "cloudflare"
    NGINX = "nginx"
    APACHE = "apache"


def base_path(site_url: str) -> str:
    """The path at which the site starts, with a slash at both ends: `/coprod-kb/`, or `/` without `site_url`."""
    return f"/{urlsplit(site_url).path.strip('/')}/".replace("//", "/")


def read_host(config: Mapping[str, Any]) -> tuple[Host | None, list[Fault]]:
    """The host, or `None` if `mkdocs.yml` names none that can be used; and the fault of what it names."""
    for where, options in plugin_options(config.get("plugins")):
        value, site_url = (str(given or "") for given in (options.get("host"), config.get("site_url")))
        if value and value not in set(Host):
            hint = did_you_mean(value, [*Host]) + f"Write one of: {', '.join(Host)}."
            return None, [((*where, "host"), f"`host` cannot be “{value}”.", hint)]
        if value in {Host.NETLIFY, Host.CLOUDFLARE} and base_path(site_url) != "/":
            problem = f"The host `{value}` serves a site at the root of an address. `site_url` has a path."
            return None, [((*where, "host"), problem, "Write a `site_url` without a path.")]
        return (Host(value) if value else None), []
    return None, []
