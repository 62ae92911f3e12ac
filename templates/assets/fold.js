// Folds texts, so that spellings of one word can be compared. The program folds by the same rules (`values/folding.py`).
// Uses neither the page nor the network.

const MARKS =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/g;
const LETTERS = new Map(
  ["øo", "łl", "đd", "ðd", "þth", "æae", "œoe", "ßss", "ıi", "ħh", "ŧt", "ŋn", "ĸk", "ςσ", "’'", "‘'", "ʼ'"].map(([letter, ...plain]) => [letter, plain.join("")]),
);
const OTHER_LETTER = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "g");
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const MOST = 60; // characters of a slug
const LEAST = 30; // characters that are left of a longer one
const END_OF_PART = /[:;?!] | [–—-] |(?<=[a-z]{3})\. /g;
const LINKING = new Set(
  "a an and as at between by for from how in into of on or that the through to what when where which who with within".split(" "),
);

/** The text in lower case, without accents, vowel signs and invisible characters, and with one kind of apostrophe. */
export function fold(text) {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase(); // the usual case, and fast: thousands of names are folded at once
  const bare = text.replace(/\p{DI}/gu, "").normalize("NFKD").replace(MARKS, "").toLowerCase();
  return bare.replace(OTHER_LETTER, (letter) => LETTERS.get(letter)).normalize("NFC");
}

/** The text without invisible characters; joiners, selectors and other parts of scripts and pictures stay. */
export function visible(text) {
  const bare = text.replace(/(?![\u115f\u1160\u180b-\u180f\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\u{e0020}-\u{e01ef}])\p{DI}/gu, "");
  return RIGHT_TO_LEFT.test(bare) ? bare : bare.replace(/[\u061c\u200e\u200f]/g, "");
}

/** Whether `slugOf` needs the Latin forms of other scripts for a title. */
export const needsLatin = (title) => /[^\0-\x7f\xa0-\xbf\u2010-\u201f\u2026]/.test(fold(title));

/** The name of an entry's file for a title, as `coprod-kb new` makes it; may be empty. latin: forms by character, for other scripts. */
export function slugOf(title, latin) {
  const slug = wholeSlug(title, latin);
  return slug.length > MOST ? beginning(title, latin) || phrases(slug) : slug;
}

function wholeSlug(title, latin) {
  const letters = latin && [...title.replace(/['’]/g, "").normalize("NFKD")].map((one) => (one < "\x80" ? one : (latin.get(one) ?? "")));
  const plain = (letters?.join("").toLowerCase() ?? fold(title)).replace(/'|(?<=[0-9]),(?=[0-9])/g, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

// The longest part of a long title, as before a colon.
function beginning(title, latin) {
  const text = [...title].slice(0, 200).join("");
  const slugs = [...text.matchAll(END_OF_PART)].map((found) => wholeSlug(text.slice(0, found.index), latin));
  return slugs.reverse().find((slug) => slug.length >= LEAST && slug.length <= MOST);
}

// A long slug up to a word such as “of”, or else whole words of it.
function phrases(slug) {
  for (let end = MOST; end >= LEAST; end--) {
    if (slug[end] !== "-") continue;
    const [word, next] = [slug.slice(0, end).split("-").pop(), slug.slice(end + 1).split("-", 1)[0]];
    if (LINKING.has(next) && !LINKING.has(word)) return slug.slice(0, end);
  }
  return slug.slice(0, MOST + 1).replace(/-[^-]*$/, "").slice(0, MOST);
}
