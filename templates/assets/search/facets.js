// The facet index: finds the entries that match a choice, and counts those that each further choice would leave.
// Uses neither the page nor the network. A set of entries is an array with a byte, 0 or 1, for each entry.
import { fold } from "../fold.js";

const OPEN = 9999; // the last year of an ongoing period

export class FacetIndex {
  /** index: the content of `search/facets.json`, which lacks the values of facets of names; `addValues` adds them. */
  constructor(index) {
    this.size = index.entries;
    this.first = index.first;
    this.last = index.last;
    this.orders = new Map(); // places in the order of titles and of authors, if loaded
    this.facets = index.facets.map(facetOf);
    this.byName = new Map(this.facets.map((facet) => [facet.name, facet]));
  }

  /** Adds the values of a facet of names. content: `values` and `entries`, as in its file. */
  addValues(name, content) {
    const facet = this.byName.get(name);
    Object.assign(facet, facetOf({ name, title: facet.title, number: facet.number, ...content }));
  }

  /** The first and the last year of all entries; both 0 if none has a date. thisYear: the last of an ongoing period. */
  years(thisYear) {
    const first = this.first.filter(Boolean).reduce((year, other) => Math.min(year, other), OPEN);
    const last = this.last.map((year, place) => (year === OPEN ? Math.max(thisYear, this.first[place]) : year));
    return first === OPEN ? [0, 0] : [first, last.reduce((year, other) => Math.max(year, other), 0)];
  }

  #set(full) {
    return new Uint8Array(this.size).fill(full ? 1 : 0);
  }

  /** The set of entries that have any of these values of a facet. */
  having(name, values) {
    const set = this.#set(false);
    const facet = this.byName.get(name);
    for (const value of values) {
      for (const place of facet?.entries[facet.at(value)] ?? []) set[place] = 1;
    }
    return set;
  }

  /** The set of entries whose years overlap with a range; 0 is an open end. Entries without a date only if both are 0. */
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
   * `{matching, counts}`: the set of entries that match a choice, and by facet the number of entries with each value
   * if nothing of this facet were chosen. words: places of the entries that match the query; `null` without a query.
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

  /** The number of entries that a choice leaves out because they have no date. words: as for `filter`. */
  undated(choice, words) {
    if (!choice.from && !choice.to) return 0;
    const { matching } = this.filter({ ...choice, from: 0, to: 0 }, words);
    return sizeOf(matching.filter((member, place) => member && !this.first[place]));
  }

  /** The places in a set, sorted by `date` (newest first), `title`, `author` or `relevance` (as in `ranked`). */
  ordered(matching, sort, ranked) {
    const places = this.orders.get(sort) ?? (sort === "relevance" ? ranked : null) ?? matching.keys();
    return [...places].filter((place) => matching[place]);
  }
}

/** The number of entries in a set. */
export const sizeOf = (set) => set.reduce((sum, member) => sum + member, 0);

function intersect(set, other) {
  for (let place = 0; place < set.length; place++) set[place] &= other[place];
}

/** A facet from its content in a file. known: whether its values are loaded; else only their number is. */
function facetOf({ name, title, number, values = [], labels = values, singular = labels, depths = [], entries }) {
  const index = new Map();
  values.forEach((value, at) => {
    if (!index.has(fold(value))) index.set(fold(value), at);
  });
  return {
    name,
    title,
    values,
    labels,
    singular,
    depths,
    named: number !== undefined,
    known: entries !== undefined,
    number: number ?? values.length,
    entries: (entries ?? []).map(placesOf),
    at: (value) => index.get(fold(value)) ?? -1,
  };
}

/** Places, from the differences between successive ones. */
function placesOf(gaps) {
  let place = 0;
  return gaps.map((gap) => (place += gap));
}
