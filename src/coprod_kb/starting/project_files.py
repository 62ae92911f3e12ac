"""The files of a new project, from answers and a start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coprod_kb.contributing.issue_form import FILE as ISSUE_FORM
from coprod_kb.contributing.issue_form import issue_form
from coprod_kb.entries.vocabulary_files import read_vocabulary
from coprod_kb.project.collection_file import FILE as COLLECTION
from coprod_kb.project.collection_file import read_description
from coprod_kb.project.files import template_folder, workflow_folder
from coprod_kb.project.host import Host
from coprod_kb.project.settings import MANUAL, Settings
from coprod_kb.publishing import hosts
from coprod_kb.publishing.hosts import HOSTS
from coprod_kb.starting.answers import Answers, edit_uri
from coprod_kb.starting.examples import EXAMPLE_TERMS, example_entries
from coprod_kb.starting.starts import Start, as_yaml
from coprod_kb.values.web import host_of

_BODY = "example.md"
"""The template of the text of an entry; every other one is a file of the project."""

_WORKFLOWS = ("check", "comment", "entry-from-issue", "links", "publish")
_MARKS = re.compile(r"[\\`*_{}\[\]#]|^[+-]|^[0-9]+(?=[.)])")
"""What has a meaning in Markdown, within a line or at its start."""

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;"}


def project_files(answers: Answers, start: Start, host: Host) -> dict[str, bytes]:
    """The content of each file by its path. host: where the site will be published."""
    env = Environment(  # noqa: S701 (Markdown and YAML: the filters `md` and `yaml` escape)
        loader=FileSystemLoader(template_folder() / "project"),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    env.filters |= {"yaml": _as_scalar, "md": _as_markdown, "url": _as_address}
    has_github = host is Host.GITHUB or host_of(answers.repo_url) == "github.com"
    values = {
        "answers": answers,
        "description": start.description,
        "described": as_yaml(_described(start)).decode(),
        "edit_uri": edit_uri(answers.repo_url),
        "host": host,
        "has_github": has_github,
        "host_label": HOSTS[host].label,
        "host_files": HOSTS[host].site,
        "manual": MANUAL,
        "version": version("coprod-kb"),
    }
    files = dict(_rendered(env, values, has_github)) | hosts.project_files(host)
    terms = {name: content for name, content in start.files.items() if name != COLLECTION}
    terms.setdefault("keywords.yml", as_yaml(list(EXAMPLE_TERMS)))
    files |= {f"vocabulary/{name}": content for name, content in terms.items()}
    vocabulary, _ = read_vocabulary(terms, "vocabulary", start.description)
    body = env.get_template(_BODY).render(values)
    files |= {f"entries/{name}.md": text.encode() for name, text in example_entries(vocabulary, body)}
    if has_github:
        files |= dict(_workflows(host))
        settings = Settings.of(yaml.safe_load(files["mkdocs.yml"]), read_description(files[COLLECTION])[0])
        files[ISSUE_FORM] = issue_form(settings, vocabulary).encode()
    return files


def _described(start: Start) -> dict[str, Any]:
    """The parts of the description that do not belong to one collection alone."""
    shared = start.description.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    return {name: shared[name] for name in ("types", "facets", "maps", "facts") if name in shared}


def _rendered(env: Environment, values: Mapping[str, Any], has_github: bool) -> Iterator[tuple[str, bytes]]:
    """Every file that is made from a template. Parts of names that start with `dot.` start with a dot in the project."""
    for name in env.list_templates():
        path = re.sub(r"(^|/)dot\.", r"\1.", name)
        if name != _BODY and (has_github or not path.startswith(".github/")):
            yield path, env.get_template(name).render(values).encode()


def _workflows(host: Host) -> Iterator[tuple[str, bytes]]:
    """The workflows of this program's own repository."""
    names = _WORKFLOWS if host is Host.GITHUB else [name for name in _WORKFLOWS if name != "publish"]
    for path in (*(f"workflows/{name}.yml" for name in names), "scripts/comment.py"):
        yield f".github/{path}", (workflow_folder() / path).read_bytes()


def _as_scalar(text: str) -> str:
    """The text as a value in YAML, on one line."""
    return yaml.safe_dump([text], allow_unicode=True, width=1 << 20).removeprefix("- ").rstrip("\n")


def _as_markdown(text: str) -> str:
    """The text in Markdown without any meaning of its marks."""
    marked = _MARKS.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", text)
    return re.sub("[&<>]|^~", lambda found: _HTML[found[0]], marked)


def _as_address(address: str) -> str:
    """The target of a link in Markdown: of a web address or an e-mail address."""
    target = quote(address, safe="/:?#@!$&'*+,;=%~.-_")
    return target if target.startswith("https://") else f"mailto:{target}"
