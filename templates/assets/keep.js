// The reader's own list of entries: slugs, kept in this browser only. On the page of an entry it adds a button.
import { button, element, write } from "./elements.js";
import { gettext, quoted } from "./gettext.js";

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const root = new URL("../", import.meta.url);
const STORED = `kb-kept ${root.pathname}`; // each site of a host has a list of its own

/** The slugs in a text that commas separate, each once. Anything else is left out. */
export const slugsIn = (text) => [...new Set((text ?? "").split(",").filter((slug) => SLUG.test(slug)))];

/** Whether this browser lets the site store a list. */
export const canKeep = (() => {
  try {
    localStorage.setItem(`${STORED}?`, "");
    localStorage.removeItem(`${STORED}?`);
    return true;
  } catch {
    return false;
  }
})();

/** The slugs of the kept entries, in the order in which they were kept. */
export const kept = () => (canKeep ? slugsIn(localStorage.getItem(STORED)) : []);

/** Replaces the list. */
export function keep(slugs) {
  try {
    localStorage.setItem(STORED, slugs.join(","));
  } catch {
    // The storage is full: the list stays as it is, and so do the buttons.
  }
  show();
}

/** A button that keeps an entry or removes it. title: tells it from the other buttons of a list; may be empty. */
export function keepButton(slug, title = "") {
  const made = button("kb-keep", "", () => {
    const list = kept();
    keep(list.includes(slug) ? list.filter((other) => other !== slug) : [...list, slug]);
  });
  made.dataset.keep = slug;
  made.append(element("span"), element("span", "kb-visually-hidden", title && quoted(title)));
  showButton(made);
  return made;
}

/** A link to the list with its number of entries, which is announced as it changes; empty while nothing is kept. */
export function keptLink() {
  const made = element("span", "kb-kept-link");
  made.setAttribute("role", "status");
  showLink(made);
  return made;
}

function showButton(made) {
  const isKept = kept().includes(made.dataset.keep);
  made.classList.toggle("kb-keep--kept", isKept);
  write(made.firstElementChild, isKept ? gettext("Remove from your list") : gettext("Keep"));
}

function showLink(made) {
  const number = kept().length;
  const link = Object.assign(element("a", "", gettext("Your list ({count})", { count: number })), { href: new URL("kept/", root).href });
  made.replaceChildren(...(number ? [link] : []));
}

function show() {
  document.querySelectorAll("[data-keep]").forEach(showButton);
  document.querySelectorAll(".kb-kept-link").forEach(showLink);
  dispatchEvent(new Event("kb-kept"));
}

addEventListener("storage", show); // changed in another window
addEventListener("pageshow", ({ persisted }) => persisted && show());

const here = document.getElementById("kb-keep-here");
const slug = location.pathname.split("/").at(-2); // of the entry, whose page is in a folder of this name
if (here && canKeep) here.append(keepButton(slug), keptLink());
