// Keywords, organisations, people and collections by name. Nothing here knows the page or the network.
import { fold } from "./query.js";

const wordsOf = (text) => text.match(/^[ -~]*$/.test(text) ? /[a-z0-9']+/g : /[\p{L}\p{N}']+/gu) ?? []; // of a folded text

/** As the program that writes the addresses does, for most labels; the list holds the others. */
const slugOf = (label) => label.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

/** The list in which all names are that somebody may mean who typed this, as the program has sorted them; empty without a word. */
export function letterOf(text) {
  const [first] = wordsOf(fold(text));
  return first === undefined ? "" : /^[a-z0-9]/.test(first) ? first[0] : "_";
}

export class Terms {
  /** list: the content of a file in `search/terms/`. */
  constructor(list) {
    this.kinds = list.kinds;
  }

  /** Every name of every term in folded form, made once: terms of the vocabulary first. */
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
   * The terms that somebody who typed this may mean, best first: `{kind, label, path, count}`.
   * whole: only names in which every word stands in full; else its beginning will do.
   */
  matching(text, { whole = false, most = 5 } = {}) {
    const wanted = wordsOf(fold(text));
    if (!wanted.length || wanted.join("").length < 2) return [];
    const found = [];
    for (const name of this.names) {
      const score = Math.min(...name.spellings.map((words, index) => rank(wanted, words, whole) + (index ? 0.5 : 0)));
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

/** 0: the same name; 1: it starts so; 2: all words are in it; otherwise not at all. Spaces and hyphens do not count. */
function rank(wanted, words, whole) {
  const [typed, name] = [wanted.join(""), words.join("")];
  if (typed === name) return 0;
  if (whole) return wanted.every((word) => words.includes(word)) ? 2 : Infinity;
  if (name.startsWith(typed)) return 1;
  return wanted.every((word) => words.some((one) => one.startsWith(word))) ? 2 : Infinity;
}
