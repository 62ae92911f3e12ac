// The contribution form: turns answers into the text of an entry's file, and into a draft in this browser. A file that is
// opened keeps every line that no answer changes. Sends nothing.

import { button, download, element, withElements, write } from "./elements.js";
import { gettext, ngettext, quoted } from "./gettext.js";
import { dateMeant, dateWords } from "./contribute/dates.js";
import { adviceFor, faultsOf, isSlug, message, wrongWithBody, wrongWithFields, wrongWithName } from "./contribute/checks.js";
import * as fields from "./contribute/fields.js";
import { readEntry, textOf, Unreadable, writeEntry, writeFields } from "./contribute/file.js";
import { look } from "./contribute/look.js";
import { changedFields, rewrite } from "./contribute/source.js";
import { keywordsInUse, latinForms, load, offer } from "./contribute/suggest.js";
import { needsLatin, slugOf, visible } from "./fold.js";

const at = (id) => document.getElementById(id);
const form = at("kb-form");
const [body, fileName, consent, result, errors, preview] = ["kb-body", "kb-name", "kb-consent", "kb-result", "kb-errors", "kb-look"].map(at);
const order = form.dataset.order.split(" ");
const title = at("kb-q-title");
const pageTitle = document.title;
const asked = new URLSearchParams(location.search).get("entry") ?? ""; // the entry that a link asks to change
let opened = ""; // the name of the entry whose file was opened; empty for a new entry
let original; // the file that was opened, with the answers that it gave; `undefined` for a new entry
let nameIsOwn = false; // whether the person chose the file's name, so that it no longer follows the title

const bodyText = () => visible(body.value).replace(/^\n+|(?<!\s)\s+$/g, "");
const fileText = () => {
  const values = fields.readAll(form);
  return original ? rewrite(original, values, order, bodyText()) : writeEntry(values, order, bodyText());
};
const isEmpty = () => !fields.readAll(form).size && !bodyText();
const announce = (text) => write(at("kb-status"), text);

// The name of the file

title.addEventListener("input", async () => {
  const text = title.value;
  const slug = slugOf(text, needsLatin(text) ? await latinForms() : undefined) || (await hashOf(text.trim()));
  if (!nameIsOwn && title.value === text) fileName.value = slug && !isSlug(form, slug) ? `x-${slug}` : slug;
});

/** A name for a title without letters and digits, as `coprod-kb new` makes it; empty where the browser cannot, or without a title. */
async function hashOf(text) {
  if (!text || !crypto.subtle) return "";
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `x${[...bytes.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
fileName.addEventListener("input", () => {
  nameIsOwn = Boolean(fileName.value);
});

// Only what suits the type of the entry, and the editors' fields only for editors

const editor = at("kb-editor");
editor.addEventListener("change", () => { at("kb-for-editors").hidden = !editor.checked; });
form.addEventListener("change", ({ target }) => target.name === "kb-q-type" && showSuited());

/** Hides questions that do not suit the type, unless they have an answer. */
function showSuited() {
  const type = fields.readAll(form).get("type");
  for (const question of form.querySelectorAll("[data-kinds]")) {
    question.hidden = Boolean(type) && !question.dataset.kinds.split(" ").includes(type) && fields.read(question) === undefined;
  }
}

// How dates are read, and several keywords in one box

form.addEventListener("input", ({ target }) => showDate(target.closest("[data-form='date']"))); // later, it would move what is clicked next
form.addEventListener("change", ({ target }) => divideKeywords(target));

/** Says how a date is read, unless it is written like that. */
function showDate(question) {
  if (!question) return;
  const [control] = fields.controlsOf(question);
  const meant = dateMeant(control.value);
  const words = meant ? dateWords(meant) : "";
  const note = question.querySelector(".kb-read") ?? Object.assign(element("p", "kb-hint kb-read"), { role: "status" });
  note.textContent = words === control.value.trim() ? "" : words;
  control.after(note);
}

async function divideKeywords(control) {
  if (!/[;,|]/.test(control.value) || control.closest("[data-kind='list']")?.dataset.name !== "keywords") return;
  const { isKeyword } = await keywordsInUse();
  const texts = control.value.split(/[;|]/).flatMap((text) => (isKeyword(text.trim(), true) ? [text] : text.split(",")));
  const words = texts.map((text) => text.trim()).filter(Boolean);
  if (words.length < 2) return;
  fields.divideRow(control.closest(".kb-row"), words);
  announce(ngettext("Divided into {count} keyword: {keywords}.", "Divided into {count} keywords: {keywords}.", words.length, { count: words.length, keywords: words.join(", ") }));
  changed();
}

// Lines that are pasted into one box would run together.
form.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text");
  if (!text.trim().includes("\n") || event.target.closest("[data-kind='list']")?.dataset.name !== "keywords") return;
  event.preventDefault();
  event.target.setRangeText(text.split("\n").map((line) => line.trim()).filter(Boolean).join("; "), event.target.selectionStart, event.target.selectionEnd, "end");
  event.target.dispatchEvent(new Event("change", { bubbles: true }));
});

// Suggestions while the person types

for (const event of ["focusin", "input"]) form.addEventListener(event, ({ target }) => offer(target));
form.addEventListener("focusin", load, { once: true });

// Rows

form.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  const list = pressed?.closest("[data-kind='list']");
  if (!list) return;
  if ("add" in pressed.dataset) {
    const row = fields.addRow(list, Number(pressed.dataset.add));
    fields.firstControl(row).focus();
  } else if ("remove" in pressed.dataset) {
    const { focus, announcement } = fields.removeRow(pressed.closest(".kb-row"));
    focus.focus();
    announce(announcement);
  } else if ("undo" in pressed.dataset) {
    fields.putBack(list).focus();
  }
  changed();
});

// Fields of an opened file that the form does not ask for

form.addEventListener("kept", (event) => showKept(event.target, event.detail));

function showKept(holder, kept) {
  const area = holder === form ? at("kb-kept") : keptArea(holder, kept.size);
  if (!area) return;
  area.hidden = !kept.size;
  area.querySelector("ul").replaceChildren(...[...kept].map(([name, value]) => {
    const remove = button("kb-button kb-button--quiet", "", () => {
      showKept(holder, fields.dropKept(holder, name));
      fields.firstControl(holder).focus();
      changed();
    });
    remove.append(...withElements(gettext("Remove {name}"), { name: element("span", "kb-visually-hidden", name) }));
    return element("li", "", element("code", "", writeFields(new Map([[name, value]]))), remove);
  }));
}

/** The area of a group for kept fields, made if `needed`. */
function keptArea(holder, needed) {
  const existing = [...holder.children].find((child) => child.matches(".kb-kept"));
  if (existing || !needed) return existing;
  const area = element("div", "kb-kept", element("p", "", gettext("Kept from the file, as it is:")), element("ul"));
  holder.append(area);
  return area;
}

// The draft

const DRAFT = `coprod-kb-draft ${location.pathname}${asked && ` ${asked}`}`;
let saving = 0;

function saveDraft() {
  clearTimeout(saving);
  saving = 0;
  try {
    if (isEmpty() || (asked && !isChanged())) localStorage.removeItem(DRAFT);
    else localStorage.setItem(DRAFT, JSON.stringify({ text: fileText(), name: fileName.value, nameIsOwn, opened, source: original?.source }));
  } catch {
    write(at("kb-draft-note"), gettext("This browser does not keep a draft. Save it as a file if you want to go on later. Nothing is sent until you send it."));
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
    // Other sites of the same host can write here: nothing but a name gets into an address.
    const entry = await readEntry(draft.text);
    const source = typeof draft.source === "string" ? await readEntry(draft.source) : undefined;
    put(source ?? entry, isSlug(form, draft.opened ?? "") ? `${draft.opened}` : "", `${draft.name ?? ""}`);
    if (source) fill(entry);
    else original = undefined;
    nameIsOwn = Boolean(draft.nameIsOwn);
    at("kb-draft-back").hidden = false;
  } catch {
    announce(gettext("The draft that this browser kept could not be read. It stays where it is until you write something new."));
  }
}

/** Fills the form with an entry. With the source of its file, only the lines of changed answers will be written anew. */
function put(read, entry, name) {
  fill(read);
  original = read.source === undefined ? undefined : { ...read, before: fields.readAll(form), beforeBody: bodyText() };
  opened = entry;
  fileName.value = name;
  nameIsOwn = Boolean(name);
  if (consent) consent.checked = false;
  showFaults([]);
  result.hidden = true;
  preview.hidden = true;
}

const isChanged = () => Boolean(original) && (changedFields(original, fields.readAll(form)).length > 0 || bodyText() !== original.beforeBody);

function fill({ values, body: text }) {
  fields.fillAll(form, values);
  fields.firstRows(form);
  body.value = text;
  showSuited();
  for (const question of form.querySelectorAll("[data-form='date']")) showDate(question);
  for (const fold of form.querySelectorAll("details.kb-fold")) {
    fold.open = fields.questionsIn(form).some((question) => fold.contains(question) && fields.read(question) !== undefined);
  }
}

at("kb-draft-forget").addEventListener("click", async () => {
  if (asked ? isChanged() && !confirm(gettext("Take back all your changes?")) : !isEmpty() && !confirm(gettext("Delete everything in the form?"))) return;
  if (asked) await openEntry(true);
  else put({ values: new Map(), body: "" }, "", "");
  saveDraft();
  at("kb-draft-back").hidden = true;
  if (!asked) announce(gettext("The form is empty, and the draft is deleted."));
});
at("kb-draft-save").addEventListener("click", () => save(`${fileName.value || "draft"}.md`));

at("kb-open").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = ""; // so that the same file can be chosen again
  try {
    const entry = await readEntry(await textOf(file));
    if (!isEmpty() && !confirm(gettext("Replace what is in the form with this file?"))) return;
    const name = file.name.replace(/\.[^.]*$/, "");
    put(entry, (await load()).entries.has(name) ? name : "", name);
    changed();
    announce(gettext("{file} is in the form.", { file: file.name }));
    title.focus();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    announce("");
    showFaults([{ question: event.target.closest(".kb-question"), control: event.target, where: "", message: error.message || message(form, error.code) }]);
  }
});

// An entry of this site

/** The entry that a link asks to change, in its source text. Throws `Unreadable`, also where there is none. */
async function published() {
  const missing = new Unreadable("", gettext("This entry could not be loaded. Go back to its page, or look for it again: it may have a new name."));
  if (!isSlug(form, asked)) throw missing;
  const answer = await fetch(`${form.dataset.sources}${asked}/entry.txt`, { cache: "no-cache" }).catch(() => undefined);
  if (!answer?.ok) throw missing;
  return readEntry(await textOf(await answer.blob()));
}

/** Fills the form with the entry that a link asks to change, unless it holds a draft of changes to it. again: drops that draft. */
async function openEntry(again = false) {
  try {
    const entry = await published();
    if (again || !original) put(entry, asked, asked);
    else if (original.source !== entry.source) announce(gettext("This entry has changed since you began. Compare it with your draft before you send it."));
    at("kb-changing").hidden = false;
    at("kb-changing-entry").textContent = fields.inOneLanguage(entry.values.get("title")) ?? asked;
    at("kb-changing-entry").href = `${form.dataset.sources}${asked}/`;
    write(at("kb-draft-forget"), gettext("Take back all changes"));
    for (const part of form.querySelectorAll("[data-only-new]")) part.hidden = true;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    announce(error.message || message(form, error.code));
  }
}

// Checking

function allFaults(entries) {
  const found = faultsOf(form);
  const extra = (control, text) => text && found.push({ question: control.closest(".kb-question"), control, where: "", message: text });
  extra(body, wrongWithBody(form, bodyText()));
  extra(title, wrongWithFields(form, writeFields(fields.readAll(form))));
  extra(fileName, wrongWithName(form, fileName.value.trim(), fileName.value.trim() !== opened && entries.has(fileName.value.trim())));
  if (consent) extra(consent, consent.checked ? "" : gettext("Tick the box if you agree. Without it, nothing can be published."));
  const inOrder = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  return found.sort((a, b) => (a.control === b.control ? 0 : inOrder(a.control, b.control)));
}

/** Shows faults beside their questions and in a list at the top, which gets the focus. */
function showFaults(faults) {
  for (const error of form.querySelectorAll(".kb-error")) {
    for (const control of form.querySelectorAll(`[aria-describedby~="${error.id}"]`)) {
      const others = control.getAttribute("aria-describedby").split(" ").filter((id) => id !== error.id);
      if (others.length) control.setAttribute("aria-describedby", others.join(" "));
      else control.removeAttribute("aria-describedby");
      control.removeAttribute("aria-invalid");
    }
    error.closest(".kb-question").classList.remove("kb-question--wrong");
    error.remove();
  }
  errors.hidden = !faults.length;
  document.title = pageTitle;
  errors.querySelector("ul").replaceChildren(...faults.map(showFault));
  if (!faults.length) return;
  document.title = gettext("Error: {problem}", { problem: pageTitle });
  errors.focus({ preventScroll: true }); // on a small screen, browsers would scroll to its middle
  errors.scrollIntoView();
}

function showFault({ question, control, message: text, where }, index) {
  const shown = element("p", "kb-error", element("span", "kb-visually-hidden", gettext("Error:"), " "), text);
  shown.id = `kb-error-${index}`;
  question.classList.add("kb-question--wrong");
  const before = [...question.children].find((child) => !child.matches("legend, label, .kb-hint, .kb-error"));
  question.insertBefore(shown, before ?? null);
  const described = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", described ? `${described} ${shown.id}` : shown.id);
  if (control.matches("input, select, textarea")) control.setAttribute("aria-invalid", "true");
  return linked([where, text], question, control);
}

/** A list item with a link to a question. */
function linked(texts, question, control) {
  const link = Object.assign(element("a", "", ...texts), { href: `#${control.id || question.id}` });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (control.closest("#kb-for-editors") && !editor.checked) editor.click();
    for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    question.scrollIntoView();
    control.focus();
  });
  return element("li", "", link);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { entries } = await load();
  const faults = allFaults(entries);
  announce("");
  showFaults(faults);
  result.hidden = true;
  preview.hidden = true;
  if (faults.length) return;
  const advice = adviceFor(form, await keywordsInUse());
  at("kb-questions").hidden = !advice.length;
  at("kb-questions").querySelector("ul").replaceChildren(...advice.map((item) => linked(item.texts, item.question, item.control)));
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
    announce(gettext("The preview cannot be shown in this browser."));
    console.error(error);
  }
}

at("kb-show").addEventListener("click", async () => {
  await showLook((await load()).entries);
  at("kb-look-title").focus();
});

// Ways to send the text

function showResult(entries) {
  const name = `${fileName.value.trim()}.md`;
  const text = fileText();
  at("kb-preview").textContent = text;
  at("kb-download-name").textContent = name;
  write(at("kb-result-title"), entries.has(opened) ? gettext("Your change is ready to send") : gettext("Your entry is ready to send"));
  write(at("kb-changes"), whatChanged());
  showHost(name, text, entries);
  showIssue(name, text, entries);
  showMail(name, text, entries);
  at("kb-result-title").focus();
}

/** Shows the parts for one case: the link holds a `new` text, the text is to `paste`, or it is too `long` for a link. */
function show(area, when, href) {
  area.hidden = false;
  for (const part of area.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(when);
  if (href) area.querySelector("a:not([hidden])").href = href;
}

function showHost(name, text, entries) {
  const { new: page, named, prefills, edit, folder } = form.dataset;
  const area = at("kb-result-host");
  if (entries.has(opened) && edit) {
    const path = entries.get(opened).path || `${folder}/${opened}.md`;
    const file = path.replace(/\.md$/, "").split("/").map(encodeURIComponent);
    show(area, "paste", edit.replaceAll(/PATH(\/|%2F)FILE/g, (_, slash) => file.join(slash)));
  } else if (page) {
    const address = `${page}?${named}=${encodeURIComponent(name)}`;
    const whole = `${address}&${prefills}=${encodeURIComponent(text)}`;
    if (!prefills) show(area, "paste", address);
    else if (whole.length > Number(form.dataset.longest)) show(area, "long");
    else show(area, "new", whole);
  }
}

/** What differs from the file that was opened; empty for a new entry. */
function whatChanged() {
  if (!original) return "";
  const labels = new Map(fields.questionsIn(form).map(({ dataset }) => [dataset.name, dataset.label]));
  const changed = changedFields(original, fields.readAll(form)).map((name) => labels.get(name) ?? name);
  if (bodyText() !== original.beforeBody) changed.push(gettext("Text"));
  return changed.length ? gettext("You changed: {fields}. Everything else stays as it is in the file.", { fields: changed.join(", ") }) : gettext("You have changed nothing yet.");
}

/** The link to a new issue with the text of a changed entry. */
function showIssue(name, text, entries) {
  const area = at("kb-result-issue");
  if (!area || !entries.has(opened)) return;
  const issue = (content) => form.dataset.issue.replace("TITLE", encodeURIComponent(gettext("Change to {file}", { file: name }))).replace("TEXT", encodeURIComponent(content));
  const whole = issue(`${whatChanged()}\n\n\`\`\`\`markdown\n${text}\n\`\`\`\`\n`);
  const isLong = whole.length > Number(form.dataset.longest);
  show(area, isLong ? "long" : "new", isLong ? issue(`${whatChanged()}\n\n`) : whole);
}

function showMail(name, text, entries) {
  const area = at("kb-result-mail");
  if (!area) return;
  const agreed = consent ? ` ${consent.closest(".kb-option").querySelector("label").textContent.trim()}` : "";
  const mail = (content) => {
    const isChange = entries.has(opened);
    const subject = isChange ? gettext("Change to {file}", { file: name }) : gettext("Entry: {file}", { file: name });
    const offer = isChange ? [gettext("I suggest this change to {file}.", { file: name }), whatChanged()].join(" ") : gettext("I offer this entry ({file}).", { file: name });
    const lines = `${offer}${agreed}\n\n${content}`.replace(/\r?\n/g, "\r\n");
    return `mailto:${form.dataset.contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
  };
  if (mail(text).length > Number(form.dataset.longest)) show(area, "long", mail(gettext("The file {file} is attached.", { file: name }) + "\n"));
  else show(area, "new", mail(text));
}

const save = (name) => download(name, fileText(), "text/markdown");

at("kb-download").addEventListener("click", () => save(at("kb-download-name").textContent));
at("kb-copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(at("kb-preview").textContent);
    announce(gettext("The text is copied."));
  } catch {
    getSelection().selectAllChildren(at("kb-preview"));
    announce(gettext("The text is selected. Copy it with your keyboard."));
  }
});

/** The terms in the address, such as `?setting=hospital`, by facet; without terms that the form does not offer. */
function termsInAddress() {
  const given = new URLSearchParams(location.search);
  const values = new Map();
  for (const question of fields.questionsIn(form).filter(({ dataset }) => /^(?:terms|list)$/.test(dataset.kind))) {
    const offered = question.dataset.kind === "terms" ? fields.controlsOf(question).map(({ value }) => value) : termsOf(question);
    const chosen = offered.filter((term) => given.getAll(question.dataset.name).includes(term));
    if (chosen.length) values.set(question.dataset.name, chosen);
  }
  return values;
}

/** The terms that can be typed into the rows of a list; empty if any text can, or none. */
const termsOf = (list) => list.querySelector("template[data-row]").content.querySelector("[data-terms]")?.dataset.terms.split("\n") ?? [];

/** Ticks these terms if the form is empty. A draft stays as it is. */
function fillFromLink() {
  const values = termsInAddress();
  if (!values.size) return;
  const terms = [...values.values()].flat().map(quoted).join(", ");
  if (!isEmpty()) {
    announce(gettext("Your draft stays as it was. The link that you followed asks for an entry on {terms}.", { terms }));
    return;
  }
  put({ values, body: "" }, "", "");
  announce(gettext("The link that you followed has filled in: {terms}. Change it if it does not fit.", { terms }));
}

await restoreDraft();
fields.firstRows(form);
if (asked) await openEntry();
else fillFromLink();
form.hidden = false;
