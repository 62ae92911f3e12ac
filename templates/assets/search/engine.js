// Asks Pagefind's index, and knows what Pagefind does not: other spellings, words that nobody wrote, names of pages.
import { nearest } from "./distance.js";
import { compoundsOf, fold, phraseOf, rootOf, termsOf } from "./query.js";
import { Terms } from "./terms.js";

const EVERY = "zqentry"; // in the index: a word that every entry has
const END = "¦¦"; // in the index: what follows is found and never shown

async function fetched(url) {
  const answer = await fetch(url, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

const once = (make) => {
  let made;
  return () => (made ??= make().catch((error) => {
    made = undefined; // the next try may be luckier
    throw error;
  }));
};

export class Engine {
  /** bundle: address of the folder with Pagefind's files; the site's root is the folder above. */
  constructor(bundle) {
    this.root = new URL("../", bundle);
    this.pagefind = once(async () => {
      const pagefind = await import(new URL("pagefind.js", bundle).href);
      await pagefind.init();
      return pagefind;
    });
    this.terms = once(async () => new Terms(await this.file("terms.json")));
    this.words = once(async () => (await this.file("words.json")).split(" ").map(fold));
    this.places = once(async () => {
      const { results } = await (await this.pagefind()).search(EVERY, { sort: { place: "asc" } });
      return new Map(results.map((one, place) => [one.id, place]));
    });
  }

  /** A file below `search/`. */
  file(name) {
    return fetched(new URL(`search/${name}`, this.root));
  }

  /**
   * What the index holds: `{terms, results, unknown}`.
   * terms: as in `termsOf`, to mark and to loosen. results: Pagefind's, best first; none where a word is unknown.
   * unknown: terms that stand nowhere.
   */
  async search(text) {
    const pagefind = await this.pagefind();
    const compounds = compoundsOf((await this.terms()).compounds);
    const phrase = phraseOf(text);
    if (phrase) {
      const terms = [{ query: phrase, parts: fold(phrase).split(/[\s-]+/), typed: phrase, compound: true }];
      return { terms, unknown: [], results: (await pagefind.search(`"${phrase}"`)).results };
    }
    const terms = [];
    for (const term of termsOf(text, compounds)) terms.push(...(await this.#asked(term)));
    const unknown = terms.filter((term) => !term.known);
    const results = unknown.length || !terms.length ? [] : (await this.among(terms));
    return { terms, unknown, results };
  }

  /** Pagefind's results for terms that the index knows. */
  async among(terms) {
    return (await (await this.pagefind()).search(terms.map((term) => term.query).join(" "))).results;
  }

  /** A term with whether it is known; a compound that nobody wrote falls into its words. */
  async #asked(term) {
    if (await this.#isKnown(term)) return [{ ...term, known: true }];
    if (!term.compound) return [{ ...term, known: false }];
    const parts = term.parts.map((part) => ({ query: part, parts: [part], typed: part, compound: false }));
    return Promise.all(parts.map(async (part) => ({ ...part, known: await this.#isKnown(part) })));
  }

  /** Pagefind takes an unknown word for a shorter one, silently. In quotation marks it does not; else look at what it found. */
  async #isKnown(term) {
    const pagefind = await this.pagefind();
    if ((await pagefind.search(`"${term.query}"`)).results.length) return true;
    if (term.compound) return false;
    const { results } = await pagefind.search(term.query);
    if (!results.length) return false;
    const { content } = await results[0].data();
    const root = rootOf(term.parts[0]);
    return fold(content).split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(root));
  }

  /** What was probably meant: the typed text with better words in place of unknown ones; `null` if none is near. */
  async suggestion(text, unknown) {
    const lists = [(await this.terms()).words, await this.words()];
    let better = text;
    for (const term of unknown) {
      const word = nearest(term.parts[0], lists);
      if (!word) return null;
      better = better.replace(term.typed, word);
    }
    return better === text ? null : better;
  }

  /** A result's page: `{url, title, note, text}`; the text without what is only there to be found. */
  async page(result) {
    const { url, meta, content } = await result.data();
    return { url, title: meta.title ?? "", note: meta.note ?? "", text: content.split(END)[0] };
  }
}
