"""The findings about a body: codes, severities, messages and hints."""

from __future__ import annotations

from coprod_kb.diagnostics import Diagnostic, Severity, Wording
from coprod_kb.values.translation import N_

Place = tuple[int, int]
"""Line and column of the file, counted from 1."""

BODY_TOO_LONG = Wording(
    "body-too-long",
    N_("The text is {size} KB long; at most {limit} KB are published."),
    N_("Shorten the text, and link to the full document instead."),
)

_FINDINGS = {
    BODY_TOO_LONG.code: (Severity.ERROR, BODY_TOO_LONG.message, BODY_TOO_LONG.hint),
    "too-many": (
        Severity.ERROR,
        "The text has too many paragraphs, list items, table cells or square brackets to be shown.",
        "Shorten it, and link to the full document or table instead.",
    ),
    "control-character": (
        Severity.ERROR,
        "The text holds a control character that nobody can see ({name}).",
        "Delete it, or type the words again instead of pasting them.",
    ),
    "bidi-control": (
        Severity.ERROR,
        "The text holds a character that nobody can see and that reorders the text around it ({name}).",
        "Delete it; Arabic, Hebrew and Persian are shown from right to left without it.",
    ),
    "invisible-character": (
        Severity.WARNING,
        "The text holds a character that nobody can see ({name}). It is left out.",
        "Delete it, or delete the words around it and type them again.",
    ),
    "nested-too-deeply": (
        Severity.ERROR,
        "Lists or quotations stand too many levels inside each other here; what follows may not be shown.",
        "Start a new list or paragraph at the left margin.",
    ),
    "footnote-unused": (
        Severity.WARNING,
        "Nothing in the text points to the footnote [^{label}], so it is not shown.",
        "Write [^{label}] in the text where the footnote belongs, or delete the footnote.",
    ),
    "footnote-missing": (
        Severity.WARNING,
        "There is no footnote {mention}, so readers see these signs as they are typed.",
        "Write the footnote on a line of its own below: {mention}: and its text. Or delete the signs.",
    ),
    "footnote-repeated": (
        Severity.WARNING,
        "The footnote [^{label}] is written more than once; only the last one is shown.",
        "Give each footnote a label of its own.",
    ),
    "heading-empty": (
        Severity.WARNING,
        "This heading has no words, so it is not shown.",
        "Write the heading after the #, or delete the line.",
    ),
    "unknown-heading": (
        Severity.ERROR,
        "The link [{text}]({address}) points to a heading that this text does not have.",
        "{hint}",
    ),
    "link-address": (Severity.ERROR, "The link [{text}]({address}) {fault}.", "{hint}"),
    "link-form": (
        Severity.WARNING,
        "This looks like a link but is none, so it is shown as it is typed.",
        "Write [text](address) in one piece: no space in the address, and no link inside the text.",
    ),
    "link-without-text": (
        Severity.WARNING,
        "The link to {address} has no text, so its address is shown.",
        "Write in the square brackets what the link leads to.",
    ),
    "address-mark": (
        Severity.WARNING,
        "The address {address} ends with what may be the end of a sentence.",
        "If it does not belong to the address, write {right}",
    ),
    "table-cell": (
        Severity.WARNING,
        "This row has {count} cells, and the table has {most} columns. What is right of them is not shown.",
        "If a | is part of the text, write \\| for it. Else add columns to the first row and to the line of hyphens.",
    ),
    "image-not-shown": (
        Severity.WARNING,
        "Images are not shown; readers see the description in its place: “{text}”.",
        "Say in the text what the image shows, and link to the page on which it stands.",
    ),
    "raw-html": (
        Severity.WARNING,
        "HTML has no effect here: {tag} is shown as it is typed.",
        "Delete it, or use Markdown such as **bold**. To show the sign < itself, write \\<.",
    ),
}


def finding(code: str, path: str, place: Place, **words: object) -> Diagnostic:
    """The finding with this code. words: for the placeholders in its message and hint, shortened if they are long."""
    severity, message, hint = _FINDINGS[code]
    line, column = place
    shown = {name: _short(str(word)) for name, word in words.items()}
    return Diagnostic(
        code=code,
        severity=severity,
        path=path,
        line=line,
        column=column,
        message=message.format(**shown),
        hint=hint.format(**shown),
    )


def _short(text: str, length: int = 160) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
