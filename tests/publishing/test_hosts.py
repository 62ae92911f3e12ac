"""Files for hosts: what Netlify and Cloudflare Pages take, their limits, and what a build may replace."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from coprod_kb.project.host import Host
from coprod_kb.publishing.hosts import (
    HOSTS,
    MOST_REDIRECTS,
    MOST_RULES,
    project_files,
    refuse_foreign,
    remove_former,
    site_files,
)
from coprod_kb.publishing.staging import StagingError
from coprod_kb.rendering.policy import policy_in, protected
from tests import ROOT
from tests.conftest import command_runner

FOREVER = "public, max-age=31536000, immutable"
HASHED = (
    "pagefind/fragment/en_1a.pf_fragment",
    "pagefind/pagefind.en_1a.pf_meta",
    "search/0123456789/titles.json",
    "assets/stylesheets/main.01234567.min.css",
)
OTHERS = ("assets/page.js", "assets/stylesheets/own.css", "pagefind/pagefind.js", "search/terms/0123.json")


def made_site(folder: Path, pages: Mapping[str, str]) -> Path:
    """A site with these pages, each with a script, and with files of both kinds."""
    written = {path: protected(f"<head></head><script>{script}</script>") for path, script in pages.items()}
    for path, text in (written | dict.fromkeys(HASHED + OTHERS, "")).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


ALIKE = dict.fromkeys(["index.html", "404.html", "keywords/index.html", "map/index.html"], "a")


def headers_at(rules: str, path: str) -> dict[str, str]:
    """The headers for an address, as Cloudflare documents it: all rules that match, values joined, `!` takes one back."""
    found: dict[str, str] = {}
    matches = False
    for line in rules.splitlines():
        if line.startswith("/"):
            pattern = re.sub(r":\w+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
            matches = re.fullmatch(pattern, path) is not None
        elif matches and line.startswith("  ! "):
            found.pop(line[4:])
        elif matches and line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@pytest.mark.parametrize(
    ("host", "other", "sent"),
    [
        (Host.NETLIFY, {}, True),
        (Host.CLOUDFLARE, {}, True),
        (Host.CLOUDFLARE, {"own/index.html": "b"}, True),
        (Host.CLOUDFLARE, {f"own-{n}/index.html": "b" for n in range(MOST_RULES)}, False),
        (Host.CLOUDFLARE, {"404.html": "b"}, False),  # it has no address of its own
        (Host.CLOUDFLARE, {"own.html": "b"}, False),  # nor does this: it is at `/own`
        (Host.NETLIFY, {"own/index.html": "b"}, False),
    ],
)
def test_headers_are_those_of_each_page(
    tmp_path: Path, host: Host, other: Mapping[str, str], sent: bool
) -> None:
    alike = {f"{n}/index.html": "a" for n in range(2 * MOST_RULES)} | ALIKE
    site = made_site(tmp_path, alike | other)
    files, left_out = site_files(host, site, "https://example.org", {})
    rules = files["_headers"]
    assert (left_out == []) is sent
    for path in alike | other:
        policy = policy_in((site / path).read_text(encoding="utf-8"))
        found = headers_at(rules, f"/{path.removesuffix('index.html')}")
        assert found.get("Content-Security-Policy") == (policy if sent else None)
        assert found["X-Frame-Options"] == "DENY"
        assert "Cache-Control" not in found
    for path in HASHED + OTHERS:
        assert headers_at(rules, f"/{path}").get("Cache-Control") == (FOREVER if path in HASHED else None)
    assert headers_at(rules, "/vocabulary.ttl")["Content-Type"] == "text/turtle"
    assert headers_at(rules, "/entries/a/cite.ris")["Content-Type"] == "application/x-research-info-systems"
    assert len(re.findall("^/", rules, re.MULTILINE)) <= MOST_RULES
    assert max(map(len, rules.splitlines())) <= 2000


@pytest.mark.parametrize(
    ("host", "line", "most"),
    [(Host.NETLIFY, "/a-0/ /b/ 301!", 3000), (Host.CLOUDFLARE, "/a-0/ /b/ 301", MOST_REDIRECTS)],
)
def test_redirects_keep_to_the_limits(tmp_path: Path, host: Host, line: str, most: int) -> None:
    moved = {f"a-{n}/": "b/" for n in range(3000)}
    files, left_out = site_files(host, made_site(tmp_path, ALIKE), "https://example.org", moved)
    lines = files["_redirects"].splitlines()[1:]
    assert (lines[0], len(lines)) == (line, most)
    assert left_out == (
        []
        if most == 3000
        else ["The host takes 2000 redirects. At 1000 former addresses, only the page redirects."]
    )


@pytest.mark.parametrize("host", [host for host in Host if HOSTS[host].site])
def test_nothing_but_an_address_gets_into_the_settings_of_a_server(tmp_path: Path, host: Host) -> None:
    moved = {"a/; } evil": "b/", "a/": 'b/" evil', "c/": "b/\nevil", "d/": "b/"} | {
        "e/": "https://example.org/b/",
        "f/": "https://example.org/b/; evil",
        "g/": "javascript:evil",
    }
    files, _ = site_files(host, made_site(tmp_path, ALIKE), "https://example.org", moved)
    text = "".join(files.values())
    assert "evil" not in text
    assert "/d/" in text
    assert "https://example.org/b/" in text
    assert "/https:" not in text


def test_a_file_written_by_hand_is_not_replaced_and_one_of_a_former_host_is_removed(tmp_path: Path) -> None:
    own, former = tmp_path / ".htaccess", tmp_path / ".nginx.conf"
    own.write_text("Require all denied\n", encoding="utf-8")
    former.write_text(site_files(Host.NGINX, tmp_path, "", {})[0][".nginx.conf"], encoding="utf-8")
    with pytest.raises(StagingError, match=r"\.htaccess was not written by a build"):
        refuse_foreign(tmp_path, Host.APACHE)
    refuse_foreign(tmp_path, Host.NGINX)
    refuse_foreign(tmp_path, None)
    remove_former(tmp_path, {".nginx.conf"})
    assert former.exists()
    remove_former(tmp_path, ())
    assert [*tmp_path.iterdir()] == [own]


# --- The files of a project -------------------------------------------------------------------------


def test_gitlab_builds_with_hashes_and_publishes_public(tmp_path: Path) -> None:
    [(path, content)] = project_files(Host.GITLAB).items()
    (tmp_path / path).write_bytes(content)
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.gitlab-ci",
        tmp_path / path,
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    job = yaml.safe_load(content)["pages"]
    assert job["artifacts"]["paths"] == ["public"]
    set_up, fetch, check, build, compress = job["script"]
    assert set_up == "make .venv/.ready"
    assert "\t$(HASHED) requirements/site.txt" in (ROOT / "Makefile").read_text(encoding="utf-8")
    publish = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8"))
    assert fetch in [step.get("run") for step in publish["jobs"]["build"]["steps"]]
    assert check.startswith(".venv/bin/coprod-kb check --against published.txt")
    assert build == ".venv/bin/mkdocs build --site-dir public"
    made_site(tmp_path / "public", ALIKE)
    subprocess.run(["bash", "-c", compress], cwd=tmp_path, check=True)
    compressed = {file.stem for file in (tmp_path / "public").rglob("*.gz")}
    assert compressed == {"index.html", "404.html", "page.js", "pagefind.js", "0123.json", "titles.json"} | {
        "main.01234567.min.css",
        "own.css",
    }


def test_netlify_builds_what_it_publishes() -> None:
    [content] = project_files(Host.NETLIFY).values()
    build = tomllib.loads(content.decode())["build"]
    assert build["command"].endswith("make build")
    assert build["publish"] == "site"
    assert {host for host in Host if not project_files(host)} == {*Host} - {Host.GITLAB, Host.NETLIFY}


def test_the_command_writes_the_files_and_replaces_none(
    miniature: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(miniature)
    run = command_runner(capsys, "host")
    assert run("gitlab")[1].startswith(".gitlab-ci.yml is written.")
    assert run("gitlab")[1].startswith(".gitlab-ci.yml is up to date.")
    file = miniature / ".gitlab-ci.yml"
    assert {".gitlab-ci.yml": file.read_bytes()} == project_files(Host.GITLAB)
    file.write_text("pages: own\n", encoding="utf-8")
    status, _, error = run("gitlab")
    assert (status, file.read_text(encoding="utf-8")) == (2, "pages: own\n")
    assert ".gitlab-ci.yml is there" in error
    assert (run("nginx")[0], run("nginks")[0]) == (0, 2)
