"""A citation style as citeproc-py applies it, worked out once for all items that have the same variables.

For each item citeproc-py walks through all rules of a style, and looks macros and words up by XPath at each use.
Most of the rules are about what the item lacks. Here that walk is made once for each type and each set of
variables, and what was looked up is remembered: three citations take 0.9 ms instead of 16. What is left of the
walk is a chain of functions whose ends are citeproc-py's own elements; they render names, dates, numbers, labels
and plain variables. How its `Layout`, `Group`, `Choose`, `If`, `Substitute`, and a `Text` of a macro put these
together is told here once more, for the version that `constraints.txt` pins. `tests/test_citing.py` holds the
result against citeproc-py's own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from citeproc import model
from citeproc.source import CitationItem, Reference, VariableError
from citeproc.source.json import CiteProcJSON
from citeproc.string import join
from lxml import etree

from coprod_kb.records.cited_names import initials

_Step = Callable[[Any], Any]
"""Gives the text for an item; `None` where there is nothing to tell."""

_MOST_CASES = 300
"""How many sets of variables are kept for a style; a collection has some dozens."""


class Rules:
    """One style. file: its path. locale: the language of its words. formatter: marks text, as in citeproc-py."""

    def __init__(self, file: str, locale: str, formatter: Any) -> None:
        self._style = _loaded(file, locale, formatter)
        self._layout = self._style.bibliography.layout
        self._case = lru_cache(_MOST_CASES)(self._worked_out)

    def cite(self, item: dict[str, Any]) -> str:
        """The item, in CSL-JSON, as a list of works names it; empty where the style has nothing to say.

        Its dates have to be certain. Raises whatever citeproc-py does.
        """
        [reference] = CiteProcJSON([item]).values()
        language = reference.get("language", self._style.get("default-locale", "en"))
        step = self._case(reference.type, frozenset(reference), language[:2])
        self._layout.repressed = {}
        text = self._layout.format(self._layout.wrap(step(_cited(reference)))) if step else None
        return "" if text is None else str(text)

    def _worked_out(self, csl_type: str, there: frozenset[str], language: str) -> _Step | None:
        return _Case(csl_type, there, language).sequence(self._layout, None)


_Cited = type("Cited", (CitationItem,), {"reference": property(itemgetter("reference")), "number": 1})


def _cited(reference: Any) -> Any:
    """The only work in a list. citeproc-py itself would look its reference up in the list for each variable."""
    item = _Cited(reference.key)
    item["reference"] = reference
    return item


# --- The rules --------------------------------------------------------------------------------------


class _Case:
    """Works rules out for items of one type that have the same variables.

    Each method gives `None` for what says nothing about any of these items.
    context: the element in the layout by which a macro was reached, as citeproc-py hands it down.
    """

    def __init__(self, csl_type: str, there: frozenset[str], language: str) -> None:
        self._type = csl_type
        self._language = language
        self._there = there - {"locator"}  # which is for a citation in a text to say
        self._macros: dict[tuple[Any, Any], _Step | None] = {}

    def sequence(self, parent: Any, context: Any, delimiter: str = "") -> _Step | None:
        """The children of an element one after the other."""
        steps = [step for one in parent.getchildren() if (step := self._step(one, context, delimiter))]
        if len(steps) <= 1:
            return steps[0] if steps else None

        def all_of_them(item: Any) -> Any:
            told = [text for step in steps if (text := step(item)) is not None]
            return join(told, delimiter) if told else None

        return all_of_them

    def _step(self, element: Any, context: Any, delimiter: str = "") -> _Step | None:
        match element:
            case model.Choose():
                return self._choice(element, context, delimiter)
            case model.Group():
                return self._group(element, context)
            case model.Text() if "variable" not in element.attrib:
                if "macro" in element.attrib:
                    return self._macro(element, element if context is None else context)
                return _always(element, self._language)
            case model.Names() if self._there.isdisjoint(_variables(element.get("variable"))):
                return self._substitute(element, element if context is None else context)
            case model.Text() | model.Number() | model.Date() if not self._has(element.get("variable")):
                return None
        return _leaf(element, context=context)

    def _has(self, variable: str) -> bool:
        name = variable.replace("-", "_")
        return (
            variable == "citation-number"
            or not self._there.isdisjoint((name, f"{name}_short"))
            or (name.startswith("page") and "page" in self._there)
        )

    def _macro(self, text: Any, context: Any) -> _Step | None:
        called = text.get_macro(text.get("macro")), context
        if called not in self._macros:
            self._macros[called] = self.sequence(*called)
        inner = self._macros[called]
        return _marked(text, inner, self._language) if inner else None

    def _group(self, group: Any, context: Any) -> _Step | None:
        """A group says nothing where all its variables do so."""
        delimiter = group.get("delimiter", "")
        asks = any(child.calls_variable() for child in group.getchildren())
        steps = [
            (step, not asks or child.calls_variable())
            for child in group.getchildren()
            if (step := self._step(child, context, delimiter))
        ]
        if not any(counts for _, counts in steps):
            return None
        if len(steps) == 1:
            return _marked(group, steps[0][0])

        def together(item: Any) -> Any:
            told = []
            counted = False
            for step, counts in steps:
                text = step(item)
                if text is not None:
                    told.append(text)
                    counted = counted or counts
            return group.join(told) if counted else None

        return _marked(group, together)

    def _choice(self, choose: Any, context: Any, delimiter: str) -> _Step | None:
        branches = []
        for branch in choose.getchildren():
            taken = self._taken(branch)
            if taken is not False:
                branches.append((taken, self.sequence(branch, context, delimiter)))
            if taken is True:
                break
        if branches and branches[0][0] is True:
            return branches[0][1]
        if not any(step for _, step in branches):
            return None

        def chosen(item: Any) -> Any:
            for taken, step in branches:
                if taken is True or taken(item):
                    return step(item) if step else None
            return None

        return chosen

    def _taken(self, branch: Any) -> bool | Callable[[Any], bool]:
        """Whether a branch is taken; a function where that depends on whether a value is a number."""
        answers = [one.lower() == self._type for one in branch.get("type", "").split()]
        answers += [name in self._there for name in _variables(branch.get("variable", ""))]
        # These ask about citations in a text, and about dates that are not certain; here there are none.
        answers += [False for one in ("is-uncertain-date", "locator", "position") if one in branch.attrib]
        judged = _JUDGED.get(branch.get("match"), all)
        numbers = _variables(branch.get("is-numeric", ""))
        least, most = [False for _ in numbers], [name in self._there for name in numbers]
        if judged(answers + least) == judged(answers + most):
            return judged(answers + least)
        return lambda item: judged(answers + branch._is_numeric(item))

    def _substitute(self, names: Any, context: Any) -> _Step | None:
        """What stands in the place of names that are not there."""
        substitute = names.substitute()
        if substitute is None:
            return None
        tried = [
            (child, step)
            for child in substitute.getchildren()
            if (step := self._stand_in(child, names, context))
        ]

        def first(item: Any) -> Any:
            for child, step in tried:
                if text := step(item):
                    substitute.add_to_repressed_list(child, context)
                    return text
            return None

        return _marked(names, first) if tried else None

    def _stand_in(self, child: Any, names: Any, context: Any) -> _Step | None:
        nameless = isinstance(child, model.Names) and child.name is None
        if nameless and not self._there.isdisjoint(_variables(child.get("variable"))):
            return _leaf(child, context=context, names_context=names)
        return self._step(child, context)


_JUDGED: dict[str, Callable[[list[bool]], bool]] = {"any": any, "none": lambda answers: not any(answers)}


def _variables(names: str) -> list[str]:
    return names.replace("-", "_").split()


def _leaf(element: Any, **context: Any) -> _Step:
    render = element.render

    def rendered(item: Any) -> Any:
        try:
            return render(item, **context)
        except VariableError:
            return None

    return rendered


def _always(text: Any, language: str) -> _Step | None:
    """A word of the style's own, which is the same for all items."""
    made = text.render(_cited(Reference("", "", language=language)))
    return None if made is None else lambda item: made


_FONT = frozenset({"font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"})
_AFFIXES = frozenset({"prefix", "suffix"})
_MARKS = _FONT | _AFFIXES | {"quotes", "strip-periods", "text-case"}


def _marked(element: Any, step: _Step, *language: str) -> _Step:
    """The text as the element marks it."""
    if _MARKS.isdisjoint(element.attrib):
        return lambda item: step(item) or None
    return lambda item: element.markup(step(item), *language)


# --- The style --------------------------------------------------------------------------------------

_CSL = "http://purl.org/net/xbiblio/csl"
_REMEMBERED = [
    "__getattr__",
    "calls_variable",
    "et_al",
    "get_date",
    "get_formatter",
    "get_layout",
    "get_locale_option",
    "get_macro",
    "get_option",
    "get_parent_delimiter",
    "get_plural_term",
    "get_root",
    "get_single_term",
    "is_locale_date",
    "substitute",
    "xpath_search",
]
"""What elements look up in a style, mostly by XPath, over and over again. Once loaded, it stays as it is."""


_SPARED = {"format": _FONT, "wrap": _AFFIXES}
"""Methods that give a text as it is where an element has none of these attributes."""


def _loaded(file: str, locale: str, formatter: Any) -> Any:
    """The root of a style whose elements remember what they looked up."""
    parser = _parser()
    root = etree.parse(file, parser).getroot()
    for names in root.iter("{*}names"):
        # citeproc-py does so when it first renders such names, but where those stand in for others.
        if names.find("{*}name") is None and not isinstance(names.getparent(), model.Substitute):
            names.insert(0, parser.makeelement(f"{{{_CSL}}}name"))
    root.set_locale_list(locale, validate=False)
    root.locales = [
        one if one.getparent() is not None else etree.fromstring(etree.tostring(one), parser)
        for one in root.locales
    ]
    for one in root.locales:
        one.style = root
    root.formatter = formatter
    return root


def _parser() -> etree.XMLParser:
    """As in `CitationStylesXML`, but for the memory."""
    parser = etree.XMLParser(remove_comments=True, encoding="UTF-8", no_network=True)
    lookup = etree.ElementNamespaceClassLookup()
    ours = lookup.get_namespace(_CSL)
    ours[None] = model.CitationStylesElement
    for kind in model.CitationStylesElement.__subclasses__():
        ours[kind.__name__.replace("_", "-").lower()] = _remembering(kind)
    parser.set_element_class_lookup(lookup)
    return parser


def _initials(name: Any, given: str, mark: str, context: Any) -> str:
    return initials(given, mark, with_hyphens=name.get_option("initialize-with-hyphen", context))


_REPLACED = {"Name": {"initialize": _initials}}
"""Methods of ours in the place of theirs."""


def _remembering(kind: Any) -> Any:
    """The class of elements, with a memory. It asks for no mark by its name where an element has none of its kind."""
    memory = {name: cache(getattr(kind, name)) for name in _REMEMBERED if hasattr(kind, name)}
    sparing = {
        name: _sparing(getattr(kind, name), marks) for name, marks in _SPARED.items() if hasattr(kind, name)
    }
    return type(kind.__name__, (kind,), memory | sparing | _REPLACED.get(kind.__name__, {}))


def _sparing(method: Any, marks: frozenset[str]) -> Any:
    def marked(element: Any, text: Any) -> Any:
        number = isinstance(text, (int, float))  # of which `format` makes text
        return text if not number and marks.isdisjoint(element.keys()) else method(element, text)

    return marked
