"""The fields: keys of the theme, values of the wrong kind, and YAML that does more than hold text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.hostile.case import BREAKOUT, PAYLOAD, Case, entry, front, raw

THEME_KEYS = {
    "template": "../../../etc/passwd",
    "location": "https://evil.example/",
    "redirect": "https://evil.example/",
    "icon": "../../../../etc/passwd",
    "search": "{exclude: true}",
    "hide": "[navigation, toc, footer]",
    "tags": "[<script>pwned()</script>]",
    "meta": "[{http-equiv: refresh, content: '0;url=https://evil.example/'}]",
    "social": "{cards: true}",
    "robots": "noindex",
    "description": '"\\" onload=pwned() x=\\""',
    "author": "<script>pwned()</script>",
    "image": "javascript:pwned()",
    "canonical_url": "https://evil.example/",
    "subtitle": "<script>pwned()</script>",
    "comments": "true",
    "render_macros": "true",
    "render_blocks": "true",
    "extra_javascript": "[https://evil.example/x.js]",
    "extra_css": "[https://evil.example/x.css]",
    "kb": "{links: [{url: 'javascript:pwned()'}]}",
    "html": "<script>pwned()</script>",
    "slug": "../../x",
    "path": "../../x.md",
    "url": "javascript:pwned()",
    "inherit": "/etc/passwd",
    "__proto__": "{admin: true}",
    "__class__": "x",
    "model_config": "{extra: allow}",
    "<script>pwned()</script>": "1",
    "'::error::pwned()'": "1",
    "'{{ 7 * 7 }}'": "1",
    "'0'": "1",
    "''": "1",
    "=text": "1",
    "x" * 2_000: "1",
}
"""Names of fields that the schema does not have, and a value each."""

URLS = {
    "script": "javascript:pwned()",
    "script-mixed-case": "JaVaScRiPt:pwned()",
    "script-comment": "javascript://example.org/%0Apwned()",
    "script-tab": "java\tscript:pwned()",
    "script-newline": "java\nscript:pwned()",
    "script-blank": "  javascript:pwned()  ",
    "script-no-break-space": "\u00a0javascript:pwned()",
    "script-zero-width": "\u200bjavascript:pwned()",
    "script-entity": "&#106;avascript:pwned()",
    "script-named-colon": "javascript&colon;pwned()",
    "script-percent": "javascript%3Apwned()",
    "script-full-width": "ｊａｖａｓｃｒｉｐｔ:pwned()",
    "data": "data:text/html,<script>pwned()</script>",
    "vbscript": "vbscript:pwned()",
    "file": "file:///etc/passwd",
    "ftp": "ftp://example.org/",
    "mail": "mailto:a@example.org",
    "protocol-relative": "//evil.example/",
    "backslashes": r"\\evil.example",
    "slash-backslash": r"/\evil.example",
    "https-backslash": r"https:\\evil.example",
    "https-backslash-inside": r"https://example.org\@evil.example/",
    "https-no-host": "https://",
    "https-no-slash": "https:evil.example",
    "https-three-slashes": "https:///evil.example/",
    "https-newline": "https://example.org/\njavascript:pwned()",
    "https-tab": "https://exa\tmple.org/",
    "ipv6-open": "https://[::1",
    "no-scheme": "www.example.org",
    "relative": "../other-entry/",
    "template": "{{ url }}",
    "number": "5",
}

DOUBTFUL_URLS = {
    "userinfo": "https://nhs.uk@evil.example/",
    "userinfo-password": "https://user:pwned()@evil.example/",
    "port-too-high": "https://example.org:99999/",
    "port-of-letters": "https://example.org:pwned/",
    "percent-in-host": "https://exa%00mple.org/",
    "bar-in-host": "https://a|b.example/",
}

INVISIBLE_IN_URLS = {"mark": "\u200f", "zero-width": "\u200b", "soft-hyphen": "\u00ad", "tag": "\U000e0041"}

BOTH = f"{PAYLOAD} {BREAKOUT}"
NUMBER = "9" * 5_000

WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "type": ("unknown-value", {"type": BOTH}),
    "type-of-list": ("unknown-value", {"type": ["paper"]}),
    "status": ("unknown-value", {"status": "new"}),
    "status-of-markup": ("unknown-value", {"status": BOTH}),
    "date": ("date", {"date": BOTH}),
    "date-impossible": ("date", {"date": "2014-02-30"}),
    "date-month-13": ("date", {"date": "2014-13"}),
    "date-year-0": ("date", {"date": "0000"}),
    "date-of-other-digits": ("date", {"date": "２０１４"}),
    "date-of-arabic-digits": ("date", {"date": "٢٠١٤"}),
    "date-float": ("date", {"date": "1e9"}),
    "date-negative": ("date", {"date": "-2014"}),
    "date-of-5000-digits": ("too-long", {"date": NUMBER}),
    "date-of-list": ("wrong-type", {"date": ["2014"]}),
    "period": ("period", {"period": BOTH}),
    "period-backwards": ("period", {"period": {"start": "2020", "end": "2019"}}),
    "period-of-5000-digits": ("too-long", {"period": NUMBER}),
    "period-start": ("date", {"period": {"start": BOTH}}),
    "period-end-of-5000-digits": ("too-long", {"period": {"start": "2020", "end": NUMBER}}),
    "date-and-period": ("date-and-period", {"date": "2020", "period": {"start": "2020"}}),
    "doi": ("doi", {"doi": BOTH}),
    "doi-of-script": ("doi", {"doi": "javascript:pwned()"}),
    "doi-of-5000-digits": ("too-long", {"doi": f"10.{NUMBER}/x"}),
    "isbn": ("isbn", {"isbn": BOTH}),
    "isbn-check-digit": ("isbn", {"isbn": "9780306406158"}),
    "isbn-of-5000-digits": ("too-long", {"isbn": NUMBER}),
    "pmid": ("pmid", {"pmid": BOTH}),
    "pmid-of-5000-digits": ("too-long", {"pmid": NUMBER}),
    "orcid": ("orcid", {"authors": [{"name": "Orla Example", "orcid": BOTH}]}),
    "orcid-check-digit": ("orcid", {"authors": [{"name": "Orla Example", "orcid": "0000-0002-1825-0098"}]}),
    "orcid-of-5000-digits": ("too-long", {"authors": [{"name": "Orla Example", "orcid": NUMBER}]}),
    "language": ("language", {"language": '"onclick="pwned()'}),
    "language-of-markup": ("too-long", {"language": BOTH}),
    "amount": ("amount", {"funding": [{"amount": BOTH}]}),
    "amount-of-formula": ("amount", {"funding": [{"amount": "=1+1"}]}),
    "amount-of-5000-digits": ("too-long", {"funding": [{"amount": NUMBER}]}),
    "format-kind": ("unknown-value", {"formats": [{"kind": BOTH}]}),
    "role": ("unknown-value", {"organisations": [{"name": "A", "role": BOTH}]}),
    "investigator-role": ("unknown-value", {"investigators": [{"name": "A", "role": BOTH}]}),
    "related": ("slug", {"related": ["../../etc/passwd"]}),
    "related-of-script": ("slug", {"related": ["javascript:pwned()"]}),
    "formerly": ("slug", {"formerly": ["../../index"]}),
    "formerly-of-markup": ("slug", {"formerly": ["<script>"]}),
    "formerly-empty": ("slug", {"formerly": [""]}),
    "formerly-too-long": ("too-long", {"formerly": ["a" * 101]}),
    "reference-entry": ("slug", {"references": [{"text": "A", "entry": "#__config"}]}),
    "reference-doi": ("doi", {"references": [{"text": "A", "doi": BOTH}]}),
    "reference-pmid": ("pmid", {"references": [{"text": "A", "pmid": "1/../../x"}]}),
    "assigned": ("unknown-field", {"assigned": [PAYLOAD]}),
    "added": ("date", {"added": BOTH}),
    "updated": ("date", {"updated": "2020-01"}),
    "reviewed": ("date", {"reviewed": {"by": "Ada Example", "on": "2020-02-30"}}),
    "draft": ("flag", {"draft": "<script>"}),
    "withdrawn-date": ("date", {"withdrawn": {"date": BOTH, "reason": "A"}}),
    "withdrawn-empty": ("missing-field", {"withdrawn": {"date": "2020-01-01", "reason": " "}}),
    "title-missing": ("missing-field", {"title": None}),
    "title-blank": ("missing-field", {"title": " \t "}),
    "title-of-401": ("too-long", {"title": "a" * 401}),
    "title-of-two-lines": ("one-line", {"title": "One\n<script>pwned()</script>"}),
    "title-of-list": ("wrong-type", {"title": [BOTH]}),
    "title-of-map": ("wrong-type", {"title": {"<script>": BOTH}}),
    "summary-too-long": ("too-long", {"summary": "a" * 4_001}),
    "keywords-missing": ("missing-field", {"keywords": []}),
    "keywords-of-map": ("wrong-type", {"keywords": {PAYLOAD: BOTH}}),
    "keyword-of-list": ("wrong-type", {"keywords": [["one"]]}),
    "contributors-of-nobody": ("nobody-named", {"contributors": [{}]}),
    "contributor-unknown-field": ("unknown-field", {"contributors": [{"name": "A", "onclick": "pwned()"}]}),
    "publication-of-text": ("wrong-type", {"publication": BOTH}),
    "key-point-without-points": ("missing-field", {"key_points": [{"heading": BOTH, "points": []}]}),
}
"""Values that cannot be typed: the code, and the fields."""

YAML = {
    "anchor": ("summary: &a One\nlicence: *a", ("yaml-alias", "yaml-anchor", "duplicate-key")),
    "alias-unknown": ("licence: *a", ("yaml-alias",)),
    "merge": ("<<: {licence: A}", ("yaml-merge",)),
    "merge-bomb": (
        "a: &a {x: 1}\n" + "\n".join(f"b{n}: &b{n} {{<<: [*a, *a, *a, *a]}}" for n in range(20)),
        ("unknown-field", "yaml-alias", "yaml-anchor", "yaml-merge"),
    ),
    "billion-laughs": (
        "a: &a0 [lol, lol]\n" + "\n".join(f"b{n}: &a{n + 1} [{f'*a{n},' * 9}]" for n in range(9)),
        ("unknown-field", "yaml-alias", "yaml-anchor"),
    ),
    "anchor-of-itself": ("licence: &a [*a]", ("wrong-type", "yaml-alias", "yaml-anchor")),
    "tag-python": ("licence: !!python/object/apply:os.system ['echo pwned']", ("wrong-type", "yaml-tag")),
    "tag-python-name": ("licence: !!python/name:os.system", ("yaml-tag",)),
    "tag-binary": ("licence: !!binary PHNjcmlwdD4=", ("yaml-tag",)),
    "tag-own": ("licence: !ENV [PATH]", ("wrong-type", "yaml-tag")),
    "tag-relative": ("licence: !relative $config_dir", ("yaml-tag",)),
    "tag-spoiled": ("licence: !%C0%80 x", ("yaml-syntax",)),
    "tag-set": ("licence: !!set {a, b}", ("wrong-type", "yaml-tag")),
    "directive": ("%YAML 1.1", ("yaml-syntax",)),
    "directive-tag": ("%TAG ! tag:pwned,2000:", ("yaml-syntax",)),
    "second-document": ("...\n--- {}", ("yaml-syntax",)),
    "brackets": ("licence: " + "[" * 50_000, ("too-deep",)),
    "brackets-closed": ("licence: " + "[" * 25_000 + "]" * 25_000, ("too-deep",)),
    "braces": ("licence: " + "{a: " * 12_000, ("too-deep",)),
    "block-nesting": ("licence:\n" + "\n".join(" " * depth + "a:" for depth in range(1, 250)), ("too-deep",)),
    "dashes": ("places:\n" + "- " * 20_000 + "a", ("too-deep",)),
    "question-marks": ("? " * 20_000 + "a", ("too-deep", "yaml-key")),
    "20000-keywords": ("places: [" + "a," * 20_000 + "]", ("too-long",)),
    "duplicate": ("title: <script>pwned()</script>", ("duplicate-key",)),
    "duplicate-inside": ("publication: {journal: A, journal: B}", ("duplicate-key",)),
    "duplicate-quoted": ("'title': A", ("duplicate-key",)),
    "key-of-list": ("[a, b]: c", ("yaml-key",)),
    "key-of-map": ("{a: b}: c", ("yaml-key",)),
    "tab": ("licence:\tA\n\tb: c", ("yaml-syntax",)),
    "quote-open": ('licence: "A', ("yaml-syntax",)),
    "bracket-open": ("places: [A", ("yaml-syntax",)),
    "second-colon": ("licence: A: B", ("yaml-syntax",)),
    "at": ("licence: @A", ("yaml-syntax",)),
    "backquote": ("licence: `A`", ("yaml-syntax",)),
    "escape-unknown": (r'licence: "\q"', ("yaml-syntax",)),
    "escape-nul": (r'licence: "A\0B"', ("control-character",)),
    "escape-escape": (r'licence: "\e[2J\e]8;;https://evil.example\a"', ("control-character",)),
    "escape-carriage-return": (r'licence: "A\rB"', ("control-character",)),
    "escape-next-line": (r'licence: "A\NB"', ("control-character",)),
    "escape-line-separator": (r'licence: "A\LB\PC"', ("control-character",)),
    "escape-bidi": (r'licence: "A \u202Egpj.exe"', ("bidi-control",)),
    "escape-bidi-isolate": (r'licence: "A \u2066x\u2069"', ("bidi-control",)),
    "escape-surrogate": (r'licence: "A \ud800"', ("yaml-syntax",)),
    "escape-surrogate-pair": (r'licence: "A \ud83d\ude00"', ("yaml-syntax",)),
    "escape-too-high": (r'licence: "A \U00110000"', ("yaml-syntax",)),
    "escape-no-character": (r'licence: "A \uFFFE"', ("control-character",)),
    "escape-mark": (r'licence: "\uFEFFA"', ("control-character",)),
    "escape-in-key": (r'"a\u202E<script>": 1', ("bidi-control", "unknown-field")),
    "escape-in-url": (
        r'links: [{label: A, url: "https://example.org/\u202Egpj.exe"}]',
        ("bidi-control", "url"),
    ),
    "nul": ("licence: A\0B", ("control-character",)),
    "escape-code": ("licence: A\x1b[2J\x1b]8;;https://evil.example\x07B", ("control-character",)),
    "backspace": ("licence: A\x08\x08", ("control-character",)),
    "delete": ("licence: A\x7f", ("control-character",)),
    "c1": ("licence: A\u009b2J", ("control-character",)),
    "next-line": ("licence: A\u0085B", ("control-character",)),
    "line-separator": ("licence: A\u2028title: B", ("control-character",)),
    "paragraph-separator": ("licence: A\u2029title: B", ("control-character",)),
    "bidi": ("licence: A \u202egpj.exe", ("bidi-control",)),
    "bidi-in-key": ("\u202elicence: A", ("bidi-control",)),
    "bidi-in-comment": ("licence: A # \u2067 x", ("bidi-control",)),
    "mark-inside": ("licence: A\ufeffB", ("control-character",)),
    "no-character": ("licence: A\uffff", ("control-character",)),
    "70-kb": ("summary: |\n" + "  words and words\n" * 4_500, ("too-long",)),
    "plain-key-of-2000": ("a" * 2_000 + ": b", ("yaml-syntax",)),
    "float-like": ("licence: .nan\nstatus: .inf", ("unknown-value",)),
    "draft-that-is-none": ("draft: maybe", ("flag",)),
}
"""Lines of front matter, and the errors that they are."""


def _urls() -> Iterator[Case]:
    for name, url in URLS.items():
        yield entry(f"url-{name}", "url", links=[{"label": "One", "url": url}])
    for name, url in DOUBTFUL_URLS.items():
        yield entry(f"doubtful-url-{name}", "url", links=[{"label": "One", "url": url}])
    for name, char in INVISIBLE_IN_URLS.items():
        yield entry(f"url-with-{name}", links=[{"label": "One", "url": f"https://exa{char}mple.org/"}])
    yield entry(
        "url-https-markup", links=[{"label": "One", "url": "https://example.org/<script>pwned()</script>"}]
    )
    yield entry(
        "url-https-breakout", links=[{"label": "One", "url": 'https://example.org/"onclick="pwned()'}]
    )
    yield entry("url-of-format", "url", formats=[{"kind": "video", "url": "javascript:pwned()"}])
    yield entry("url-of-reference", "url", references=[{"text": "A", "url": "javascript:pwned()"}])
    yield entry(
        "url-too-long", "too-long", links=[{"label": "A", "url": f"https://example.org/{'a' * 2000}"}]
    )


CASES = (
    *(
        front(f"key-{number}", f"{key}: {value}", "unknown-field")
        for number, (key, value) in enumerate(THEME_KEYS.items(), start=1)
        if len(key) < 1_000
    ),
    *_urls(),
    *(entry(f"wrong-{name}", code, **fields) for name, (code, fields) in WRONG.items()),
    *(front(f"yaml-{name}", lines, *codes) for name, (lines, codes) in YAML.items()),
    front("key-status-of-material", "status: deprecated", "unknown-value"),
    raw("front-matter-missing", "# One\n\n<script>pwned()</script>", "front-matter-missing"),
    raw("front-matter-open", "---\ntitle: One\n<script>pwned()</script>", "front-matter-open"),
    raw("front-matter-of-toml", "+++\ntitle = 'One'\n+++\n", "front-matter-missing"),
    raw("front-matter-of-json", '{"title": "One"}\n', "front-matter-missing"),
    raw("front-matter-later", "\n\nOne\n---\ntitle: Two\n---\n", "front-matter-missing"),
    raw("front-matter-of-list", "---\n- a\n- b\n---\n", "wrong-type"),
    raw("front-matter-of-text", "---\n<script>pwned()</script>\n---\n", "wrong-type"),
    raw("front-matter-empty", "---\n---\n", "missing-field"),
    raw("front-matter-of-comments", "---\n# One\n---\n", "missing-field"),
    raw("front-matter-of-metadata", "template: main.html\ntitle: One\n\nOne", "front-matter-missing"),
    raw("empty", "", "empty-file"),
    raw("blank", " \n\t\n", "empty-file"),
    raw("only-lines", "---\n" * 20_000, "body-too-long", "missing-field"),
    raw("script-before", b"<script>pwned()</script>" + entry("x").content, "front-matter-missing"),
    entry("draft-that-lacks-much", draft="true", title=None, type=None, keywords=None, listed=False),
    entry("draft-of-markup", draft="true", title=BOTH, keywords=None, listed=False),
)
