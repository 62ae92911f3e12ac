// Checks the answers, and gives the same messages as `coprod-kb check`. The page contains their texts.

import { textIn } from "../elements.js";
import { fold } from "../fold.js";
import { gettext, Untranslated } from "../gettext.js";
import { dateWords } from "./dates.js";
import { NOT_REPORTED, controlsOf, firstControl, questionOfRow, questionsIn, read, rowsOf } from "./fields.js";

const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
const INVALID = /[\ufffe\uffff]/;
const LARGEST = 64 * 1024; // bytes of the fields, and of the text

const shortened = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
const bytesOf = (text) => new TextEncoder().encode(text).length;

/** The message of a question, or of the form, for a code; `values` replace the placeholders in it. */
export function message(element, code, values = {}) {
  const text = textIn(element, element.hasAttribute(`data-said-${code}`) ? `data-said-${code}` : `data-rule-${code}`);
  const filled = text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));
  return text instanceof Untranslated ? new Untranslated(filled) : filled;
}

/** All faults: `{question, control, message, where}`, `where` being the labels of the list and group around it. */
export function faultsOf(form) {
  const faults = [];
  for (const question of questionsIn(form)) check(question, "", faults, form);
  const dated = (name) => questionsIn(form).find((question) => question.dataset.name === name);
  if (read(dated("date")) && read(dated("period"))) {
    faults.push(fault(dated("period"), message(form, "date-and-period")));
  }
  return faults;
}

const fault = (question, text, where = "", control = firstControl(question)) => ({ question, control, message: text, where });

function check(question, where, faults, form) {
  const value = read(question);
  const { kind, label } = question.dataset;
  if (value === undefined) {
    if ("required" in question.dataset && !("kept" in question.dataset)) faults.push(fault(question, message(question, "missing"), where));
    return;
  }
  const unclear = "unreported" in question.dataset && noAnswerIn(value, form);
  if (unclear) {
    faults.push(fault(question, message(form, "not-reported", { value: unclear }), where));
    return;
  }
  if (Array.isArray(value) && value.length > Number(question.dataset.most)) {
    faults.push(fault(question, message(question, "many", { count: value.length }), where));
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
    const text = wrongWith(question, value, form);
    if (text) faults.push(fault(question, text, where, controlsOf(question)[0]));
  }
}

/** The text in an answer that does not say whether somebody has looked, such as “n/a”; `undefined` if there is none. */
function noAnswerIn(value, form) {
  if (value === NOT_REPORTED) return undefined;
  const around = "[ _*()[\\].!]*";
  const pattern = new RegExp(`^${around}(?:${form.dataset.noAnswer})${around}$`, "u");
  return [value].flat().find((text) => typeof text === "string" && text.length <= 60 && pattern.test(text.toLowerCase().split(/\s+/).join(" ")));
}

/** Checks between the parts of a group. */
function checkTogether(group, value, where, faults, form) {
  const names = new Map(questionsIn(group).map((part) => [part.dataset.name, part]));
  const name = names.get("name");
  if (name && names.has("organisation") && !value.has("name") && !value.has("organisation")) {
    faults.push(fault(name, message(form, "nobody-named"), where));
  }
  const [start, end] = [value.get("start"), value.get("end")];
  if (typeof start === "string" && isDate(start) && typeof end === "string" && isDate(end) && lastDay(end) < start.padEnd(10, "-00")) {
    faults.push(fault(names.get("end"), message(form, "period", { start, end }), where));
  }
}

const isDate = (text) => /^[0-9]{4}(?:-[0-9]{2}){0,2}$/.test(text);
const lastDay = (date) => `${date}-99-99`.slice(0, 10);

/** The message about a text; empty if it is right. */
function wrongWith(question, text, form) {
  const control = controlCharacterIn(text);
  if (control) return message(form, control.code, { value: control.character });
  if ([...text].length > Number(question.dataset.most)) return message(question, "long");
  if (/^(?:people|organisations)$/.test(question.dataset.suggest) && /[^\s<>()[\],;@]@[^\s<>()[\],;@]/.test(text)) {
    return message(form, "email-in-name", { value: shortened(text) });
  }
  const { terms } = question.dataset;
  if (terms && !terms.split("\n").some((term) => fold(term) === fold(text))) return message(question, "unknown", { value: shortened(text) });
  if (!question.dataset.form || (question.dataset.also ?? "").split(" ").includes(text.toLowerCase())) return "";
  const [code, values] = wrongForm(question, text, form);
  return code ? message(question, code, { value: shortened(text), ...values }) : "";
}

/** The first forbidden character, as `{code, character}`; `null` if there is none. */
function controlCharacterIn(text) {
  const bidi = BIDI.exec(text);
  const found = bidi ?? CONTROL.exec(text) ?? INVALID.exec(text);
  if (!found) return null;
  const number = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { code: bidi ? "bidi-control" : "control-character", character: `U+${number}` };
}

const patternOf = (form, name) => new RegExp(form.getAttribute(`data-pattern-${name}`), "u");

/** The code of the message about a text of the wrong form, and the values for its placeholders; nothing if it is right. */
function wrongForm(question, text, form) {
  const { form: kind } = question.dataset;
  if (kind === "date") return wrongDate(text, question.hasAttribute("data-said-short"));
  const [whole, bare = whole] = patternOf(form, kind).exec(text) ?? [];
  if (!whole || (kind === "url" && !isAddress(text))) return ["bad"];
  if (kind === "slug" && !patternOf(form, "reserved").test(text)) return ["reserved"];
  const digits = [...bare.replace(/[ -]/g, "").toUpperCase()].map((digit) => (digit === "X" ? 10 : Number(digit)));
  return SUM_IS_RIGHT[kind]?.(digits) ?? true ? [] : ["digit"];
}

function wrongDate(text, isWhole) {
  const [, year, month, day] = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(text) ?? [];
  if (!year) return ["bad"];
  if (year < 1000 || year > 2999) return ["year"];
  if (month && (month < 1 || month > 12)) return ["month", { part: month }];
  const last = new Date(Date.UTC(year, month, 0));
  if (day && (day < 1 || day > last.getUTCDate())) {
    return ["day", { part: day, month: dateWords(`${year}-${month}`), last: last.getUTCDate() }];
  }
  return isWhole && !day ? ["short"] : [];
}

const isAddress = (text) => !/[\s\\\xad\u061c\u200b\u200e\u200f\u2060-\u206f\ufeff]/.test(text) && URL.canParse(text);

/** Whether the check digit of an identifier fits. */
const SUM_IS_RIGHT = {
  orcid: (digits) => (12 - (digits.slice(0, 15).reduce((sum, digit) => (sum + digit) * 2, 0) % 11)) % 11 === digits[15],
  isbn: (digits) => digits.reduce((sum, digit, place) => sum + digit * (digits.length === 10 ? 10 - place : place % 2 ? 3 : 1), 0) % (digits.length === 10 ? 11 : 10) === 0,
};

/** Whether a text can be the name of a file, without its extension. */
export const isSlug = (form, text) => ["slug", "reserved"].every((name) => patternOf(form, name).test(text));

/** The message about the text below the fields; empty if it is right. */
export function wrongWithBody(form, body) {
  const control = controlCharacterIn(body);
  if (control) return message(form, control.code, { value: control.character });
  const size = bytesOf(body);
  return size > LARGEST ? message(form, "body-too-long", { size: Math.ceil(size / 1024) }) : "";
}

/** The message about all fields together; empty if they are right. */
export const wrongWithFields = (form, fields) => (bytesOf(fields) > LARGEST ? message(form, "too-long") : "");

/** Questions of readers and editors, which are no faults: `{question, control, texts}`. */
export function adviceFor(form, { isKeyword, nearKeyword }) {
  const named = (name) => questionsIn(form).find((question) => question.dataset.name === name);
  const advice = [];
  const add = (question, control, ...texts) => advice.push({ question, control, texts });
  for (const row of rowsOf(named("keywords"))) {
    const question = questionOfRow(row);
    const value = read(question);
    if (value === undefined || isKeyword(value)) continue;
    const near = nearKeyword(value);
    add(question, controlsOf(question)[0], ...(near ? [gettext("Did you mean “{word}”?", { word: near }), " "] : []), message(form, "unknown-keyword", { value: shortened(value) }));
  }
  if (!read(named("summary")) && !("kept" in named("summary").dataset)) add(named("summary"), firstControl(named("summary")), message(form, "no-summary"));
  if (!read(named("date")) && !read(named("period"))) {
    const asked = named(named("date").hidden ? "period" : "date");
    add(asked, firstControl(asked), message(form, "no-date"));
  }
  return advice;
}

/** The message about the name of the file; empty if it is right. taken: whether another entry has this name. */
export function wrongWithName(form, name, taken) {
  if (!name) return gettext("Enter a name for the file.");
  if (!isSlug(form, name) || name.length > 97) return message(form, "file-name", { value: shortened(name) });
  if (taken) return gettext("Another entry has this name. Choose a different one. To change that entry, open its file at the top of the form.");
  return "";
}
