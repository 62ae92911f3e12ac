"""Files as bytes, names and things of the disk, and files that are at odds with each other."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any

from tests.conftest import entry_text
from tests.hostile.case import Case, Made, entry, raw

SOUND = entry_text(title="A sound entry")

BYTES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "utf-16-le": (codecs.BOM_UTF16_LE + SOUND.encode("utf-16-le"), ("encoding",)),
    "utf-16-be": (codecs.BOM_UTF16_BE + SOUND.encode("utf-16-be"), ("encoding",)),
    "utf-16-unmarked": (SOUND.encode("utf-16-le"), ("front-matter-missing",)),
    "utf-32": (codecs.BOM_UTF32_LE + SOUND.encode("utf-32-le"), ("encoding",)),
    "latin-1": (entry_text(title="Café").encode("latin-1"), ("encoding",)),
    "windows-1252": (entry_text(title="“A”").encode("cp1252"), ("encoding",)),
    "overlong-slash": (SOUND.encode().replace(b"sound", b"\xc0\xaf"), ("encoding",)),
    "overlong-nul": (SOUND.encode().replace(b"sound", b"\xc0\x80"), ("encoding",)),
    "surrogate": (SOUND.encode().replace(b"sound", b"\xed\xa0\x80"), ("encoding",)),
    "surrogate-pair": (SOUND.encode().replace(b"sound", b"\xed\xa0\xbd\xed\xb8\x80"), ("encoding",)),
    "beyond-unicode": (SOUND.encode().replace(b"sound", b"\xf4\x90\x80\x80"), ("encoding",)),
    "cut-short": (SOUND.encode() + b"\xf0\x9f", ("encoding",)),
    "invalid-in-body": (SOUND.encode() + b"<script>pwned(\xff)</script>", ("encoding",)),
    "two-marks": (codecs.BOM_UTF8 * 2 + SOUND.encode(), ("front-matter-missing",)),
    "nul-bytes": (b"\0" * 1_000, ("front-matter-missing",)),
    "zip": (b"PK\x03\x04\x14\0\x08\0", ("encoding",)),
    "gzip": (b"\x1f\x8b\x08\0", ("encoding",)),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ("encoding",)),
    "html": (b"<!DOCTYPE html><script>pwned()</script>", ("front-matter-missing",)),
    "elf": (b"\x7fELF\x02\x01\x01\0", ("front-matter-missing",)),
    "conflict": (b"<<<<<<< HEAD\n" + SOUND.encode(), ("front-matter-missing",)),
    "separators-as-lines": (SOUND.replace("\n", "\u2028").encode(), ("front-matter-missing",)),
    "nel-as-lines": (SOUND.replace("\n", "\u0085").encode(), ("front-matter-missing",)),
}

NAMES: dict[str, bytes] = {
    "blank": b"a file.md",
    "capitals": b"Capitals.md",
    "dots": b"a..b.md",
    "dot-inside": b"a.b.md",
    "double-ending": b"a.md.md",
    "underscore": b"a_b.md",
    "two-hyphens": b"a--b.md",
    "hyphen-first": b"-rf.md",
    "option": b"--config=x.md",
    "hyphen-last": b"zz-.md",
    "quotes": b"a'b\"c`d.md",
    "markup": b"<img src=x onerror=pwned()>.md",
    "script": b"<script>pwned().md",
    "entity": b"&lt;script&gt;pwned()&lt;script&gt;.md",
    "newline": b"a\nb: ::error::pwned().md",
    "carriage-return": b"a\rb.md",
    "tab": b"a\tb.md",
    "escape-code": b"a\x1b[2J\x1b]0;pwned\x07.md",
    "command": b"::error::pwned().md",
    "command-stop": b"##[stop-commands]x.md",
    "shell": b"$(touch pwned);`touch pwned`|touch pwned&.md",
    "template": b"{{ 7 * 7 }}.md",
    "format": b"%s%n{0}.md",
    "backslashes": b"a\\..\\..\\evil.md",
    "percent": b"%2e%2e%2fevil.md",
    "colon": b"c:evil.md",
    "star": b"*.md",
    "question": b"a?b#c.md",
    "formula": b"=cmd.md",
    "not-utf-8": b"caf\xe9.md",
    "not-utf-8-markup": b"<script>pwned(\xff\xfe).md",
    "bidi": "a\u202edm.exe.md".encode(),
    "zero-width": "a\u200bb.md".encode(),
    "line-separator": "a\u2028b.md".encode(),
    "nfc": "caf\u00e9-nfc.md".encode(),
    "nfd": "cafe\u0301-nfd.md".encode(),
    "cyrillic": "c\u043e-production.md".encode(),
    "other-digits": "a-\u0662.md".encode(),
    "other-script": "共同.md".encode(),
    "emoji": "😀.md".encode(),
    "only-hyphen": b"-.md",
    "longest": b"B" * 252 + b".md",
    "folder-of-markup": b"<svg onload=pwned()>/Inside.md",
}
"""Names that cannot be part of an address."""

NO_ENTRIES = {
    "text": b"notes.txt",
    "upper-case-ending": b"entry.MD",
    "markdown": b"entry.markdown",
    "html": b"page.html",
    "script": b"page.js",
    "settings": b"mkdocs.yml",
    "no-ending": b"LICENCE",
    "python": b"conftest.py",
    "markup": b"<script>pwned()",
    "newline": b"a\n::error::pwned()",
    "not-utf-8": b"\xff\xfe",
    "hidden": b".hidden.md",
    "attributes-of-git": b"folder/.gitattributes",
    "ignored-by-git": b".gitignore",
    "mailmap": b".mailmap",
    "code-owners": b"CODEOWNERS",
    "without-a-name": b".md",
    "workflow": b".gitlab-ci.yml",
    "settings-of-a-shell": b".envrc",
}
"""Names of files that are none."""

ODD_NAMES = ("index", "404", "search", "0", "a", "kb-main", "constructor")
"""Names that mean something to a server, a program or a browser, and here do not."""

RESERVED_NAMES = ("con", "prn", "nul", "aux", "com1", "lpt1")
"""Names that Windows keeps for itself: it can hold neither the file nor the folder of its page."""

LINKS = {
    "inside": b"title-welsh.md",
    "outside": b"/etc/passwd",
    "outside-relative": b"../../outside.md",
    "folder": b"folder",
    "folder-outside": b"/etc",
    "root": b"/",
    "dangling": b"no-such-file.md",
    "loop": b"link-loop.md",
    "parent": b"..",
    "device": b"/dev/zero",
    "process": b"/proc/self/environ",
}


def _names() -> Iterator[Case]:
    for name, file in NAMES.items():
        yield entry(f"name-{name}", "file-name", file=file)
    for name in ODD_NAMES:
        yield entry(f"odd-name-{name}", file=f"{name}.md")
    for name in RESERVED_NAMES:
        yield entry(f"reserved-name-{name}", "file-name", file=f"{name}.md")
    yield entry("name-of-80-characters", file=b"a" * 77 + b".md")
    yield entry("name-of-255-bytes", "file-name", file=b"a" * 252 + b".md")
    yield entry("deep-folder", file="d/e/e/p/e/r/deep-folder.md")
    yield entry("folder-with-blank", file="A folder/folder-with-blank.md")
    yield entry("folder-not-utf-8", file=b"f\xf6lder/folder-not-utf-8.md")
    yield entry("folder-like-a-file", file="folder.md/folder-like-a-file.md")
    yield entry("folder-of-script", file="<script>pwned()<!--/folder-of-script.md")


def _of_the_disk() -> Iterator[Case]:
    for name, target in LINKS.items():
        yield raw(f"link-{name}", target, "not-a-file", made=Made.LINK)
    yield raw("link-without-ending", b"/etc", "not-a-file", made=Made.LINK, file="a-link")
    yield raw("fifo", b"", "not-a-file", made=Made.FIFO)
    yield raw("fifo-without-ending", b"", "not-a-file", made=Made.FIFO, file="a-fifo")
    for name, file in NO_ENTRIES.items():
        yield raw(f"no-entry-{name}", SOUND, "not-an-entry", file=file)
    yield raw("huge", SOUND + "<script>pwned()</script>\n" * 12_500, "too-long")
    yield raw("huge-blank", b" " * 300 * 1024, "too-long")


def _at_odds() -> Iterator[Case]:
    """Sound each by itself. Lists are newest first, and the older of two that collide is told."""
    slug = ("duplicate-slug",)
    yield entry("twin-in-a", file="a/twin.md", title="Twin in a", among_others=slug)
    yield entry("twin-in-b", file="b/twin.md", title="Twin in b", among_others=slug)
    address = ("colliding-address",)
    for kind, one, other in (
        ("keywords", "Collision!", "Collision?"),
        ("authors", "Cara <Example>", "Cara Example!"),
        ("organisations", "Trust of A & B", "Trust of A + B"),
        ("normal-forms", "Zo\u00eb <Example>", "Zoe\u0308 Example!"),
    ):
        field = "authors" if kind == "normal-forms" else kind
        fields: tuple[dict[str, Any], dict[str, Any]] = {field: [one]}, {field: [other]}
        yield entry(f"collision-of-{kind}-first", date="2021", **fields[0])
        yield entry(f"collision-of-{kind}-second", date="1999", among_others=address, **fields[1])
    yield entry("collision-of-collections-first", date="2021", collection="Shelf 1")
    yield entry("collision-of-collections-second", date="1999", collection="Shelf: 1", among_others=address)
    yield entry("look-alike-first", date="2021", authors=["Pavel Acorn"], shown=("Pavel Acorn",))
    yield entry("look-alike-second", date="1999", authors=["P\u0430vel Acorn"], among_others=address)
    yield entry("normal-form-composed", authors=["Zo\u00eb Accent"], shown=("Zo\u00eb Accent",))
    yield entry("normal-form-decomposed", authors=["Zoe\u0308 Accent"])
    yield entry("one-doi", doi="10.5555/one", shown=("10.5555/one",))
    yield entry("same-doi", doi="https://doi.org/10.5555/ONE", among_others=("same-doi",))
    yield entry("names-itself", related=["names-itself"], among_others=("own-entry",))
    yield entry("names-nobody", related=["no-such-entry"], among_others=("unknown-entry",))
    yield entry("was-somebody-else", formerly=["title-welsh"], among_others=("former-name-taken",))
    yield entry("was-itself", formerly=["was-itself"], among_others=("former-name-taken",))
    yield entry("moved", formerly=["moved-from-here"], title="Moved </title><script>pwned()</script>")


CASES = (
    *(raw(f"bytes-{name}", data, *codes) for name, (data, codes) in BYTES.items()),
    *_names(),
    *_of_the_disk(),
    *_at_odds(),
)
