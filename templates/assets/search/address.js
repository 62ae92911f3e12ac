// What is chosen, as it stands in the address: `?q=…&setting=hospital&place=Scotland&from=2018`.
// Nothing here knows the page or the network.

export const SORTS = ["relevance", "date", "title"];

/** `{q, chosen, from, to, sort}`; chosen: for each facet the set of its values; years are numbers, 0 where none is named. */
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

/** A year from what somebody typed; 0 for anything else. */
export function yearOf(text) {
  return /^\s*[0-9]{4}\s*$/.test(text ?? "") ? Number(text) : 0;
}

/** The same as the query of an address, without what is not chosen; empty for everything. */
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
