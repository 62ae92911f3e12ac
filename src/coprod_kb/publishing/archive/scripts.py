"""Modules and data of a site as classic scripts, which browsers also load from a disk. `from-disk.js` takes both."""

from __future__ import annotations

import json
import posixpath
import re
from base64 import b64encode
from urllib.parse import quote

_IMPORT = re.compile(
    r"""^import\b\s*+(?:((?:(?!\bfrom\s*+["']|^import\b)[^"';()])++)from\s*+)?(["'])([^"'\n]+)\2[ \t]*;?""",
    re.MULTILINE,
)
_DYNAMIC = re.compile(r"""(?<![\w$.])import\s*\((?:\s*(["'])([^"'\n]+)\1\s*\))?""")
_EXPORT = re.compile(
    r"^export\s+(?:(default)\b|((?:const|class|(?:async\s+)?function)\b[\s*]*([\w$]+)))", re.MULTILINE
)
_LIST = re.compile(r"(?:^|(?<=[;}]))[ \t]*+export\s*+\{([^{}]*+)\}[ \t]*+;?(?=[ \t]*+(?://|$))", re.MULTILINE)
_CODE = re.compile(r"^[ \t]*+(?!//)\S", re.MULTILINE)
"""The beginning of a line that is no comment."""
_OTHER = re.compile(r"^(?:import|export)\b(?!\s*\()", re.MULTILINE)
_NAMES = re.compile(r"(?<![\w$])([\w$]++)\s++as\s++([\w$]+)")
"""Statements of modules begin a line, but a list of exports ends a file that some program has written."""


class ScriptError(Exception):
    """A module has a statement that cannot be rewritten; the message shows it."""


def as_classic(path: str, text: str) -> tuple[str, set[str]]:
    """A module as a classic script, and the paths of the modules that it imports. Raises `ScriptError`.

    path: from the root of the site. `export let`, `export … from` and circles of imports are not rewritten: they need
    variables that two modules share.
    """
    imported = set()
    exported: dict[str, str] = {}

    def load(address: str) -> str:
        imported.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), address)))
        return f"$kb.load({json.dumps(address)})"

    def static(found: re.Match[str]) -> str:
        what, address = (found[1] or "").rstrip(), found[3]
        if whole := re.fullmatch(r"\*\s*as\s+([\w$]+)", what):
            return f"const {whole[1]} = await {load(address)};"
        if not address.startswith(".") or "*" in what:
            raise ScriptError(f"{path}: {found[0]}")
        default, _, names = what.partition("{")
        default = default.strip(" ,\n")
        parts = [f"default: {default}"] if default else []
        parts += [_NAMES.sub(r"\1: \2", names.strip(" }\n"))] if names else []
        return f"const {{ {', '.join(parts)} }} = await {load(address)};"

    def dynamic(found: re.Match[str]) -> str:
        return load(found[2]) if found[2] else "$kb.load("

    def declared(found: re.Match[str]) -> str:
        if found[1]:
            return "$kb.exports.default ="
        exported[found[3]] = found[3]
        return found[2]

    body = text.removeprefix("\ufeff")
    last_line = max((found.start() for found in _CODE.finditer(body)), default=0)
    if listed := next((found for found in _LIST.finditer(body) if found.end() > last_line), None):
        for name in filter(None, map(str.strip, listed[1].split(","))):
            inner, _, outer = name.partition(" as ")
            exported[outer.strip() or inner] = inner
        body = body[: listed.start()] + body[listed.end() :]
    body = _EXPORT.sub(declared, _IMPORT.sub(static, body))
    if other := _OTHER.search(body):
        raise ScriptError(f"{path}: {body[other.start() :].partition(chr(10))[0]}")
    body = _DYNAMIC.sub(dynamic, body).replace("import.meta", "$kb.meta")
    ends = ", ".join(f"{outer}: {inner}" for outer, inner in exported.items())
    # A page on a disk may start no worker, so modules see none.
    head = f'kbModule({json.dumps(quote(path))}, async function ($kb, URL, fetch, Worker) {{\n"use strict";\n'
    return f"{head}{body}\nObject.assign($kb.exports, {{ {ends} }});\n}});\n", imported


def as_data(path: str, content: bytes) -> str:
    """A file as a script that hands over its content. path: from the root of the site."""
    try:
        arguments = [content.decode(), False]
    except UnicodeDecodeError:
        arguments = [b64encode(content).decode(), True]
    return f"kbFile({', '.join(map(json.dumps, [quote(path), *arguments]))});\n"
