// Loaded on every page: choice of colours, menu, folded parts in print, definitions of keywords, links to the form, and
// parts of pages that became pages of their own.
// Every page is readable without it.

import { button, element, write } from "./elements.js";
import { gettext } from "./gettext.js";

const root = document.documentElement;

// Colours: automatic, light or dark. The choice is stored in this browser only.

const WORDS = new Map([
  ["automatic", gettext("Colours: automatic")],
  ["light", gettext("Colours: light")],
  ["dark", gettext("Colours: dark")],
]);
const word = element("span", "kb-colours__word");
const status = element("span", "kb-visually-hidden");
status.setAttribute("role", "status");

const colours = button("kb-colours", "", () => {
  const choices = [...WORDS.keys()];
  const next = choices[(choices.indexOf(root.dataset.kbColours) + 1) % choices.length];
  root.dataset.kbColours = next;
  write(word, WORDS.get(next));
  write(status, WORDS.get(next));
  try {
    localStorage.setItem("kb-colours", next);
  } catch {
    // Storage is not allowed: the choice holds for this page only.
  }
});
write(word, WORDS.get(root.dataset.kbColours));
colours.append(element("span", "kb-icon"), word);
document.getElementById("kb-colours")?.append(colours, status);

// The menu of small screens closes with Escape, and when it loses the focus.

const menu = document.querySelector(".kb-menu");
const isOfMenu = (node) => menu.contains(node) || menu.nextElementSibling.contains(node);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open || !isOfMenu(document.activeElement)) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("pointerdown", (event) => {
  if (menu?.open && !isOfMenu(event.target)) menu.open = false;
});
menu?.parentElement.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !isOfMenu(event.relatedTarget)) menu.open = false;
});

// The form is opened with the entry in it. Without scripts, the link leads to the file.

for (const link of document.querySelectorAll("a[data-form]")) link.href = link.dataset.form;

// Where a part of a page became a page of its own, the old address of the part names the link to it.

const named = document.getElementById(location.hash.slice(1));
if (named?.matches("a[href]:not([href^='#'])")) location.replace(named.href);

// In print, facts and the parts of accounts are unfolded, and an address stands once: not behind a link if the page says it anyway.

const folded = [];
addEventListener("beforeprint", () => {
  const said = new Set(document.querySelector("main").innerText.split(/[\s<>()[\]]+/).map((word) => word.replace(/^doi:|(?<![.,;:])[.,;:]+$/gi, "")));
  for (const link of document.querySelectorAll("main a[href^=http]")) {
    const address = link.getAttribute("href");
    link.classList.toggle("kb-said", said.has(address) || said.has(address.replace("https://doi.org/", "")));
    said.add(address);
  }
  for (const part of document.querySelectorAll(":is(.kb-facts details, .kb-state):not([open])")) {
    part.open = true;
    folded.push(part);
  }
});
addEventListener("afterprint", () => {
  for (const part of folded.splice(0)) part.open = false;
});

// The definition of a keyword is shown at its chip while the chip has the pointer or the focus; on touch screens
// a button shows it. The text comes from the list “What these words mean”. As WCAG 2.2, 1.4.13, requires, Escape
// hides it, the pointer may move onto it, and it stays until pointer and focus leave.

const HIDE_DELAY = 250; // ms: time to move the pointer from a chip to its definition
const bubble = element("span", "kb-meaning");
const meanings = new Map([...document.querySelectorAll(".kb-meanings dt")].map((term) => [term.textContent, term.nextElementSibling]));
let shown = null;
let leaving = 0;

function show(chip) {
  clearTimeout(leaving);
  if (chip === shown) return;
  hide();
  shown = chip;
  bubble.textContent = meanings.get(chip.querySelector("a").textContent).textContent;
  chip.append(bubble);
  chip.querySelector("button").setAttribute("aria-expanded", "true");
  keepInPage();
}

// Shifts the bubble so that it crosses no edge of the page.
function keepInPage() {
  bubble.style.translate = "";
  const { left, right } = bubble.getBoundingClientRect();
  const shift = Math.max(8 - left, 0) - Math.max(right - root.clientWidth + 8, 0);
  if (shift) bubble.style.translate = `${shift}px 0`;
}

function hide() {
  clearTimeout(leaving);
  shown?.querySelector("button").setAttribute("aria-expanded", "false");
  bubble.remove();
  shown = null;
}

function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, HIDE_DELAY);
}

function explain(chip, meaning) {
  const link = chip.querySelector("a");
  link.setAttribute("aria-describedby", meaning.id);
  const opener = button("kb-meaning__button", "?", () => {
    if (chip === shown) return hide();
    show(chip);
    bubble.scrollIntoView({ block: "nearest" });
  });
  opener.setAttribute("aria-label", gettext("What does “{word}” mean?", { word: link.textContent }));
  opener.setAttribute("aria-expanded", "false");
  link.after(opener);
  link.addEventListener("focus", () => link.matches(":focus-visible") && show(chip));
  chip.addEventListener("focusout", (event) => chip.contains(event.relatedTarget) || hideSoon());
  chip.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(chip));
  chip.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hideSoon());
}
addEventListener("resize", () => shown && keepInPage());
document.addEventListener("keydown", (event) => event.key === "Escape" && shown && hide());
document.addEventListener("pointerdown", (event) => shown && !shown.contains(event.target) && hide());

for (const chip of document.querySelectorAll(".kb-terms > li")) {
  const meaning = meanings.get(chip.querySelector("a").textContent);
  if (!meaning) continue;
  meaning.id = `kb-meaning-${[...meanings.values()].indexOf(meaning)}`;
  explain(chip, meaning);
}

// Citations that can be copied, and the reader's own list, on the pages of entries.

if (document.querySelector(".kb-cite")) import("./cite.js");
if (document.getElementById("kb-keep-here")) import("./keep.js");
