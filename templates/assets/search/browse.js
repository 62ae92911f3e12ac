// The browse page: lists the entries that match words, facets and years. The address holds this choice.
import { button, download, element, exported, withElements, write } from "../elements.js";
import { keptLink } from "../keep.js";
import { entries, gettext, leftOut, ngettext, quoted } from "../gettext.js";
import { readAddress, SORTS, writeAddress, yearOf } from "./address.js";
import { Cards } from "./cards.js";
import { engineOf, noteOf } from "./combobox.js";
import { Engine } from "./engine.js";
import { FacetIndex, sizeOf } from "./facets.js";
import { Filters } from "./filters.js";
import { recordsOf } from "./records.js";
import { cardOf } from "./results.js";
import { understood } from "./understood.js";

const BATCH = 10;
const SLOW = 400; // ms until the page says that it is loading
const part = (name) => document.getElementById(`kb-browse-${name}`);
const wide = matchMedia("(min-width: 60em)"); // as in the style sheet: the filters have a column

const browse = part("page");
const form = document.querySelector("main form[data-bundle]");
const engine = form ? engineOf(form) : new Engine(new URL(browse.dataset.bundle, document.baseURI).href);
const field = form?.querySelector("input");

let stamp;
let cardFiles;
let index;
let filters;
let state; // the choice, as from `readAddress`
let found; // {terms, unknown, results, ranked, pages} for the words, see `findWords`; `null` without words
let shown; // the places of all results, sorted
let run = 0; // only the latest run of `apply` may change the page

const files = new Map();

/** A file that only some choices need; fetched once, and again after a failure. */
function file(name) {
  if (!files.has(name)) {
    const fetched = engine.file(`${stamp}/${name}.json`);
    fetched.catch(() => files.delete(name));
    files.set(name, fetched);
  }
  return files.get(name);
}

/** Loads the values of these facets, unless the index has them. */
async function loadValues(names) {
  const unknown = [...names].filter((name) => index.byName.get(name)?.known === false);
  await Promise.all(unknown.map(async (name) => index.addValues(name, await file(name))));
}

// --- From the address to the page ---------------------------------------------------------------------------

/** Shows the results for `state`. */
async function apply() {
  const thisRun = ++run;
  if (field) field.value = state.q;
  part("from").value = state.from || "";
  part("to").value = state.to || "";
  checkYears();
  try {
    const answer = state.q && form ? await findWords(state.q) : null;
    if (thisRun !== run) return;
    found = answer;
  } catch {
    if (thisRun !== run) return;
    found = null;
    part("results").hidden = false;
    write(part("status"), gettext("The search could not be loaded. The filters and the lists below still work."));
    return;
  }
  await loadValues(state.chosen.keys());
  if (["title", "author"].includes(sortOf())) index.orders.set(sortOf(), await file(`${sortOf()}s`));
  if (thisRun !== run) return;
  const { matching, counts } = index.filter(state, found?.ranked ?? null);
  filters.update(counts, state.chosen);
  const places = index.ordered(matching, sortOf(), found?.ranked);
  const [around, cards, hints] = await Promise.all([aroundList(), cardsOf(places.slice(0, BATCH)), places.length ? [] : emptyHints()]);
  if (thisRun !== run) return;
  // All at once, so that nothing moves while it is read.
  shown = places;
  showChips();
  showSort();
  showAround(around);
  showList(cards, hints, around.pages.length);
}

const sortOf = () => state.sort || (found ? "relevance" : "date");

/** The answer of `engine.search`, with the places of entries (`ranked`), their results by place, and results of other pages. */
async function findWords(text) {
  const [answer] = await Promise.all([engine.search(text), engine.names()]);
  const places = await engine.places(answer.results);
  const ranked = [];
  const results = new Map();
  const pages = [];
  for (const [at, result] of answer.results.entries()) {
    const place = places[at];
    if (place === undefined) pages.push(result);
    else {
      ranked.push(place);
      results.set(place, result);
    }
  }
  return { ...answer, ranked, results, pages };
}

// --- Around the list ----------------------------------------------------------------------------------------

/** `lead`: suggested filters and pages of typed names, for above the list. `pages`: other results, for below it. */
async function aroundList() {
  const around = { lead: [], pages: [] };
  if (!state.q || !form) return around;
  const described = understood(state.q, index.facets);
  if (described) around.lead.push(...describedItems(described));
  const names = await engine.termsLike(state.q, { whole: true, most: 3 });
  around.lead.push(...names.map(({ kind, label, path, count }) => leadItem(kind, label, new URL(path, engine.root).href, entries(count))));
  const known = new Set(names.map(({ path }) => new URL(path, engine.root).pathname));
  const pages = await Promise.all((found?.pages ?? []).slice(0, index.size ? 3 : BATCH).map((result) => engine.page(result)));
  for (const { note, title, url } of pages.filter((page) => !known.has(page.url))) {
    if (note === "Page") around.pages.push(leadItem("", title, url, ""));
    // If a name was typed, keywords whose definitions contain it are not what was meant.
    else if (note === "Question" || !names.length) around.lead.push(leadItem(noteOf(note), title, url, ""));
  }
  return around;
}

function showAround({ lead, pages }) {
  part("lead").replaceChildren(...lead);
  part("lead").hidden = !lead.length;
  part("pages").querySelector("ul").replaceChildren(...pages);
  part("pages").hidden = !pages.length;
}

function leadItem(kind, label, href, note) {
  const link = element("a", "", label);
  link.href = href;
  const item = element("li", "", ...(kind ? [kind, ": "] : []), link);
  if (note) item.append(element("span", "kb-muted", " ", note));
  return item;
}

/** The item that offers a described choice within the present one; none if the filters alone would find nothing. */
function describedItems(described) {
  const { from, to } = described.from || described.to ? described : state;
  const choice = { ...described, chosen: merged(described.chosen), from, to };
  const number = sizeOf(index.filter(choice, null).matching);
  if (!number) return [];
  const label = choicesOf(described).map((filter) => filter.label).join(", ");
  const item = element("li", "", gettext("Did you mean these filters?"), " ", button("kb-link", label, () => change(choice)));
  if (!described.q) item.append(element("span", "kb-muted", " ", entries(number)));
  return [item];
}

/** The chosen values of all facets, with further ones. */
function merged(further) {
  const chosen = new Map([...state.chosen].map(([facet, values]) => [facet, new Set(values)]));
  for (const [facet, values] of further) chosen.set(facet, new Set([...(chosen.get(facet) ?? []), ...values]));
  return chosen;
}

/** The parts of a choice: `{text, label, without}`, `without` being the choice without this part. isWords: whether it is the words. */
function choicesOf(choice) {
  const choices = [];
  if (choice.q) choices.push({ isWords: true, text: gettext("Words: {words}", { words: choice.q }), label: quoted(choice.q), without: { ...choice, q: "", sort: choice.sort === "relevance" ? "" : choice.sort } });
  for (const facet of index.facets) {
    for (const value of choice.chosen.get(facet.name) ?? []) {
      const rest = new Set([...choice.chosen.get(facet.name)].filter((other) => other !== value));
      const chosen = new Map(choice.chosen);
      if (rest.size) chosen.set(facet.name, rest);
      else chosen.delete(facet.name);
      const label = facet.labels[facet.at(value)] ?? value;
      choices.push({ text: `${facet.title}: ${label}`, label, without: { ...choice, chosen } });
    }
  }
  if (choice.from) choices.push({ text: gettext("From {year}", { year: `${choice.from}` }), label: gettext("from {year}", { year: `${choice.from}` }), without: { ...choice, from: 0 } });
  if (choice.to) choices.push({ text: gettext("To {year}", { year: `${choice.to}` }), label: gettext("to {year}", { year: `${choice.to}` }), without: { ...choice, to: 0 } });
  return choices;
}

function showChips() {
  const choices = choicesOf(state);
  part("chips").hidden = !choices.length;
  part("chips").replaceChildren(
    ...choices.map(({ text, without, isWords }, number) => {
      const chip = button("kb-chip", text, async () => {
        await change(without);
        const chips = part("chips").querySelectorAll("button");
        (chips[Math.min(number, chips.length - 1)] ?? part("title")).focus();
      });
      chip.setAttribute("aria-label", gettext("Remove “{text}”", { text }));
      return element("li", isWords ? "kb-chips__words" : "", chip);
    }),
  );
  if (choices.length > 1) {
    const clear = button("kb-link", gettext("Clear all"), async () => {
      await change({ q: "", chosen: new Map(), from: 0, to: 0, sort: "" });
      part("title").focus();
    });
    part("chips").append(element("li", "", clear));
  }
  const number = choices.filter(({ isWords }) => !isWords).length;
  part("number").textContent = number ? ` (${number})` : "";
}

function showSort() {
  const words = { relevance: gettext("Best match first"), date: gettext("Newest first"), title: gettext("Title, A to Z"), author: gettext("First author, A to Z") };
  const select = part("sort");
  select.replaceChildren(
    ...SORTS.filter((sort) => sort !== "relevance" || found).map((sort) => {
      const option = element("option", "", words[sort]);
      option.value = sort;
      return option;
    }),
  );
  select.value = found || sortOf() !== "relevance" ? sortOf() : "date";
}

// --- The list -----------------------------------------------------------------------------------------------

function showTitle() {
  part("results").hidden = false;
  write(part("title"), state.q ? gettext("Results for “{words}”", { words: state.q }) : gettext("Entries"));
}

/** pages: number of pages about the site below the list; on a site without entries, these are the results. */
function showList(cards, hints, pages) {
  const number = shown.length;
  showTitle();
  write(part("show"), number ? ngettext("Show {count} result", "Show {count} results", number, { count: number }) : gettext("Show what to change"));
  part("list").replaceChildren(...cards);
  showLeft();
  part("sorting").hidden = !number;
  if (part("exports")) part("exports").hidden = !number;
  part("empty").replaceChildren(...hints);
  const onlyPages = pages > 0 && !index.size;
  part("empty").hidden = number > 0 || onlyPages;
  const chosen = choicesOf(state).length;
  const status = number ? numberFound(number, chosen) : onlyPages ? gettext("Pages found: {count}.", { count: pages }) : state.q ? gettext("No entries found for “{words}”.", { words: state.q }) : gettext("No entries found.");
  const undated = index.undated(state, found?.ranked ?? null);
  for (const name of part("sheet").open ? ["status", "said"] : ["status"]) { // what is behind the sheet is not heard
    write(part(name), status);
    if (undated) part(name).append(" ", element("span", "", leftOut(undated)));
  }
}

const numberFound = (count, chosen) =>
  chosen
    ? ngettext("{count} entry of {whole}.", "{count} entries of {whole}.", count, { count, whole: index.size })
    : ngettext("All {count} entry.", "All {count} entries.", count, { count });

/** The button for further results says how many there are. */
function showLeft() {
  const left = shown.length - part("list").childElementCount;
  part("more").hidden = left <= 0;
  write(part("more"), left > BATCH ? gettext("Show {count} more of {whole}", { count: BATCH, whole: left }) : gettext("Show {count} more", { count: left }));
}

async function cardsOf(places) {
  return Promise.all(
    places.map(async (place) => {
      const result = found?.results.get(place);
      const [card, page] = await Promise.all([cardFiles.at(place), result ? engine.page(result) : null]);
      const href = new URL(card.path, engine.root);
      if (page && new URL(page.url, engine.root).pathname !== href.pathname) throw new Error("two builds are mixed");
      return cardOf(card, href.href, found?.terms ?? [], page?.text ?? "");
    }),
  );
}

async function showMore() {
  const from = part("list").childElementCount;
  const cards = await cardsOf(shown.slice(from, from + BATCH));
  part("list").append(...cards);
  showLeft();
  cards[0].querySelector("a").focus();
}

/** Shown if nothing matches: unknown words, and the number of results without each part of the choice. */
async function emptyHints() {
  const hints = [];
  const unknown = found?.unknown ?? [];
  if (unknown.length) {
    const words = unknown.map((term) => quoted(term.typed)).reduce((before, word) => gettext("{before} and {word}", { before, word }));
    const suggestion = await engine.suggestion(state.q, unknown);
    const link = suggestion && button("kb-link", suggestion, () => change({ ...state, q: suggestion }));
    const line = link ? withElements(gettext("No results for {words}. Did you mean {suggestion}?"), { words, suggestion: link }) : [gettext("No results for {words}.", { words })];
    hints.push(element("p", "", ...line));
  }
  const ways = [];
  if (found && found.terms.length > 1) {
    for (const term of found.terms.slice(0, 6)) {
      const rest = found.terms.filter((other) => other !== term);
      if (rest.some(({ known }) => !known && unknown.length)) continue;
      const places = (await engine.places(await engine.resultsFor(rest))).filter((place) => place !== undefined);
      const number = sizeOf(index.filter(state, places).matching);
      const q = rest.map(({ typed }) => typed).join(" ");
      if (number) ways.push([gettext("Leave out “{word}”", { word: term.typed }), number, { ...state, q }]);
    }
  }
  for (const { text, without } of choicesOf(state)) {
    const number = sizeOf(index.filter(without, without.q ? (found?.ranked ?? null) : null).matching);
    if (number) ways.push([without.q === state.q ? gettext("Remove “{text}”", { text }) : gettext("Clear the search"), number, without]);
  }
  const offers = ways.map(([text, number, without]) => {
    const link = button("kb-link", text, async () => {
      await change(without);
      part("title").focus();
    });
    return [link, element("span", "kb-muted", " ", entries(number))];
  });
  if (offers.length > 1) {
    hints.push(element("p", "", hints.length ? gettext("Or try one of these:") : gettext("No entry matches all of this. Try one of these:")));
    hints.push(element("ul", "kb-lines", ...offers.map((offer) => element("li", "", ...offer))));
  } else if (offers.length) {
    hints.push(element("p", "", ...offers[0]));
  } else if (!hints.length) {
    hints.push(element("p", "", gettext("Nothing matches. Try other words, or start from the lists below.")));
  }
  return hints;
}

// --- From the page to the address ---------------------------------------------------------------------------

/** Makes another choice: writes it into the address and shows its results. */
async function change(next) {
  state = { sort: "", ...next };
  history.pushState(null, "", location.pathname + writeAddress(state));
  await update();
}

/** Calls `apply`; says if that takes long or fails. */
async function update() {
  const slow = setTimeout(() => {
    showTitle();
    write(part("status"), gettext("Looking …"));
  }, SLOW);
  try {
    await apply();
  } catch (error) {
    console.error(error);
    part("results").hidden = false;
    write(part("status"), gettext("The results could not be loaded. Please load this page again, or use the lists below."));
  } finally {
    clearTimeout(slow);
  }
}

function toggled(facet, value, on) {
  const values = new Set([...(state.chosen.get(facet) ?? [])].filter((other) => other.toLowerCase() !== value.toLowerCase()));
  if (on) values.add(value);
  const chosen = new Map(state.chosen);
  if (values.size) chosen.set(facet, values);
  else chosen.delete(facet);
  change({ ...state, chosen });
}

/** Fills a facet that is unfolded for the first time. */
async function open(facet) {
  try {
    await loadValues([facet.name]);
    filters.update(index.filter(state, found?.ranked ?? null).counts, state.chosen);
  } catch (error) {
    console.error(error);
    write(part("status"), gettext("The names under “{facet}” could not be loaded.", { facet: facet.title }));
  }
}

function listen() {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = field.value.trim();
    change({ ...state, q, sort: "" });
  });
  for (const end of ["from", "to"]) {
    part(end).addEventListener("input", (event) => !event.isComposing && chooseYear(end));
    part(end).addEventListener("change", () => chooseYear(end) || checkYears());
  }
  part("kept").append(keptLink());
  part("sort").addEventListener("change", (event) => change({ ...state, sort: event.target.value }));
  part("more").addEventListener("click", showMore);
  part("open").addEventListener("click", () => part("sheet").showModal());
  part("close").addEventListener("click", () => part("sheet").close());
  part("sheet").addEventListener("click", (event) => event.target === part("sheet") && part("sheet").close()); // beside it
  part("show").addEventListener("click", () => {
    part("sheet").close();
    part("title").focus();
  });
  window.addEventListener("popstate", () => {
    state = readAddress(location.search, index.byName.keys());
    update();
  });
  for (const link of document.querySelectorAll("[data-export]")) link.addEventListener("click", () => save(link));
  wide.addEventListener("change", placeFilters);
  placeFilters();
}

/** Puts the filters into their column, or on small screens into the sheet. */
function placeFilters() {
  if (wide.matches) part("sheet").close();
  (wide.matches ? part("side") : part("slot")).append(part("filters"));
  part("side").hidden = !wide.matches || !index.size;
  part("open").hidden = wide.matches || !index.size;
}

/** Chooses the year that was typed, or none for an empty field. Returns whether there was something to choose. */
function chooseYear(end) {
  const typed = part(end).value.trim();
  const year = yearOf(typed);
  if ((typed && !year) || year === state[end]) return false;
  change({ ...state, [end]: year });
  return true;
}

/** Says what is wrong with the years that were typed. */
function checkYears() {
  const typed = ["from", "to"].map((end) => part(end).value.trim());
  const [from, to] = typed.map(yearOf);
  const faults = typed.filter((text) => text && !yearOf(text)).map((text) => gettext("“{text}” is not a year. Write four digits, such as 2018.", { text }));
  const reversed = from && to && from > to;
  if (reversed) faults.push(gettext("{from} is later than {to}. Nothing can match.", { from: `${from}`, to: `${to}` }));
  part("wrong-years").replaceChildren(...faults.flatMap((text, at) => [at ? " " : "", element("span", "", text)]));
  for (const [at, end] of ["from", "to"].entries()) {
    part(end).setAttribute("aria-invalid", String(Boolean(reversed || (typed[at] && !yearOf(typed[at])))));
  }
}

/** Offers the records of all results as a file, in their order. */
async function save({ dataset }) {
  try {
    const [whole, slugs] = await Promise.all([exported(new URL(dataset.file, document.baseURI)), engine.file(`${stamp}/slugs.json`)]);
    const text = recordsOf(whole, dataset.export, shown.map((place) => slugs[place]));
    download(`entries.${dataset.export}`, text, "text/plain;charset=utf-8");
  } catch (error) {
    console.error(error);
    write(part("status"), gettext("The file could not be made."));
  }
}

async function start() {
  const facets = await engine.file("facets.json");
  stamp = facets.stamp;
  cardFiles = new Cards(engine, stamp);
  index = new FacetIndex(facets);
  state = readAddress(location.search, index.byName.keys());
  await loadValues(state.chosen.keys());
  filters = new Filters(part("facets"), index, toggled, open);
  const [first, last] = index.years(new Date().getFullYear());
  if (first) write(part("years"), gettext("The entries are from {first} to {last}. A project counts in every year of its period.", { first: `${first}`, last: `${last}` }));
  listen();
  filters.update(index.filter(state, null).counts, state.chosen); // now, so that nothing moves after the search for the words
  await update();
}

start().catch((error) => {
  console.error(error);
  part("results").hidden = false;
  write(part("status"), gettext("The search could not be loaded. Please use the lists below."));
});
