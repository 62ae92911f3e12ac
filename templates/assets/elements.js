// Makes elements and files. Content is added as text or as elements, never as HTML.
import { Untranslated } from "./gettext.js";

/** An element. className: may be empty. content: text or elements; text without a translation is marked as English. */
export function element(name, className = "", ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  const isAlone = content.length === 1;
  if (isAlone && content[0] instanceof Untranslated) made.lang = "en";
  made.append(...content.map((part) => (part instanceof Untranslated && !isAlone ? element("span", "", part) : part)));
  return made;
}

/** Replaces the text of an element. */
export function write(shown, text) {
  shown.textContent = text;
  if (text instanceof Untranslated) shown.lang = "en";
  else shown.removeAttribute("lang");
}

/** The text of an attribute; empty without it. `data-english` names those without a translation. */
export function textIn(element, name) {
  const text = element.getAttribute(name) ?? "";
  return (element.dataset.english ?? "").split(" ").includes(name) ? new Untranslated(text) : text;
}

/** A message as content, with elements for its placeholders. */
export function withElements(message, elements) {
  const parts = message.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? elements[part] : part)); // split at an odd place: a name
  return message instanceof Untranslated ? [Object.assign(element("span", "", ...parts), { lang: "en" })] : parts;
}

/** A button. act: called on each click. */
export function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** The text of a file of the site. Keeps a byte order mark, from which spreadsheets know the encoding of a table. */
export async function exported(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
}

/** Offers a text as a file. type: its media type. */
export function download(name, text, type) {
  const link = Object.assign(element("a"), { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
