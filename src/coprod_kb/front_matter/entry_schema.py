"""The fields of the entries of one collection: those of every entry, its facets and its groups of facts.

A model made from the description of the collection validates what stands in files, so that findings, JSON Schema and
forms know facets and facts as fields like others. What it reads becomes `FrontMatter`, which is the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    TypeAdapter,
    create_model,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from coprod_kb.diagnostics import Diagnostic, Wording, did_you_mean
from coprod_kb.front_matter import field_groups
from coprod_kb.front_matter.asking import Asked, Part
from coprod_kb.front_matter.description import CollectionDescription
from coprod_kb.front_matter.document import Document, FieldPath, Value
from coprod_kb.front_matter.facets import Facet, Fact, FactGroup
from coprod_kb.front_matter.field_groups import Fields
from coprod_kb.front_matter.field_types import Terms, Text, UpTo
from coprod_kb.front_matter.forms import fault
from coprod_kb.front_matter.languages import IN_LANGUAGES, code_for, in_languages
from coprod_kb.front_matter.reportable import Reportable, whole_not_reported
from coprod_kb.front_matter.schema import FoundElsewhere, FrontMatter
from coprod_kb.front_matter.validation import fields_below, validate
from coprod_kb.values.translation import N_, Say, gettext, language

_Terms = Reportable[Terms]
_Text = Reportable[Text]

DATE_AND_PERIOD = Wording(
    "date-and-period",
    N_("There is both a `date` and a `period`."),
    N_("Keep `date` for a work that was published, or `period` for work done over time."),
)

MOST_NAMES = 1200
"""Largest number of different people and organisations on one entry; each of them gets a page."""


@dataclass(frozen=True, eq=False)
class EntrySchema:
    """The fields of the entries of one collection, as its description says.

    entry, draft: the models of what may stand in files; drafts may lack `REQUIRED` fields.
    fields: of the entry and of each group within it, see `fields_below`.
    """

    description: CollectionDescription
    entry: type[Fields]
    draft: type[Fields]
    fields: Mapping[FieldPath, Mapping[str, FieldInfo]]
    _adapters: Mapping[bool, TypeAdapter[Any]]

    @property
    def names(self) -> list[str]:
        """All fields in canonical order."""
        return self.order(())

    def order(self, group: FieldPath) -> list[str]:
        """The names of the fields of a group in canonical order; empty for an unknown group.

        group: the path of the group without positions in lists; `()` for the entry as a whole.
        """
        return list(self.fields.get(group, ()))

    def title(self, name: str, say: Say = gettext) -> str:
        """The label of a field for readers; that of a facet or of a group of facts is the collection's own."""
        title = str(self.fields[()][name].title)
        return say(title) if name in FrontMatter.model_fields else title

    def read(self, document: Document, *, draft: bool = False) -> tuple[FrontMatter | None, list[Diagnostic]]:
        """The typed fields and no diagnostics, or `None` and a diagnostic for every fault of the document."""
        fields, found = validate(self._adapters[draft], document)
        return (self._static(fields) if fields else None), found

    def typed(self, values: Value) -> FrontMatter:
        """The typed fields of an entry or a draft without faults. Raises `ValidationError` for others."""
        return self._static(self._adapters[True].validate_python(values))

    def _static(self, fields: Fields) -> FrontMatter:
        """The fields in the class that is the same for all collections, and can be pickled."""
        values = dict(fields.__dict__)
        facets = {facet.name: values.pop(_FACET + facet.name) for facet in self.description.facets}
        groups = {group.name: values.pop(_FACTS + group.name) for group in self.description.facts}
        facts = {
            name: {part.removeprefix(_PART): value for part, value in group}
            for name, group in groups.items()
            if group is not None
        }
        given = fields.model_fields_set & values.keys()
        translations = {name: values[name] for name in IN_LANGUAGES if isinstance(values[name], dict)}
        for name, by_code in translations.items():
            values[name] = by_code[code_for(by_code, language().code, values["language"] or "")]
        return FrontMatter.model_construct(
            given, **values, facets=facets, facts=facts, translations=translations
        )


@lru_cache(maxsize=16)
def entry_schema(description: CollectionDescription) -> EntrySchema:
    """The fields of the entries of a collection. Made once for each description."""
    fields = dict(_fields(description))
    missing = {**_IN_DRAFTS, "type": description.types[-1].name}
    drafts = fields | {name: _optional(fields[name], value) for name, value in missing.items()}
    rules: dict[str, Any] = {
        check.__name__: model_validator(mode="after")(check)
        for check in (_either_date_or_period, _names_within_bounds)
    }
    entry, draft = (
        create_model("Entry", __base__=Fields, __validators__=rules, **given) for given in (fields, drafts)
    )
    adapters = {False: TypeAdapter(entry), True: TypeAdapter(draft)}
    return EntrySchema(description, entry, draft, fields_below(entry), adapters)


_FACET, _FACTS, _PART = "facet_", "facts_", "part_"
"""Prefixes of attributes of the models, so that a name such as `copy` hides none of pydantic's methods."""

_IN_DRAFTS: Mapping[str, Any] = {"title": "", "keywords": (), "contributors": ()}
"""What stands in the place of a required field that a draft lacks; for the type it is the last one."""


def _names(description: CollectionDescription) -> Iterator[str]:
    """The names of all fields, in canonical order."""
    for name in FrontMatter.model_fields:
        if name == "facets":
            yield from description.facet_names
        elif name == "facts":
            yield from (group.name for group in description.facts)
        elif name != "translations":
            yield name


def _fields(description: CollectionDescription) -> Iterator[tuple[str, Any]]:
    """Attribute, and type with `FieldInfo`, of each field of a model, in canonical order."""
    names = FieldNames(tuple(_names(description)))
    for name, field in FrontMatter.model_fields.items():
        if name == "facets":
            for facet in description.facets:
                yield _FACET + facet.name, _facet(facet)
        elif name == "facts":
            for group in description.facts:
                yield _FACTS + group.name, _group(group)
        elif name in IN_LANGUAGES:
            yield name, in_languages(field)
        elif name == "translations":
            pass
        elif name == "type":
            yield name, _type(field, tuple(description.type_of))
        elif name == "assigned":
            yield name, (names.listed, field)
        elif name == "found":
            given: Any = {"fields": (names.listed, FoundElsewhere.model_fields["fields"])}
            page: Any = create_model("FoundElsewhere", __base__=FoundElsewhere, **given)
            yield name, (tuple[Annotated[page, AfterValidator(_found)], ...], field)
        else:
            yield name, (field.annotation, field)


def _type(field: FieldInfo, names: tuple[str, ...]) -> Any:
    """The field for the name of one of the types."""
    own = copy(field)
    own.examples = [names[0]]
    return Literal[names], own


def _found(page: FoundElsewhere) -> FoundElsewhere:
    """The same in the class that can be pickled."""
    return FoundElsewhere.model_construct(**page.__dict__)


def _facet(facet: Facet) -> Any:
    hint = N_("Where it took place. Suggestions appear while you type.") if facet.located else ""
    asked = Asked(part=Part.FACETS, item=N_("place") if facet.located else N_("term"), hint=hint)
    return _terms(facet, asked, 300 if facet.located else 100)


def _terms(field: Facet | Fact, asked: Asked, most: int = 100) -> Any:
    terms = [field.example or ""] if isinstance(field, Facet) else (field.example or "").split(", ")
    examples = [terms] if field.example else []
    return Annotated[_Terms, UpTo(most), asked], _described((), field, examples)


def _group(group: FactGroup) -> Any:
    parts = {_PART + part.name: _part(part) for part in group.parts}
    model = create_model(class_name(group), __base__=Fields, **parts)
    whole = whole_not_reported(part.name for part in group.parts)
    annotation = Annotated[Annotated[model, whole] | None, Asked(part=Part.FACTS)]
    return annotation, Field(None, alias=group.name, title=group.label, description=group.description)


def class_name(group: FactGroup) -> str:
    """The name of a group of facts in JSON Schema."""
    name = "".join(word.capitalize() for word in group.name.split("_"))
    return f"{name}Facts" if hasattr(field_groups, name) else name


def _part(part: Fact) -> Any:
    if part.facet:
        return _terms(part, Asked(item=N_("term")))
    return _Text | None, _described(None, part, [part.example] if part.example else [])


def _described(default: Any, field: Facet | Fact, examples: list[Any]) -> Any:
    words: Any = {"title": field.label, "description": field.description}
    return Field(
        default, alias=field.name, **words, json_schema_extra={"examples": examples} if examples else None
    )


def _optional(given: tuple[Any, FieldInfo], value: object) -> Any:
    """A required field that may be left out, or have no items."""
    annotation, field = given
    free = copy(field)
    free.default = value
    if value == ():
        free.metadata = [rule for rule in field.metadata if not hasattr(rule, "min_length")]
    return annotation, free


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Accepts the name of a field of an entry."""

    names: tuple[str, ...]

    @property
    def listed(self) -> Any:
        """The type of a list of them."""
        return tuple[Annotated[str, StringConstraints(max_length=100), self], ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.known, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(core) if handler.mode == "serialization" else {"enum": list(self.names)}

    def known(self, text: str) -> str:
        if text not in self.names:
            raise fault(
                "unknown-field",
                f"`{text}` is not the name of a field.",
                did_you_mean(text, self.names) + "Write the name of a field, such as `keywords`.",
            )
        return text


def _either_date_or_period(entry: FrontMatter) -> FrontMatter:
    if entry.date and entry.period:
        raise fault(*DATE_AND_PERIOD)
    return entry


def _names_within_bounds(entry: FrontMatter) -> FrontMatter:
    people = (*entry.contributors, *entry.authors, *entry.investigators)
    names = {person.name for person in people} | {organisation.name for organisation in entry.organisations}
    names |= {name for person in people for name in person.organisations}
    names |= {grant.funder for grant in entry.funding}
    names.discard(None)
    if len(names) > MOST_NAMES:
        raise fault(
            "too-many",
            f"The entry names {len(names)} people and organisations; at most {MOST_NAMES} are published.",
            "Name those that matter most to readers, and link to the full list.",
        )
    return entry
