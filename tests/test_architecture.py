"""Who may import whom, touch the disk, start a process, or open a connection."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import coprod_kb

LAYERS = """
__init__
diagnostics identifiers dates names web yaml_slips background garbage citation_rules project
yaml_source prose schema excerpt network
validation plain_language json_schema
vocabulary model formatting formats
reading authorities related
catalogue
cross_checks settings forms link_check evidence_map
configuration issue_form linked_data skos discovery bibliography citing
citation_tags
addresses exporters issue_entry new_entry workers docs_folder content_security compaction
pages citation_memory reading_memory
feeds search
publication
docs_links importers lookups site search_index finishing staging frames
last_build templating
emission mkdocs_files
mkdocs_preview
commands
cli mkdocs_plugin
"""
"""The foundations first: a module or package imports only from lines above its own."""

ON_DISK = {
    "project",
    "site",
    "citation_memory",
    "reading_memory",
    "workers",
    "docs_folder",
    "emission",
    "finishing",
    "last_build",
    "staging",
    "search_index",
    "lookups",
    "commands",
    "cli",
    "mkdocs_files",
    "mkdocs_preview",
    "mkdocs_plugin",
}
"""The only modules that touch files or start processes."""

OF_THE_PLUGIN = {"mkdocs_files", "mkdocs_preview", "mkdocs_plugin"}
"""The only modules that import MkDocs or what belongs to it."""

OF_TEMPLATES = {"frames", "templating"}
"""The only modules besides that know the templates' language, and nothing else of MkDocs."""

SYSTEM = {"os", "shutil", "subprocess", "tempfile", "glob", "io", "fcntl", "multiprocessing", "pathlib.Path"}
OF_MKDOCS = {"mkdocs", "material", "jinja2"}
NETWORK = {"socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "asyncio"}
OPENING = {"open", "exec", "eval", "__import__", "import_module"}


def modules() -> dict[str, ast.Module]:
    """The package's modules by name within it: `pages.entry` for `coprod_kb.pages.entry`."""
    root = Path(str(coprod_kb.__file__)).parent
    found = {}
    for file in sorted(root.rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        found[name] = ast.parse(file.read_text(encoding="utf-8"))
    return found


MODULES = modules()


def imports(tree: ast.AST) -> set[str]:
    """What a module imports, anywhere in it: `a` for `import a`, `a.b` for `from a import b`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole package"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_imports(tree: ast.AST) -> set[str]:
    """The modules of the package that a module imports, or imports from."""
    found = set()
    for name in imports(tree):
        if name.startswith("coprod_kb."):
            inner = name.removeprefix("coprod_kb.")
            found.add(inner if inner in MODULES else inner.rpartition(".")[0])
    return found


def from_outside(tree: ast.AST, packages: set[str]) -> set[str]:
    """Those of `packages` that a module imports, in part or as a part of what it imports."""
    names = imports(tree)
    return {
        one
        for one in packages
        if any(f"{a}.".startswith(f"{b}.") for n in names for a, b in ((one, n), (n, one)))
    }


def calls(tree: ast.AST, functions: set[str]) -> set[str]:
    """Those of `functions` that a module calls by their bare name."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {name.id for name in called if isinstance(name, ast.Name)} & functions


LEVELS = {name: level for level, line in enumerate(LAYERS.split("\n")) for name in line.split()}


def place(name: str) -> str:
    """The module or package of `LAYERS` that a module is or belongs to."""
    return name.partition(".")[0]


def test_every_module_has_its_place() -> None:
    assert set(LEVELS) == set(map(place, MODULES))


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_towards_the_foundations_only(name: str) -> None:
    others = {place(other) for other in own_imports(MODULES[name])} - {place(name)}
    assert {other for other in others if LEVELS[other] >= LEVELS[place(name)]} == set()


def test_no_module_comes_back_to_itself() -> None:
    """Also within a package: `static_order` raises where imports close a circle."""
    order = list(
        TopologicalSorter({name: own_imports(tree) for name, tree in MODULES.items()}).static_order()
    )
    assert set(order) == set(MODULES)


def test_only_the_modules_of_the_plugin_import_mkdocs() -> None:
    found = {name for name, tree in MODULES.items() if from_outside(tree, OF_MKDOCS)}
    assert found == {*OF_THE_PLUGIN, *OF_TEMPLATES}
    for name in OF_TEMPLATES:
        assert {one.partition(".")[0] for one in from_outside(MODULES[name], OF_MKDOCS)} == {"jinja2"}


@pytest.mark.parametrize("name", sorted(name for name in MODULES if place(name) not in ON_DISK))
def test_the_others_touch_no_file_and_start_no_process(name: str) -> None:
    assert from_outside(MODULES[name], SYSTEM) == set()
    assert calls(MODULES[name], OPENING) == set()


def test_only_one_module_opens_connections() -> None:
    found = {name for name, tree in MODULES.items() if from_outside(tree, NETWORK)}
    assert found == {"network"}


# What is looked for is found, so that silence above means something.


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os", {"os"}),
        ("import os.path as p", {"os"}),
        ("from os import walk", {"os"}),
        ("from pathlib import Path, PurePath", {"pathlib.Path"}),
        ("from pathlib import PurePosixPath", set()),
        ("import pathlib", {"pathlib.Path"}),
        ("def later():\n    import subprocess", {"subprocess"}),
        ("import osmium", set()),
    ],
)
def test_the_search_for_imports_finds_them(source: str, expected: set[str]) -> None:
    assert from_outside(ast.parse(source), SYSTEM) == expected


def test_the_search_for_own_imports_and_calls_finds_them() -> None:
    source = (
        "from coprod_kb import prose\nfrom coprod_kb.pages.page import link\nfrom coprod_kb.pages import Page"
    )
    assert own_imports(ast.parse(source)) == {"prose", "pages.page", "pages"}
    assert own_imports(MODULES["mkdocs_plugin"]) >= {"diagnostics", "site"}
    assert calls(ast.parse("with open('x') as f: f.read()"), OPENING) == {"open"}
