// The search field as a combobox (ARIA Authoring Practices, list autocomplete with manual selection):
// pages are offered while somebody types. Everything is put in as text.
import { Engine } from "./engine.js";

const WAIT = 150; // milliseconds without a key before anything is asked
const ENTRIES = 5;
const NAMES = 3;
const engines = new Map();

/** The engine for a bundle; one for all fields of a page. */
export function engineOf(form) {
  const bundle = new URL(form.dataset.bundle, document.baseURI).href;
  if (!engines.has(bundle)) engines.set(bundle, new Engine(bundle));
  return engines.get(bundle);
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function enhance(form) {
  const field = form.querySelector("input");
  const engine = engineOf(form);
  const list = element("div", "kb-suggestions");
  list.id = `${field.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const status = element("p", "kb-visually-hidden");
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    field.setAttribute(name, value);
  }

  let options = []; // {element, href} or {element, text}
  let active = -1;
  let asked = 0;
  let timer;

  function choose(index) {
    options[active]?.element.removeAttribute("aria-selected");
    active = index;
    const chosen = options[active]?.element;
    if (chosen) {
      chosen.setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function close() {
    asked++; // what is still under way comes too late
    clearTimeout(timer);
    choose(-1);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }

  function open(groups, said) {
    list.replaceChildren();
    options = [];
    active = -1;
    field.removeAttribute("aria-activedescendant");
    for (const { label, items } of groups) {
      if (!items.length) continue;
      const group = element("div", "kb-suggestions__group");
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", label);
      const heading = element("div", "kb-suggestions__label", label);
      heading.setAttribute("aria-hidden", "true");
      group.append(heading);
      for (const item of items) group.append(option(item));
      list.append(group);
    }
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = said;
  }

  function option(item) {
    const made = element("div", "kb-suggestions__option");
    made.id = `${list.id}-${options.length}`;
    made.setAttribute("role", "option");
    made.append(element("span", "kb-suggestions__title", item.title));
    if (item.note) made.append(element("span", "kb-suggestions__note", ` ${item.note}`));
    const number = options.length;
    options.push({ ...item, element: made });
    made.addEventListener("pointermove", () => active !== number && choose(number));
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    made.addEventListener("click", () => follow(options[number]));
    return made;
  }

  function follow({ href, text }) {
    if (href) {
      location.href = href;
    } else {
      field.value = text;
      suggest();
    }
  }

  async function suggest() {
    const text = field.value.trim();
    const mine = ++asked;
    if (text.length < 2) {
      close();
      status.textContent = "";
      return;
    }
    try {
      const [names, found] = await Promise.all([engine.termsLike(text, { most: NAMES }), engine.search(text)]);
      const pages = await Promise.all(found.results.slice(0, ENTRIES + NAMES).map((one) => engine.page(one)));
      const better = found.unknown.length ? await engine.suggestion(text, found.unknown) : null;
      if (mine !== asked || document.activeElement !== field) return;
      const led = new Set(names.map((one) => new URL(one.path, engine.root).pathname));
      const entries = pages.filter((one) => !led.has(one.url)).slice(0, ENTRIES);
      show(text, names, entries, found, better);
    } catch {
      if (mine === asked) close(); // the form still leads to the page that searches
    }
  }

  function show(text, names, entries, found, better) {
    const groups = [
      {
        label: "Did you mean",
        items: better ? [{ title: better, text: better }] : [],
      },
      {
        label: "Keywords, organisations and people",
        items: names.map((one) => ({
          title: one.label,
          note: `${one.kind}, ${one.count === 1 ? "1 entry" : `${one.count} entries`}`,
          href: new URL(one.path, engine.root).href,
        })),
      },
      {
        label: "Entries and pages",
        items: entries.map((one) => ({ title: one.title, note: one.note, href: one.url })),
      },
    ];
    const number = names.length + entries.length;
    if (found.results.length > entries.length) {
      groups.push({ label: "More", items: [{ title: `All results for “${text}”`, href: allResults(text) }] });
    }
    const offered = number === 1 ? "1 suggestion." : `${number} suggestions.`;
    open(
      groups,
      number ? offered : better ? `No results for “${text}”. Did you mean “${better}”?` : `No results for “${text}”.`,
    );
  }

  function allResults(text) {
    const address = new URL(form.action);
    address.searchParams.set(field.name, text);
    return address.href;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (!list.hidden) {
        event.preventDefault();
        close();
      } else if (field.value) {
        field.value = "";
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) {
        suggest();
      } else {
        // From the field to the first or last one, around, and back to the field.
        const step = event.key === "ArrowDown" ? 1 : -1;
        const next = active + step;
        choose(next < -1 ? options.length - 1 : next >= options.length ? -1 : next);
      }
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      follow(options[active]);
    }
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
  if (field.value.trim()) timer = setTimeout(suggest, WAIT); // typed while this was under way
}
