// Dates as people write them. `values/dates.py` does the same, and both are held to `tests/values/dates.json`.

import { gettext } from "../gettext.js";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAY = "(?<day>[0-9]{1,2})(?:st|nd|rd|th)?";
const BETWEEN = " ?[-/.] ?";
const MEANT = [
  `(?<year>[0-9]{4})${BETWEEN}(?<month>[0-9]{1,2})(?:${BETWEEN}(?<day>[0-9]{1,2}))?`,
  `(?:(?<day>[0-9]{1,2})${BETWEEN})?(?<month>[0-9]{1,2})${BETWEEN}(?<year>[0-9]{4})`,
  `(?:${DAY}(?: of)? )?(?<month>[a-z]{3,9}) (?<year>[0-9]{4})`,
  `(?<month>[a-z]{3,9}) ${DAY} (?<year>[0-9]{4})`,
  `(?<year>[0-9]{4}) (?<month>[a-z]{3,9})(?: ${DAY})?`,
].map((pattern) => new RegExp(`^(?:${pattern})$`));
const LONGEST = 40; // characters

/** The date that a text means, as `2019-05-14`, `2019-05` or `2019`; `null` if it means none, or could mean several. */
export function dateMeant(text) {
  const plain = text.replaceAll(",", " ").replace(/[\u2010-\u2015\u2212]/g, "-").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
  if (plain.length > LONGEST) return null;
  const words = plain.replace(/[-./](?=[a-z])/g, " ").replace(/([a-z])[-./]/g, "$1 ").split(" ").filter(Boolean).join(" ");
  const found = MEANT.map((form) => form.exec(words)).find(Boolean)?.groups ?? { year: plain };
  let { year, month = "", day = "" } = found;
  if (day && /^[0-9]/.test(month) && !words.startsWith(year)) {
    if (day <= 12 && month <= 12 && day !== month) return null;
    if (month > 12) [day, month] = [month, day];
  }
  if (/^[a-z]/.test(month)) month = `${monthNumber(month)}`;
  const date = [year, ...[month, day].filter(Boolean).map((part) => part.padStart(2, "0"))].join("-");
  return isDay(date) ? date : null;
}

const monthNumber = (word) => (word === "sept" ? 9 : MONTHS.findIndex((name) => [name, name.slice(0, 3)].includes(word[0].toUpperCase() + word.slice(1))) + 1);

function isDay(date) {
  const [, year, month = "01", day = "01"] = /^([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(date) ?? [];
  if (!year || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** “14 July 2022” for `2022-07-14`, “July 2022” for `2022-07`, in the language of the site; other texts unchanged. */
export function dateWords(text) {
  const [, year, month, day] = /^([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?$/.exec(text) ?? [];
  if (!year || month < 1 || month > 12) return text;
  const name = MONTHS[month - 1];
  const message = day ? `{day} ${name} {year}` : `${name} {year}`; // in no catalogue: the program knows them from CLDR
  return gettext(message, { day: `${Number(day)}`, year });
}
