"""A site on nginx and on Apache, below a base path, with the files that its build wrote for them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from coprod_kb.collection.site import open_site
from coprod_kb.pages import former_addresses
from coprod_kb.project.host import Host
from coprod_kb.publishing.hosts import site_files
from coprod_kb.rendering.policy import policy_in
from tests.conftest import copied_miniature
from tests.publishing.servers import BASE, served
from tests.shared import mkdocs_build, shared

pytestmark = pytest.mark.built

SITE_URL = f"https://example.org{BASE}"
FOREVER = "public, max-age=31536000, immutable"


def _project(folder: Path) -> None:
    """The miniature on nginx, with a page whose script is in no other, and files of more types."""
    copied_miniature(folder)
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("https://example.org/miniature/", SITE_URL)
    settings.write_text(text.replace("- coprod_kb", "- coprod_kb: {host: nginx}"), encoding="utf-8")
    (folder / "docs" / "own.md").write_text("# Own\n\n<script>a = 1</script>\n", encoding="utf-8")
    for name in ("own.wasm", "own.webp"):
        (folder / "docs" / name).write_bytes(bytes(4000))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "hosted-project", _project)


@pytest.fixture(scope="module")
def moved(project: Path) -> dict[str, str]:
    """Each former address that redirects, with its target."""
    return {old: new for old, new in former_addresses(open_site(project).read().catalogue) if new}


@pytest.fixture(scope="module")
def site(project: Path, moved: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, with the file for Apache beside that for nginx."""

    def build(folder: Path) -> None:
        mkdocs_build(project, "--site-dir", str(folder))
        for path, text in site_files(Host.APACHE, folder, SITE_URL, moved)[0].items():
            (folder / path).write_text(text, encoding="utf-8")

    return shared(tmp_path_factory, "hosted-site", build)


class Answer:
    """What a server sends. Names of headers are in small letters; the body is as it was before compression."""

    def __init__(self, server: str, path: str, **headers: str) -> None:
        connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        assert len(self.headers) == len(response.getheaders()), "a header is sent twice"
        self.body = gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body
        self.to = urlsplit(self.headers.get("location", "")).path


@pytest.fixture(scope="module", params=["nginx", "apache2"])
def server(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    with served(request.param, site) as address:
        yield address


def test_every_former_address_redirects_for_good(server: str, moved: Mapping[str, str]) -> None:
    assert {path.split("/")[0] for path in moved} >= {"entries", "keywords", "organisations", "seedlings"}
    for old, new in moved.items():
        answer = Answer(server, BASE + old)
        assert (answer.status, answer.to) == (301, BASE + new)
        assert Answer(server, BASE + new).status == 200


def test_every_page_has_its_own_policy_as_a_header(server: str, site: Path, moved: Mapping[str, str]) -> None:
    pages = {file.relative_to(site).as_posix(): file for file in site.rglob("*.html")}
    policies = set()
    for path, file in pages.items():
        address = path.removesuffix("index.html")
        if address in moved:
            continue
        answer = Answer(server, BASE + address)
        assert answer.body == file.read_bytes()
        policy = policy_in(answer.body.decode())
        assert answer.headers["content-security-policy"] == policy
        assert answer.headers["x-frame-options"] == "DENY"
        policies.add(policy)
    assert len(policies) == 2  # that of `own/`, and that of all others


@pytest.mark.parametrize(
    "path",
    [
        "missing",
        "missing/",
        "keywords/missing/",
        "assets/stylesheets/main.00000000.min.css",
        ".htaccess",
        ".nginx.conf",
    ],
)
def test_what_is_missing_is_answered_by_the_page_for_that(server: str, site: Path, path: str) -> None:
    answer = Answer(server, BASE + path)
    assert answer.status == 404
    assert answer.body == (site / "404.html").read_bytes()
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"] == policy_in(answer.body.decode())


@pytest.mark.parametrize("path", ["", "own", "entries/carers-choir", "assets"])
def test_an_address_without_its_slash_leads_to_the_one_with_it(server: str, path: str) -> None:
    address = f"{BASE}{path}".rstrip("/")
    answer = Answer(server, address)
    assert (answer.status, answer.to) == (301, f"{address}/")


@pytest.mark.parametrize(
    ("pattern", "media", "compressed", "cached"),
    [
        ("index.html", "text/html; charset=utf-8", True, "no-cache"),
        ("people/former-editor/index.html", "text/html; charset=utf-8", True, "no-cache"),
        ("assets/coprod-kb.css", "text/css; charset=utf-8", True, "no-cache"),
        ("assets/stylesheets/main.*.min.css", "text/css; charset=utf-8", True, FOREVER),
        ("assets/page.js", "javascript; charset=utf-8", True, "no-cache"),
        ("assets/favicon.svg", "image/svg+xml", True, "no-cache"),
        ("assets/social-card.png", "image/png", False, "no-cache"),
        ("entries.json", "application/json", True, "no-cache"),
        ("entries.csv", "text/csv; charset=utf-8", True, "no-cache"),
        ("entries.bib", "application/x-bibtex; charset=utf-8", True, "no-cache"),
        ("entries.biblatex.bib", "application/x-bibtex; charset=utf-8", True, "no-cache"),
        ("entries.ris", "application/x-research-info-systems; charset=utf-8", True, "no-cache"),
        ("entries.csl.json", "application/vnd.citationstyles.csl+json", True, "no-cache"),
        ("entries/carers-choir/cite.csl.json", "application/vnd.citationstyles.csl+json", True, "no-cache"),
        ("vocabulary.ttl", "text/turtle; charset=utf-8", True, "no-cache"),
        ("vocabulary.jsonld", "application/ld+json", True, "no-cache"),
        ("feed.xml", "application/atom+xml", True, "no-cache"),
        ("opensearch.xml", "application/opensearchdescription+xml", True, "no-cache"),
        ("pagefind/wasm.en.pagefind", "application/octet-stream", False, "no-cache"),
        ("pagefind/pagefind.en_*.pf_meta", "application/octet-stream", False, FOREVER),
        ("pagefind/fragment/*.pf_fragment", "application/octet-stream", False, FOREVER),
        ("search/*/titles.json", "application/json", None, FOREVER),
        ("own.wasm", "application/wasm", True, "no-cache"),
        ("own.webp", "image/webp", False, "no-cache"),
    ],
)
def test_a_file_has_its_type_and_is_compressed_and_cached(
    server: str, site: Path, pattern: str, media: str, compressed: bool | None, cached: str
) -> None:
    """compressed: `None` if that depends on the size."""
    file = sorted(site.glob(pattern))[0]
    path = BASE + file.relative_to(site).as_posix()
    answer = Answer(server, path)
    assert (answer.status, answer.body) == (200, file.read_bytes())
    assert answer.headers["content-type"].endswith(media)
    assert answer.headers["cache-control"] == cached
    assert answer.headers["x-content-type-options"] == "nosniff"
    if compressed is not None:
        assert ("content-encoding" in answer.headers) is compressed
        assert (answer.headers.get("vary") == "Accept-Encoding") is compressed
    again = Answer(server, path, **{"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
