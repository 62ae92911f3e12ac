"""The shell: split at its slots, put around an inside, and refused where a slot is missing."""

from __future__ import annotations

import re

import pytest

from coprod_kb.rendering.inside import Inside
from coprod_kb.rendering.shell import SLOTS, Shell, ShellError

PAGE = f"""<html>
  <head>
    <meta charset="utf-8">
    {SLOTS.head}
    <title>{SLOTS.title}</title>
    <script>let a = 1</script>
  </head>
  <body>

    <main>{SLOTS.content}</main>
  </body>
</html>"""


def test_the_inside_stands_in_the_slots_as_it_is() -> None:
    inside = Inside("A &amp; B", "<meta name=x>", "<pre>a\n\n  b</pre>")
    assert Shell.of(PAGE, policy=False).around(inside) == (
        '<html>\n<head>\n<meta charset="utf-8">\n<meta name=x>\n<title>A &amp; B</title>\n'
        "<script>let a = 1</script>\n</head>\n<body>\n<main><pre>a\n\n  b</pre></main>\n</body>\n</html>"
    )


def test_slots_may_stand_in_any_order() -> None:
    shell = Shell.of(f"{SLOTS.content}|{SLOTS.title}|{SLOTS.head}", policy=False)
    assert shell.around(Inside("t", "h", "c")) == "c|t|h"


def test_what_an_inside_holds_changes_no_slot() -> None:
    hostile = Inside(*(SLOTS.content for _ in Inside._fields))
    assert Shell.of(PAGE, policy=False).around(hostile).count(SLOTS.content) == 3


def test_the_policy_names_the_scripts_of_the_shell_alone() -> None:
    page = Shell.of(PAGE, policy=True).around(Inside("t", "", "<script>alert(1)</script>"))
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy.count("'sha256-") == 1


@pytest.mark.parametrize(
    ("content", "source"),
    [("<p>a</p>", "'none'"), ('<div data-bundle="a/">', "'self'"), ('<form data-sources="a/">', "'self'")],
)
def test_a_page_may_fetch_files_of_the_site_where_it_has_to(content: str, source: str) -> None:
    page = Shell.of(PAGE, policy=True).around(Inside("t", "", content))
    assert f"connect-src {source};" in page


@pytest.mark.parametrize("name", Inside._fields)
def test_a_slot_that_is_missing_or_doubled_is_an_error(name: str) -> None:
    mark = getattr(SLOTS, name)
    for page in (PAGE.replace(mark, ""), PAGE.replace(mark, mark * 2)):
        with pytest.raises(ShellError, match=rf"`{{{{ slots\.{name} }}}}` exactly once"):
            Shell.of(page, policy=False)
