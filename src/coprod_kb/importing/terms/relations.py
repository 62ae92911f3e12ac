"""Relations of a thesaurus added to those between keywords, so that the result is sound in SKOS.

No keyword may be broader than itself over any number of steps, and no two may be both neighbours and above one another
(S27 of https://www.w3.org/TR/skos-reference/). Relations of the vocabulary stay, and those of the thesaurus give way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from coprod_kb.diagnostics import did_you_mean
from coprod_kb.entries.vocabulary import Keyword
from coprod_kb.importing.terms.term_plan import MergedTerm
from coprod_kb.importing.terms.thesaurus import Concept, Thesaurus, named
from coprod_kb.importing.works.record import fault

_MOST_SUGGESTED = 100
"""Unknown names with a “Did you mean …?”; a table with thousands of them has another fault."""


class Relations:
    """The relations between keywords, old and new; diagnostics go to the thesaurus.

    path: the file of keywords, as findings call it.
    above, below, near: for the label of each keyword the labels of broader, narrower and related ones.
    written: the related ones that stand in the file.
    """

    def __init__(self, thesaurus: Thesaurus, keywords: Sequence[Keyword], path: str) -> None:
        self.thesaurus = thesaurus
        self.path = path
        self.above = {keyword.label: set(keyword.broader) for keyword in keywords}
        self.below = {keyword.label: set(keyword.narrower) for keyword in keywords}
        self.near = {keyword.label: set(keyword.related) for keyword in keywords}
        self.written = {label: set(labels) for label, labels in self.near.items()}
        self._suggested = 0
        self._lost: list[str] = []

    def add_term(self, label: str) -> None:
        """Takes in a new keyword, which has no relations yet."""
        for relation in (self.above, self.below, self.near):
            relation[label] = set()

    def add(
        self, concepts: Sequence[tuple[Concept, MergedTerm]], find: Callable[[str], MergedTerm | None]
    ) -> None:
        """Adds the relations of all concepts. find: gives the keyword that a concept names, if there is one."""
        for concept, term in concepts:  # hierarchy first, as it excludes neighbours
            for other in self._others(concept, "broader", find):
                self._put_above(concept, term, other)
            for other in self._others(concept, "narrower", find):
                self._put_above(concept, other, term)
        for concept, term in concepts:
            for other in self._others(concept, "related", find):
                self._put_beside(concept, term, other)
        self._report_lost()

    def _report_lost(self) -> None:
        if not (lost := self._lost):
            return
        number = "One relation leads" if len(lost) == 1 else f"{len(lost):,} relations lead"
        message = f"{number} to a concept that is not imported, and {'is' if len(lost) == 1 else 'are'} left out: {lost[0]}"
        hint = "Where one matters, import the other concept as well, or add the relation by hand."
        more = "." if len(lost) == 1 else ", and others."
        self.thesaurus.diagnostics.append(
            fault("import-term-left-out", self.thesaurus.path, None, message + more, hint)
        )

    def _others(
        self, concept: Concept, relation: str, find: Callable[[str], MergedTerm | None]
    ) -> Iterator[MergedTerm]:
        """The keywords that a concept names in one of its relations; names without a keyword are reported."""
        for name in getattr(concept, relation):
            if term := find(name):
                yield term
            elif self.thesaurus.by_label:
                what = f"it names “{name[:60]}” as `{relation}`, and there is no such term."
                hint = self._suggestion(name) + "Add a row for it, or correct its spelling."
                self.thesaurus.left_out(concept, what, hint)
            else:
                self._lost.append(f"`{relation}` of {named(concept)}")

    def _suggestion(self, name: str) -> str:
        self._suggested += 1
        return did_you_mean(name, list(self.above) if self._suggested <= _MOST_SUGGESTED else ())

    def _put_above(self, concept: Concept, term: MergedTerm, wider: MergedTerm) -> None:
        if wider.label in self.above[term.label]:
            return
        if term is wider or term.label in self._ancestors(wider.label):
            what = f"“{wider.label[:60]}” as `broader` of “{term.label[:60]}” would close a circle, and is left out."
            self.thesaurus.left_out(concept, what, "Take one of the relations out there, or turn it round.")
        elif pair := self._neighbours_in_line(term, wider):
            lower, upper = pair
            what = (
                f"with “{wider.label[:60]}” as `broader` of “{term.label[:60]}”, “{upper[:60]}” would be broader than "
                f"“{lower[:60]}”. They are `related` in {self.path}, which stays."
            )
            self.thesaurus.conflict(concept, what, "If the thesaurus is right, change the file by hand.")
        else:
            self.above[term.label].add(wider.label)
            self.below[wider.label].add(term.label)
            term.append("broader", wider.label)

    def _neighbours_in_line(self, term: MergedTerm, wider: MergedTerm) -> tuple[str, str] | None:
        """Two keywords that are related in the file and that this relation would put one above the other."""
        lower = {term.label, *_reached(term.label, self.below)} & self.written.keys()
        upper = {wider.label, *self._ancestors(wider.label)}
        pairs = ((label, self.written[label] & upper) for label in sorted(lower) if self.written[label])
        return next(((label, min(both)) for label, both in pairs if both), None)

    def _put_beside(self, concept: Concept, term: MergedTerm, other: MergedTerm) -> None:
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
        # It is written with new keywords; of two that are in the file, one is enough.
        ends = [(a, b) for a, b in ((term, other), (other, term)) if a.place is None] or [(term, other)]
        for end, neighbour in ends:
            end.append("related", neighbour.label)

    def _ancestors(self, label: str) -> set[str]:
        return _reached(label, self.above)


def _reached(label: str, steps: Mapping[str, set[str]]) -> set[str]:
    """All labels that can be reached from this one by any number of steps."""
    found: set[str] = set()
    waiting = [label]
    while waiting:
        for reached in steps[waiting.pop()] - found:
            found.add(reached)
            waiting.append(reached)
    return found
