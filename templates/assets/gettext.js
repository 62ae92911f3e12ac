// The words of the scripts in the language of the site. Where that is not English, the program adds their translations at
// the end of this file. The English text is the name of a message; it is not found within template literals.

const language = document.documentElement.lang || "en";
const isEnglish = /^en\b/i.test(language);
const locale = (() => {
  try {
    return new Intl.Locale(language.replaceAll("_", "-"), { numberingSystem: "latn" }); // digits are always 0 to 9
  } catch {
    return "en"; // no code of a language
  }
})();
const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(locale);
const translations = new Map(); // by message: a text, or for a message with a number, a text for each plural category of CLDR

/** A message without a translation, on a page in another language. `element` and `write` mark it, see elements.js. */
export class Untranslated extends String {}

/** The number as the language of the site groups digits: “1,200”. */
export const figures = (number) => numbers.format(number);

/** The message in the language of the site. values: for its placeholders in braces; numbers are written as `figures`. */
export function gettext(message, values = {}) {
  return filled(translations.get(message), message, values);
}

/** As `gettext`, in the form for a number. */
export function ngettext(singular, plural, number, values = {}) {
  const forms = translations.get(singular);
  return filled(forms?.[plurals.select(number)] ?? forms?.other, number === 1 ? singular : plural, values);
}

function filled(translation, message, values) {
  const text = (translation ?? message).replace(/\{(\w+)\}/g, (whole, name) => {
    if (!Object.hasOwn(values, name)) return whole;
    return typeof values[name] === "number" ? figures(values[name]) : values[name];
  });
  return translation === undefined && !isEnglish ? new Untranslated(text) : text;
}

/** The text in the quotation marks of the language. */
export const quoted = (text) => String(gettext("“{text}”", { text }));

/** “1 entry”, “1,200 entries”. */
export const entries = (count) => ngettext("{count} entry", "{count} entries", count, { count });

/** Says how many entries a choice of years leaves out. */
export const leftOut = (count) => ngettext("{count} entry without a date is not shown.", "{count} entries without a date are not shown.", count, { count });

function translate(texts) {
  for (const [message, translation] of Object.entries(texts)) translations.set(message, translation);
}
