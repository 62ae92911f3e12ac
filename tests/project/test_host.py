"""The option `host` in `mkdocs.yml`."""

from __future__ import annotations

import pytest
import yaml

from coprod_kb.project.configuration import configuration_faults
from coprod_kb.project.host import Host, base_path
from coprod_kb.project.settings import Settings

AT_ROOT, BELOW = "https://example.org", "https://example.org/kb/"


@pytest.mark.parametrize(
    ("plugins", "site_url", "host", "line", "words"),
    [
        ("[coprod_kb]", BELOW, None, 0, ""),
        ("[coprod_kb: {host: nginx}]", BELOW, Host.NGINX, 0, ""),
        ("{coprod_kb: {host: apache}}", BELOW, Host.APACHE, 0, ""),
        ("[coprod_kb: {host: github}]", BELOW, Host.GITHUB, 0, ""),
        ("[coprod_kb: {host: netlify}]", AT_ROOT, Host.NETLIFY, 0, ""),
        ("\n- coprod_kb:\n    host: cloudflare", f"{AT_ROOT}/", Host.CLOUDFLARE, 0, ""),
        ("\n- coprod_kb:\n    host: cloudflare", BELOW, None, 5, "at the root"),
        ("\n- search\n- coprod_kb:\n    host: nginks", BELOW, None, 6, "Did you mean “nginx”?"),
        ("[coprod_kb: {host: [nginx, apache]}]", BELOW, None, 3, "cannot be"),
    ],
)
def test_the_host_is_read_or_refused(
    plugins: str, site_url: str, host: Host | None, line: int, words: str
) -> None:
    text = f"site_name: A\nsite_url: {site_url}\nplugins: {plugins}\n"
    config = yaml.safe_load(text)
    assert Settings.of(config).host is host
    found = [
        fault
        for fault in configuration_faults(config, "mkdocs.yml", text.encode())[0]
        if fault.code == "host"
    ]
    assert [fault.line for fault in found] == ([line] if line else [])
    assert all(words in f"{fault.message} {fault.hint}" for fault in found)


@pytest.mark.parametrize(
    ("site_url", "path"),
    [("", "/"), (AT_ROOT, "/"), (f"{AT_ROOT}/", "/"), (BELOW, "/kb/"), (f"{AT_ROOT}/a/b", "/a/b/")],
)
def test_the_base_path_has_a_slash_at_both_ends(site_url: str, path: str) -> None:
    assert base_path(site_url) == path
