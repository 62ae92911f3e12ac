// The facet index: which entries have what is chosen, and how many each further choice would leave.
// Nothing here knows the page or the network. A set of entries is an array of bytes, one for each entry.
import { fold } from "./query.js";

export class FacetIndex {
  /** index: the content of `search/facets.json`, which has only the number of names. They are learnt when they are wanted. */
  constructor(index) {
    this.size = index.entries;
    this.first = index.first;
    this.last = index.last;
    this.titles = null; // places in the order of titles, once somebody wants it
    this.facets = index.facets.map(facetOf);
    this.byName = new Map(this.facets.map((facet) => [facet.name, facet]));
  }

  /** Fills in a facet of names. content: its `values` and `entries`. */
  learn(name, content) {
    const facet = this.byName.get(name);
    Object.assign(facet, facetOf({ name, title: facet.title, number: facet.number, ...content }));
  }

  get years() {
    const dated = this.first.filter(Boolean);
    return dated.length ? [Math.min(...dated), Math.max(...dated)] : [0, 0];
  }

  #set(full) {
    return new Uint8Array(this.size).fill(full ? 1 : 0);
  }

  /** The entries that have any of a facet's values. */
  having(name, values) {
    const set = this.#set(false);
    const facet = this.byName.get(name);
    for (const value of values) {
      for (const place of facet?.entries[facet.at(value)] ?? []) set[place] = 1;
    }
    return set;
  }

  /** The entries whose years overlap with a range; what is open on one side is 0. Without a date only if both are. */
  within(from, to) {
    const set = this.#set(!from && !to);
    if (from || to) {
      for (let place = 0; place < this.size; place++) {
        const dated = this.first[place] > 0;
        set[place] = dated && this.last[place] >= from && (!to || this.first[place] <= to) ? 1 : 0;
      }
    }
    return set;
  }

  /**
   * What fits a choice. words: the places of the entries that hold the words, or `null` without any.
   * Returns `{matching, counts}`: the set of entries, and for each facet's name how many entries each of its values
   * would have if nothing of this facet were chosen.
   */
  filter({ chosen, from, to }, words) {
    const sets = new Map();
    for (const [name, values] of chosen) sets.set(name, this.having(name, values));
    const others = this.within(from, to);
    if (words) {
      const held = this.#set(false);
      for (const place of words) held[place] = 1;
      intersect(others, held);
    }
    const matching = others.slice();
    for (const set of sets.values()) intersect(matching, set);
    const counts = new Map();
    for (const facet of this.facets) {
      let allowed = matching;
      if (sets.has(facet.name)) {
        allowed = others.slice();
        for (const [name, set] of sets) if (name !== facet.name) intersect(allowed, set);
      }
      counts.set(
        facet.name,
        facet.entries.map((places) => places.reduce((sum, place) => sum + allowed[place], 0)),
      );
    }
    return { matching, counts };
  }

  /** The places of a set in an order: `date` (newest first), `title`, or that of `ranked`. */
  ordered(matching, sort, ranked) {
    const order = sort === "title" ? this.titles : sort === "relevance" && ranked ? ranked : null;
    const places = order ?? matching.keys();
    return [...places].filter((place) => matching[place]);
  }
}

/** How many entries a set has. */
export const sizeOf = (set) => set.reduce((sum, one) => sum + one, 0);

function intersect(set, other) {
  for (let place = 0; place < set.length; place++) set[place] &= other[place];
}

/** A facet as it is in a file. known: whether its values are there; otherwise there is only their number. */
function facetOf({ name, title, number, values = [], labels = values, depths = [], entries }) {
  const index = new Map();
  values.forEach((value, at) => {
    if (!index.has(fold(value))) index.set(fold(value), at);
  });
  return {
    name,
    title,
    values,
    labels,
    depths,
    named: number !== undefined,
    known: entries !== undefined,
    number: number ?? values.length,
    entries: (entries ?? []).map(placesOf),
    at: (value) => index.get(fold(value)) ?? -1,
  };
}

/** Places from the gaps between them. */
function placesOf(gaps) {
  let place = 0;
  return gaps.map((gap) => (place += gap));
}
