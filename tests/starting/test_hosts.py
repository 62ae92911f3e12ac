"""New projects for each host: its own files, and an address that it can serve."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.commands.cli import main
from coprod_kb.project.host import Host
from coprod_kb.publishing.hosts import HOSTS

OF_GITHUB = ".github/workflows/check.yml"
PUBLISHING = {".github/workflows/publish.yml", ".gitlab-ci.yml", "netlify.toml"}


@pytest.mark.parametrize(
    ("host", "kept", "files", "below"),
    [
        (Host.GITHUB, "github", {".github/workflows/publish.yml"}, True),
        (Host.GITHUB, "gitlab", {".github/workflows/publish.yml"}, True),
        (Host.GITLAB, "github", {".gitlab-ci.yml"}, True),
        (Host.GITLAB, "gitlab", {".gitlab-ci.yml"}, True),
        (Host.NETLIFY, "github", {"netlify.toml"}, False),
        (Host.CLOUDFLARE, "gitlab", set(), False),
        (Host.NGINX, "github", set(), False),
        (Host.APACHE, "gitlab", set(), False),
    ],
)
def test_a_project_has_the_files_for_its_host(
    tmp_path: Path, host: Host, kept: str, files: set[str], below: bool
) -> None:
    folder = tmp_path / "bees"
    options = ["--name=Bees", "--subject=What is known.", f"--host={host}"]
    assert main(["init", str(folder), *options, f"--repo-url=https://{kept}.com/example-org/bees"]) == 0
    assert {path for path in PUBLISHING if (folder / path).exists()} == files
    assert (folder / OF_GITHUB).exists() is (kept == "github" or host is Host.GITHUB)
    site = open_site(folder)
    assert site.settings.host is (host if HOSTS[host].site else None)
    assert bool(site.settings.site_url) is below
    assert not [found for found in site.check().diagnostics if found.is_error]
