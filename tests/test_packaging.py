"""The wheel: what somebody gets who installs the package."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests import ROOT

pytestmark = pytest.mark.built


def test_the_wheel_contains_templates_outlines_and_citation_styles_with_their_licence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for home, folder in ((ROOT, "templates"), (ROOT / "src" / "coprod_kb", "records/styles")):
        for file in (home / folder).rglob("*"):
            if file.is_file():
                assert f"coprod_kb/{file.relative_to(home).as_posix()}" in names
    assert {"coprod_kb/py.typed", "coprod_kb/pages/outlines.json"} <= names
    licences = [name for name in names if ".dist-info/licenses/" in name]
    assert {Path(name).name for name in licences} == {"LICENSE", "LICENSE.md"}


def pins(file: str) -> dict[str, str]:
    """The version of each package that a file names, by its name in one spelling."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


@pytest.mark.parametrize("file", ["requirements/site.txt", "requirements/dev.txt"])
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
