// Reads and writes the text of an entry's file. As in the checks, every scalar is text, never a number or a date, and
// there are no anchors and aliases.

import { gettext } from "../gettext.js";

const FENCE = /^-{3,}\s*$/;
const DEEPEST = 9;
const LARGEST = 160 * 1024; // bytes of a file: fields and text at most 64 KB each, and some more

/** A file that cannot be read. code: of the diagnostic; or else `message` is a sentence. */
export class Unreadable extends Error {
  constructor(code, message = "") {
    super(message);
    this.code = code;
  }
}

/** The text of a chosen file. Throws `Unreadable`. */
export async function textOf(file) {
  if (file.size > LARGEST) throw new Unreadable("too-long");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Unreadable("encoding");
  }
}

/** What js-yaml exports; empty until it is loaded, with the first file that has fields. */
export const yaml = {};
let schema;

/**
 * An entry in its source text: `values` of the fields and the `body` below them. front: where the lines of the fields begin
 * and end. bodyAt: where the body begins. Throws `Unreadable`.
 */
export async function readEntry(source) {
  const mark = source.startsWith("\ufeff") ? 1 : 0;
  const lines = [...source.slice(mark).matchAll(/([^\r\n]*)(?:\r\n|[\r\n]|$)/g)];
  if (!source.trim()) throw new Unreadable("empty-file");
  if (!FENCE.test(lines[0][1])) throw new Unreadable("front-matter-missing");
  const end = lines.findIndex(([, line], index) => index > 0 && FENCE.test(line));
  if (end < 0) throw new Unreadable("front-matter-open");
  const front = [lines[1].index + mark, lines[end].index + mark];
  const bodyAt = front[1] + lines[end][0].length;
  const body = source.slice(bodyAt).replace(/\r\n?/g, "\n").replace(/^\n+|(?<!\s)\s+$/g, "");
  return { source, values: await readFields(source.slice(...front)), body, front, bodyAt };
}

async function readFields(text) {
  if (!/^[^#\s]/m.test(text)) return new Map();
  if (!yaml.load) Object.assign(yaml, await import("../vendor/js-yaml-5.5.0.js"));
  const blank = yaml.defineScalarTag("tag:yaml.org,2002:null", {
    implicit: true,
    resolve: (word) => (word === "" || word === "~" ? null : yaml.NOT_RESOLVED),
    identify: () => false,
  });
  schema ??= yaml.FAILSAFE_SCHEMA.withTags(blank, yaml.realMapTag);
  try {
    const values = parse(text);
    if (values instanceof Map && [...values.keys()].every((name) => typeof name === "string")) return values;
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) throw error;
    const { reason, mark } = error;
    throw new Unreadable("", mark
      ? gettext("The fields of this file cannot be read: {reason}. Look at line {line}. Mend it in a text editor, or send it to the editors as it is.", { reason, line: `${mark.line + 2}` })
      : gettext("The fields of this file cannot be read: {reason}. Mend it in a text editor, or send it to the editors as it is.", { reason }));
  }
  throw new Unreadable("", gettext("The fields of this file cannot be read: they have no names. Send it to the editors as it is."));
}

/** The values of fields, once `yaml` is loaded. Throws its exceptions. */
export const parse = (fields) => yaml.load(fields, { schema, maxAliases: 0, maxDepth: DEEPEST });

/** The text of a file. Fields that are not in `order` come last. */
export function writeEntry(values, order, body) {
  return `---\n${writeFields(values, order)}---\n${body ? `\n${body}\n` : ""}`;
}

/** The lines of the fields. */
export function writeFields(values, order = []) {
  const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
  const sorted = [...values].sort(([a], [b]) => place(a) - place(b));
  return sorted.map(([name, value]) => `${key(name)}:${afterKey(value, "")}\n`).join("");
}

/** A value as written after `name:`. */
export function afterKey(value, indent) {
  if (Array.isArray(value)) return value.length ? value.map((item) => `\n${indent}  - ${afterDash(item, `${indent}    `)}`).join("") : " []";
  if (value instanceof Map) {
    if (!value.size) return " {}";
    return [...value].map(([name, inner]) => `\n${indent}  ${key(name)}:${afterKey(inner, `${indent}  `)}`).join("");
  }
  return value === null ? "" : ` ${scalar(value, `${indent}  `)}`;
}

/** A value as written after the dash of a list; its further lines start with `indent`. */
export function afterDash(value, indent) {
  if (Array.isArray(value)) return value.length ? value.map((item) => `- ${afterDash(item, `${indent}  `)}`).join(`\n${indent}`) : "[]";
  if (value instanceof Map) {
    if (!value.size) return "{}";
    return [...value].map(([name, inner]) => `${key(name)}:${afterKey(inner, indent)}`).join(`\n${indent}`);
  }
  return value === null ? "" : scalar(value, indent);
}

const PLAIN = /^[a-z]{3,}(?:-[a-z]+)*$|^[0-9]{4}(?:-[0-9]{2}){0,2}$/;
const NOT_TEXT = new Set(["yes", "true", "false", "off", "null"]); // for other readers
const BLOCK = /^(?![ \n])(?:[^\n\t\x85\u2028\u2029\ufeff]*[^\s]\n+)+[^\n\t\x85\u2028\u2029\ufeff]*\S$/;
const ESCAPED = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

const quoted = (text) =>
  JSON.stringify(text).replace(new RegExp(ESCAPED, "g"), (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
const isPlain = (text) => PLAIN.test(text) && !NOT_TEXT.has(text);
export const key = (name) => (/^[a-z]+(?:_[a-z]+)*$/.test(name) && !/^(?:y|n|no|on)$/.test(name) && !NOT_TEXT.has(name) ? name : quoted(name));

/** A text, in quotation marks if any reader of YAML could take it for something else. */
function scalar(value, indent) {
  if (value === true) return "true";
  if (isPlain(value)) return value;
  if (!BLOCK.test(value) || ESCAPED.test(value) || /[\x00-\x09\x0b-\x1f]/.test(value)) return quoted(value);
  return `|-\n${value.split("\n").map((line) => (line ? indent + line : "")).join("\n")}`;
}
