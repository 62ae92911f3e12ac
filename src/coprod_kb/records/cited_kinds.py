"""Changes to items whose type a citation style has no rule for, or one that does not fit its manual.

Styles are known by their names: `apa`, `harvard` (“Cite them right”) and `vancouver` (NLM).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coprod_kb.records.formats.kinds import PARTS, PREPRINT, SERIAL

ITALIC, UPRIGHT = "\ue000", "\ue001"
NOBODY, IN, NO_DATE, COLON = "\ue002", "\ue006", "\ue007", "\ue008"
"""Private-use characters: where italics begin and end, an author to be left out, “in”, a date to be left out, and pages behind a date."""

_SOFTWARE = {"dataset": "Data set", "software": "Computer program"}
"""What the Harvard manual writes behind the titles of works that may have a version."""


def is_preprint(made: Mapping[str, Any]) -> bool:
    """Whether an item describes a preprint."""
    return made["type"] == "article" and str(made.get("genre", "")).casefold() == PREPRINT.casefold()


def change_by_type(made: dict[str, Any], style: str) -> None:
    """Changes an item so that the style prints what its manual wants for works of this type."""
    if made["type"] in SERIAL:
        made.pop("event", None)
    if is_preprint(made):
        _as_preprint(made, style)
    if made["type"] == "paper-conference" and "container-title" not in made and style != "harvard":
        made |= {"type": "speech", "genre": "Paper presentation"}
    if made["type"] == "legislation":
        _as_law(made)
    if made["type"] in {"legal_case", "legislation"} and "container-title" in made:
        _as_reported(made, style)
    if made["type"] == "standard" and made.get("number", "") in made["title"]:
        made.pop("number", None)
    {"apa": _in_apa, "harvard": _in_harvard, "vancouver": _in_vancouver}[style](made)


def _as_law(made: dict[str, Any]) -> None:
    """A law is cited by its title with its number, “Example Act 2014, c. 23”, and by its year unless the title has it."""
    year = str(made.get("issued", {}).get("date-parts", [[""]])[0][0])
    if year and year in made["title"]:
        made["issued"] = {"literal": NO_DATE}
    if number := made.pop("number", ""):
        made["title"] += f", {number}"


def _as_reported(made: dict[str, Any], style: str) -> None:
    """Joins where a law or a case is reported, as “12 Example Reports 34”, or with a number of the court, “EWCA Civ 12”."""
    if number := made.pop("number", ""):
        made.setdefault("page", number)
    if style == "apa":
        return
    where = " ".join(str(made.pop(name)) for name in ("volume", "container-title", "page") if name in made)
    if made["type"] == "legislation":
        made["title"] += f", {where}"
    else:
        made["container-title"] = where


def _as_preprint(made: dict[str, Any], style: str) -> None:
    """A preprint appears on a server: for Harvard like a journal, with “[Preprint]”; else like a publisher."""
    publisher = made.pop("publisher", None)
    server = made.pop("container-title", None) or publisher
    if style != "vancouver":
        del made["genre"]
    if server:
        made["container-title" if style == "harvard" else "publisher"] = server


def _in_apa(made: dict[str, Any]) -> None:
    if made["type"] in _SOFTWARE and "edition" in made:
        made["version"] = made.pop("edition")
    if made["type"] == "paper-conference" and "container-title" in made:
        made["type"] = "chapter"  # as which the manual cites papers in proceedings
        made.pop("event", None)
    if made["type"] == "webpage" and "container-title" in made:
        made.pop("publisher", None)  # the manual names the site alone
    if made["type"] == "speech":
        made.setdefault("genre", "Presentation")
        if place := made.pop("publisher-place", ""):
            made["event-place"] = place


def _in_harvard(made: dict[str, Any]) -> None:
    number = made.get("number", "")
    if made["type"] == "report" and number:
        made.setdefault("genre", "Report")
    if made["type"] == "entry-encyclopedia":
        made["type"] = "chapter"
    if made["type"] == "chapter" and "editor" not in made and "container-title" in made:
        made["container-title"] = f"{IN}{made['container-title']}"  # the style has “in” before editors alone
    if made["type"] == "bill" and number:
        made["publisher"] = number
    if "poster" in str(made.get("genre", "")).casefold():
        made["title"] += f"’ [{made['genre']}]‘"
    if note := _SOFTWARE.get(made["type"]):
        version = made.pop("edition", "")
        made["title"] += f"{UPRIGHT}{f' (Version {version})' if version else ''} [{note}]{ITALIC}"
        made["type"] = "book"
    if made["type"] == "standard":
        made["title"] = f"{number}: {made['title']}" if number else made["title"]
        made["type"] = "book"
    if made["type"] == "patent" and number:
        made |= {"type": "book", "publisher": f"Patent no. {number}"}


def _in_vancouver(made: dict[str, Any]) -> None:
    if made["type"] in _SOFTWARE and "edition" in made:
        made["edition"] = f"Version {made['edition']}"
    if made["type"] == "webpage" and "container-title" in made:
        if "publisher" in made:
            made["type"] = "chapter"  # a part of a site, as “In: Example Online”
        else:
            made["publisher"] = made.pop("container-title")
    if made["type"] == "speech" and "event" in made:
        what = str(made.get("genre", "")).split(" ")[0].capitalize()
        what = f"{what} presented" if what in {"Paper", "Poster"} else "Presented"
        place = made.pop("publisher-place", "")
        made["event"] = f"{what} at: {made['event']}{', ' if place else ''}{place}"
    if "page" in made and not made.keys() & {"volume", "issue"}:
        made["page"] = f"{COLON}{made['page']}"
    if made["type"] == "standard" and "number" in made:
        made["type"] = "bill"
    if "author" not in made and made["type"] in PARTS:
        made["author"] = [{"literal": NOBODY}]  # else the editors of the book would stand in their place
