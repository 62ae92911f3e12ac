// Loaded on every page: choice of colours, menu, folded parts in print, definitions of keywords, links to the form, and
// parts of pages that became pages of their own.
// Every page is readable without it.

const root = document.documentElement;

// Colours: automatic, light or dark. The choice is stored in this browser only.

const CHOICES = ["automatic", "light", "dark"];
const colours = document.getElementById("kb-colours");

colours?.addEventListener("click", () => {
  const next = CHOICES[(CHOICES.indexOf(root.dataset.kbColours) + 1) % CHOICES.length];
  root.dataset.kbColours = next;
  document.getElementById("kb-colours-status").replaceChildren(...colours.querySelector(`.kb-colours__choice--${next} .kb-colours__word`).cloneNode(true).childNodes);
  try {
    localStorage.setItem("kb-colours", next);
  } catch {
    // Storage is not allowed: the choice holds for this page only.
  }
});

// The menu of small screens closes when it loses the focus.

const menu = document.querySelector(".kb-nav--small");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open || !menu.contains(document.activeElement)) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("pointerdown", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
menu?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
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
const bubble = document.createElement("span");
bubble.className = "kb-meaning";
let shown = null;
let leaving = 0;

function show(chip) {
  clearTimeout(leaving);
  if (chip === shown) return;
  hide();
  shown = chip;
  bubble.textContent = document.getElementById(chip.dataset.meaning).textContent;
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

function explain(chip, gettext) {
  const link = chip.querySelector("a");
  link.setAttribute("aria-describedby", chip.dataset.meaning);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kb-meaning__button";
  button.textContent = "?";
  button.setAttribute("aria-label", gettext("What does “{word}” mean?", { word: link.textContent }));
  button.setAttribute("aria-expanded", "false");
  link.after(button);
  button.addEventListener("click", () => {
    if (chip === shown) return hide();
    show(chip);
    bubble.scrollIntoView({ block: "nearest" });
  });
  link.addEventListener("focus", () => link.matches(":focus-visible") && show(chip));
  chip.addEventListener("focusout", (event) => chip.contains(event.relatedTarget) || hideSoon());
  chip.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(chip));
  chip.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hideSoon());
}
addEventListener("resize", () => shown && keepInPage());
document.addEventListener("keydown", (event) => event.key === "Escape" && shown && hide());
document.addEventListener("pointerdown", (event) => shown && !shown.contains(event.target) && hide());

const explained = document.querySelectorAll("[data-meaning]");
if (explained.length) {
  const { gettext } = await import("./gettext.js");
  for (const chip of explained) explain(chip, gettext);
}
