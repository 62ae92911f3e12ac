"""The wheel: what somebody gets who installs the package."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests import ROOT

pytestmark = pytest.mark.built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_wheel_contains_templates_outlines_and_citation_styles_with_their_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for home, folder in ((ROOT, "templates"), (ROOT / "src" / "coprod_kb", "records/styles")):
        for file in (home / folder).rglob("*"):
            if file.is_file():
                assert f"coprod_kb/{file.relative_to(home).as_posix()}" in names
    assert {"coprod_kb/py.typed", "coprod_kb/pages/outlines.json"} <= names
    licences = [name for name in names if ".dist-info/licenses/" in name]
    assert {Path(name).name for name in licences} == {"LICENSE", "LICENSE.md"}


def test_a_new_project_is_made_by_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    answers = ("--name=Bees", "--subject=On bees.", "--repo-url=https://github.com/example-org/bees")
    for folder in ("from-wheel", "from-checkout"):
        subprocess.run(
            [sys.executable, "-m", "coprod_kb.commands.cli", "init", folder, *answers],
            cwd=tmp_path,
            env=environment if folder == "from-wheel" else os.environ,
            stdin=subprocess.DEVNULL,
            check=True,
            capture_output=True,
        )
    made, expected = (
        {file.relative_to(project): file.read_bytes() for file in project.rglob("*") if file.is_file()}
        for project in (tmp_path / "from-wheel", tmp_path / "from-checkout")
    )
    assert made == expected
    assert {Path(".github/workflows/publish.yml"), Path(".gitignore"), Path("docs/about.md")} <= made.keys()


def pins(file: str) -> dict[str, str]:
    """The version of each package that a file names, by its name in one spelling."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


@pytest.mark.parametrize("file", ["requirements/uv.txt", "requirements/site.txt", "requirements/dev.txt"])
def test_what_is_installed_has_the_tested_version_and_hashes(file: str) -> None:
    assert pins(file).items() <= pins("constraints.txt").items(), "write it anew: make requirements"
    for requirement in re.split(r"\n(?=\S)", (ROOT / file).read_text(encoding="utf-8").strip()):
        assert re.search(r"^    --hash=sha256:[0-9a-f]{64}", requirement, re.MULTILINE), requirement


def test_every_dependency_is_among_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for file, wanted in (
        ("requirements/site.txt", project["dependencies"]),
        ("requirements/dev.txt", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        names = {re.sub(r"[-_.]+", "-", re.split("[<>=!]", name)[0]).lower() for name in wanted}
        assert names - pins(file).keys() == set(), "write it anew: make requirements"
