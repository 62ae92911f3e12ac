"""The concepts that every format of a thesaurus is read into, with the fields of the vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from coprod_kb.diagnostics import Diagnostic, Severity
from coprod_kb.front_matter.field_types import Slug
from coprod_kb.importing.works.markup import from_html, holds_html, one_line
from coprod_kb.importing.works.record import each_once, fault
from coprod_kb.values.characters import NOT_IN_YAML, visible
from coprod_kb.values.names import spelling_key
from coprod_kb.values.web import is_web_address

MAX_THESAURUS = 16 * 1024 * 1024
"""Bytes of a file."""
MAX_CONCEPTS = 5_000
MAX_RELATIONS = 20_000
MAX_LABEL = 400
"""Characters of a label, an alias and a source; the limit of the vocabulary's own lines."""
MAX_DEFINITION = 4_000

_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One term as a thesaurus describes it. What it does not say is empty.

    key: what relations call it: its address in RDF, its label in a table.
    address: in RDF, as the file has it; empty where it has none. line: in a table; else `None`.
    broader, narrower, related: keys of other concepts, which need not be there.
    skip: why it cannot become a term, and what to do; empty for those that can.
    """

    key: str
    label: str = ""
    address: str = ""
    line: int | None = None
    aliases: tuple[str, ...] = ()
    definition: str = ""
    source: str = ""
    source_url: str = ""
    question: str = ""
    slug: str = ""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    skip: str = ""


@dataclass(slots=True)
class Thesaurus:
    """The concepts of a file in their order, and diagnostics about them.

    by_label: whether relations name labels, as in a table, and so may also name a term of the vocabulary.
    unkept: properties or columns for which the vocabulary has no place, and how often they are there.
    """

    path: str
    concepts: list[Concept] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    by_label: bool = False
    unkept: Counter[str] = field(default_factory=Counter)

    def unusable(
        self, message: str, hint: str, code: str = "import-file", line: int | None = None
    ) -> Thesaurus:
        """The same with an error, and without concepts."""
        self.concepts.clear()
        self.diagnostics.append(fault(code, self.path, line, message, hint, Severity.ERROR))
        return self

    def left_out(self, where: Concept, what: str, hint: str) -> None:
        """Notes a part of a concept that is not taken."""
        message = f"{named(where)}: {what}"
        self.diagnostics.append(fault("import-term-left-out", self.path, where.line, message, hint))

    def conflict(self, where: Concept, what: str, hint: str) -> None:
        """Notes that the thesaurus and the vocabulary differ; the vocabulary stays."""
        message = f"{named(where)}: {what}"
        self.diagnostics.append(fault("import-term-conflict", self.path, where.line, message, hint))

    def bound(self) -> Thesaurus:
        """The same, or an unusable one if it has more concepts or relations than can be merged in good time."""
        if len(self.concepts) > MAX_CONCEPTS:
            what = (
                f"There are {len(self.concepts):,} concepts; at most {MAX_CONCEPTS:,} are imported at once."
            )
            return self.unusable(
                what, "Import a part of them: one scheme, or a smaller table.", "import-too-many"
            )
        relations = sum(
            len(concept.broader) + len(concept.narrower) + len(concept.related) for concept in self.concepts
        )
        if relations > MAX_RELATIONS:
            what = f"There are {relations:,} relations; at most {MAX_RELATIONS:,} are imported at once."
            return self.unusable(what, "Import a part of the concepts.", "import-too-many")
        return self


def named(concept: Concept) -> str:
    """What findings call a concept: its label, and in RDF its address, since there is no line."""
    label = f"“{_short(concept.label)}”" if concept.label else ""
    where = f"<{_short(concept.address, 120)}>" if concept.address else ""
    return f"{label} ({where})" if label and where else label or where or "A concept"


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most] + "…"


# --- Words of strangers ------------------------------------------------------------------------------


def plain(text: str) -> tuple[str, bool]:
    """A text without markup and control characters, and whether it had markup; lines stay as they are."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if holds_html(text):
        return from_html(text), True
    return NOT_IN_YAML.sub(" ", visible(text)).strip(), False


def plain_line(text: str) -> str:
    """As `plain`, with single blanks."""
    return " ".join(plain(text)[0].split())


def cleaned(concept: Concept, out: Thesaurus) -> Concept:
    """The concept with texts that the vocabulary allows. Others are emptied and reported."""
    values: Mapping[str, str] = {
        name: plain_line(getattr(concept, name)) for name in ("label", "source", "question")
    }
    definition, markup = plain(concept.definition)
    labelled = Concept(key=concept.key, label=values["label"], address=concept.address, line=concept.line)
    kept = dict(values)
    for name in ("source", "question"):
        if len(kept[name]) > MAX_LABEL:
            out.left_out(
                labelled, f"its `{name}` is longer than {MAX_LABEL} characters, and is left out.", _BY_HAND
            )
            kept[name] = ""
    if len(definition) > MAX_DEFINITION:
        what = f"its definition is longer than {MAX_DEFINITION:,} characters, and is left out."
        out.left_out(labelled, what, "Write a shorter one into the file by hand.")
        definition = ""
    elif markup and definition:
        message = f"{named(labelled)}: there is HTML in its definition, which was turned into plain text."
        hint = "Look whether the definition still reads well."
        out.diagnostics.append(fault("import-term-markup", out.path, concept.line, message, hint))
    if concept.source_url and not is_web_address(concept.source_url):
        what = f"“{one_line(concept.source_url)[:80]}” is not a full web address, and is left out."
        out.left_out(labelled, what, "Add the right address of the source by hand, if there is one.")
        concept = replace(concept, source_url="")
    if concept.slug and not _is_slug(concept.slug):
        what = f"“{one_line(concept.slug)[:80]}” cannot be a part of an address, and is left out."
        out.left_out(labelled, what, "Write small letters, digits and single hyphens.")
        concept = replace(concept, slug="")
    aliases = []
    for alias in dict.fromkeys(map(plain_line, concept.aliases)):
        if len(alias) > MAX_LABEL:
            out.left_out(
                labelled, f"an alias is longer than {MAX_LABEL} characters, and is left out.", _BY_HAND
            )
        elif spelling_key(alias):
            aliases.append(alias)
    return replace(
        concept,
        label=kept["label"],
        aliases=tuple(aliases),
        definition=definition,
        source=kept["source"],
        question=kept["question"],
        broader=each_once(concept.broader),
        narrower=each_once(concept.narrower),
        related=each_once(concept.related),
        skip=concept.skip or _unfit(kept["label"]),
    )


_BY_HAND = "Write a shorter one into the file by hand, if it is needed."


def _unfit(label: str) -> str:
    """Why a label cannot be used for a term, and what to do; "" if it can."""
    if not label:
        return "it has no label; give it one"
    if not spelling_key(label):
        return "its label has neither a letter nor a digit; give it another one"
    if len(label) > MAX_LABEL:
        return (
            f"its label is longer than {MAX_LABEL} characters; shorten it, and make a definition of the rest"
        )
    return ""


def _is_slug(text: str) -> bool:
    try:
        _SLUG.validate_python(text)
    except ValidationError:
        return False
    return True
