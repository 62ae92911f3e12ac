// What somebody typed, taken apart. Nothing here knows the page or the network.

// Words that say nothing about the subject. They are left out unless there are no others.
const EMPTY = new Set(
  ("a about an and any are as at be been between but by can could did do does for from had has have how i if in into is it " +
    "its know known like me more most my not of on or our show since so some such tell than that the their them then there " +
    "these they this those to us was we were what when where which who whose why will with would you your").split(" "),
);
const TOKEN = /[\p{L}\p{N}]+(?:['’./:-][\p{L}\p{N}]+)*/gu;
const HYPHEN = /[-\u2010\u2011]/;
const ENDINGS = ["ations", "ation", "ments", "ment", "ings", "ing", "ies", "ers", "er", "ed", "es", "ly", "s", "e", "y"];
const LONGEST = 4; // words of a compound

/** Small letters without accents, with one kind of apostrophe. */
export function fold(text) {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase(); // nearly all, and thousands of names are folded at once
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();
}

/** Whether a word says nothing about a subject. */
export const isEmpty = (word) => EMPTY.has(fold(word));

/** What is left of a word without its ending; at least three letters. */
export function rootOf(word) {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 3);
  return ending ? word.slice(0, -ending.length) : word;
}

/** From a list of hyphenated compounds: each by its letters alone, “coproduction” for “co-production”. */
export function compoundsOf(forms) {
  return new Map(forms.map((form) => [fold(form).replaceAll("-", ""), form]));
}

/**
 * The terms of a query, in order: `{query, parts, typed}`.
 * query: what the index is asked for; a compound in its hyphenated form, however it was typed.
 * parts: its single words, folded. typed: the words as they were typed.
 */
export function termsOf(text, compounds) {
  const pieces = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const parts = token.split(HYPHEN);
    parts.forEach((part, index) => pieces.push({ part: fold(part), typed: part, token, alone: parts.length === 1, first: index === 0 }));
  }
  const terms = [];
  for (let at = 0; at < pieces.length; ) {
    let length = Math.min(LONGEST, pieces.length - at);
    let form;
    for (; length > 0; length--) {
      form = compounds.get(pieces.slice(at, at + length).map((one) => one.part).join(""));
      if (form) break;
    }
    const piece = pieces[at];
    if (form) {
      const typed = pieces.slice(at, at + length).map((one) => one.typed).join(" ");
      terms.push({ query: form, parts: fold(form).split("-"), typed, compound: true });
      at += length;
    } else if (piece.alone || !piece.first) {
      terms.push({ query: piece.typed, parts: [piece.part], typed: piece.typed, compound: false });
      at += 1;
    } else {
      const parts = piece.token.split(HYPHEN);
      terms.push({ query: piece.token, parts: parts.map(fold), typed: piece.token, compound: true });
      at += parts.length;
    }
  }
  const said = terms.filter((term) => term.compound || !isEmpty(term.parts[0]));
  const once = new Map();
  for (const term of said.length ? said : terms) if (!once.has(fold(term.query))) once.set(fold(term.query), term);
  return [...once.values()];
}

/** The words between quotation marks where a query is nothing else, to be found as they stand; otherwise `null`. */
export function phraseOf(text) {
  return /^\s*["“”]([^"“”]+)["“”]\s*$/.exec(text)?.[1].trim() || null;
}

/** Whether a word of a text answers to a term: it starts with the term, or with its root. */
const answers = (word, part) => word.startsWith(part) || (part.length > 3 && word.startsWith(rootOf(part)));

/**
 * A text in pieces `{text, mark}`: marked are the words that answer to a term; a compound is marked as a whole.
 * found: the terms that were met. spans: where the marked words begin and end.
 */
export function marked(text, terms) {
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu)].map((one) => ({
    word: fold(one[0]),
    from: one.index,
    to: one.index + one[0].length,
  }));
  const spans = [];
  const found = new Set();
  for (let at = 0; at < words.length; at++) {
    for (const term of terms) {
      const reach = reachOf(words, at, term);
      if (reach) {
        spans.push([words[at].from, words[at + reach - 1].to]);
        found.add(term);
        at += reach - 1;
        break;
      }
    }
  }
  return { pieces: cut(text, spans), found, spans };
}

/** How many words from `at` on a term takes: all its parts, or one that is written solid; 0 if it is not there. */
function reachOf(words, at, { parts }) {
  if (parts.length === 1) return answers(words[at].word, parts[0]) ? 1 : 0;
  if (words[at].word.startsWith(parts.join(""))) return 1;
  const last = parts.length - 1;
  const fits = parts.every((part, index) => {
    const word = words[at + index]?.word;
    return word && (index === last ? answers(word, part) : word === part);
  });
  return fits ? parts.length : 0;
}

function cut(text, spans) {
  const pieces = [];
  let done = 0;
  for (const [from, to] of spans) {
    if (from > done) pieces.push({ text: text.slice(done, from), mark: false });
    pieces.push({ text: text.slice(from, to), mark: true });
    done = to;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), mark: false });
  return pieces;
}

const REACH = 110; // characters quoted before and after

/**
 * The stretch of a text that holds most of the wanted terms: `{pieces, found}` as in `marked`, with “…” where it is cut.
 * terms: all that are marked in it.
 */
export function excerptOf(text, wanted, terms) {
  const { spans } = marked(text, wanted);
  let best = null;
  let most = 0;
  for (const [from] of spans) {
    const stretch = text.slice(Math.max(0, from - 20), from + 2 * REACH - 20);
    const number = marked(stretch, wanted).found.size;
    if (number > most) [best, most] = [from, number];
    if (most === wanted.length) break;
  }
  if (best === null) return { pieces: [], found: new Set() };
  let from = Math.max(0, best - REACH);
  let to = Math.min(text.length, best + REACH);
  if (from > 0) from = text.indexOf(" ", from) + 1;
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), best + 1);
  const { pieces, found } = marked(text.slice(from, to), terms);
  if (from > 0) pieces.unshift({ text: "… ", mark: false });
  if (to < text.length) pieces.push({ text: " …", mark: false });
  return { pieces, found };
}
