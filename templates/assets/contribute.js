// The contribution form: answers become the text of an entry's file, and a draft that stays in this browser.
// Nothing is sent from here, and whatever people wrote is put into the page as text, never as HTML.

import { askedOf, faultsOf, isSlug, said, wrongWithBody, wrongWithFields, wrongWithName } from "./contribute/checks.js";
import * as fields from "./contribute/fields.js";
import { readEntry, textOf, Unreadable, writeEntry, writeFields } from "./contribute/file.js";
import { look } from "./contribute/look.js";
import { keywordsInUse, load, offer } from "./contribute/suggest.js";

const at = (id) => document.getElementById(id);
const form = at("kb-form");
const [body, fileName, consent, result, errors, preview] = ["kb-body", "kb-name", "kb-consent", "kb-result", "kb-errors", "kb-look"].map(at);
const order = form.dataset.order.split(" ");
const title = at("kb-q-title");
let opened = ""; // the name of the entry whose file was opened; empty for a new one
let nameIsOwn = false; // whether somebody chose the file's name, so that it no longer follows the title

const bodyText = () => body.value.replace(/^\n+|\s+$/g, "");
const fileText = () => writeEntry(fields.readAll(form), order, bodyText());
const isEmpty = () => !fields.readAll(form).size && !bodyText();
const tell = (text) => { at("kb-status").textContent = text; };

function make(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

// The name of the file

function slugOf(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").slice(0, 80).replace(/^-|-$/g, "");
  return slug && !isSlug(slug) ? `x-${slug}` : slug;
}

title.addEventListener("input", () => {
  if (!nameIsOwn) fileName.value = slugOf(title.value);
});
fileName.addEventListener("input", () => {
  nameIsOwn = Boolean(fileName.value);
});

// What is offered while somebody types

for (const event of ["focusin", "input"]) form.addEventListener(event, ({ target }) => offer(target));
form.addEventListener("focusin", load, { once: true });

// Rows

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const list = button?.closest("[data-kind='list']");
  if (!list) return;
  if ("add" in button.dataset) {
    const row = fields.addRow(list, Number(button.dataset.add));
    fields.firstControl(row).focus();
  } else if ("remove" in button.dataset) {
    const { focus, told } = fields.removeRow(button.closest(".kb-row"));
    focus.focus();
    tell(told);
  } else if ("undo" in button.dataset) {
    fields.putBack(list).focus();
  }
  changed();
});

// What a file holds and the form does not ask

form.addEventListener("kept", (event) => showKept(event.target, event.detail));

function showKept(holder, kept) {
  const place = holder === form ? at("kb-kept") : keptPlace(holder, kept.size);
  if (!place) return;
  place.hidden = !kept.size;
  place.querySelector("ul").replaceChildren(...[...kept].map(([name, value]) => {
    const item = make("li", "");
    const remove = make("button", "Remove ", { type: "button", className: "kb-button kb-button--quiet" });
    remove.append(make("span", name, { className: "kb-visually-hidden" }));
    remove.addEventListener("click", () => {
      showKept(holder, fields.dropKept(holder, name));
      fields.firstControl(holder).focus();
      changed();
    });
    item.append(make("code", writeFields(new Map([[name, value]]))), remove);
    return item;
  }));
}

function keptPlace(holder, wanted) {
  const there = [...holder.children].find((child) => child.matches(".kb-kept"));
  if (there || !wanted) return there;
  const made = make("div", "", { className: "kb-kept" });
  made.append(make("p", "Kept from the file, as it is:"), document.createElement("ul"));
  holder.append(made);
  return made;
}

// The draft

const DRAFT = `coprod-kb-draft ${location.pathname}`;
let saving = 0;

function saveDraft() {
  clearTimeout(saving);
  saving = 0;
  try {
    if (isEmpty()) localStorage.removeItem(DRAFT);
    else localStorage.setItem(DRAFT, JSON.stringify({ text: fileText(), name: fileName.value, nameIsOwn, opened }));
  } catch {
    at("kb-draft-note").textContent = "This browser does not keep a draft. Save it as a file if you want to go on later. Nothing is sent until you send it.";
  }
}

function changed() {
  result.hidden = true;
  preview.hidden = true;
  clearTimeout(saving);
  saving = setTimeout(saveDraft, 300);
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
addEventListener("pagehide", () => saving && saveDraft());

async function restoreDraft() {
  try {
    const draft = JSON.parse(localStorage.getItem(DRAFT) ?? "null");
    if (!draft) return;
    put(await readEntry(draft.text), draft.opened, draft.name);
    nameIsOwn = draft.nameIsOwn;
    at("kb-draft-back").hidden = false;
  } catch {
    tell("The draft that this browser kept could not be read. It stays where it is until you write something new.");
  }
}

/** Fills the form with an entry. */
function put({ values, body: text }, entry, name) {
  fields.fillAll(form, values);
  fields.firstRows(form);
  body.value = text;
  opened = entry;
  fileName.value = name;
  nameIsOwn = Boolean(name);
  consent.checked = false;
  showFaults([]);
  result.hidden = true;
  preview.hidden = true;
  for (const fold of form.querySelectorAll("details.kb-fold")) {
    fold.open = fields.questionsIn(form).some((one) => fold.contains(one) && fields.read(one) !== undefined);
  }
}

at("kb-draft-forget").addEventListener("click", () => {
  if (!isEmpty() && !confirm("Forget everything that is in the form?")) return;
  put({ values: new Map(), body: "" }, "", "");
  saveDraft();
  at("kb-draft-back").hidden = true;
  tell("The form is empty, and the draft is forgotten.");
});
at("kb-draft-save").addEventListener("click", () => download(`${fileName.value || "draft"}.md`));

at("kb-open").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = ""; // so that the same file can be chosen again
  try {
    const entry = await readEntry(await textOf(file));
    if (!isEmpty() && !confirm("Put this file in the place of what is in the form?")) return;
    const name = file.name.replace(/\.[^.]*$/, "");
    put(entry, (await load()).entries.has(name) ? name : "", name);
    changed();
    tell(`${file.name} is in the form.`);
    title.focus();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    tell("");
    showFaults([{ question: event.target.closest(".kb-question"), control: event.target, where: "", message: error.message || said(form, error.code) }]);
  }
});

// Checking

function allFaults(entries) {
  const found = faultsOf(form);
  const extra = (control, message) => message && found.push({ question: control.closest(".kb-question"), control, where: "", message });
  extra(body, wrongWithBody(form, bodyText()));
  extra(title, wrongWithFields(form, writeFields(fields.readAll(form))));
  extra(fileName, wrongWithName(form, fileName.value.trim(), fileName.value.trim() !== opened && entries.has(fileName.value.trim())));
  extra(consent, consent.checked ? "" : "Tick the box if you agree. Without it, nothing can be published.");
  const place = (one, other) => (one.control.compareDocumentPosition(other.control) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  return found.sort((one, other) => (one.control === other.control ? 0 : place(one, other)));
}

/** Shows faults beside their questions and in a list at the top, which gets the focus. */
function showFaults(faults) {
  for (const message of form.querySelectorAll(".kb-error")) {
    for (const control of form.querySelectorAll(`[aria-describedby~="${message.id}"]`)) {
      const others = control.getAttribute("aria-describedby").split(" ").filter((id) => id !== message.id);
      if (others.length) control.setAttribute("aria-describedby", others.join(" "));
      else control.removeAttribute("aria-describedby");
      control.removeAttribute("aria-invalid");
    }
    message.closest(".kb-question").classList.remove("kb-question--wrong");
    message.remove();
  }
  errors.hidden = !faults.length;
  document.title = document.title.replace(/^Error: /, "");
  errors.querySelector("ul").replaceChildren(...faults.map(showFault));
  if (!faults.length) return;
  document.title = `Error: ${document.title}`;
  errors.focus({ preventScroll: true }); // on a small screen, browsers would show its middle
  errors.scrollIntoView();
}

function showFault({ question, control, message, where }, index) {
  const shown = make("p", message, { className: "kb-error", id: `kb-error-${index}` });
  shown.prepend(make("span", "Error: ", { className: "kb-visually-hidden" }));
  question.classList.add("kb-question--wrong");
  const before = [...question.children].find((child) => !child.matches("legend, label, .kb-hint, .kb-error"));
  question.insertBefore(shown, before ?? null);
  const described = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", described ? `${described} ${shown.id}` : shown.id);
  if (control.matches("input, select, textarea")) control.setAttribute("aria-invalid", "true");
  return linked(where + message, question, control);
}

/** An item of a list that leads to a question. */
function linked(text, question, control) {
  const link = make("a", text, { href: `#${control.id || question.id}` });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    question.scrollIntoView();
    control.focus();
  });
  const item = make("li", "");
  item.append(link);
  return item;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { entries } = await load();
  const faults = allFaults(entries);
  tell("");
  showFaults(faults);
  result.hidden = true;
  preview.hidden = true;
  if (faults.length) return;
  const asked = askedOf(form, await keywordsInUse());
  at("kb-questions").hidden = !asked.length;
  at("kb-questions").querySelector("ul").replaceChildren(...asked.map(({ message, question, control }) => linked(message, question, control)));
  result.hidden = false;
  showResult(entries);
  await showLook(entries);
});

// How it will look

async function showLook(entries) {
  try {
    at("kb-look-entry").replaceChildren(await look(form, bodyText(), entries));
    preview.hidden = false;
  } catch (error) {
    tell("The preview cannot be shown in this browser.");
    console.error(error);
  }
}

at("kb-show").addEventListener("click", async () => {
  await showLook((await load()).entries);
  at("kb-look-title").focus();
});

// Where the text can go

function showResult(entries) {
  const name = `${fileName.value.trim()}.md`;
  const text = fileText();
  at("kb-preview").textContent = text;
  at("kb-download-name").textContent = name;
  showHost(name, text, entries);
  showMail(name, text);
  at("kb-result-title").focus();
}

/** Shows what fits the case: a `new` text in a link, one to `paste`, or one too `long`. */
function show(place, when, href) {
  place.hidden = false;
  for (const one of place.querySelectorAll("[data-when]")) one.hidden = !one.dataset.when.split(" ").includes(when);
  if (href) place.querySelector("a:not([hidden])").href = href;
}

function showHost(name, text, entries) {
  const { new: page, named, prefills, edit, folder } = form.dataset;
  const place = at("kb-result-host");
  if (opened && edit) {
    const path = entries.get(opened)?.path || `${folder}/${opened}.md`;
    show(place, "paste", edit + path.split("/").map(encodeURIComponent).join("/"));
  } else if (page) {
    const address = `${page}?${named}=${encodeURIComponent(name)}`;
    const whole = `${address}&${prefills}=${encodeURIComponent(text)}`;
    if (!prefills) show(place, "paste", address);
    else if (whole.length > Number(form.dataset.longest)) show(place, "long");
    else show(place, "new", whole);
  }
}

function showMail(name, text) {
  const place = at("kb-result-mail");
  if (!place) return;
  const agreed = `${consent.closest(".kb-option").querySelector("label").textContent.trim()}`;
  const mail = (content) => {
    const lines = `I offer this entry (${name}). ${agreed}\n\n${content}`.replace(/\n/g, "\r\n");
    return `mailto:${form.dataset.contact}?subject=${encodeURIComponent(`Entry: ${name}`)}&body=${encodeURIComponent(lines)}`;
  };
  if (mail(text).length > Number(form.dataset.longest)) show(place, "long", mail(`The file ${name} is attached.\n`));
  else show(place, "new", mail(text));
}

function download(name) {
  const link = make("a", "", { download: name, href: URL.createObjectURL(new Blob([fileText()], { type: "text/markdown" })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

at("kb-download").addEventListener("click", () => download(at("kb-download-name").textContent));
at("kb-copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(at("kb-preview").textContent);
    tell("The text is copied.");
  } catch {
    getSelection().selectAllChildren(at("kb-preview"));
    tell("The text is marked. Copy it with your keyboard.");
  }
});

/** The terms that a link has chosen, such as `?setting=hospital`; others than those on offer do not count. */
function askedFor() {
  const asked = new URLSearchParams(location.search);
  const values = new Map();
  for (const question of fields.questionsIn(form).filter((one) => one.dataset.kind === "terms")) {
    const offered = fields.controlsOf(question).map((one) => one.value);
    const chosen = offered.filter((term) => asked.getAll(question.dataset.name).includes(term));
    if (chosen.length) values.set(question.dataset.name, chosen);
  }
  return values;
}

/** Ticks them in an empty form: a draft is somebody's own, and stays as it is. */
function fillFromLink() {
  const values = askedFor();
  if (!values.size) return;
  const terms = [...values.values()].flat().map((term) => `“${term}”`).join(", ");
  if (!isEmpty()) {
    tell(`Your draft stays as it was. The link that you followed asks for an entry on ${terms}.`);
    return;
  }
  put({ values, body: "" }, "", "");
  tell(`Chosen for you by the link that you followed: ${terms}. Change what does not fit.`);
}

await restoreDraft();
fields.firstRows(form);
form.hidden = false;
fillFromLink();
