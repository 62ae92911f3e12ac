// Suggests names while the person types, and knows the names of existing entries. The lists grow with the collection,
// so they are loaded when the form is used, and the page shows a few names at a time.

import { element } from "../elements.js";
import { fold } from "../fold.js";
import { distance } from "../search/distance.js";
import { gettext } from "../gettext.js";

const MOST = 12;

let loading;

/** `{lists, entries}`: names by kind, and existing entries by name. Both are empty if they cannot be loaded. */
export function load() {
  loading ??= Promise.all([import("./words.js"), import("./entries.js")]).then(
    ([words, entries]) => prepared(words.default, entries.default),
    () => prepared({}, []),
  );
  return loading;
}

function prepared(words, entries) {
  const lists = new Map(Object.entries(words).map(([name, terms]) => [name, terms.map(([value, ...others]) => searchable(value, others))]));
  const published = entries.filter(([, title]) => title);
  lists.set("entries", published.map(([slug, title]) => searchable(slug, [title])));
  return { lists, entries: new Map(entries.map(([slug, title, path]) => [slug, { title, path }])) };
}

const searchable = (value, others) => ({ value, others, spellings: [value, ...others].map(fold) });

let latin;

/** The Latin forms of letters of other scripts, by letter; empty if they cannot be loaded. */
export function latinForms() {
  latin ??= import("./latin.js").then(
    ({ default: runs }) => new Map(runs.flatMap(([start, forms]) => forms.split(",").map((form, at) => [String.fromCharCode(start + at), form]))),
    () => new Map(),
  );
  return latin;
}

/** Fills the list of a control with names that contain its text; names that start with it come first. */
export async function offer(control) {
  const list = control.list;
  if (!list) return;
  const { lists } = await load();
  const typed = fold(control.value.trim());
  const [first, later] = [[], []];
  for (const name of lists.get(list.dataset.list) ?? []) {
    const at = name.spellings.findIndex((spelling) => spelling.startsWith(typed));
    if (at >= 0) first.push([name, at]);
    else if (later.length < MOST) {
      const within = name.spellings.findIndex((spelling) => spelling.includes(typed));
      if (within >= 0) later.push([name, within]);
    }
    if (first.length === MOST) break;
  }
  list.replaceChildren(...[...first, ...later].slice(0, MOST).map(([name, at]) => option(name, at, list.dataset.list)));
}

/** `isKeyword`: whether a word is a keyword in any spelling. `nearKeyword`: the keyword that it may misspell. */
export async function keywordsInUse() {
  const all = (await load()).lists.get("keywords") ?? [];
  return {
    isKeyword: (word, certain = false) => (!all.length && !certain) || all.some(({ spellings }) => spellings.includes(fold(word))),
    nearKeyword(word) {
      const most = Math.min(2, Math.floor(word.length / 4));
      const steps = ({ spellings }) => Math.min(...spellings.map((spelling) => distance(spelling, fold(word), most)));
      const [nearest] = all.map((keyword) => [keyword, steps(keyword)]).filter(([, far]) => far <= most).sort(([, a], [, b]) => a - b);
      return nearest?.[0].value;
    },
  };
}

function option({ value, others }, at, name) {
  const made = element("option");
  made.value = value;
  if (name === "entries") made.label = others[0];
  else if (at > 0) made.label = gettext("{name}, also written {other}", { name: value, other: others[at - 1] });
  return made;
}
