"""Modules and data as classic scripts."""

from __future__ import annotations

import json
import subprocess

import pytest

from coprod_kb.publishing.archive.scripts import ScriptError, as_classic, as_data
from coprod_kb.publishing.assets import asset_files
from tests.browser.node import program

RUN = """
const modules = {}, files = {};
globalThis.kbModule = (path, run) => { modules[path] = run; };
globalThis.kbFile = (path, content, encoded) => { files[path] = [...Buffer.from(content, encoded ? "base64" : "utf8")]; };
const load = async (path) => {
  const module = { exports: {}, meta: { url: path }, load: (other) => load(other.replace("./", "a/")) };
  const run = modules[path];
  await run(module, URL);
  return module.exports;
};
"""


def run(code: str) -> object:
    """What a program for Node prints, as JSON."""
    ended = subprocess.run([program(), "-e", RUN + code], capture_output=True, text=True, check=True)
    return json.loads(ended.stdout)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('import { b, c as d } from "./b.js";\nexport const x = [b, d];', [1, 2]),
        ('import{b,c as d}from"./b.js";var x=[b,d];export{x};', [1, 2]),
        ('import {\n  b,\n  c as d,\n} from "./b.js";\nexport const x = [b, d];', [1, 2]),
        ('import * as all from "./b.js";\nexport const x = all.c;', 2),
        ('import first, { b } from "./b.js";\nexport const x = [first, b];', [3, 1]),
        ('import first from \'./b.js\'\nexport function x() {}\nx.toJSON = () => first;', 3),
        ('import "./b.js";\nexport const x = globalThis.seen;', True),
        ('const { c } = await import("./b.js");\nexport const x = c;', 2),
        ('const name = "b";\nconst { c } = await import(`./${name}.js`);\nexport const x = c;', 2),
        ("const y = 1;\nexport { y as x };\n//# sourceMappingURL=x.map", 1),
        ("var y=1;export{y as x};//# sourceMappingURL=x.map", 1),
        ("const y = 1;\n\nexport {\n  y as x,\n}\n\n// ;export { z }\n", 1),
        ('import { from } from "./c.js";\nexport const x = from;', 4),
        ("export const x = import.meta.url;", "a/a.js"),
        ("export const x = this === undefined && typeof Worker;", "undefined"),
        ('// import { b } from "./none.js";\nexport const x = "export { y }";', "export { y }"),
    ],
)  # fmt: skip
def test_a_module_works_as_a_classic_script(text: str, value: object) -> None:
    other = "globalThis.seen = true;\nexport const b = 1;\nexport class K {}\nconst e = 2;\nexport default 3;\nexport { e as c };\n"
    scripts = [as_classic("a/a.js", text)[0], as_classic("a/b.js", other)[0]]
    scripts.append(as_classic("a/c.js", "const f = 4;\nexport { f as from };\n")[0])
    shown = "load('a/a.js').then(({ x }) => console.log(JSON.stringify(x)));"
    assert run("\n".join([*scripts, shown])) == value


@pytest.mark.parametrize(
    "text",
    [
        "export let x = 1;",
        'export * from "./b.js";',
        'export { x } from "./b.js";',
        'import x from "library";',
    ],
)
def test_a_module_that_cannot_be_rewritten_is_named(text: str) -> None:
    with pytest.raises(ScriptError, match=r"a/own\.js: (?:ex|im)port"):
        as_classic("a/own.js", f"const a = 1;\n{text}\nconst c = 2;\n")


def test_every_script_of_ours_can_be_rewritten() -> None:
    """Node compiles all of them, and runs none."""
    scripts = {
        path: as_classic(path, file.read_text(encoding="utf-8"))[0]
        for path, file in asset_files()
        if path.endswith(".js") and "vendor/markdown" not in path
    }
    assert len(scripts) > 20
    check = f"for (const [path, text] of Object.entries({json.dumps(scripts)})) new (require('vm').Script)(text, {{filename: path}});"
    ended = subprocess.run([program(), "-"], input=check, text=True, check=False, capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize(
    "content", ["“Text” \u2028 </script> \\ \r\n".encode(), b"\xef\xbb\xbfslug\r\n", b"\xff\x00\xfe", b""]
)
def test_a_file_comes_out_of_its_script_as_it_went_in(content: bytes) -> None:
    script = as_data("search/ä b.json", content)
    assert run(f'{script}console.log(JSON.stringify(files["search/%C3%A4%20b.json"]));') == list(content)
