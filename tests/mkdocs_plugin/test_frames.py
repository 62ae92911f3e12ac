"""Pages with a shared frame are the same to the byte as pages rendered whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from coprod_kb.mkdocs_plugin.frames import COMPARED, FRAMES, FramedTemplate, Frames
from tests.conftest import MINIATURE

BASE = """{% import "lang.html" as lang with context %}<html>{% block site_meta %}{% endblock %}
{% block htmltitle %}<title>Base</title>{% endblock %}{% block extrahead %}{% endblock %}
{% block header %}{{ lang.word() }} {{ where }}{% endblock %}
{% block container %}<main>{% block content %}{% endblock %}</main>{% endblock %}</html>"""
TEMPLATES = {
    "lang.html": "{% macro word() %}{{ depth }}{% endmacro %}",
    "base.html": BASE,
    "main.html": '{% extends "base.html" %}{% block site_meta %}<meta {{ title }}>{% endblock %}',
    "pieces.html": "{% macro piece(text) %}<b>{{ text }} of {{ title }}</b>{% endmacro %}",
    "entry.html": '{% extends "main.html" %}{% import "pieces.html" as pieces with context %}{% set shown = title | upper %}'
    "{% block htmltitle %}{{ super() }}{{ shown }}{% endblock %}"
    '{% block content %}{{ pieces.piece("part") }}{{ super() }}{% endblock %}',
}


def environment(**changed: str) -> Environment:
    made = Environment(loader=DictLoader(TEMPLATES | changed), autoescape=True)
    made.template_class = FramedTemplate
    return made


def rendered(made: Environment, pages: list[dict[str, Any]], depends: str = "") -> tuple[list[str], Frames]:
    """Each page with a shared frame, held against the page rendered whole."""
    frames = Frames()
    template = made.get_template("entry.html")
    texts = []
    for page in pages:
        texts.append(template.render(page | {FRAMES: (frames, page.get(depends))}))
        assert texts[-1] == template.render(page)
    return texts, frames


TITLES = [{"title": f"<{number}>", "depth": 1, "where": "here"} for number in range(6)]


def test_each_page_has_its_own_blocks_in_the_frame() -> None:
    texts, frames = rendered(environment(), TITLES)
    assert "<meta &lt;5&gt;>" in texts[5]
    assert "<main><b>part of &lt;5&gt;</b></main>" in texts[5]
    assert "<title>Base</title>&lt;5&gt;" in texts[5]
    [frame] = frames._frames.values()
    assert frame is not None
    assert frame.compared == COMPARED


def test_a_shared_frame_is_not_rendered_again() -> None:
    made = environment()
    asked: list[str] = []
    made.globals["noted"] = lambda: asked.append("") or ""
    made.loader = DictLoader(
        TEMPLATES | {"base.html": BASE.replace("{{ where }}", "{{ where }}{{ noted() }}")}
    )
    frames = Frames()
    template = made.get_template("entry.html")
    for page in TITLES:
        template.render(page | {FRAMES: (frames, "")})
    assert len(asked) == 1 + COMPARED


def test_pages_that_depend_on_more_have_frames_of_their_own() -> None:
    pages = [title | {"where": f"section {number % 2}"} for number, title in enumerate(TITLES * 2)]
    texts, frames = rendered(environment(), pages, "where")
    assert "section 1" in texts[-1]
    assert len(frames._frames) == 2
    assert None not in frames._frames.values()


@pytest.mark.parametrize("varies", ["{{ title }}", "{{ loop_free | default(title) }}"])
def test_a_frame_that_shows_what_differs_is_given_up(varies: str) -> None:
    made = environment(**{"base.html": BASE.replace("{{ where }}", varies)})
    _, frames = rendered(made, TITLES)
    assert list(frames._frames.values()) == [None]


def test_a_theme_without_a_block_is_rendered_whole() -> None:
    made = environment(**{"base.html": BASE.replace("{% block extrahead %}{% endblock %}", "")})
    _, frames = rendered(made, TITLES)
    assert list(frames._frames.values()) == [None]


def test_a_theme_that_shows_a_block_twice_is_rendered_whole() -> None:
    made = environment(**{"base.html": BASE.replace("</html>", "{{ self.content() }}</html>")})
    _, frames = rendered(made, TITLES)
    assert list(frames._frames.values()) == [None]


# --- The real theme ---------------------------------------------------------------------------------


def build(project: Path, hook: str = "", header: str = "") -> dict[str, str]:
    """Every page of the miniature, by path; `hook` is a plugin of the project, `header` its own header."""
    shutil.copytree(MINIATURE, project)
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    if hook:
        (project / "hook.py").write_text(hook, encoding="utf-8")
        text += "hooks: [hook.py]\n"
    if header:
        (project / "own" / "partials").mkdir(parents=True)
        (project / "own" / "partials" / "header.html").write_text(header, encoding="utf-8")
        text = text.replace("  name: material", "  name: material\n  custom_dir: own")
    config.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    pages = {file.relative_to(project).as_posix(): file for file in (project / "site").rglob("*.html")}
    return {
        path: file.read_text(encoding="utf-8") for path, file in pages.items() if "/pagefind/" not in path
    }


OTHER_PLUGIN = "def on_page_context(context, page, config, nav):\n    return context\n"


def test_every_page_is_the_same_as_rendered_whole(tmp_path: Path) -> None:
    """Another plugin that sees contexts, and changes nothing, has all pages rendered whole."""
    shared = build(tmp_path / "shared")
    whole = build(tmp_path / "whole", OTHER_PLUGIN)
    assert len(shared) > 40
    assert shared == whole


def test_another_plugin_may_change_what_a_page_says(tmp_path: Path) -> None:
    hook = OTHER_PLUGIN.replace("return", "page.meta['title'] = page.url + '!'\n    return")
    pages = build(tmp_path / "project", hook)
    assert "<title>entries/phone-friends/! –" in pages["site/entries/phone-friends/index.html"]


def test_the_policy_knows_what_another_plugin_wrote_into_pages_last_of_all(tmp_path: Path) -> None:
    hook = """
import pathlib
def on_post_build(config):
    for file in pathlib.Path(config.site_dir, "entries").rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        file.write_text(page.replace("</body>", "\\n\\n<script>hello()</script></body>"), encoding="utf-8")
"""
    pages = build(tmp_path / "project", hook)
    page = pages["site/entries/phone-friends/index.html"]
    assert page.count("Content-Security-Policy") == 1
    assert f"'sha256-{b64encode(sha256(b'hello()').digest()).decode()}'" in page
    plain = build(tmp_path / "plain")["site/entries/phone-friends/index.html"]
    assert len(page) < len(plain) + 200  # no blanks either


def test_a_header_of_the_project_may_show_the_page(tmp_path: Path) -> None:
    pages = build(tmp_path / "project", header="<header>{{ page.title }}</header>")
    for path in ("entries/phone-friends", "entries/shared-garden", "entries/reports/gardens-review"):
        slug = path.rpartition("/")[2]
        text = pages[f"site/entries/{slug}/index.html"]
        title = text.partition("<title>")[2].partition(" – ")[0]
        assert f"<header>{title}</header>" in text
