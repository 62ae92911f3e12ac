"""Names of authors and editors, taken apart by the rules of each format: CSL names.

A name is a group of `family`, `given`, `non-dropping-particle` and `suffix`, or `literal` alone for an
organisation. Nothing is corrected: put together again, the parts give the name as it was written.
"""

from __future__ import annotations

import re

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from coprod_kb.importing.works.markup import depth, from_either, from_latex, one_line
from coprod_kb.values import identifiers

Name = dict[str, str]
"""A CSL name; it may also have `ORCID`, bare."""

_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|ii|iii|iv|v|vi|phd|ph\.d|md|m\.d|esq)\.?", re.IGNORECASE)
_SURE_SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?[- ]?){1,5}")
_BODY = re.compile(
    r"\b(?:academy|agency|alliance|assembly|associat\w*|authority|board|bureau|cent(?:er|re)\w*|charity|college|"
    r"collaborati\w*|collaborators|commission|committee|company|consortium|corporation|council|department|"
    r"directorate|division|executive|federation|forum|foundation|fund|government|group|hospital|health|inc|"
    r"initiative|institut\w*|investigators|laboratory|league|limited|ltd|ministry|network|nhs|office|"
    r"organi[sz]ation|panel|parliament|partnership|press|programme|program|project|research|royal|school|"
    r"secretariat|service|services|society|steering|taskforce|team|trial|trialists|trust|union|unit|"
    r"universit\w*|who|working|of the|for the)\b|[&/:0-9]",
    re.IGNORECASE,
)
_ROLE = re.compile(r",\s*(?:eds?|editors?|comps?|trans)\b\.?\Z|\s*\((?:eds?|editors?)\.?\)\Z", re.IGNORECASE)
"""What ERIC and others write behind a name."""

_WITH_INITIALS = re.compile(r"[^\W\d_][^\s,]*(?: [^\s,]+){0,2} (?:[A-ZÀ-ÖØ-Þ]\.?[- ]?){1,4}")
_OTHERS = {"others", "et al", "et al.", "others.", "...", "…"}
_PARTS = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}
_LONGEST = 2000  # characters of one name
_LABELLED = re.compile(r"\s*(family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)


def written(name: Name) -> str:
    """A person's name in the order of speech: `Ludwig van Beethoven`, `Sammy Davis Jr.`."""
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    parts = [one_line(str(name[part])) for part in order if name.get(part)]
    text = " ".join(part for part in parts if part)
    return re.sub(r"(?<=[’'])\s+", "", text) if re.search(r"\b[dDlL][’'] ", text) else text


def family_of(name: Name) -> str:
    """What a list is sorted by: the family name with its particle, or the organisation."""
    particle = name.get("non-dropping-particle") or ""
    return one_line(f"{particle} {name.get('family') or name.get('literal') or name.get('given') or ''}")


def organisation(text: str) -> Name:
    return {"literal": one_line(text)}


# --- RIS, PubMed and tables --------------------------------------------------------------------------


def from_comma_form(text: str) -> Name | None:
    """`Family, Given, Suffix`, as RIS and PubMed write it; without a comma a guess from the words.

    `Fanning E.` has initials behind; `World Health Organization` is an organisation. `None` for no name.
    """
    text = _with_role_off(one_line(text[:_LONGEST]).strip(";").strip())
    if not any(char.isalnum() for char in text) or text.casefold() in _OTHERS:
        return None
    if text.endswith(",") and text.count(",") == 1:  # EndNote's sign for a body
        return organisation(text.rstrip(", "))
    family, *others = (part.strip() for part in text.split(","))
    others = [one for one in others if one]
    if not others:
        return _without_comma(family)
    if not family:
        return _without_comma(" ".join(others))
    if len(others) > 2 or (len(others) == 2 and not any(map(_SUFFIX.fullmatch, others))):
        return organisation(text)  # a list of names in one, or the parts of an organisation
    name = {"family": family}
    if len(others) == 2 and _SUFFIX.fullmatch(others[0]):
        others.reverse()
    if (
        len(others) == 1
        and len(family.split()) > 1
        and _SUFFIX.fullmatch(others[0])
        and others[0].casefold() not in {"v", "v."}
    ):
        return {**_without_comma(family), "suffix": others[0]}
    if len(others) == 1 and _SURE_SUFFIX.fullmatch(others[0]):
        return {"family": family, "suffix": others[0]}
    name["given"] = others[0]
    if len(others) == 2:
        name["suffix"] = others[1]
    return name


def _with_role_off(text: str) -> str:
    """`Hern, Matt, Ed.` without the last word, where a whole name stands before it."""
    shorter = _ROLE.sub("", text)
    return shorter if shorter.count(",") == 1 else text


def in_speech(text: str) -> Name | None:
    """A name as entries have it, in the order of speech; what is no group stays in one piece."""
    name = from_comma_form(text)
    return {"family": one_line(text)} if name and "literal" not in name else name


def in_one(text: str) -> list[str]:
    """The names that stand in one text, with semicolons between them, or as `Golde T. E., Galasko D.`."""
    if ";" in text:
        return text.split(";")
    parts = [part.strip() for part in text.split(",")]
    return parts if len(parts) > 1 and all(map(_WITH_INITIALS.fullmatch, parts)) else [text]


def _without_comma(text: str) -> Name:
    words = text.split()
    if len(words) == 1:
        return organisation(text) if text.isupper() and len(text) > 2 else {"family": text}
    if _BODY.search(text) or len(words) > 5 or (text.isupper() and len(words) > 3):
        return organisation(text)
    if _INITIALS.fullmatch(words[-1]) and not (_INITIALS.fullmatch(words[0]) and len(words[0]) < 3):
        first = len(words) - 1
        while first > 1 and _INITIALS.fullmatch(words[first - 1]):
            first -= 1
        return {"family": " ".join(words[:first]), "given": " ".join(words[first:])}
    last = len(words) - 1
    suffix = ""
    if last > 1 and _SUFFIX.fullmatch(words[last]):
        suffix, last = words[last], last - 1
    while last > 1 and words[last - 1].islower():  # van den Berg
        last -= 1
    name = {"given": " ".join(words[:last]), "family": " ".join(words[last : len(words) - bool(suffix)])}
    return name | ({"suffix": suffix} if suffix else {})


# --- BibTeX and biblatex ------------------------------------------------------------------------------


def from_bibtex(text: str) -> list[Name]:
    """A list of names with “and” in between; braces hold together what belongs together."""
    # bibtexparser loses a command with which a name begins; after empty braces it does not.
    guarded = re.sub(r"(?i)(\A|\sand )(?=\\)", r"\1{}", " ".join(text.split()))
    several = split_multiple_persons_names(guarded)
    return [name for one in several if (name := _one_of_bibtex(one.strip(" ,;")))]


def _one_of_bibtex(text: str) -> Name | None:
    text = text[:_LONGEST]
    plain = from_latex(text)
    if not any(char.isalnum() for char in plain) or plain.casefold() in _OTHERS:
        return None
    if text.startswith("{") and text.endswith("}") and _closes_at_end(text):
        return organisation(plain)
    if depth(text) > 30:
        return organisation(plain)
    if _LABELLED.match(text):
        return _labelled(text)
    # A tie is a blank here; in braces, an accent such as \~n is none.
    held = re.sub(r"\\~\s{0,3}(\w|\{\\?\w\})", r"{\\~\1}", text)
    parts = parse_single_name_into_parts(re.sub(r"(?<!\\)~", " ", held), strict=False)
    groups = {
        "given": parts.first,
        "non-dropping-particle": parts.von,
        "family": parts.last,
        "suffix": parts.jr,
    }
    name = {part: from_latex(" ".join(words)) for part, words in groups.items() if words}
    if "suffix" not in name and "," in text and _SURE_SUFFIX.fullmatch(name.get("given", "")):
        name["suffix"] = name.pop("given")  # a name of two parts, of which the second is none of its bearer's
    return {part: one for part, one in name.items() if one} or None


def _closes_at_end(text: str) -> bool:
    """Whether the brace at the start is closed by the one at the end."""
    level = 0
    for place, char in enumerate(text):
        level += (char == "{") - (char == "}")
        if level == 0:
            return place == len(text) - 1
    return False


def _labelled(text: str) -> Name | None:
    """biblatex's `family=Beethoven, given=Ludwig, prefix=van`."""
    name: Name = {}
    for part in re.split(r",(?![^{}]*\})", text):
        if found := _LABELLED.match(part):
            label, value = _PARTS[found[1].casefold()], from_latex(part[found.end() :].strip())
            if value and "-i" not in found.group():
                name[label] = value
    return name or None


# --- CSL ----------------------------------------------------------------------------------------------


def from_csl(value: object) -> Name | None:
    """A name of a CSL item as others write it: with Crossref's `name` and `ORCID`; `None` for no name."""
    if isinstance(value, str):
        return from_comma_form(value)
    if not isinstance(value, dict):
        return None
    name: Name = {}
    for part in ("family", "given", "suffix", "non-dropping-particle", "dropping-particle", "literal"):
        if isinstance(value.get(part), str) and (text := from_either(value[part])):
            name[part] = text
    if not name and isinstance(value.get("name"), str) and (text := from_either(value["name"])):
        name["literal"] = text
    if name.get("literal") and (name.get("family") or name.get("given")):
        del name["literal"]
    if name and isinstance(value.get("ORCID"), str):
        name |= orcid(value["ORCID"])
    return name or None


def orcid(text: str) -> Name:
    """`ORCID` with the bare iD; nothing where it is none."""
    try:
        return {"ORCID": identifiers.orcid(re.sub(r"(?i)^.*orcid\.org/|^orcid[:\s]*", "", text.strip()))}
    except ValueError:
        return {}
