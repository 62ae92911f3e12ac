// What every page does once it is there: colours, the menu, folded parts on paper, and what keywords mean.
// Everything is readable without it.

const root = document.documentElement;

// Colours: automatic, light, dark. The choice is kept in this browser alone.

const CHOICES = ["automatic", "light", "dark"];
const colours = document.getElementById("kb-colours");

colours?.addEventListener("click", () => {
  const next = CHOICES[(CHOICES.indexOf(root.dataset.kbColours) + 1) % CHOICES.length];
  root.dataset.kbColours = next;
  document.getElementById("kb-colours-status").textContent = `Colours: ${next}`;
  try {
    localStorage.setItem("kb-colours", next);
  } catch {
    // Nothing may be kept here: the choice holds for this page.
  }
});

// The menu of small screens closes when it is left.

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

// On paper the facts are unfolded.

const folded = [];
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll(".kb-facts details:not([open])")) {
    part.open = true;
    folded.push(part);
  }
});
addEventListener("afterprint", () => {
  for (const part of folded.splice(0)) part.open = false;
});

// What a keyword means: shown at its chip while the pointer or the focus is on it, and by a button where
// there is touch. The words are those of the list “What these words mean”. See WCAG 2.2, 1.4.13: Escape takes
// the meaning away, the pointer may move onto it, and it stays until it is left.

const PATIENCE = 250; // ms: time to get from a chip to its meaning
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
  // Within the page, also where the chip stands at its end.
  bubble.style.translate = "";
  const over = bubble.getBoundingClientRect().right - root.clientWidth + 8;
  if (over > 0) bubble.style.translate = `${-over}px 0`;
}

function hide() {
  clearTimeout(leaving);
  shown?.querySelector("button").setAttribute("aria-expanded", "false");
  bubble.remove();
  shown = null;
}

function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, PATIENCE);
}

for (const chip of document.querySelectorAll("[data-meaning]")) {
  const link = chip.querySelector("a");
  link.setAttribute("aria-describedby", chip.dataset.meaning);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kb-meaning__button";
  button.textContent = "?";
  button.setAttribute("aria-label", `What does “${link.textContent}” mean?`);
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
document.addEventListener("keydown", (event) => event.key === "Escape" && shown && hide());
document.addEventListener("pointerdown", (event) => shown && !shown.contains(event.target) && hide());
