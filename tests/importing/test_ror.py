"""Records of ROR, and how an organisation gets into the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from coprod_kb.importing.terms.ror import organisation_of, with_organisation

ORGANISATION = {
    "id": "https://ror.org/04wxnsj81",
    "names": [
        {"value": "Example Organisation", "types": ["ror_display", "label"]},
        {"value": "EO", "types": ["acronym"]},
        {"value": "Example University", "types": ["alias"]},
    ],
    "links": [{"type": "website", "value": "https://example.org/"}],
    "locations": [{"geonames_details": {"name": "Exampletown"}}],
}
VALUES: Mapping[str, Any] = organisation_of(json.dumps(ORGANISATION).encode())


def test_an_organisation_that_is_there_gets_what_it_lacks() -> None:
    text = "- name: A\n# about it\n-   name: 'Example University' # its name\n    url: https://example.org/own\n    # more\n- name: B\n"
    changed, done = with_organisation(text, dict(VALUES), "o.yml")
    assert changed == (
        "- name: A\n# about it\n-   name: 'Example University' # its name\n    aliases:\n      - Example Organisation\n      - EO\n"
        "    url: https://example.org/own\n    ror: 04wxnsj81\n    place: Exampletown\n    # more\n- name: B\n"
    )
    assert done == "Example University has `aliases`, `ror`, `place` now."


def test_brackets_and_line_ends_stay() -> None:
    text = "- {name: Example University, url: https://example.org/own}\r\n"
    changed, _ = with_organisation(text, {**VALUES, "aliases": ["Example University"]}, "o.yml")
    assert changed == (
        "- {name: Example University, url: https://example.org/own, aliases: [Example Organisation], "
        'ror: "04wxnsj81", place: Exampletown}\r\n'
    )


@pytest.mark.parametrize(
    ("text", "stays"), [("", ""), ("# nothing yet\n", "# nothing yet\n\n"), ("[]\n", "")]
)
def test_files_without_an_organisation(text: str, stays: str) -> None:
    changed, _ = with_organisation(text, dict(VALUES), "o.yml")
    assert changed.startswith(f"{stays}- name: Example Organisation\n")


@pytest.mark.parametrize(
    "text",
    [
        "-\n  name: Example University\n-\n  name: B\n",
        "- name: Example University\n  ror: 00108cv73\n",
        "a: b\n",
        "- name: [\n",
        "- just words\n",
        "- name: Example University\n  aliases: nonsense\n",
    ],
)
def test_what_would_not_be_sound_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"o\.yml|lines can be added"):
        with_organisation(text, dict(VALUES), "o.yml")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"names": 5, "id": "x"}', b"\xff", b"[" * 10_000])
def test_what_is_no_record_of_ror(content: bytes) -> None:
    with pytest.raises(ValueError, match="no record of ROR"):
        organisation_of(content)
