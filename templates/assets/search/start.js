// Loaded on every page: the key `/` focuses the search field, and the focus loads the rest of the search.

const STORED = "kb-shortcut"; // key in localStorage: "off" disables the shortcut

const forms = document.querySelectorAll("form[data-bundle]");

for (const form of forms) {
  const unscripted = new URL(form.action);
  form.action = new URL("../browse/", new URL(form.dataset.bundle, document.baseURI)).href;
  const early = location.pathname === unscripted.pathname && new URLSearchParams(location.search).has("q");
  if (early) location.replace(form.action + location.search); // it was sent before this script had run
  form.addEventListener(
    "focusin",
    () => import("./combobox.js").then(({ enhance }) => enhance(form)).catch(() => {}), // the form works without suggestions
    { once: true },
  );
}

function isEnabled() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true; // storage is not allowed
  }
}

const isEditable = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target) || !isEnabled()) return;
  const form = document.querySelector("main form[data-bundle]") || forms[0];
  const field = form?.querySelector("input");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// A page with this element can disable the shortcut: single keys disturb people who use speech input (WCAG 2.2, 2.1.4).
const box = document.getElementById("kb-shortcut");
if (box && forms.length) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "checkbox";
  input.checked = isEnabled();
  input.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, input.checked ? "on" : "off");
    } catch {
      input.checked = true;
    }
  });
  label.append(input);
  box.append(label);
  const [{ element }, { gettext }] = await Promise.all([import("../elements.js"), import("../gettext.js")]);
  label.append(" ", element("span", "", gettext("The key / goes to the search.")));
}
