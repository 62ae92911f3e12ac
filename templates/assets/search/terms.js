// Finds keywords, organisations, people and collections by name. Uses neither the page nor the network.
import { fold } from "../fold.js";

/** The words of a folded text, and those behind an apostrophe: “sampleton” in “o'sampleton”. */
function wordsOf(text) {
  const words = text.match(/^[ -~]*$/.test(text) ? /[a-z0-9']+/g : /[\p{L}\p{N}']+/gu) ?? [];
  return text.includes("'") ? words.concat(text.match(/(?<=[\p{L}\p{N}]')[\p{L}\p{N}]{3,}/gu) ?? []) : words;
}

/** The slug of most labels, by the same rule as in the program; the list holds the other slugs. */
const slugOf = (label) => label.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

/** The letter of the list with all names that a typed text may mean: a to z, 0 to 9, or `_`. Empty without a word. */
export function letterOf(text) {
  const [first] = wordsOf(fold(text));
  return first === undefined ? "" : /^[a-z0-9]/.test(first) ? first[0] : "_";
}

export class Terms {
  /** list: the content of a file in `search/terms/`. */
  constructor(list) {
    this.kinds = list.kinds;
  }

  /** The folded spellings of each term, made on first use. */
  get names() {
    this.folded ??= this.kinds.flatMap((kind) =>
      kind.labels.map((label, index) => {
        const spellings = [label, ...(kind.aliases[index] ?? [])].map((name) => wordsOf(fold(name)));
        return { kind, index, label, spellings, count: kind.counts[index] };
      }),
    );
    return this.folded;
  }

  /**
   * The terms that a typed text may mean, best first: `{kind, label, path, count}`.
   * whole: whether words must match in full, or be forms of one word; else the beginning of a word suffices.
   */
  matching(text, { whole = false, most = 5, families } = {}) {
    const wanted = wordsOf(fold(text));
    if (!wanted.length || wanted.join("").length < 2) return [];
    const found = [];
    for (const name of this.names) {
      const score = Math.min(...name.spellings.map((words, index) => rank(wanted, words, whole, families) + (index ? 0.5 : 0)));
      if (score < Infinity) found.push([score, -name.count, name]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return found.slice(0, most).map(([, , { kind, index, label, count }]) => ({
      kind: kind.label,
      label,
      path: `${kind.folder}${kind.slugs[index] || slugOf(label)}/`,
      count,
    }));
  }
}

/** 0: the same name; 1: the name starts with it; 2: the name has all its words; else Infinity. Ignores spaces and hyphens. */
function rank(wanted, words, whole, families) {
  const [typed, name] = [wanted.join(""), words.join("")]; // with an apostrophe, both repeat the word behind it
  if (typed === name) return 0;
  if (whole) return wanted.every((word) => words.some((other) => other === word || families?.same(other, word))) ? 2 : Infinity;
  if (name.startsWith(typed)) return 1;
  return wanted.every((word) => words.some((other) => other.startsWith(word))) ? 2 : Infinity;
}
