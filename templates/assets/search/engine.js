// Searches Pagefind's index, and adds what Pagefind lacks: compounds, unknown words, and pages by name.
import { fold } from "../fold.js";
import { nearest } from "./distance.js";
import { Families } from "./families.js";
import { compoundsOf, hasExactly, phraseOf, rootOf, termsOf } from "./query.js";
import { letterOf, Terms } from "./terms.js";

const BEST = 10; // results that a title may bring to the top
const END = "¦¦"; // in the index: the text after it is found but never shown

async function fetched(url) {
  const answer = await fetch(url, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** A function that calls `load` once and returns its promise; again after a failure. */
const once = (load) => {
  let loaded;
  return () => (loaded ??= load().catch((error) => {
    loaded = undefined;
    throw error;
  }));
};

export class Engine {
  /** bundle: address of the folder with Pagefind's files. The folder above it is the root of the site. */
  constructor(bundle) {
    this.root = new URL("../", bundle);
    this.pagefind = once(async () => {
      const pagefind = await import(new URL("pagefind.js", bundle).href);
      await pagefind.init();
      return pagefind;
    });
    this.terms = once(async () => {
      const { compounds, synonyms, forms, letters } = await this.file("terms.json");
      return { compounds: compoundsOf(compounds), families: new Families(synonyms, forms), letters };
    });
    this.lists = new Map(); // functions that load the list of terms of a letter
    this.words = once(async () => {
      const { terms, texts } = await this.file("words.json");
      return [terms.split(" "), texts.split(" ").map(fold)];
    });
    this.names = once(async () => {
      const names = (await fetched(new URL("entries.json", bundle))).split(" ");
      return new Map(names.map((name, place) => [name, place]));
    });
  }

  /** For each of Pagefind's results, the place of its entry in the catalogue; `undefined` for other pages. */
  async places(results) {
    const names = await this.names();
    return results.map(({ id }) => names.get(id.replace(/^.*_/, ""))); // without the language
  }

  /** The content of a JSON file below `search/`. */
  file(name) {
    return fetched(new URL(`search/${name}`, this.root));
  }

  /**
   * Searches the index: `{terms, results, unknown}`.
   * terms: as in `termsOf`, each with `known`. results: Pagefind's, best first; none if a term is unknown.
   * unknown: terms that no page contains.
   */
  async search(text) {
    const pagefind = await this.pagefind();
    const { compounds, families } = await this.terms();
    const phrase = phraseOf(text);
    if (phrase) {
      const terms = [{ query: phrase, parts: fold(phrase).split(/[\s-]+/), typed: phrase, compound: true }];
      return { terms, unknown: [], results: (await pagefind.search(`"${phrase}"`)).results };
    }
    const terms = [];
    for (const term of families.widened(termsOf(text, compounds))) terms.push(...(await this.#resolve(term)));
    const unknown = terms.filter((term) => !term.known);
    const results = unknown.length || !terms.length ? [] : await this.#namedFirst(await this.resultsFor(terms), terms);
    return { terms, unknown, results };
  }

  /** The results; of the best, those come first whose title has all terms as they were typed. */
  async #namedFirst(results, terms) {
    const best = await Promise.all(
      results.slice(0, BEST).map(async (result) => ({ result, named: hasExactly((await result.data()).meta.title ?? "", terms) })),
    );
    const ordered = [...best.filter(({ named }) => named), ...best.filter(({ named }) => !named)];
    return [...ordered.map(({ result }) => result), ...results.slice(BEST)];
  }

  /** The terms that a typed text may mean, see `Terms.matching`. */
  async termsLike(text, options) {
    const letter = letterOf(text);
    const { letters, families } = await this.terms();
    if (!letter || !letters.includes(letter)) return [];
    if (!this.lists.has(letter)) this.lists.set(letter, once(async () => new Terms(await this.file(`terms/${letter}.json`))));
    return (await this.lists.get(letter)()).matching(text, { ...options, families });
  }

  /** Pagefind's results for terms that the index knows. */
  async resultsFor(terms) {
    return (await (await this.pagefind()).search(terms.map((term) => term.query).join(" "))).results;
  }

  /** The term with `known`; an unknown compound is replaced by its words. */
  async #resolve(term) {
    if (await this.#isKnown(term)) return [{ ...term, known: true }];
    if (!term.compound) return [{ ...term, known: false }];
    const parts = term.parts.map((part) => ({ query: part, parts: [part], typed: part, compound: false }));
    return Promise.all(parts.map(async (part) => ({ ...part, known: await this.#isKnown(part) })));
  }

  /** Whether a page contains the term. Pagefind replaces an unknown word by a shorter one, unless it is quoted. */
  async #isKnown(term) {
    const pagefind = await this.pagefind();
    if ((await pagefind.search(`"${term.query}"`)).results.length) return true;
    if (term.compound || term.exact) return false;
    const { results } = await pagefind.search(term.query);
    if (!results.length) return false;
    const { content } = await results[0].data();
    const root = rootOf(term.parts[0]);
    return fold(content).split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(root));
  }

  /** The text with unknown terms replaced by the nearest words; `null` if a term has none. */
  async suggestion(text, unknown) {
    const lists = await this.words();
    let corrected = text;
    for (const term of unknown) {
      const word = nearest(term.parts[0], lists);
      if (!word) return null;
      corrected = corrected.replace(term.typed, word);
    }
    return corrected === text ? null : corrected;
  }

  /** The page of a result: `{url, title, note, text}`, the text without what is only there to be found. */
  async page(result) {
    const { url, meta, content } = await result.data();
    return { url: url.replace(/\/?_\.html$/, "/"), title: meta.title ?? "", note: meta.note ?? "", text: content.split(END)[0] };
  }
}
