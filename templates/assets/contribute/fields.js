// Reads and fills the questions of the form. A value is text, `true`, a list, or a Map of fields by name. Values that a
// question cannot hold are kept unchanged, and written back into the file.

import { visible } from "../fold.js";
import { gettext } from "../gettext.js";
import { dateMeant } from "./dates.js";

export const NOT_REPORTED = "not reported";

const kept = new WeakMap(); // by group: a Map of values by name
const chosenFirst = new WeakMap(); // by question with terms: checkboxes in the order of the file
const removed = new WeakMap(); // by list: the row that was removed last, and its place
let rowsMade = 0;

const holderOf = (element) => element.parentElement.closest("[data-question], [data-root]");
export const questionsIn = (holder) =>
  [...holder.querySelectorAll("[data-question]")].filter((question) => holderOf(question) === holder);
export const controlsOf = (question) =>
  [...question.querySelectorAll("[data-control]")].filter((control) => control.closest("[data-question]") === question);
export const rowsOf = (list) => [...list.querySelector("[data-rows]").children];
export const questionOfRow = (row) => row.querySelector("[data-question]");
const variantsOf = (list) => [...list.children].filter((child) => child.matches("template[data-row]"));
const addersOf = (list) => [...list.querySelectorAll("[data-add]")].filter((button) => holderOf(button) === list);
const undoOf = (list) => [...list.querySelectorAll("[data-undo]")].find((button) => holderOf(button) === list);

/** The text of a control, without surrounding whitespace and invisible characters. */
function typed(control) {
  const text = control.value.toWellFormed?.() ?? control.value; // a lone surrogate cannot be saved
  const lineEnd = control.localName === "textarea" ? "\n" : " ";
  return visible(text).replace(/[\u2028\u2029]/g, lineEnd).trim();
}

/** The value of a field that may have one for each language: that for the language of the page, or else the first. */
export const inOneLanguage = (value) =>
  value instanceof Map ? (value.get(document.documentElement.lang) ?? value.values().next().value) : value;

/** The answer to a question; `undefined` without one. */
export function read(question) {
  const controls = controlsOf(question);
  switch (question.dataset.kind) {
    case "group": {
      const values = readAll(question);
      return values.size ? values : undefined;
    }
    case "list": {
      const items = rowsOf(question).map((row) => read(questionOfRow(row))).filter((value) => value !== undefined);
      return asAnswer(question, items);
    }
    case "terms": {
      const first = chosenFirst.get(question) ?? [];
      const chosen = [...first, ...controls.filter((box) => !first.includes(box))].filter((box) => box.checked);
      return asAnswer(question, chosen.map((box) => box.value));
    }
    case "flag":
      return controls[0].checked || undefined;
    case "choice":
      if (controls[0].type === "radio") return controls.find((button) => button.checked)?.value;
      return controls[0].value || undefined;
    default: {
      const text = typed(controls[0]) || undefined;
      return (text && question.dataset.form === "date" && dateMeant(text)) || text;
    }
  }
}

/** The answer to a question for several values. “not reported” alone is the whole answer. */
function asAnswer(question, items) {
  if (items.length === 1 && items[0] === NOT_REPORTED && "unreported" in question.dataset) return NOT_REPORTED;
  return items.length ? items : undefined;
}

/** All answers of a group or of the form by name, with the kept values. */
export function readAll(holder) {
  const values = new Map();
  for (const question of questionsIn(holder)) {
    const value = read(question);
    if (value !== undefined) values.set(question.dataset.name, value);
  }
  for (const [name, value] of kept.get(holder) ?? []) if (!values.has(name)) values.set(name, value);
  return values;
}

/** Replaces the answers of a group or of the form. Keeps values that it has no question for. */
export function fillAll(holder, values) {
  for (const question of questionsIn(holder)) clear(question);
  const unasked = new Map();
  const questions = new Map(questionsIn(holder).map((question) => [question.dataset.name, question]));
  for (const [name, value] of values) {
    const question = questions.get(name);
    if (value === null) continue; // the same as absent
    if (question && fits(question, value)) fill(question, value);
    else unasked.set(name, value);
  }
  kept.set(holder, unasked);
  for (const [name, question] of questions) question.toggleAttribute("data-kept", unasked.has(name)); // an answer would replace what is kept
  holder.dispatchEvent(new CustomEvent("kept", { bubbles: true, detail: unasked }));
}

const isLine = (value) => typeof value === "string" && !value.trim().includes("\n");
const asList = (value) => (typeof value === "string" ? [value] : value);

/** Whether a question can hold a value without loss. */
function fits(question, value) {
  switch (question.dataset.kind) {
    case "group":
      if (typeof value === "string") return asGroup(question, value) !== undefined;
      return value instanceof Map && [...value.keys()].every((name) => typeof name === "string");
    case "list":
      return Array.isArray(asList(value)) && asList(value).every((item) => variantFor(question, item) >= 0);
    case "terms":
      return Array.isArray(asList(value)) && asList(value).every(isLine);
    case "flag":
      return typeof value === "string" && /^(?:true|yes|false|no)$/i.test(value);
    case "choice":
      return controlsOf(question).some((control) => [...(control.options ?? [control])].some((option) => option.value === value));
    case "line":
      return isLine(value);
    default:
      return typeof value === "string";
  }
}

const variantFor = (list, item) =>
  variantsOf(list).findIndex((template) => fits(template.content.querySelector("[data-question]"), item));

const DATE = /^[0-9]{4}(?:-[0-9]{2}){0,2}$/;
const PERIOD = /^(\S+?)\s*(?:\s[-–—]\s|–|—|\/|\sto\s)\s*(\S*)$/;

/** The group that a text stands for: a name, or a period from one date to another; `undefined` for other texts. */
function asGroup(question, text) {
  if (question.dataset.name === "period") {
    const [, start, end] = /^([0-9]{4})-([0-9]{4})$/.exec(text.trim()) ?? PERIOD.exec(text.trim()) ?? [];
    if (!DATE.test(start ?? "") || !(DATE.test(end) || /^(?:|ongoing|present|now)$/i.test(end))) return undefined;
    return new Map([["start", start], ["end", end]]);
  }
  const named = questionsIn(question).some((part) => part.dataset.name === "name");
  return named && isLine(text) ? new Map([["name", text]]) : undefined;
}

function fill(question, value) {
  const controls = controlsOf(question);
  switch (question.dataset.kind) {
    case "group":
      return fillAll(question, typeof value === "string" ? asGroup(question, value) : value);
    case "list":
      for (const item of asList(value)) fill(questionOfRow(addRow(question, variantFor(question, item))), item);
      return undefined;
    case "terms":
      return fillTerms(question, asList(value));
    case "flag":
      controls[0].checked = /^(?:true|yes)$/i.test(value);
      return undefined;
    case "choice":
      if (controls[0].type === "radio") controls.find((button) => button.value === value).checked = true;
      else controls[0].value = value;
      return undefined;
    default:
      controls[0].value = value;
      return undefined;
  }
}

/** Ticks the terms and remembers their order. Adds a checkbox for a term that the vocabulary lacks. */
function fillTerms(question, terms) {
  const order = [];
  for (const term of terms) {
    let box = controlsOf(question).find((other) => other.value === term && !order.includes(other));
    if (!box) {
      const option = question.querySelector(".kb-option").cloneNode(true);
      box = option.querySelector("input");
      box.id = `${question.id}-own-${++rowsMade}`;
      box.value = term;
      box.dataset.own = "";
      const label = option.querySelector("label");
      label.htmlFor = box.id;
      label.textContent = term;
      question.querySelector("[data-options]").append(option);
    }
    box.checked = true;
    order.push(box);
  }
  chosenFirst.set(question, order);
}

function clear(question) {
  switch (question.dataset.kind) {
    case "group":
      return fillAll(question, new Map());
    case "list":
      question.querySelector("[data-rows]").replaceChildren();
      forgetRemoved(question);
      return number(question);
    case "terms":
      chosenFirst.delete(question);
      for (const box of question.querySelectorAll("[data-own]")) box.closest(".kb-option").remove();
  }
  for (const control of controlsOf(question)) {
    if (control.type === "radio" || control.type === "checkbox") control.checked = false;
    else control.value = "";
  }
  return undefined;
}

/** Adds a row at the end of a list, and makes its ids unique. */
export function addRow(list, variant) {
  const row = variantsOf(list)[variant].content.firstElementChild.cloneNode(true);
  rowsMade += 1;
  for (const element of row.querySelectorAll("[id], [for], [aria-describedby]")) {
    for (const name of ["id", "for", "aria-describedby"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replaceAll("NEW", rowsMade));
    }
  }
  list.querySelector("[data-rows]").append(row);
  firstRows(row);
  number(list);
  return row;
}

/** Puts several answers, which stood in one row, into a row each. */
export function divideRow(row, texts) {
  const list = row.closest("[data-kind='list']");
  firstControl(row).value = texts[0];
  let last = row;
  for (const text of texts.slice(1)) {
    const added = addRow(list, 0);
    last.after(added);
    firstControl(added).value = text;
    last = added;
  }
  number(list);
}

/** Adds an empty row to each empty list that needs an answer, or for which most people give one. */
export function firstRows(holder) {
  for (const list of holder.querySelectorAll("[data-first]")) if (!rowsOf(list).length) addRow(list, 0);
}

/** Removes a row; `putBack` restores it unless it was empty. Returns what gets the focus, and what is announced. */
export function removeRow(row) {
  const list = row.closest("[data-kind='list']");
  const place = rowsOf(list).indexOf(row);
  const name = `${row.dataset.one} ${place + 1}`;
  const hadText = read(questionOfRow(row)) !== undefined;
  row.remove();
  if (hadText) {
    removed.set(list, { row, place });
    undoOf(list).hidden = false;
  }
  number(list);
  const next = rowsOf(list)[place] ?? rowsOf(list).at(-1);
  return { focus: next ? firstControl(next) : addersOf(list)[0], announcement: gettext("Removed: {name}.", { name }) };
}

/** Restores the row that was removed last. Returns its first control. */
export function putBack(list) {
  const { row, place } = removed.get(list);
  list.querySelector("[data-rows]").insertBefore(row, rowsOf(list)[place] ?? null);
  forgetRemoved(list);
  number(list);
  return firstControl(row);
}

function forgetRemoved(list) {
  removed.delete(list);
  undoOf(list).hidden = true;
}

export const firstControl = (holder) => holder.querySelector("[data-control], [data-add]");

/** Removes a kept value of a group, and shows its question if there is one. Returns those that are left. */
export function dropKept(holder, name) {
  kept.get(holder).delete(name);
  for (const question of questionsIn(holder)) if (question.dataset.name === name) delete question.dataset.kept;
  return kept.get(holder);
}

function number(list) {
  rowsOf(list).forEach((row, index) => {
    for (const label of row.querySelectorAll("[data-number]")) {
      if (label.closest(".kb-row") === row) label.textContent = index + 1;
    }
  });
  const onlyOne = "first" in list.dataset && rowsOf(list).length === 1; // `firstRows` would add it again
  for (const row of rowsOf(list)) row.lastElementChild.hidden = onlyOne;
  for (const button of addersOf(list)) button.querySelector("[data-another]").hidden = !rowsOf(list).length;
}
