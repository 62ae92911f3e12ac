// A preview of an entry: its answers and its Markdown as elements of this page. Answers are inserted as text; Markdown
// makes no other elements than those named here.

import { element, textIn } from "../elements.js";
import { gettext } from "../gettext.js";
import { dateWords } from "./dates.js";
import { inOneLanguage, NOT_REPORTED, questionsIn, readAll } from "./fields.js";

const INLINE = new Set(["a", "em", "strong", "s"]);
const BLOCKS = new Set(["p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"]);
const NOT_A_FACT = new Set([
  ...["title", "type", "status", "date", "period", "summary", "keywords", "key_points"], // shown elsewhere
  ...["assigned", "formerly", "added", "updated", "reviewed", "accepted", "draft", "withdrawn"], // for the editors
]);

/** The preview of the entry in the form. entries: existing entries by name. */
export async function look(form, body, entries) {
  const values = readAll(form);
  const question = (name) => questionsIn(form).find(({ dataset }) => dataset.name === name);
  const shown = document.createDocumentFragment();
  const type = values.get("type") ?? "";
  const kind = element("p", `kb-kind kb-kind--${type.replace(/\W/g, "")}`, element("span", "kb-kind__word", type.replaceAll("_", " ") || gettext("No type yet")));
  kind.append(element("span", "kb-kind__when", when(values) || gettext("no date given")));
  if (values.get("status")) kind.append(element("span", "kb-kind__when", words(values.get("status"))));
  shown.append(kind, element("p", "kb-look__title", inOneLanguage(values.get("title")) ?? gettext("No title yet")));
  const summary = inOneLanguage(values.get("summary"));
  shown.append(summary ? element("p", "kb-summary", summary) : element("p", "kb-empty", gettext("There is no summary. The page says so.")));
  const keywords = values.get("keywords") ?? [];
  if (keywords.length) shown.append(element("ul", "kb-terms", ...keywords.map((word) => element("li", "", String(word)))));
  if (values.has("key_points")) shown.append(heading(gettext("Key points"), 2), ...points(inOneLanguage(values.get("key_points"))));
  if (body) shown.append(await prose(body, entries));
  for (const group of groupsOfFacts(form).map(question)) {
    shown.append(heading(textIn(group, "data-label"), 2), parts(group, values.get(group.dataset.name)));
  }
  shown.append(heading(gettext("Facts"), 2), facts(form, values));
  return shown;
}

// All are h4, below the headings of the page. Their class gives the size for the level.
const heading = (text, level) => element("h4", `kb-look__${level}`, text);

function when(values) {
  if (values.has("date")) return dateWords(values.get("date"));
  const period = values.get("period");
  if (!(period instanceof Map)) return period ?? "";
  const [start, end] = [dateWords(period.get("start") ?? "…"), period.get("end")];
  return end ? gettext("{start} to {end}", { start, end: words(end) }) : gettext("{start} – ongoing", { start });
}

function* points(all) {
  for (const group of all) {
    const grouped = group instanceof Map;
    if (grouped && group.has("heading")) yield element("p", "kb-look__3", group.get("heading"));
    yield element("ul", "", ...(grouped ? (group.get("points") ?? []) : [group]).map((point) => element("li", "", point)));
  }
}

const groupsOfFacts = (form) => form.dataset.facts.split(" ").filter(Boolean);

function parts(question, reported) {
  const { saidReported, saidSeen } = question.dataset;
  if (!(reported instanceof Map)) return element("p", "kb-muted", `${reported ? saidReported : saidSeen}.`);
  const rows = questionsIn(question).map((part) => {
    const value = reported.get(part.dataset.name);
    return row(textIn(part, "data-label"), value === undefined ? [element("dd", "kb-muted", saidSeen)] : [element("dd", "", words(value))]);
  });
  return element("dl", "kb-how", ...rows);
}

/** The other answers, under the labels of their questions. */
function facts(form, values) {
  const rows = [];
  const elsewhere = groupsOfFacts(form);
  for (const question of questionsIn(form)) {
    const { name } = question.dataset;
    const value = values.get(name);
    if (value === undefined || NOT_A_FACT.has(name) || elsewhere.includes(name)) continue;
    rows.push(row(textIn(question, "data-label"), (Array.isArray(value) ? value : [value]).map((item) => element("dd", "", words(item)))));
  }
  return rows.length ? element("dl", "kb-how", ...rows) : element("p", "kb-muted", gettext("None yet."));
}

const row = (label, values) => element("div", "", element("dt", "", label), ...values);

/** The words of the program in answers. */
const known = () => ({ [NOT_REPORTED]: gettext("not reported"), planned: gettext("planned"), ongoing: gettext("ongoing"), completed: gettext("completed") });

/** A value in one line: `Ada Example, Example University`. */
function words(value) {
  if (value === true) return gettext("yes");
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (value instanceof Map) return [...value.values()].map(words).join(", ");
  return value === null ? "" : (known()[value] ?? dateWords(value));
}

let parser;

/** The text below the fields as elements. */
async function prose(text, entries) {
  if (!parser) {
    await import("../vendor/markdown-it-14.3.3.js"); // the parser of the site is a port of it
    parser = globalThis.markdownit({ html: false, linkify: true });
    parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  }
  const shown = element("div", "kb-look__text");
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
      if (closed.target === "_blank") closed.append(element("span", "kb-visually-hidden", " ", gettext("(opens in a new tab)")));
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
  const made = element(BLOCKS.has(token.tag) || INLINE.has(token.tag) ? token.tag : "div");
  const start = Number(token.attrGet("start"));
  if (token.tag === "ol" && start) made.start = start;
  return made;
}

/** A link to the web or to an existing entry; a span for other addresses. */
function linked(address, entries) {
  const entry = /^(?:\.\/)?([a-z0-9-]+)\.md(?:#.*)?$/.exec(address)?.[1];
  const known = entry && entries.has(entry);
  if (!known && !/^(?:https?:\/\/|mailto:)/i.test(address)) return element("span");
  return Object.assign(element("a"), { href: known ? `../entries/${entry}/` : address, target: "_blank", rel: "noopener noreferrer" });
}

function leaf(token) {
  switch (token.type) {
    case "softbreak":
      return "\n";
    case "hardbreak":
      return element("br");
    case "hr":
      return element("hr");
    case "code_inline":
      return element("code", "", token.content);
    case "fence":
    case "code_block":
      return element("pre", "", element("code", "", token.content));
    default:
      return token.content; // text, or the alternative text of an image: the site shows no images either
  }
}
