// Asks Pagefind's index, and knows what Pagefind does not: other spellings, words that nobody wrote, names of pages.
import { nearest } from "./distance.js";
import { compoundsOf, fold, phraseOf, rootOf, termsOf } from "./query.js";
import { letterOf, Terms } from "./terms.js";

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
    this.terms = once(async () => {
      const { compounds, letters } = await this.file("terms.json");
      return { compounds: compoundsOf(compounds), letters };
    });
    this.lists = new Map(); // of terms, by letter
    this.words = once(async () => {
      const { terms, texts } = await this.file("words.json");
      return [terms.split(" "), texts.split(" ").map(fold)];
    });
    this.names = once(async () => {
      const names = (await fetched(new URL("entries.json", bundle))).split(" ");
      return new Map(names.map((name, place) => [name, place]));
    });
  }

  /** Which entry each of Pagefind's results is: its place in the catalogue; `undefined` for other pages. */
  async places(results) {
    const names = await this.names();
    return results.map((one) => names.get(one.id.replace(/^.*_/, ""))); // without the language
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
    const { compounds } = await this.terms();
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

  /** The pages of terms that somebody who typed this may mean, best first: see `Terms.matching`. */
  async termsLike(text, options) {
    const letter = letterOf(text);
    if (!letter || !(await this.terms()).letters.includes(letter)) return [];
    if (!this.lists.has(letter)) this.lists.set(letter, once(async () => new Terms(await this.file(`terms/${letter}.json`))));
    return (await this.lists.get(letter)()).matching(text, options);
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
    const lists = await this.words();
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
    return { url: url.replace(/\/?_\.html$/, "/"), title: meta.title ?? "", note: meta.note ?? "", text: content.split(END)[0] };
  }
}
