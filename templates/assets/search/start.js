// On every page: `/` goes to the search, and the rest of it is fetched when somebody gets there.

const SWITCH = "kb-shortcut"; // what the browser remembers: "off" where somebody does not want the key

const forms = document.querySelectorAll("form[data-bundle]");

for (const form of forms) {
  form.addEventListener(
    "focusin",
    () => import("./combobox.js").then(({ enhance }) => enhance(form)).catch(() => {}), // a plain form serves as well
    { once: true },
  );
}

function wanted() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true; // the browser keeps nothing for this site
  }
}

const typing = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !wanted()) return;
  const form = document.querySelector("main form[data-bundle]") || forms[0];
  const field = form?.querySelector("input");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// Where a page offers the switch: a key of one character can be in the way of people who speak to their computer.
const box = document.getElementById("kb-shortcut");
if (box && forms.length) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "checkbox";
  input.checked = wanted();
  input.addEventListener("change", () => {
    try {
      localStorage.setItem(SWITCH, input.checked ? "on" : "off");
    } catch {
      input.checked = true;
    }
  });
  label.append(input, " The key / goes to the search.");
  box.append(label);
}
