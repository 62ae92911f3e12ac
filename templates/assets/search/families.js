// Families of words: synonyms, and forms of one word. Uses neither the page nor the network.

export class Families {
  /** synonyms: the words of each group by the word that stands for them in the index. forms: lists of forms of one word. */
  constructor(synonyms = {}, forms = []) {
    this.tokens = new Map(Object.entries(synonyms).flatMap(([token, words]) => words.map((word) => [word, { token, words: new Set(words) }])));
    this.forms = new Map(forms.flatMap((words, number) => words.map((word) => [word, number])));
  }

  /** Whether two folded words are forms of one word, or synonyms. */
  same(word, other) {
    return this.forms.has(word) && this.forms.get(word) === this.forms.get(other);
  }

  /** The terms, those with synonyms as the word of the index. also: the synonyms, which are marked as well. */
  widened(terms) {
    return terms.map((term) => {
      const found = term.parts.length === 1 && !term.exact ? this.tokens.get(term.parts[0]) : undefined;
      return found ? { ...term, query: found.token, also: found.words } : term;
    });
  }
}
