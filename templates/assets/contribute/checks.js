// What is wrong with the answers, in the words of the checks; those words stand in the page.

import { controlsOf, firstControl, questionOfRow, questionsIn, read, rowsOf } from "./fields.js";

const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/;
const INVALID = /[\ufffe\uffff]/;
const LARGEST = 64 * 1024; // bytes of the fields, and of the text

const filled = (text, blanks) => text.replace(/\{(\w+)\}/g, (whole, name) => blanks[name] ?? whole);
const shown = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
const bytesOf = (text) => new TextEncoder().encode(text).length;

/** Words of the page: what a question, or the form, says to `code`. */
export function said(element, code, blanks = {}) {
  const attribute = element.getAttribute(`data-said-${code}`) ?? element.getAttribute(`data-rule-${code}`) ?? "";
  return filled(attribute, blanks);
}

/** Every fault in the order of the page: the control to mend, the question that holds it, what is wrong, and where. */
export function faultsOf(form) {
  const faults = [];
  for (const question of questionsIn(form)) check(question, "", faults, form);
  const dated = (name) => questionsIn(form).find((question) => question.dataset.name === name);
  if (read(dated("date")) && read(dated("period"))) {
    faults.push(fault(dated("period"), said(form, "date-and-period")));
  }
  return faults;
}

const fault = (question, message, where = "", control = firstControl(question)) => ({ question, control, message, where });

function check(question, where, faults, form) {
  const value = read(question);
  const { kind, label } = question.dataset;
  if (value === undefined) {
    if ("required" in question.dataset) faults.push(fault(question, said(question, "missing"), where));
    return;
  }
  if (Array.isArray(value) && value.length > Number(question.dataset.most)) {
    faults.push(fault(question, said(question, "many", { count: value.length }), where));
  }
  if (kind === "list") {
    rowsOf(question).forEach((row, index) => {
      const inner = questionOfRow(row);
      check(inner, `${where}${label}, ${index + 1}: `, faults, form);
    });
  } else if (kind === "group") {
    const within = where || `${label}: `;
    for (const part of questionsIn(question)) check(part, within, faults, form);
    checkTogether(question, value, within, faults, form);
  } else if (kind === "line" || kind === "text") {
    const message = wrongWith(question, value, form);
    if (message) faults.push(fault(question, message, where, controlsOf(question)[0]));
  }
}

/** What parts of a group say to each other. */
function checkTogether(group, value, where, faults, form) {
  const names = new Map(questionsIn(group).map((part) => [part.dataset.name, part]));
  const name = names.get("name");
  if (name && names.has("organisation") && !value.has("name") && !value.has("organisation")) {
    faults.push(fault(name, said(form, "nobody-named"), where));
  }
  const [start, end] = [value.get("start"), value.get("end")];
  if (typeof start === "string" && isDate(start) && typeof end === "string" && isDate(end) && lastDay(end) < start.padEnd(10, "-00")) {
    faults.push(fault(names.get("end"), said(form, "period", { start, end }), where));
  }
}

const isDate = (text) => /^[0-9]{4}(?:-[0-9]{2}){0,2}$/.test(text);
const lastDay = (date) => `${date}-99-99`.slice(0, 10);

/** What is wrong with a text; empty where nothing is. */
function wrongWith(question, text, form) {
  const control = unseenIn(text);
  if (control) return said(form, control.code, { value: control.sign });
  if ([...text].length > Number(question.dataset.most)) return said(question, "long");
  if (!question.dataset.form || (question.dataset.also ?? "").split(" ").includes(text.toLowerCase())) return "";
  const [code, blanks] = (FORMS[question.dataset.form] ?? (() => []))(text, question);
  return code ? said(question, code, { value: shown(text), ...blanks }) : "";
}

function unseenIn(text) {
  const [reordering] = REORDERING.exec(text) ?? [];
  const [sign] = reordering ? [reordering] : (UNSEEN.exec(text) ?? INVALID.exec(text) ?? []);
  if (!sign) return null;
  const number = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { code: reordering ? "bidi-control" : "control-character", sign: `U+${number}` };
}

const OK = [];
const BAD = ["bad"];
const matches = (pattern, text) => (pattern.test(text) ? OK : BAD);

/** For each form of an answer: the code of what is wrong with it, if anything, and what stands in the words. */
const FORMS = {
  date(text, question) {
    const [, year, month, day] = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(text) ?? [];
    if (!year) return BAD;
    if (year < 1000 || year > 2999) return ["year"];
    if (month && (month < 1 || month > 12)) return ["month", { part: month }];
    const last = new Date(Date.UTC(year, month, 0));
    if (day && (day < 1 || day > last.getUTCDate())) {
      const named = last.toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
      return ["day", { part: day, month: named, last: last.getUTCDate() }];
    }
    return !day && question.hasAttribute("data-said-short") ? ["short"] : OK;
  },
  url(text) {
    if (/[\s\\\xad\u061c\u200b\u200e\u200f\u2060-\u206f\ufeff]/.test(text)) return BAD;
    const web = /^https?:\/\/(?:[^\s/?#@%:\\<>"|^`{}[\]]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?:[/?#][^\s\\]*)?$/i;
    return web.test(text) && URL.canParse(text) ? OK : BAD;
  },
  doi: (text) => matches(/^(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)?10\.[0-9]{4,9}(?:\.[0-9]+)*\/[^\s\\^`{|}]+$/i, text),
  orcid(text) {
    const bare = text.replace(/^(?:orcid:\s*|https?:\/\/orcid\.org\/)/i, "").replace(/\/+$/, "");
    if (!/^[0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9X]$/i.test(bare)) return BAD;
    const digits = bare.replaceAll("-", "").toUpperCase();
    const total = [...digits.slice(0, 15)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
    return (12 - (total % 11)) % 11 === tenForX(digits[15]) ? OK : ["digit"];
  },
  isbn(text) {
    const bare = text.replace(/^isbn(?:-1[03])?:?\s*/i, "");
    if (!/^(?:[0-9](?:[ -]?[0-9]){8}[ -]?[0-9X]|97[89](?:[ -]?[0-9]){10})$/i.test(bare)) return BAD;
    const digits = [...bare.replace(/[ -]/g, "").toUpperCase()].map(tenForX);
    const total = digits.reduce((sum, digit, place) => sum + digit * (digits.length === 10 ? 10 - place : place % 2 ? 3 : 1), 0);
    return total % (digits.length === 10 ? 11 : 10) ? ["digit"] : OK;
  },
  pmid: (text) => matches(/^(?:pmid:\s*|https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/)?[1-9][0-9]{0,8}\/*$/i, text),
  language: (text) => matches(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, text),
  amount: (text) => matches(/^(?:[0-9][0-9,. ]*[0-9]|[0-9])$/, text),
  slug: (text) => (isSlug(text) ? OK : RESERVED.test(text) ? ["reserved"] : BAD),
};
const tenForX = (digit) => (digit === "X" ? 10 : Number(digit));

const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/; // Windows keeps these names for itself

/** Whether this can be the name of a file, without its ending. */
export const isSlug = (text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && !RESERVED.test(text);

/** What is wrong with the text below the fields; empty where nothing is. */
export function wrongWithBody(form, body) {
  const control = unseenIn(body);
  if (control) return said(form, control.code, { value: control.sign });
  const size = bytesOf(body);
  return size > LARGEST ? said(form, "body-too-long", { count: Math.ceil(size / 1024) }) : "";
}

/** What is wrong with all fields together; empty where nothing is. */
export const wrongWithFields = (form, fields) => (bytesOf(fields) > LARGEST ? said(form, "too-long") : "");

/** What a reader or an editor may ask: never a fault. `keywords` finds one that is in use, or one that is near. */
export function askedOf(form, { isKeyword, nearKeyword }) {
  const named = (name) => questionsIn(form).find((question) => question.dataset.name === name);
  const asked = [];
  const ask = (question, control, message) => asked.push({ question, control, message });
  for (const row of rowsOf(named("keywords"))) {
    const question = questionOfRow(row);
    const value = read(question);
    if (value === undefined || isKeyword(value)) continue;
    const near = nearKeyword(value);
    ask(question, controlsOf(question)[0], `${near ? `Did you mean “${near}”? ` : ""}${said(form, "unknown-keyword", { value: shown(value) })}`);
  }
  if (!read(named("summary"))) ask(named("summary"), firstControl(named("summary")), said(form, "no-summary"));
  if (!read(named("date")) && !read(named("period"))) ask(named("date"), firstControl(named("date")), said(form, "no-date"));
  return asked;
}

/** What is wrong with the name of the file; empty where nothing is. */
export function wrongWithName(form, name, known) {
  if (!name) return "The name of the file is missing.";
  if (!isSlug(name) || name.length > 97) return said(form, "file-name", { value: shown(name) });
  if (known) return "An entry has this name already. Choose another name. To change that entry, open its file at the top of the form.";
  return "";
}
