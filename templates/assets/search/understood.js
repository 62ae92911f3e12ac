// Recognises filters in a query: “projects in Scotland since 2018”. Uses neither the page nor the network.
import { fold } from "../fold.js";
import { isStopWord } from "./query.js";

const FROM = new Map([["since", 0], ["from", 0], ["after", 1]]);
const TO = new Map([["until", 0], ["till", 0], ["to", 0], ["before", -1]]);
const LONGEST = 5; // words in a label

/**
 * The choice that a text describes: `{q, chosen, from, to, sort}`, with the remaining words as `q`; `null` if it
 * describes none. facets: those of the facet index; a label of two facets is not recognised, but for that of a type.
 */
export function understood(text, facets) {
  const labels = labelsOf(facets);
  const words = text.split(/[\s,.;:?!]+/).filter(Boolean);
  const plain = words.map(fold);
  const chosen = new Map();
  const left = [];
  let [from, to] = [0, 0];
  const choose = (facet, value) => chosen.set(facet, new Set([...(chosen.get(facet) ?? []), value]));
  for (let at = 0; at < words.length; ) {
    const year = /^(?:19|20)[0-9]{2}$/.test(plain[at + 1] ?? "") ? Number(plain[at + 1]) : 0;
    const range = /^((?:19|20)[0-9]{2})[-–—]((?:19|20)[0-9]{2})$/.exec(plain[at]);
    const length = lengthOfLabel(plain, at, labels);
    if (range) {
      [from, to] = [Number(range[1]), Number(range[2])];
      at += 1;
    } else if (year && FROM.has(plain[at])) {
      from = year + FROM.get(plain[at]);
      at += 2;
      if (TO.has(plain[at]) && /^(?:19|20)[0-9]{2}$/.test(plain[at + 1] ?? "")) {
        to = Number(plain[at + 1]) + TO.get(plain[at]);
        at += 2;
      }
    } else if (year && TO.has(plain[at])) {
      to = year + TO.get(plain[at]);
      at += 2;
    } else if (year && plain[at] === "in") {
      [from, to] = [year, year];
      at += 2;
    } else if (length) {
      choose(...labels.get(plain.slice(at, at + length).join(" ")));
      at += length;
    } else {
      left.push(words[at]);
      at += 1;
    }
  }
  if (!chosen.size && !from && !to) return null;
  const rest = left.filter((word) => !isStopWord(word)).join(" ");
  return { q: rest, chosen, from, to, sort: "" };
}

/** Facet and value by folded label, with single spaces between words; `null` for a label of two facets. Types have several, and come first. */
function labelsOf(facets) {
  const found = new Map();
  for (const facet of facets) {
    if (facet.named || facet.name === "format") continue;
    facet.values.forEach((value, at) => {
      const labels = facet.name === "type" ? [facet.labels[at], facet.singular[at]] : [value];
      for (const key of new Set(labels.map((label) => fold(label).split(/[\s,.;:?!]+/).join(" ")))) {
        const before = found.get(key);
        if (before?.[0] === "type") continue;
        found.set(key, before === undefined || facet.name === "type" ? [facet.name, value] : null);
      }
    });
  }
  return found;
}

function lengthOfLabel(plain, at, labels) {
  for (let length = Math.min(LONGEST, plain.length - at); length > 0; length--) {
    if (labels.get(plain.slice(at, at + length).join(" "))) return length;
  }
  return 0;
}
