// Families of words: synonyms, and forms of one word. Uses neither the page nor the network.
import { isStopWord, rootOf } from "./query.js";

export class Families {
  /** synonyms: the words and phrases of each group by the word that stands for them in the index. forms: lists of forms of one word. */
  constructor(synonyms = {}, forms = []) {
    const groups = Object.entries(synonyms).map(([token, words]) => ({ token, words: new Set(words) }));
    this.tokens = new Map(groups.flatMap((group) => [...group.words].map((words) => [significant(words), group])));
    this.roots = new Map([...this.tokens].map(([words, group]) => [rootsOf(words), group]).filter(([roots]) => roots.length > 3));
    this.longest = Math.max(1, ...[...this.tokens.keys()].map((words) => words.split(" ").length));
    this.forms = new Map(forms.flatMap((words, number) => words.map((word) => [word, number])));
  }

  /** Whether two folded words are forms of one word, or synonyms. */
  same(word, other) {
    return this.forms.has(word) && this.forms.get(word) === this.forms.get(other);
  }

  /** The terms, those with synonyms as the word of the index. also: the synonyms, which are marked as well. */
  widened(terms) {
    const widened = [];
    for (let at = 0, length = 0; at < terms.length; at += length) {
      length = Math.min(this.longest, terms.length - at);
      while (length > 1 && !this.#group(terms.slice(at, at + length))) length--;
      const typed = terms.slice(at, at + length);
      const group = this.#group(typed);
      widened.push(group ? { ...joined(typed), query: group.token, also: group.words } : terms[at]);
    }
    return widened;
  }

  #group(terms) {
    if (terms.some(({ exact }) => exact)) return undefined;
    const words = terms.flatMap(({ parts }) => parts).join(" ");
    return this.tokens.get(words) ?? this.roots.get(rootsOf(words)); // other endings than the collection has
  }
}

const rootsOf = (words) => words.split(" ").map(rootOf).join(" ");

/** A phrase without its stop words, as a query has it; the phrase if it has no others. */
function significant(phrase) {
  const words = phrase.split(" ");
  const kept = words.filter((word) => !isStopWord(word));
  return (kept.length ? kept : words).join(" ");
}

/** Neighbouring terms as one. */
const joined = (terms) => ({
  ...terms[0],
  parts: terms.flatMap(({ parts }) => parts),
  typed: terms.map(({ typed }) => typed).join(" "),
});
