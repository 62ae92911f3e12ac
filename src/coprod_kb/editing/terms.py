"""The terms of a vocabulary file as plain values, with another name, or merged into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from coprod_kb.editing.plan import Plan, Refused
from coprod_kb.entries.vocabulary import Organisation, Person
from coprod_kb.entries.vocabulary_files import MAX_FILE, load_file
from coprod_kb.front_matter.document import Value
from coprod_kb.front_matter.formatting import NoPlace, with_additions, with_values, without_empty
from coprod_kb.importing.terms.term_plan import KEYWORD_FIELDS
from coprod_kb.values.names import person_key, slug_of, spelling_key
from coprod_kb.values.person_names import as_spoken, person_name

Term = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TermKind:
    """A kind of names that have a page each.

    section: of the site, and the name of the file of the vocabulary. label: the field with the preferred name.
    order: all fields. own: fields that tell two terms apart for certain. relations: fields that name other terms.
    """

    word: str
    section: str
    label: str
    order: Sequence[str]
    own: Sequence[str]
    relations: Sequence[str]
    key: Callable[[str], str]

    @property
    def file(self) -> str:
        return f"{self.section}.yml"

    def names(self, term: Term) -> list[str]:
        """The preferred name of a term and its aliases."""
        return [term[self.label], *(term.get("aliases") or ())]

    def slug(self, name: str) -> str:
        """The end of the address of a name, if the vocabulary gives no other."""
        return slug_of(person_name(name).in_order if self.word == "person" else name)

    def named(self, terms: Sequence[Term], name: str, slug: str = "") -> Term | None:
        """The term with this name, preferably as its preferred one. slug: tells namesakes apart."""
        wanted = self.key(name)
        by_label = [term for term in terms if self.key(term[self.label]) == wanted]
        by_slug = (term for term in by_label if (term.get("slug") or self.slug(term[self.label])) == slug)
        by_alias = (term for term in terms if wanted in map(self.key, self.names(term)))
        return next(by_slug, None) or next(iter(by_label), None) or next(by_alias, None)


def _person_key(name: str) -> str:
    return person_key(as_spoken(name))


KINDS = {
    kind.word: kind
    for kind in (
        TermKind("keyword", "keywords", "label", KEYWORD_FIELDS, (), ("broader", "narrower", "related"), spelling_key),
        TermKind("organisation", "organisations", "name", [*Organisation.model_fields], ("ror",), ("parent",), spelling_key),
        TermKind("person", "people", "name", [*Person.model_fields], ("orcid",), (), _person_key),
    )
}  # fmt: skip


def read_terms(plan: Plan, path: str) -> list[Term]:
    """The terms of a file as they are written. Raises `Refused` if it has errors."""
    document, faults = load_file(plan.text_of(path), path)
    errors = [found.message for found in faults if found.is_error]
    if errors or not isinstance(document.value or [], list):
        raise Refused(f"{path} has errors: {'; '.join(errors)} Mend it first; `coprod-kb check` shows how.")
    return [dict(term) for term in document.value or [] if isinstance(term, dict)]


def write_terms(
    plan: Plan, path: str, terms: Sequence[Term], new: Sequence[Term], order: Sequence[str]
) -> None:
    """Gives a file these terms, with `new` ones at the end. Raises `Refused` if its form does not allow it."""
    data = plan.text_of(path)
    mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    text = data[len(mark) :].decode()
    try:
        if terms:
            present = read_terms(plan, path)
            wanted: list[Value] = [term if term in present else without_empty(term) for term in terms]
            text = with_values(text, wanted, lambda _: order, most_bytes=MAX_FILE)
        if new:
            text = with_additions(text, new, {}, order).text
    except NoPlace as error:
        raise Refused(f"{path} cannot be changed: {error}. Change it by hand.") from None
    plan.put(path, mark + text.encode())


def renamed(
    terms: Sequence[Term], source: Term | None, old: str, new: str, kind: TermKind
) -> tuple[list[Term], list[Term]]:
    """The terms with `source` under a new name, and its old one as an alias; and new terms, if there is no `source`."""
    if source is None:
        return list(terms), [{kind.label: new, "aliases": _aliases([], [old], new, kind)}]
    aliases = _aliases(source.get("aliases") or (), [source[kind.label], old], new, kind)
    changed = source | {kind.label: new, "aliases": aliases}
    others = [changed if term is source else term for term in terms]
    return _with_relations(others, [source[kind.label]], changed, kind), []


def merged(
    terms: Sequence[Term],
    source: Term | None,
    target: Term | None,
    names: Sequence[str],
    kept: str,
    kind: TermKind,
) -> tuple[list[Term], list[Term], dict[str, Any]]:
    """The terms with `source` merged into `target`; new terms; and values of `source` that `target` has no place for.

    source, target: `None` if the vocabulary does not have them. names: of what goes. kept: the name that stays.
    Raises `Refused` if the two differ in what only one of them can have.
    """
    if target is None:
        changed, new = renamed(terms, source, names[0], kept, kind)
        whole = [*changed, *new]
        target, source, terms = kind.named(whole, kept), None, changed
        assert target is not None
    else:
        new = []
    names = [*(kind.names(source) if source else ()), *names]
    label = target[kind.label]
    result = target | {"aliases": _aliases(target.get("aliases") or (), names, label, kind)}
    lost = {}
    for field, value in (source or {}).items():
        if field in {kind.label, "aliases", "slug"} or value is None:
            continue  # the address of the one that goes leads on, whatever it was
        if field in kind.relations and isinstance(value, list):
            result[field] = [*(target.get(field) or ()), *value]
        elif target.get(field) is None:
            if not (field in {"source", "source_url"} and target.get("definition")):
                result[field] = value
        elif value != target[field] and not (field in kind.own and _bare(value) == _bare(target[field])):
            lost[field] = value
    if different := [field for field in kind.own if field in lost]:
        raise Refused(
            f"“{names[0]}” and “{label}” have different values of `{different[0]}`, so they are not the same {kind.word}."
        )
    others = [result if term is target else term for term in terms if term is not source]
    return (
        _with_relations(others, names, result, kind),
        [result if term is target else term for term in new],
        lost,
    )


def _bare(identifier: str) -> str:
    """An ORCID iD or a ROR id without the address around it."""
    return identifier.casefold().rstrip("/").rpartition("/")[2]


def _aliases(present: Sequence[str], added: Sequence[str], label: str, kind: TermKind) -> list[str]:
    """The aliases with further ones, each spelling once, and without that of the label."""
    found = {kind.key(name): name for name in reversed([*present, *added])}
    wanted = [name for name in [*present, *added] if found[kind.key(name)] == name]
    return [name for name in dict.fromkeys(wanted) if kind.key(name) != kind.key(label)]


def _with_relations(terms: Sequence[Term], old: Sequence[str], kept: Term, kind: TermKind) -> list[Term]:
    """The terms with relations to old names leading to the term that is kept; it has none to itself."""
    gone = {kind.key(name) for name in old}
    own = {kind.key(name) for name in kind.names(kept)}
    label = kept[kind.label]

    def leading(term: Term, field: str) -> Any:
        value = term[field]
        names = value if isinstance(value, list) else [value]
        if term is not kept and not gone & {kind.key(name) for name in names if name}:
            return value
        moved = [label if name and kind.key(name) in gone else name for name in names]
        by_key = {kind.key(name or ""): name for name in reversed(moved)}
        kept_names = [
            name
            for name in dict.fromkeys(moved)
            if name and by_key[kind.key(name)] == name and (term is not kept or kind.key(name) not in own)
        ]
        return kept_names if isinstance(value, list) else next(iter(kept_names), None)

    changed = []
    for term in terms:
        values = {field: leading(term, field) for field in kind.relations if term.get(field) is not None}
        dropped = {field for field, value in values.items() if value is None}
        changed.append({field: value for field, value in (term | values).items() if field not in dropped})
    return changed
