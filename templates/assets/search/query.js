// Splits a query into terms, and finds and marks them in texts. Uses neither the page nor the network.

import { fold } from "../fold.js";

// Stop words, ignored unless a query has no others.
const STOP_WORDS = new Set(
  ("a about an and any are as at be been between but by can could did do does for from had has have how i if in into is it " +
    "its know known like me more most my not of on or our show since so some such tell than that the their them then there " +
    "these they this those to tried us was we were what when where which who whose why will with would you your").split(" "),
);
const ABOUT = /(?<![\p{L}\p{N}])(?:entries|evidence|information|research|studies|works?|working) (?:about|on|with)(?![\p{L}\p{N}])/giu; // asks, and is not in the texts
const TOKEN = /[\p{L}\p{N}\p{M}]+(?:['’.:/-][\p{L}\p{N}\p{M}]+)*/gu;
// Letters around a sign, and signs without blanks between words: the program puts the same words into the index.
const SIGNED =
  /(?<![\p{L}\p{N}_&+])([\p{L}\p{N}]{1,3})\s?([&+])\s?([\p{L}\p{N}]{1,3})(?![\p{L}\p{N}_&+])|(?<![\p{L}\p{N}_])([\p{L}\p{N}]) and ([\p{L}\p{N}])(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])([a-z])(\+\+|#)(?![\p{L}\p{N}_])/giu;
const SIGN_NAMES = new Map([["&", "amp"], ["+", "plus"], ["++", "plusplus"], ["#", "sharp"]]);
const RUN = /[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
const HYPHEN = /[-\u2010\u2011]/;
const ENDINGS = ["ations", "ation", "ments", "ment", "ings", "ing", "ies", "ers", "er", "ed", "es", "ly", "s", "e", "y"];
const LONGEST = 4; // words in a compound
const LONGEST_PHRASE = 5; // words of a synonym

/** Whether a word is a stop word. */
export const isStopWord = (word) => STOP_WORDS.has(fold(word));

/** The word without its ending, at least three letters, and without the “'s” behind a name. */
export function rootOf(written) {
  const word = written.replace(/(?<=...)'s$/, "");
  const ending = ENDINGS.find((suffix) => word.endsWith(suffix) && word.length - suffix.length >= 3);
  return ending ? word.slice(0, -ending.length) : word;
}

/** A map from the solid form of compounds to the hyphenated one: “cooperation” to “co-operation”. */
export function compoundsOf(forms) {
  return new Map(forms.map((form) => [fold(form).replaceAll("-", ""), form]));
}

/**
 * The terms of a query, in order, each once: `{query, parts, typed, compound}`.
 * query: the form for the index; for a known compound the hyphenated one. parts: its words, folded.
 * typed: the words as typed. compound: whether it has, or may have, several words. exact: whether a beginning of it is
 * no match.
 */
export function termsOf(text, compounds) {
  const special = [];
  const plain = text
    .replace(ABOUT, (asked, at, whole) => (whole.trim() === asked ? asked : " "))
    .replace(SIGNED, (typed, ...groups) => {
      special.push(signed(typed, groups));
      return " ; ";
    })
    .replace(RUN, (typed) => {
      special.push(run(fold(typed), typed));
      return " ; ";
    });
  const terms = plainTerms(plain, compounds);
  return [...special, ...(special.length ? terms.filter((term) => !term.parts.every(isStopWord)) : terms)];
}

/** “A&E” as a term: `aampe` in the index. */
function signed(typed, [left, sign, right, single, other, language, marks]) {
  const parts = [left ?? single ?? language, right ?? other ?? ""].map(fold);
  const query = parts[0] + SIGN_NAMES.get(sign ?? marks ?? "&") + parts[1];
  return { query, parts: parts.filter(Boolean), typed, compound: false, exact: true };
}

/** Signs without blanks as a term: in the index as pairs. A single one begins a pair. */
function run(folded, typed) {
  const signs = [...folded];
  const query = signs.length > 1 ? signs.slice(1).map((sign, at) => signs[at] + sign).join(" ") : folded;
  return { query, parts: signs, typed, compound: false, exact: signs.length > 1 };
}

/** The words of a token. A slash behind a part with a digit or a full stop is one of an identifier, and divides nothing. */
function divided(token) {
  const words = [];
  let identifier = false;
  for (const part of token.split("/")) {
    if (identifier) words.push(`${words.pop()}/${part}`);
    else words.push(part);
    identifier = /[0-9.]/.test(part);
  }
  return words;
}

function plainTerms(text, compounds) {
  const pieces = [];
  for (const token of [...text.matchAll(TOKEN)].flatMap(([matched]) => divided(matched))) {
    const parts = token.split(HYPHEN);
    parts.forEach((part, index) => pieces.push({ part: fold(part), typed: part, token, alone: parts.length === 1, first: index === 0 }));
  }
  const terms = [];
  for (let at = 0; at < pieces.length; ) {
    let length = Math.min(LONGEST, pieces.length - at);
    let form;
    for (; length > 0; length--) {
      form = compounds.get(pieces.slice(at, at + length).map(({ part }) => part).join(""));
      if (form) break;
    }
    const piece = pieces[at];
    if (form) {
      const typed = pieces.slice(at, at + length).map(({ typed }) => typed).join(" ");
      terms.push({ query: form, parts: fold(form).split("-"), typed, compound: true });
      at += length;
    } else if (piece.alone || !piece.first) {
      terms.push({ query: /^[ -~’‘]*$/.test(piece.typed) ? piece.typed : piece.part, parts: [piece.part], typed: piece.typed, compound: false });
      at += 1;
    } else {
      const parts = piece.token.split(HYPHEN);
      terms.push({ query: piece.token, parts: parts.map(fold), typed: piece.token, compound: true });
      at += parts.length;
    }
  }
  const significant = terms.filter((term) => term.compound || !isStopWord(term.parts[0]));
  const unique = new Map();
  for (const term of significant.length ? significant : terms) if (!unique.has(fold(term.query))) unique.set(fold(term.query), term);
  return [...unique.values()];
}

const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Whether a text has all these terms as they were typed, in one word or in several, and not only words of their families. */
export function hasExactly(text, terms) {
  const words = ` ${wordsOf(text).join(" ")} `;
  return terms.every(({ parts }) => ["", " "].some((between) => words.includes(` ${wordsOf(parts.join(" ")).join(between)} `)));
}

/** The phrase if the whole query is in quotation marks; else `null`. */
export function phraseOf(text) {
  return /^\s*["“”]([^"“”]+)["“”]\s*$/.exec(text)?.[1].trim() || null;
}

const SHOWN = new RegExp(`${RUN.source.slice(0, -1)}|[\\p{L}\\p{N}\\p{M}]+?(?:['’][\\p{L}\\p{N}\\p{M}]+)*(?![\\p{L}\\p{N}\\p{M}])`, "gu");

/** Whether a word of a text matches a part of a term: it starts with the part, or with its root. */
const matches = (word, part) =>
  word.startsWith(part) || (part.length > 3 && word.startsWith(rootOf(part))) || (word.includes("'") && word.split("'").slice(1).some((behind) => behind.startsWith(part)));

/**
 * `{pieces, found, spans}`: the text in pieces `{text, mark}`, the set of terms in it, and start and end of each mark.
 * A mark covers a whole compound.
 */
export function marked(text, terms) {
  const words = [...text.matchAll(SHOWN)].map((match) => ({
    word: fold(match[0]),
    from: match.index,
    to: match.index + match[0].length,
  }));
  const spans = [];
  const found = new Set();
  for (let at = 0; at < words.length; at++) {
    for (const term of terms) {
      const length = matchLength(words, at, term);
      if (length) {
        spans.push([words[at].from, words[at + length - 1].to]);
        found.add(term);
        at += length - 1;
        break;
      }
    }
  }
  return { pieces: cut(text, spans), found, spans };
}

/** The number of words from `at` on that match a term: all its parts, one solid word, or a synonym; 0 without a match. */
function matchLength(words, at, { parts, exact, also }) {
  for (let length = also ? Math.min(LONGEST_PHRASE, words.length - at) : 0; length > 0; length--) {
    if (also.has(words.slice(at, at + length).map(({ word }) => word).join(" "))) return length;
  }
  if (exact) return parts.every((part, index) => words[at + index]?.word === part) ? parts.length : 0;
  if (parts.length === 1) return matches(words[at].word, parts[0]) ? 1 : 0;
  if (words[at].word.startsWith(parts.join(""))) return 1;
  const last = parts.length - 1;
  const fits = parts.every((part, index) => {
    const word = words[at + index]?.word;
    return word && (index === last ? matches(word, part) : word === part);
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

const CONTEXT = 110; // characters quoted before and after a match

/**
 * The part of a text with most of the wanted terms: `{pieces, found}` as in `marked`, with “…” where it is cut.
 * terms: those to mark. No pieces if the text has none of the wanted terms.
 */
export function excerptOf(text, wanted, terms) {
  const { spans } = marked(text, wanted);
  let best = null;
  let most = 0;
  for (const [from] of spans) {
    const stretch = text.slice(Math.max(0, from - 20), from + 2 * CONTEXT - 20);
    const number = marked(stretch, wanted).found.size;
    if (number > most) [best, most] = [from, number];
    if (most === wanted.length) break;
  }
  if (best === null) return { pieces: [], found: new Set() };
  let from = Math.max(0, best - CONTEXT);
  let to = Math.min(text.length, best + CONTEXT);
  if (from > 0) from = text.indexOf(" ", from) + 1;
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), best + 1);
  const { pieces, found } = marked(text.slice(from, to), terms);
  if (from > 0) pieces.unshift({ text: "… ", mark: false });
  if (to < text.length) pieces.push({ text: " …", mark: false });
  return { pieces, found };
}
