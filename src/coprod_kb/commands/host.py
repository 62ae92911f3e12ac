"""`coprod-kb host`: writes the files with which a host builds and publishes the project."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from coprod_kb.project.host import Host
from coprod_kb.project.project import ProjectError, find_project
from coprod_kb.project.writing import content_or_none, write_new
from coprod_kb.publishing.hosts import HOSTS, project_files


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Write the files with which a host builds and publishes the project. No file is replaced. "
        "What a host needs beside the pages is written by each build, if mkdocs.yml names the host."
    )
    parser.add_argument("host", choices=[*Host], metavar="HOST", help=f"one of: {', '.join(Host)}")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    root = find_project(Path.cwd())
    host = Host(options.host)
    files = project_files(host)
    present = {path: content_or_none(root / path) for path in files}
    for path, content in files.items():
        if present[path] not in (None, content):
            raise ProjectError(f"{path} is there, and is another one. Move it away first.")
    for path, content in files.items():
        if present[path] is None:
            write_new(root / path, content)
        print(f"{path} is written." if present[path] is None else f"{path} is up to date.")
    print(f"{HOSTS[host].label}: have `host: {host}` below `coprod_kb` in mkdocs.yml.")
    return 0
