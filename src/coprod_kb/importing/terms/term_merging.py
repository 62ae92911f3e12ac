"""The concepts of a thesaurus merged into the keywords: what is new, what keywords lack, and what differs.

Nothing that the vocabulary says is changed. A concept is a keyword that is there if its preferred label is the
keyword's label or alias in any spelling; then it only adds what the keyword lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from coprod_kb.entries.vocabulary import Keyword, TermList
from coprod_kb.importing.terms.relations import Relations
from coprod_kb.importing.terms.term_plan import MergedTerm, TermFate, TermOutcome, TermPlan
from coprod_kb.importing.terms.thesaurus import Concept, Thesaurus, named
from coprod_kb.importing.works.record import fault
from coprod_kb.values.names import numbered, slug_of, spelling_key
from coprod_kb.values.web import iri

_MOST_BEFORE_NUMBER = 90
"""Characters of a slug before its number, which then is short enough for the schema."""


def plan_terms(
    thesaurus: Thesaurus, keywords: TermList[Keyword], addresses: Mapping[str, str], path: str
) -> TermPlan:
    """What becomes of each concept. Never raises; the plan for its own result adds nothing.

    Conflicts, and what does not fit, are added to the diagnostics of the thesaurus.
    addresses: the spelling key of a keyword's label, by the last part of its address; also for keywords that entries
    use and the vocabulary does not know. path: the file of keywords, as findings call it.
    """
    merging = _Merging(thesaurus, keywords, path)
    merging.find_terms()
    merging.fill()
    merging.relations.add(merging.own, merging.term_named)
    merging.give_addresses(addresses)
    return merging.plan()


class _Merging:
    """One use each.

    claimed: the keyword that a spelling belongs to. terms: the keyword of a concept, by the concept's key.
    own: all concepts that are not skipped, each with its keyword. skipped: the reasons, by position of the concept.
    """

    def __init__(self, thesaurus: Thesaurus, keywords: TermList[Keyword], path: str) -> None:
        self.thesaurus = thesaurus
        self.path = path
        self.there = [
            MergedTerm(keyword.label, place, {name: value for name, value in keyword if value})
            for place, keyword in enumerate(keywords.terms)
        ]
        by_label = {term.label: term for term in self.there}
        self.claimed = {spelling: by_label[keyword.label] for spelling, keyword in keywords.by_key.items()}
        self.relations = Relations(thesaurus, keywords.terms, path)
        self.new: list[MergedTerm] = []
        self.terms: dict[str, MergedTerm] = {}
        self.own: list[tuple[Concept, MergedTerm]] = []
        self.skipped: dict[int, str] = {}

    def find_terms(self) -> None:
        """Finds or creates the keyword of each concept. Labels go before aliases."""
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
                term = MergedTerm(concept.label, None, {}, {"label": concept.label})
                self.new.append(term)
                self.claimed[key] = term
                self.relations.add_term(term.label)
            self.terms.setdefault(concept.key, term)
            self.own.append((concept, term))

    def term_named(self, name: str) -> MergedTerm | None:
        """The keyword that a relation names: by label in a table, where it may be one of the vocabulary, else by key."""
        if not self.thesaurus.by_label:
            return self.terms.get(name)
        key = spelling_key(name)
        return self.terms.get(key) or self.claimed.get(key)

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

    def _aliases(self, concept: Concept, term: MergedTerm) -> None:
        for alias in concept.aliases:
            owner = self.claimed.setdefault(spelling_key(alias), term)
            if owner is not term:
                self.thesaurus.conflict(
                    concept,
                    f"its alias “{alias[:60]}” is left out, since it belongs to “{owner.label[:60]}”.",
                    "A spelling belongs to one term. If both terms are the same, make one an alias of the other by hand.",
                )
            elif spelling_key(alias) not in map(spelling_key, (term.label, *term.values.get("aliases", ()))):
                term.append("aliases", alias)
                term.values["aliases"] = (*term.values.get("aliases", ()), alias)

    def _meaning(self, concept: Concept, term: MergedTerm) -> None:
        """The definition and its source; a source is not taken for another definition than its own."""
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

    def _other_source(self, concept: Concept, term: MergedTerm) -> bool:
        return any(
            name in term.values and _same_value(name, getattr(concept, name), term.values[name]) is False
            for name in ("source", "source_url")
        )

    def _field(self, concept: Concept, term: MergedTerm, name: str, given: str) -> None:
        if given and not term.values.get(name):
            term.give(name, given)
        elif given and not _same_value(name, given, term.values[name]):
            self._differs(concept, term, name)

    def _differs(
        self,
        concept: Concept,
        term: MergedTerm,
        name: str,
        hint: str = "Compare both. If the thesaurus is right, change the file by hand.",
    ) -> None:
        place = f"that of “{term.label[:60]}” in {self.path}"
        self.thesaurus.conflict(concept, f"its `{name}` is not {place}, which stays.", hint)

    # --- Addresses and the result

    def give_addresses(self, addresses: Mapping[str, str]) -> None:
        """Gives new keywords a `slug` of their own if another keyword has their address already."""
        taken = dict(addresses)
        spellings: dict[int, set[str]] = {}
        for spelling, owner in self.claimed.items():
            spellings.setdefault(id(owner), set()).add(spelling)
        concepts = {id(term): concept for concept, term in reversed(self.own)}
        candidates: dict[str, Iterator[str]] = {}
        for term in self.new:
            slug = wanted = term.added.get("slug") or slug_of(term.label)
            free = {None, *spellings[id(term)]}
            if taken.get(wanted) not in free:
                # One iterator for each address: thousands of equal ones do not try the same numbers again and again.
                others = candidates.setdefault(
                    wanted, islice(numbered(wanted[:_MOST_BEFORE_NUMBER]), 1, None)
                )
                slug = next(name for name in others if taken.get(name) in free)
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
        reported: set[int] = set()
        for number, concept in enumerate(self.thesaurus.concepts):
            if number in self.skipped:
                outcomes.append(TermOutcome(concept, TermFate.SKIPPED, reason=self.skipped[number]))
                continue
            _, term = next(own)
            fields = () if id(term) in reported else tuple(term.added)
            reported.add(id(term))
            changed = TermFate.ADDED if term.place is None else TermFate.COMPLETED
            outcomes.append(
                TermOutcome(concept, changed if fields else TermFate.UNCHANGED, term.label, fields)
            )
        completed = [(term.place, term) for term in self.there if term.place is not None and term.added]
        return TermPlan(
            tuple(outcomes),
            tuple(term.added for term in self.new),
            {place: term.added for place, term in completed},
            {place: term.label for place, term in completed},
        )


def _words(text: str) -> str:
    return " ".join(text.split())


def _same_value(name: str, given: str, own: str) -> bool | None:
    """Whether both values are the same; `None` if the concept gives none."""
    if not given:
        return None
    return iri(given) == iri(own) if name == "source_url" else _words(given) == _words(own)
