"""Citation styles in citeproc-py whose elements remember what they look up.

While citeproc-py renders an item, its elements search the style for macros, terms and options by XPath, again and again.
A style does not change once it is loaded, so each search is made once. That saves four fifths of the time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from citeproc import CitationItem, CitationStylesStyle, model
from citeproc.source import Reference
from citeproc.source.json import CiteProcJSON
from lxml import etree

from coprod_kb.records.cited_names import PAGE_DASH, initials

_CSL = "http://purl.org/net/xbiblio/csl"
_LOOK_UPS = (
    "calls_variable",
    "et_al",
    "get_date",
    "get_formatter",
    "get_locale_option",
    "get_macro",
    "get_option",
    "get_plural_term",
    "get_root",
    "get_single_term",
    "xpath_search",
)
"""Methods of elements whose results depend on nothing but the style and their arguments."""


def _initials(name: Any, given: str, mark: str, context: Any) -> str:
    return initials(given, mark, with_hyphens=name.get_option("initialize-with-hyphen", context))


_PAGES = re.compile(rf"{PAGE_DASH}|[,;&]")


def _is_plural(label: Any, item: Any) -> bool:
    """Whether a label stands before several pages; the number of an article may have hyphens."""
    if label.get("variable") == "page":
        return bool(_PAGES.search(str(item.reference.get("page", ""))))
    return bool(model.Label._is_plural(label, item))


_REPLACED: dict[str, dict[str, Any]] = {
    "Name": {"initialize": _initials},
    "Label": {"_is_plural": _is_plural},
}
"""Methods of ours in the place of theirs, by the class of elements."""


class CitationStyle:
    """A style. file: its path. locale: the language of its terms. formatter: marks text, as in citeproc-py."""

    def __init__(self, file: str, locale: str, formatter: Any) -> None:
        self._root = CitationStylesStyle(file, locale=locale, validate=False).root
        self._root.formatter = formatter
        for tree in (self._root, *self._root.locales):
            tree.getroottree().parser.set_element_class_lookup(_remembering())
        for names in self._root.iter("{*}names"):
            # citeproc-py adds an element of its own class when it renders such names, unless they stand in for others.
            if names.find("{*}name") is None and not isinstance(names.getparent(), model.Substitute):
                names.insert(0, names.makeelement(f"{{{_CSL}}}name"))

    def cite(self, item: dict[str, Any]) -> str:
        """The item, in CSL-JSON, as in a bibliography; empty if the style prints nothing. Raises whatever citeproc-py does."""
        cited = [_Cited(reference) for reference in CiteProcJSON([item]).values()]
        return "".join(map(str, self._root.bibliography.layout.render_bibliography(cited)))


class _Cited(CitationItem):  # type: ignore[misc]  # no types
    """The only item of a bibliography. citeproc-py's own items search the bibliography for their reference at each use."""

    number = 1
    reference: Reference | None = None

    def __init__(self, reference: Reference) -> None:
        super().__init__(reference.key)
        object.__setattr__(self, "reference", reference)  # citeproc-py makes keys of attributes


@cache
def _remembering() -> etree.ElementNamespaceClassLookup:
    """The classes of elements: those of citeproc-py, with caches around their look-ups."""
    lookup = etree.ElementNamespaceClassLookup()
    classes = lookup.get_namespace(_CSL)
    classes[None] = model.CitationStylesElement
    for kind in model.CitationStylesElement.__subclasses__():
        caches = {name: cache(getattr(kind, name)) for name in _LOOK_UPS if hasattr(kind, name)}
        replaced = _REPLACED.get(kind.__name__, {})
        classes[kind.__name__.replace("_", "-").lower()] = type(kind.__name__, (kind,), caches | replaced)
    return lookup
