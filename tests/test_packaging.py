"""The wheel: what somebody gets who installs the package."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import ROOT

pytestmark = pytest.mark.built


def test_the_wheel_contains_templates_and_citation_styles_with_their_licence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for home, folder in ((ROOT, "templates"), (ROOT / "src" / "coprod_kb", "records/styles")):
        for file in (home / folder).rglob("*"):
            if file.is_file():
                assert f"coprod_kb/{file.relative_to(home).as_posix()}" in names
    assert "coprod_kb/py.typed" in names
    licences = [name for name in names if ".dist-info/licenses/" in name]
    assert {Path(name).name for name in licences} == {"LICENSE", "LICENSE.md"}
