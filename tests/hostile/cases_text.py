"""Honest oddities that must be seen exactly as they were typed, and hostile text that is harmless as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from coprod_kb.values.person_names import as_spoken
from tests.hostile.case import BREAKOUT, PAYLOAD, Case, entry, front, raw

LONG_WORD = "Donaudampfschifffahrtselektrizitäten" * 10
SICI = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"

TITLES = {
    "comparison": "p < 0.05 and q > 0.95",
    "comparison-percent": "50 % < 60 %",
    "tag-like": "<b>bold</b> is no tag here",
    "unclosed-tag": "a <b",
    "ampersand": "AT&T",
    "ampersand-short": "R&D",
    "entity": "&amp; &lt; &#60; &copy; &nbsp",
    "template": "{{ not a template }}",
    "template-raw": "{% raw %} {# comment #}",
    "template-endraw": "{% endraw %}{{ 7 * 7 }}{% raw %}",
    "template-attack": "{{ ''.__class__.__mro__[1].__subclasses__() }} ${7*7} <%= 7*7 %> #{7*7}",
    "format": "%s %(title)s {0} {title} $title ${title}",
    "money": "$100 for a `<script>` nobody asked for",
    "quotes": "\"double\" 'single' “curly” ‘curly’ «guillemets» „low“ `backtick` ´acute´ ′prime″",
    "formula": "=SUM(A1)",
    "formula-plus": '+1+cmd|" /C calc"!A0',
    "formula-minus": "-2+3",
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-link": '=HYPERLINK("https://example.org/?x="&A1,"pwned()")',
    "formula-fullwidth": "＝ＳＵＭ（Ａ１）",
    "command-error": "::error::pwned()",
    "command-set": "::set-output name=x::pwned()",
    "command-stop": "##[stop-commands]x ::stop-commands::x",
    "command-vso": "##vso[task.setvariable variable=x]pwned()",
    "backslashes": r"C:\temp\new \n \t \0 \x41 \u0041",
    "slashes": "../../etc/passwd and //example.org",
    "long-word": LONG_WORD,
    "exactly-400": ("ab " * 133) + "c",
    "yaml-no": "NO",
    "yaml-null": "null",
    "yaml-tilde": "~",
    "yaml-float": "1e9",
    "yaml-octal": "0o17",
    "yaml-leading-zeros": "007",
    "yaml-sexagesimal": "12:30:45",
    "yaml-date": "2014-02-30",
    "yaml-list": "[a, b]",
    "yaml-map": "{a: b}",
    "yaml-anchor": "&a *a !t",
    "yaml-comment": "# not a comment",
    "yaml-marker": "--- ... ---",
    "ris": "TY  - JOUR",
    "bibtex": "@article{x, title={pwned()}}",
    "bibtex-braces": r"} , note = {\input{/etc/passwd}} \write18{pwned()} %",
    "csv": 'a,b;c"d""e',
    "script-word": "javascript:pwned() is not an address",
    "title-end": "</title><script>pwned()</script>",
    "title-comment": "<!--<script>pwned()</script>-->",
    "title-cdata": "<![CDATA[<script>pwned()</script>]]>",
    "title-textarea": "</textarea></style></noscript><script>pwned()</script>",
    "title-utf7": "+ADw-script+AD4-pwned()+ADw-/script+AD4-",
    "title-percent": "%3Cscript%3Epwned()%3C/script%3E",
    "title-backslash-x": r"\x3cscript\x3epwned()\x3c/script\x3e",
    "title-entities": "&lt;script&gt;pwned()&lt;/script&gt;",
    "title-entities-twice": "&amp;lt;script&amp;gt;pwned()&amp;lt;/script&amp;gt;",
    "title-entities-numeric": "&#60;script&#62;pwned()&#x3c;/script&#x3e;",
    "title-fullwidth": "＜script＞pwned()＜/script＞",
    "title-markdown": "**bold** [x](javascript:pwned()) ![x](https://example.org/x.png) `code` # h",
    "title-attributes": "{#__config .x onclick=pwned()}",
    "welsh": "Cyd-gynhyrchu â phobl: tŷ, dŵr, môr, ŵyr a chŵn",
    "gaelic": "Co-thoradh ann an slàinte: àird, èisg, sgìre, òg, ùr",
    "german": "Straße, Größe, ẞ, ﬀ",
    "turkish": "İstanbul’da ılık ığdır",
    "persian": "باغچه‌ی همسایه‌ها می‌روند",
    "arabic": "الإنتاج المشترك (co-production) في الرعاية 2020",
    "hebrew": 'ייצור משותף: "שלום" (1)',
    "chinese": "共同生产：「照护」",
    "japanese": "共同制作 ガッコウ ｶﾞｯｺｳ",
    "korean": "공동 생산",
    "devanagari": "सह-उत्पादन क्‍ष",
    "thai": "การผลิตร่วมกัน",
    "emoji": "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👍🏽 ❤️ 🏳️‍🌈",
    "astral": "𝒞𝑜-𝓅𝓇𝑜𝒹 🂡 𠜎",
    "nfc": unicodedata.normalize("NFC", "Café señor Ångström"),
    "nfd": unicodedata.normalize("NFD", "Piñata crème brûlée Ørsted"),
    "zalgo": "Z" + "\u0301\u0323\u0489" * 20 + "algo",
    "cyrillic-letter": "Pаypаl with Cyrillic letters",
    "hyphens": "a‐b‑c–d—e−f",
    "no-break-space": "5\u00a0mg and 10\u202f% and \u3000wide",
    "marks": "ימין\u200f to \u200eleft",
    "private-use": "\ue000\uf8ff",
    "replacement": "caf\ufffd",
    "maths": "∑ x² ≤ ½ · √2 → ∞ ≠ ⅓",
    "only-punctuation": "¿¡—…!?",
    "single-letter": "A",
    "number": "0",
}

FIELDS: dict[str, Callable[[str], dict[str, Any]]] = {
    "title": lambda text: {"title": text},
    "summary": lambda text: {"summary": text},
    "keywords": lambda text: {"keywords": [text]},
    "key-points": lambda text: {"key_points": [text]},
    "key-points-heading": lambda text: {"key_points": [{"heading": text, "points": ["One."]}]},
    "key-points-points": lambda text: {"key_points": [{"heading": "One", "points": [text]}]},
    "contributors": lambda text: {"contributors": [text]},
    "contributors-name": lambda text: {"contributors": [{"name": text}]},
    "contributors-organisation": lambda text: {
        "contributors": [{"name": "Ada Example", "organisation": text}]
    },
    "contributors-unnamed": lambda text: {"contributors": [{"organisation": [text]}]},
    "authors": lambda text: {"authors": [{"name": text, "organisation": f"Home {text}"}]},
    "investigators": lambda text: {"investigators": [{"name": text, "role": "principal"}]},
    "organisations": lambda text: {"organisations": [text]},
    "organisations-lead": lambda text: {"organisations": [{"name": text, "role": "lead"}]},
    "journal": lambda text: {"publication": {"journal": text}},
    "volume": lambda text: {"publication": {"volume": text}},
    "issue": lambda text: {"publication": {"issue": text}},
    "pages": lambda text: {"publication": {"pages": text}},
    "publisher": lambda text: {"publication": {"publisher": text}},
    "place": lambda text: {"publication": {"place": text}},
    "edition": lambda text: {"publication": {"edition": text}},
    "licence": lambda text: {"licence": text},
    "funder": lambda text: {"funding": [{"funder": text}]},
    "currency": lambda text: {"funding": [{"amount": "5", "currency": text}]},
    "grant": lambda text: {"funding": [{"reference": text}]},
    "links-label": lambda text: {"links": [{"label": text, "url": "https://example.org/"}]},
    "links-label-alone": lambda text: {"links": [{"label": text}]},
    "references-text": lambda text: {"references": [{"text": text, "url": "https://example.org/"}]},
    "setting": lambda text: {"setting": [text]},
    "stage": lambda text: {"stage": [text]},
    "outcomes": lambda text: {"outcomes": [text]},
    "evidence": lambda text: {"evidence": [text]},
    "places": lambda text: {"places": [text]},
    "who": lambda text: {"co_production": {"who": text}},
    "stages": lambda text: {"co_production": {"stages": [text]}},
    "roles": lambda text: {"co_production": {"roles": text}},
    "payment": lambda text: {"co_production": {"payment": text}},
    "access-support": lambda text: {"co_production": {"access_support": text}},
    "training": lambda text: {"co_production": {"training": text}},
    "difference": lambda text: {"co_production": {"difference": text}},
    "collection": lambda text: {"collection": text},
    "withdrawn": lambda text: {"withdrawn": {"date": "2024-02-29", "reason": text}},
}
"""Every field that takes free text."""

NAMES = (
    "Máire O'Example",
    "Jeanne D’Example",
    "Jan van der Example",
    "Q",
    "Ž. Példa",
    "Ada Example-Sample",
    "Mr. T. Example Jr.",
    "例 太郎",
    "محمد مثال",
    "X Æ A-12",
    "Example, Ada",
    "Null",
    "constructor",
    "__proto__",
    "TY  - NAME",
    "=cmd|'/C calc'!A1",
    "@article{name",
    "Ada \\\\ Example} and {Bob",
)


def _named(names: tuple[str, ...]) -> Iterator[Case]:
    for number, name in enumerate(names, start=1):
        yield entry(f"name-{number}", authors=[name], shown=(as_spoken(name),))


def _in_every_field() -> Iterator[Case]:
    for field, fields in FIELDS.items():
        for kind, payload in (("markup", PAYLOAD), ("breakout", BREAKOUT)):
            text = f"{field}: {payload}"  # in front, so that each has an address of its own
            shown = () if field == "title" else (text,)
            listed = field != "withdrawn"
            yield entry(f"{kind}-in-{field}", shown=shown, listed=listed, **fields(text))


CASES = (
    *(entry(f"title-{name.removeprefix('title-')}", title=title) for name, title in TITLES.items()),
    *_named(NAMES),
    *_in_every_field(),
    entry(
        "sici-doi",
        doi="10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        shown=(SICI,),
    ),
    entry("markup-doi", doi="10.1000/<script>pwned()</script>", shown=("10.1000/<script>pwned()</script>",)),
    entry("quoted-doi", doi="10.1000/x\"onclick='pwned()'", shown=("10.1000/x\"onclick='pwned()",)),
    entry("doi-of-an-address", doi="10.5555/a#b?c=%41", shown=("10.5555/a#b",)),
    entry("dotted-doi", doi="10.1000/../../x", shown=("10.1000/../../x",)),
    entry(
        "leading-zeros",
        publication={"volume": "007", "issue": "01", "pages": "0012–0034"},
        shown=("007(01), 0012–0034",),
    ),
    entry("isbn-10", isbn="0-306-40615-2", shown=("9780306406157",)),
    entry("licence-looks-like-yaml", licence="on", shown=("on",)),
    entry(
        "amount-with-blanks",
        funding=[{"amount": "2 148 293,50", "currency": "kr"}],
        shown=("kr 2 148 293,50",),
    ),
    entry("formula-cells", keywords=["=1+1", "+2", "-3", "@x"], shown=("=1+1", "+2", "-3", "@x")),
    entry("command-keyword", keywords=["::warning file=x::pwned()"], shown=("::warning file=x::pwned()",)),
    entry("ris-in-names", contributors=[{"name": "ER  - ", "organisation": "TY  - JOUR"}], shown=("ER  -",)),
    entry("bibtex-in-names", authors=[{"name": "Ada}, url = {javascript:pwned()}, x = {"}]),
    entry("long-summary", summary="Long words. " * 300, shown=("Long words. Long words.",)),
    entry(
        "lines-in-summary",
        summary="One\n\nTwo\n<script>pwned()</script>",
        shown=("<script>pwned()</script>",),
    ),
    entry("dashes-in-summary", summary="One\n---\ntitle: Two\n---\n", shown=("--- title: Two ---",)),
    entry(
        "url-with-quote", links=[{"label": "It", "url": "https://example.org/it's?a=1&b=2#c"}], shown=("It",)
    ),
    entry("url-upper-case", links=[{"label": "It", "url": "HTTPS://EXAMPLE.ORG/X"}], shown=("It",)),
    entry(
        "url-international", links=[{"label": "Tŷ", "url": "https://tŷ.example.org/tŷ?ŵ=1"}], shown=("Tŷ",)
    ),
    entry(
        "url-with-script-in-query",
        links=[{"label": "It", "url": "https://example.org/?q=javascript:pwned()"}],
    ),
    entry("url-with-port", links=[{"label": "It", "url": "https://example.org:8443/"}]),
    entry("url-of-ipv6", links=[{"label": "It", "url": "https://[2001:db8::1]/"}]),
    entry("language-of-right-to-left", language="fa", title="خانه"),
    entry("twenty-keywords", keywords=[f"word {number}" for number in range(20)], shown=("word 19",)),
    front("flow-style", "places: [Glasgow, 'The “Gorbals”', \"Leith\\u00e9\"]", shown=("Leithé",)),
    front("colon-and-hash-in-quotes", "licence: 'a: b # c'", shown=("a: b # c",)),
    front("block-text", "licence: >-\n  folded\n  text", shown=("folded text",)),
    front("comment-with-markup", "# <script>pwned()</script>\nlicence: A # onclick=pwned()", shown=("A",)),
    front("complex-key", "? licence\n: CC BY", shown=("CC BY",)),
    raw(
        "byte-order-mark", b"\xef\xbb\xbf" + entry("x").content.replace(b"Case x", b"Marked"), title="Marked"
    ),
    raw(
        "crlf",
        entry("x", body="One\n\nTwo").content.replace(b"Case x", b"Windows").replace(b"\n", b"\r\n"),
        title="Windows",
        shown=("One", "Two"),
    ),
    raw(
        "old-mac",
        entry("x", body="One\n\nTwo").content.replace(b"Case x", b"Old Mac").replace(b"\n", b"\r"),
        title="Old Mac",
    ),
    raw("no-final-newline", entry("x").content.replace(b"Case x", b"Endless").rstrip(), title="Endless"),
)
