"""The tables of the page about fields, made from the schema."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pydantic.fields import FieldInfo

from coprod_kb.front_matter.entry_schema import EntrySchema
from coprod_kb.front_matter.field_types import UpTo
from coprod_kb.front_matter.mapping import mapping_of
from coprod_kb.front_matter.schema import FrontMatter
from coprod_kb.records.formats.bibtex import BIBTEX
from coprod_kb.records.formats.ris import TAGS
from tests.conftest import SCHEMA


def fields_of(schema: EntrySchema) -> Iterator[tuple[str, FieldInfo]]:
    """Every field and every part of a group, as `publication.journal`, each with the parts below it."""

    def below(path: tuple[str | int, ...]) -> Iterator[tuple[str, FieldInfo]]:
        for name, field in schema.fields[path].items():
            yield ".".join(map(str, (*path, name))), field
            if (*path, name) in schema.fields:
                yield from below((*path, name))

    return below(())


def all_fields(schema: EntrySchema) -> Iterator[str]:
    for name, field in schema.fields[()].items():
        yield f"| [{name}](#{name}){' (needed)' if field.is_required() else ''} | {field.title} | {field.description} |"


def limits(schema: EntrySchema) -> Iterator[str]:
    """Lists by the number of items that they may have. A list within several groups is named once, with its groups."""
    groups: Mapping[str, list[str]] = defaultdict(list)
    most: dict[str, int] = {}
    for path, field in fields_of(schema):
        for limit in (
            note for note in FrontMatter.model_fields.get(path, field).metadata if isinstance(note, UpTo)
        ):
            group, _, name = path.rpartition(".")
            most[name] = limit.most
            groups[name] += [f"`{group.rpartition('.')[2]}`"] if group else []
    for number in sorted(set(most.values()), reverse=True):
        names = [name for name in most if most[name] == number]
        named = [f"`{name}`{' in ' + ', '.join(groups[name]) if groups[name] else ''}" for name in names]
        yield f"| {'; '.join(named)} | {number:,}{' each' if len(names) > 1 else ''} |"


def other_formats(schema: EntrySchema) -> Iterator[str]:
    for path, field in fields_of(schema):
        mapped = mapping_of(field)
        if mapped.csl or mapped.schema_org:
            special = [BIBTEX.by_type[kind].get(mapped.csl, "") for kind in BIBTEX.by_type]
            general = [name for name, variable in BIBTEX.fields.items() if variable == mapped.csl]
            bibtex = [*dict.fromkeys([*general, *special])]
            ris = [tag for tag, variable in TAGS.items() if variable == mapped.csl]
            if mapped.csl == "type":
                bibtex, ris = ["@"], ["TY"]
            columns = ([mapped.csl], bibtex, ris, [mapped.schema_org])
            cells = (", ".join(f"`{name}`" for name in names if name) or "–" for names in columns)
            yield f"| `{path}` | {' | '.join(cells)} |"


TABLES = {"All fields": all_fields, "How long a list may be": limits, "In other formats": other_formats}


def field_page(page: str, schema: EntrySchema = SCHEMA) -> str:
    """The page with the rows of its tables anew."""
    parts = re.split(r"^(## .+\n)", page, flags=re.MULTILINE)
    for heading, rows in TABLES.items():
        at = parts.index(f"## {heading}\n") + 1
        table = "".join(f"{row}\n" for row in rows(schema))
        parts[at], found = re.subn(
            r"(?<=\|---\|\n)(?:\|.*\n)*", lambda _, made=table: made, parts[at], count=1
        )
        assert found, heading
    return "".join(parts)
