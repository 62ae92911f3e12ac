// Reads and writes what is chosen as the query of an address: `?q=…&setting=hospital&place=Scotland&from=2018`.
// Uses neither the page nor the network.

export const SORTS = ["relevance", "date", "title", "author"];

/** `{q, chosen, from, to, sort}`. chosen: a set of values by facet. from, to: years, 0 if absent. sort: empty if absent. */
export function readAddress(search, facets) {
  const given = new URLSearchParams(search);
  const chosen = new Map();
  for (const facet of facets) {
    const values = given.getAll(facet).map((value) => value.trim()).filter(Boolean);
    if (values.length) chosen.set(facet, new Set(values));
  }
  const sort = given.get("sort");
  return {
    q: (given.get("q") ?? "").trim(),
    chosen,
    from: yearOf(given.get("from")),
    to: yearOf(given.get("to")),
    sort: SORTS.includes(sort) ? sort : "",
  };
}

/** The year in a typed text, of four digits; 0 if it is none. */
export function yearOf(text) {
  const plain = (text ?? "").normalize("NFKC").trim();
  return /^[0-9]{4}$/.test(plain) ? Number(plain) : 0;
}

/** The reverse of `readAddress`, without what is not chosen; empty if nothing is. */
export function writeAddress({ q, chosen, from, to, sort }) {
  const written = new URLSearchParams();
  if (q) written.set("q", q);
  for (const [facet, values] of chosen) for (const value of values) written.append(facet, value);
  if (from) written.set("from", from);
  if (to) written.set("to", to);
  if (sort) written.set("sort", sort);
  const text = written.toString();
  return text ? `?${text}` : "";
}
