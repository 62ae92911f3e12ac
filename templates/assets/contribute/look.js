// How an entry will look, roughly: its answers and its Markdown as elements of this page. Whatever people wrote is put
// in as text; of Markdown, only the elements named here are made.

import { questionsIn, readAll } from "./fields.js";

const INLINE = new Set(["a", "em", "strong", "s"]);
const BLOCKS = new Set(["p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"]);
const NOT_A_FACT = new Set([
  ...["title", "type", "status", "date", "period", "summary", "keywords", "key_points", "co_production"], // shown above
  ...["assigned", "formerly", "added", "updated", "reviewed", "draft", "withdrawn"], // for the editors
]);

function make(name, className = "", ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** The entry that stands in the form. `entries`: those that are there already, by name. */
export async function look(form, body, entries) {
  const values = readAll(form);
  const question = (name) => questionsIn(form).find((one) => one.dataset.name === name);
  const shown = document.createDocumentFragment();
  const type = values.get("type") ?? "";
  const kind = make("p", `kb-kind kb-kind--${type.replace(/\W/g, "")}`, make("span", "kb-kind__word", type || "No type yet"));
  kind.append(make("span", "kb-kind__when", when(values) || "no date given"));
  if (values.get("status")) kind.append(make("span", "kb-kind__when", values.get("status")));
  shown.append(kind, make("p", "kb-look__title", values.get("title") ?? "No title yet"));
  const summary = values.get("summary");
  shown.append(summary ? make("p", "kb-summary", summary) : make("p", "kb-empty", "There is no summary. The page says so."));
  const keywords = values.get("keywords") ?? [];
  if (keywords.length) shown.append(make("ul", "kb-terms", ...keywords.map((word) => make("li", "", String(word)))));
  if (values.has("key_points")) shown.append(heading("Key points", 2), ...points(values.get("key_points")));
  if (body) shown.append(await prose(body, entries));
  shown.append(heading("How it was co-produced", 2), how(question("co_production"), values.get("co_production")));
  shown.append(heading("Facts", 2), facts(form, values));
  return shown;
}

// Headings of the entry lie below those of the page; how large they are is their class.
const heading = (text, level) => make("h4", `kb-look__${level}`, text);

const MONTHS = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

/** `2022-07-14` as 14 July 2022; anything else as it is. */
function dateWords(text) {
  const [, year, month, day] = /^([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?$/.exec(text) ?? [];
  if (!year || month < 1 || month > 12) return text;
  return [day ? String(Number(day)) : "", MONTHS.format(new Date(Date.UTC(2000, month - 1))), year].filter(Boolean).join(" ");
}

function when(values) {
  if (values.has("date")) return dateWords(values.get("date"));
  const period = values.get("period");
  if (!(period instanceof Map)) return period ?? "";
  const [start, end] = [dateWords(period.get("start") ?? "…"), period.get("end")];
  return end ? `${start} to ${dateWords(end)}` : `${start} – ongoing`;
}

function* points(all) {
  for (const one of all) {
    const grouped = one instanceof Map;
    if (grouped && one.has("heading")) yield make("p", "kb-look__3", one.get("heading"));
    yield make("ul", "", ...(grouped ? (one.get("points") ?? []) : [one]).map((point) => make("li", "", point)));
  }
}

function how(question, reported) {
  if (!(reported instanceof Map)) return make("p", "kb-muted", "Not reported.");
  const rows = questionsIn(question).map((part) => {
    const value = reported.get(part.dataset.name);
    return row(part.dataset.label, value === undefined ? [make("dd", "kb-muted", "not reported")] : [make("dd", "", words(value))]);
  });
  return make("dl", "kb-how", ...rows);
}

/** Everything else that has an answer, under the name of its question. */
function facts(form, values) {
  const rows = [];
  for (const question of questionsIn(form)) {
    const { name, label } = question.dataset;
    const value = values.get(name);
    if (value === undefined || NOT_A_FACT.has(name)) continue;
    rows.push(row(label, (Array.isArray(value) ? value : [value]).map((one) => make("dd", "", words(one)))));
  }
  return rows.length ? make("dl", "kb-how", ...rows) : make("p", "kb-muted", "None yet.");
}

const row = (label, values) => make("div", "", make("dt", "", label), ...values);

/** A value in one line: `Ada Example, Example University`. */
function words(value) {
  if (value === true) return "yes";
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (value instanceof Map) return [...value.values()].map(words).join(", ");
  return value === null ? "" : dateWords(value);
}

let parser;

/** The text below the fields as elements. */
async function prose(text, entries) {
  if (!parser) {
    await import("../vendor/markdown-it-14.3.3.js"); // of the same family as the program that makes the site
    parser = globalThis.markdownit({ html: false, linkify: true });
    parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  }
  const shown = make("div", "kb-look__text");
  build(parser.parse(text, {}), shown, entries);
  return shown;
}

function build(tokens, root, entries) {
  const open = [root];
  for (const token of tokens) {
    if (token.hidden) continue;
    if (token.nesting > 0) {
      const made = container(token, entries);
      open.at(-1).append(made);
      open.push(made);
    } else if (token.nesting < 0) {
      const closed = open.pop();
      if (closed.target === "_blank") closed.append(make("span", "kb-visually-hidden", " (opens in a new tab)"));
    } else if (token.type === "inline") {
      build(token.children, open.at(-1), entries);
    } else {
      open.at(-1).append(leaf(token));
    }
  }
}

function container(token, entries) {
  if (token.type === "heading_open") return heading("", Math.min(Number(token.tag[1]) + 1, 6));
  if (token.type === "link_open") return linked(token.attrGet("href") ?? "", entries);
  const made = make(BLOCKS.has(token.tag) || INLINE.has(token.tag) ? token.tag : "div");
  const start = Number(token.attrGet("start"));
  if (token.tag === "ol" && start) made.start = start;
  return made;
}

/** A link to the web or to an entry; where it would lead nowhere, only its words. */
function linked(address, entries) {
  const entry = /^(?:\.\/)?([a-z0-9-]+)\.md(?:#.*)?$/.exec(address)?.[1];
  const known = entry && entries.has(entry);
  if (!known && !/^(?:https?:\/\/|mailto:)/i.test(address)) return make("span");
  return Object.assign(make("a"), { href: known ? `../entries/${entry}/` : address, target: "_blank", rel: "noopener noreferrer" });
}

function leaf(token) {
  switch (token.type) {
    case "softbreak":
      return "\n";
    case "hardbreak":
      return make("br");
    case "hr":
      return make("hr");
    case "code_inline":
      return make("code", "", token.content);
    case "fence":
    case "code_block":
      return make("pre", "", make("code", "", token.content));
    default:
      return token.content; // text, and the words of an image, which is not shown on the site either
  }
}
