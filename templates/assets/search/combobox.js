// Makes the search field a combobox that suggests pages (ARIA Authoring Practices, list autocomplete with manual
// selection).
import { element, write } from "../elements.js";
import { entries as entriesInFigures, gettext, ngettext, quoted } from "../gettext.js";
import { Engine } from "./engine.js";

const DEBOUNCE = 150; // ms
const ENTRIES = 5;
const QUESTIONS = 2;
const NAMES = 3;
const KINDS = new Set(["Question", "Keyword", "Page"]); // notes of results that are no entries
const engines = new Map();

/** The engine for the bundle of a form; the forms of a page share it. */
export function engineOf(form) {
  const bundle = new URL(form.dataset.bundle, document.baseURI).href;
  if (!engines.has(bundle)) engines.set(bundle, new Engine(bundle));
  return engines.get(bundle);
}

/** The note of a result in the language of the site. */
export const noteOf = (note) => ({ Question: gettext("Question"), Keyword: gettext("Keyword") })[note] ?? note;

/** Adds suggestions to a search form. */
export function enhance(form) {
  const field = form.querySelector("input");
  const engine = engineOf(form);
  const list = element("div", "kb-suggestions");
  list.id = `${field.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", gettext("Suggestions"));
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
  let requests = 0; // only the latest one may show its suggestions
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
    requests++; // ignores the answer of a pending request
    clearTimeout(timer);
    choose(-1);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }

  function open(groups, announcement) {
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
    write(status, announcement);
  }

  function option(item) {
    const made = element("div", "kb-suggestions__option");
    made.id = `${list.id}-${options.length}`;
    made.setAttribute("role", "option");
    made.append(element("span", "kb-suggestions__title", item.title));
    if (item.note) made.append(" ", element("span", "kb-suggestions__note", item.note));
    for (const part of made.children) part.dir = "auto"; // names of several scripts keep their order
    const index = options.length;
    options.push({ ...item, element: made });
    made.addEventListener("pointermove", () => active !== index && choose(index));
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    made.addEventListener("click", () => follow(options[index]));
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
    const request = ++requests;
    if (text.length < 2) {
      close();
      status.textContent = "";
      return;
    }
    try {
      const [names, found] = await Promise.all([engine.termsLike(text, { most: NAMES }), engine.search(text)]);
      const pages = await Promise.all(found.results.slice(0, ENTRIES + 2 * NAMES).map((result) => engine.page(result)));
      const suggestion = found.unknown.length ? await engine.suggestion(text, found.unknown) : null;
      if (request !== requests || document.activeElement !== field) return;
      const named = new Set(names.map(({ path }) => new URL(path, engine.root).pathname));
      const others = pages.filter(({ url }) => !named.has(url));
      const of = (wanted, most) => others.filter(({ note }) => wanted(note)).slice(0, most);
      const entries = of((note) => !KINDS.has(note), ENTRIES);
      const questions = of((note) => note === "Question", QUESTIONS);
      const words = of((note) => note === "Keyword", NAMES - names.length);
      const site = entries.length || questions.length || words.length || names.length ? [] : of((note) => note === "Page", NAMES);
      show(text, { names, entries, questions, words, site }, found, suggestion);
    } catch {
      if (request === requests) close(); // the form still submits to the browse page
    }
  }

  function show(text, { names, entries, questions, words, site }, found, suggestion) {
    const groups = [
      {
        label: gettext("Did you mean"),
        items: suggestion ? [{ title: suggestion, text: suggestion }] : [],
      },
      { label: gettext("Entries"), items: entries.map(page) },
      { label: gettext("Questions and answers"), items: questions.map(page) },
      {
        label: gettext("Keywords, organisations and people"),
        items: [
          ...names.map(({ kind, label, path, count }) => ({
            title: label,
            note: `${kind}, ${entriesInFigures(count)}`,
            href: new URL(path, engine.root).href,
          })),
          ...words.map(page),
        ],
      },
      { label: gettext("Pages about this site"), items: site.map(page) },
    ];
    const number = groups.reduce((sum, { items }) => sum + items.length, suggestion ? -1 : 0);
    if (found.results.length > entries.length + questions.length + words.length + site.length) {
      groups.push({ label: gettext("More"), items: [{ title: gettext("All results for “{words}”", { words: text }), href: allResults(text) }] });
    }
    const typed = quoted(text);
    const none = suggestion
      ? gettext("No results for {words}. Did you mean {suggestion}?", { words: typed, suggestion: quoted(suggestion) })
      : gettext("No results for {words}.", { words: typed });
    open(groups, number > 0 ? ngettext("{count} suggestion.", "{count} suggestions.", number, { count: number }) : none);
  }

  const page = ({ title, note, url }) => ({ title, note: ["Page", "Question"].includes(note) ? "" : noteOf(note), href: url });

  function allResults(text) {
    const address = new URL(form.action);
    address.searchParams.set(field.name, text);
    return address.href;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, DEBOUNCE);
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
        // Cycles through the options and the field.
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
  if (field.value.trim()) timer = setTimeout(suggest, DEBOUNCE); // typed while this module was loading
}
