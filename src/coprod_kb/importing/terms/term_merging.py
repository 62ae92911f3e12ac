"""The concepts of a thesaurus put beside the keywords that there are: what is new, what is lacking, what differs.

Nothing that the vocabulary says is changed. A concept is a keyword that is there if its preferred label is the
keyword's label or alias in any spelling; then it only adds what the keyword lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.entries.vocabulary import Keyword, TermList
from coprod_kb.importing.terms.thesaurus import Concept, Thesaurus, named
from coprod_kb.importing.works.record import fault
from coprod_kb.values.names import slug_of, spelling_key
from coprod_kb.values.web import iri

_MOST_SUGGESTED = 100

KEYWORD_FIELDS = (
    *("label", "aliases", "definition", "question", "source", "source_url"),
    *("slug", "broader", "narrower", "related"),
)
"""All fields of a keyword, in the order in which they are written into `keywords.yml`."""


class TermFate(StrEnum):
    """What became of a concept."""

    ADDED = "added"
    COMPLETED = "completed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class TermOutcome:
    """A concept, the label of its keyword (empty where it has none), the fields that it brought, and why it was skipped."""

    concept: Concept
    fate: TermFate
    label: str = ""
    fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TermPlan:
    """What is to be done.

    new: the fields of keywords to be added. added: for the position of a keyword, what it lacks; with lists of
    further items. labels: of the keywords in `added`, which may be more than have a concept of their own.
    """

    outcomes: tuple[TermOutcome, ...]
    new: tuple[dict[str, Any], ...]
    added: Mapping[int, dict[str, Any]]
    labels: Mapping[int, str]


@dataclass(slots=True, eq=False)
class _Term:
    """A keyword, there or to be.

    place: its position in the file; `None` where it is new. values: what it says by now.
    added: what it did not say before: fields, and items of lists.
    """

    label: str
    place: int | None
    values: dict[str, Any]
    added: dict[str, Any] = field(default_factory=dict)

    def give(self, name: str, value: str) -> None:
        self.values[name] = self.added[name] = value

    def append(self, name: str, value: str) -> None:
        self.added.setdefault(name, []).append(value)


def plan_terms(
    thesaurus: Thesaurus, keywords: TermList[Keyword], addresses: Mapping[str, str], path: str
) -> TermPlan:
    """What becomes of each concept; what differs or does not fit is told among the thesaurus' diagnostics.

    addresses: for each part of an address that a keyword has by now, the spelling key of its label; also for
    keywords that entries use and the vocabulary does not know. path: what findings call the file of the keywords.
    Total. Doing it again with what came of it adds nothing.
    """
    merging = _Merging(thesaurus, keywords, path)
    merging.find_terms()
    merging.fill()
    merging.relate()
    merging.give_addresses(addresses)
    return merging.plan()


class _Merging:
    """One use each.

    terms: for the key of a concept its keyword; those that are skipped are not in it, and `skipped` has the reason.
    claimed: for each spelling the keyword that has it.
    above, below, near: for each keyword, by its label, the labels of wider, of closer and of neighbouring ones.
    """

    def __init__(self, thesaurus: Thesaurus, keywords: TermList[Keyword], path: str) -> None:
        self.thesaurus = thesaurus
        self.path = path
        self.there = [
            _Term(one.label, place, {name: value for name, value in one if value})
            for place, one in enumerate(keywords.terms)
        ]
        self.claimed: dict[str, _Term] = {}
        by_label = {one.label: one for one in self.there}
        for spelling, keyword in keywords.by_key.items():
            self.claimed[spelling] = by_label[keyword.label]
        self.above = {one.label: set(one.broader) for one in keywords.terms}
        self.below = {one.label: set(one.narrower) for one in keywords.terms}
        self.near = {one.label: set(one.related) for one in keywords.terms}
        self.new: list[_Term] = []
        self.terms: dict[str, _Term] = {}
        self.own: list[tuple[Concept, _Term]] = []
        self.skipped: dict[int, str] = {}
        self.suggested = 0

    def find_terms(self) -> None:
        """For each concept the keyword that it is, or a new one. Labels go before aliases."""
        first: dict[str, Concept] = {}
        for number, concept in enumerate(self.thesaurus.concepts):
            key = spelling_key(concept.label)
            term = self.claimed.get(key)
            if concept.skip:
                there = f"; “{term.label}” stays in {self.path} until somebody takes it out" if term else ""
                self.skipped[number] = concept.skip + there
                continue
            if key in first:
                other = first[key]
                where = f"line {other.line}" if other.line else f"<{other.address}>"
                self.skipped[number] = (
                    f"another concept has the same label ({where}); tell them apart, as in “cell (biology)”"
                )
                continue
            first[key] = concept
            if term is None:
                term = _Term(concept.label, None, {}, {"label": concept.label})
                self.new.append(term)
                self.claimed[key] = term
                for relation in (self.above, self.below, self.near):
                    relation[term.label] = set()
            self.terms.setdefault(concept.key, term)
            self.own.append((concept, term))

    # --- Fields

    def fill(self) -> None:
        for concept, term in self.own:
            self._aliases(concept, term)
            self._meaning(concept, term)
            self._field(concept, term, "question", concept.question)
            if concept.slug and term.place is None:
                term.give("slug", concept.slug)
            elif concept.slug and concept.slug != (term.values.get("slug") or slug_of(term.label)):
                self._differs(
                    concept, term, "slug", "Addresses are kept. To change it all the same, edit the file."
                )

    def _aliases(self, concept: Concept, term: _Term) -> None:
        for alias in concept.aliases:
            owner = self.claimed.setdefault(spelling_key(alias), term)
            if owner is not term:
                self.thesaurus.conflict(
                    concept,
                    f"its alias “{alias[:60]}” is left out, since it belongs to “{owner.label[:60]}”.",
                    "A spelling belongs to one term. If both terms are the same, make one an alias of the other by hand.",
                )
            elif spelling_key(alias) not in {
                spelling_key(one) for one in (term.label, *term.values.get("aliases", ()))
            }:
                term.append("aliases", alias)
                term.values["aliases"] = (*term.values.get("aliases", ()), alias)

    def _meaning(self, concept: Concept, term: _Term) -> None:
        """The definition with its source, which says nothing about another definition."""
        own = term.values.get("definition", "")
        given = concept.definition
        if given and not own and not self._other_source(concept, term):
            term.give("definition", given)
        elif given and _words(given) != _words(own):
            self._differs(concept, term, "definition" if own else "source")
            return
        elif own and not given and (concept.source or concept.source_url):
            if self._other_source(concept, term) or not (
                term.values.get("source") or term.values.get("source_url")
            ):
                self._differs(concept, term, "source")
            return
        self._field(concept, term, "source", concept.source)
        self._field(concept, term, "source_url", concept.source_url)

    def _other_source(self, concept: Concept, term: _Term) -> bool:
        return any(
            name in term.values and _same_value(name, getattr(concept, name), term.values[name]) is False
            for name in ("source", "source_url")
        )

    def _field(self, concept: Concept, term: _Term, name: str, given: str) -> None:
        if given and not term.values.get(name):
            term.give(name, given)
        elif given and not _same_value(name, given, term.values[name]):
            self._differs(concept, term, name)

    def _differs(
        self,
        concept: Concept,
        term: _Term,
        name: str,
        hint: str = "Compare both. If the thesaurus is right, change the file by hand.",
    ) -> None:
        place = f"that of “{term.label[:60]}” in {self.path}"
        self.thesaurus.conflict(concept, f"its `{name}` is not {place}, which stays.", hint)

    # --- Relations

    def relate(self) -> None:
        """Wider terms first: a neighbour that is also wider is not related, in SKOS (S27)."""
        lost: list[str] = []
        written = {one.label: set(self.near[one.label]) for one in self.there}
        for concept, term in self.own:
            for other in self._others(concept, "broader", lost):
                self._widen(concept, term, other, written)
            for other in self._others(concept, "narrower", lost):
                self._widen(concept, other, term, written)
        for concept, term in self.own:
            for other in self._others(concept, "related", lost):
                self._neighbour(concept, term, other)
        if lost:
            number = "One relation leads" if len(lost) == 1 else f"{len(lost):,} relations lead"
            message = f"{number} to a concept that is not imported, and {'is' if len(lost) == 1 else 'are'} left out: {lost[0]}"
            hint = "Where one matters, import the other concept as well, or add the relation by hand."
            more = "." if len(lost) == 1 else ", and others."
            self.thesaurus.diagnostics.append(
                fault("import-term-left-out", self.thesaurus.path, None, message + more, hint)
            )

    def _others(self, concept: Concept, relation: str, lost: list[str]) -> Iterator[_Term]:
        for name in getattr(concept, relation):
            term = self.terms.get(spelling_key(name) if self.thesaurus.by_label else name)
            if term is None and self.thesaurus.by_label:
                term = self.claimed.get(spelling_key(name))
            if term is not None:
                yield term
            elif self.thesaurus.by_label:
                near = self._suggestion(name)
                what = f"it names “{name[:60]}” as `{relation}`, and there is no such term."
                self.thesaurus.left_out(concept, what, near + "Add a row for it, or correct its spelling.")
            else:
                lost.append(f"`{relation}` of {named(concept)}")

    def _suggestion(self, name: str) -> str:
        """“Did you mean …?” for the first few; a table with thousands of unknown names has another fault."""
        self.suggested += 1
        labels = [one.label for one in (*self.there, *self.new)] if self.suggested <= _MOST_SUGGESTED else ()
        return did_you_mean(name, labels)

    def _widen(self, concept: Concept, term: _Term, wider: _Term, written: Mapping[str, set[str]]) -> None:
        if wider.label in self.above[term.label]:
            return
        if term is wider or term.label in self._ancestors(wider.label):
            what = f"“{wider.label[:60]}” as `broader` of “{term.label[:60]}” would close a circle, and is left out."
            self.thesaurus.left_out(concept, what, "Take one of the relations out there, or turn it round.")
        elif apart := self._neighbours_in_line(term, wider, written):
            lower, upper = apart
            what = (
                f"with “{wider.label[:60]}” as `broader` of “{term.label[:60]}”, “{upper[:60]}” would be broader than "
                f"“{lower[:60]}”. They are `related` in {self.path}, which stays."
            )
            self.thesaurus.conflict(concept, what, "If the thesaurus is right, change the file by hand.")
        else:
            self.above[term.label].add(wider.label)
            self.below[wider.label].add(term.label)
            term.append("broader", wider.label)

    def _neighbours_in_line(
        self, term: _Term, wider: _Term, written: Mapping[str, set[str]]
    ) -> tuple[str, str] | None:
        """Two terms that the file calls neighbours, and that this relation would put one above the other."""
        lower = {term.label, *_reached(term.label, self.below)} & written.keys()
        upper = {wider.label, *self._ancestors(wider.label)}
        pairs = ((one, written[one] & upper) for one in sorted(lower) if written[one])
        return next(((one, min(both)) for one, both in pairs if both), None)

    def _neighbour(self, concept: Concept, term: _Term, other: _Term) -> None:
        if other.label in self.near[term.label]:
            return
        if (
            term is other
            or term.label in self._ancestors(other.label)
            or other.label in self._ancestors(term.label)
        ):
            what = f"“{other.label[:60]}” is also broader or narrower than “{term.label[:60]}”, so it is not `related`."
            self.thesaurus.left_out(concept, what, "Decide there which of the two it is.")
            return
        self.near[term.label].add(other.label)
        self.near[other.label].add(term.label)
        # One end is enough, and a new term has nothing that a person wrote.
        ends = [(a, b) for a, b in ((term, other), (other, term)) if a.place is None] or [(term, other)]
        for one, end in ends:
            one.append("related", end.label)

    def _ancestors(self, label: str) -> set[str]:
        return _reached(label, self.above)

    # --- The end

    def give_addresses(self, addresses: Mapping[str, str]) -> None:
        """A `slug` of its own for each new term whose address another one has."""
        taken = dict(addresses)
        own: dict[int, set[str]] = {}
        for spelling, owner in self.claimed.items():
            own.setdefault(id(owner), set()).add(spelling)
        concepts = {id(term): concept for concept, term in reversed(self.own)}
        for term in self.new:
            wanted = slug = term.added.get("slug") or slug_of(term.label)
            number = 1
            while slug in taken and taken[slug] not in own[id(term)]:
                number += 1
                slug = f"{wanted[:90]}-{number}"
            taken[slug] = spelling_key(term.label)
            if slug == wanted:
                continue
            term.give("slug", slug)
            message = (
                f"{named(concepts[id(term)])}: another keyword has the address keywords/{wanted}/ already, "
                f"so this one gets the slug `{slug}`."
            )
            hint = "If both are one word, keep one, and make the other an alias. Else choose a better slug before you publish."
            self.thesaurus.diagnostics.append(
                fault("import-term-address", self.thesaurus.path, concepts[id(term)].line, message, hint)
            )

    def plan(self) -> TermPlan:
        outcomes = []
        own = iter(self.own)
        told: set[int] = set()
        for number, concept in enumerate(self.thesaurus.concepts):
            if number in self.skipped:
                outcomes.append(TermOutcome(concept, TermFate.SKIPPED, reason=self.skipped[number]))
                continue
            _, term = next(own)
            fields = () if id(term) in told else tuple(term.added)
            told.add(id(term))
            fate = (
                TermFate.UNCHANGED
                if not fields
                else TermFate.ADDED
                if term.place is None
                else TermFate.COMPLETED
            )
            outcomes.append(TermOutcome(concept, fate, term.label, fields))
        completed = [(term.place, term) for term in self.there if term.place is not None and term.added]
        return TermPlan(
            tuple(outcomes),
            tuple(term.added for term in self.new),
            {place: term.added for place, term in completed},
            {place: term.label for place, term in completed},
        )


def _reached(label: str, steps: Mapping[str, set[str]]) -> set[str]:
    """All labels that steps lead to from this one."""
    found: set[str] = set()
    waiting = [label]
    while waiting:
        for one in steps[waiting.pop()] - found:
            found.add(one)
            waiting.append(one)
    return found


def _words(text: str) -> str:
    return " ".join(text.split())


def _same_value(name: str, given: str, own: str) -> bool | None:
    """Whether both say the same; `None` where nothing is given."""
    if not given:
        return None
    return iri(given) == iri(own) if name == "source_url" else _words(given) == _words(own)


def without(plan: TermPlan, refused: Collection[int]) -> TermPlan:
    """The plan without what keywords at these positions were to get."""
    labels = {plan.labels[place] for place in refused}
    outcomes = tuple(
        TermOutcome(one.concept, TermFate.UNCHANGED, one.label)
        if one.fate is TermFate.COMPLETED and one.label in labels
        else one
        for one in plan.outcomes
    )
    return TermPlan(
        outcomes,
        plan.new,
        {place: values for place, values in plan.added.items() if place not in refused},
        {place: label for place, label in plan.labels.items() if place not in refused},
    )


def tally(plan: TermPlan) -> dict[str, int]:
    """How many concepts were read, and what became of them. The sum fits."""
    fates = Counter(one.fate for one in plan.outcomes)
    return {"read": len(plan.outcomes), **{str(fate): fates[fate] for fate in TermFate}}
