// The browse page: words, facets and years make a list of entries, and the address says which.
import { readAddress, SORTS, writeAddress, yearOf } from "./address.js";
import { engineOf } from "./combobox.js";
import { Engine } from "./engine.js";
import { FacetIndex, sizeOf } from "./facets.js";
import { Filters } from "./filters.js";
import { recordsOf } from "./records.js";
import { button, cardOf, element } from "./results.js";
import { understood } from "./understood.js";

const BATCH = 10;
const PATIENCE = 400; // milliseconds until it is said that something is under way
const CARDS_IN_A_FILE = 20; // as in the program that writes them
const part = (name) => document.getElementById(`kb-browse-${name}`);
const entries = (number) => (number === 1 ? "1 entry" : `${number} entries`);

const browse = part("page");
const form = document.querySelector("main form[data-bundle]");
const engine = form ? engineOf(form) : new Engine(new URL(browse.dataset.bundle, document.baseURI).href);
const field = form?.querySelector("input");

let stamp;
let index;
let filters;
let state; // as `readAddress` gives it
let found; // {terms, unknown, results, ranked, pages}: what the index says about the words; `null` without any
let shown; // the places of all results, in order
let run = 0; // only the latest change may write on the page

const cardFiles = new Map();

async function cardAt(place) {
  const number = Math.floor(place / CARDS_IN_A_FILE);
  if (!cardFiles.has(number)) cardFiles.set(number, engine.file(`${stamp}/${number}.json`));
  return (await cardFiles.get(number))[place % CARDS_IN_A_FILE];
}

const pieces = new Map();

/** A file that only some choices need, fetched once. */
function piece(name) {
  if (!pieces.has(name)) {
    const asked = engine.file(`${stamp}/${name}.json`);
    asked.catch(() => pieces.delete(name)); // the next try may be luckier
    pieces.set(name, asked);
  }
  return pieces.get(name);
}

/** Sees to it that the index knows these facets. */
async function learn(names) {
  const unknown = [...names].filter((name) => index.byName.get(name)?.known === false);
  await Promise.all(unknown.map(async (name) => index.learn(name, await piece(name))));
}

// --- From the address to the page ---------------------------------------------------------------------------

async function apply() {
  const mine = ++run;
  if (field) field.value = state.q;
  part("from").value = state.from || "";
  part("to").value = state.to || "";
  try {
    const asked = state.q && form ? await askedFor(state.q) : null;
    if (mine !== run) return;
    found = asked;
  } catch {
    if (mine !== run) return;
    found = null;
    part("results").hidden = false;
    part("status").textContent = "The search could not be loaded. The filters and the ways in below still work.";
    return;
  }
  await learn(state.chosen.keys());
  if (sortOf() === "title") index.titles = await piece("titles");
  if (mine !== run) return;
  const { matching, counts } = index.filter(state, found?.ranked ?? null);
  filters.update(counts, state.chosen);
  const places = index.ordered(matching, sortOf(), found?.ranked);
  const [around, cards, empty] = await Promise.all([aroundList(), cardsOf(places.slice(0, BATCH)), places.length ? [] : loosening()]);
  if (mine !== run) return;
  // All at once, so that nothing moves that somebody is reading.
  shown = places;
  showChips();
  showSort();
  showAround(around);
  showList(cards, empty);
}

const sortOf = () => state.sort || (found ? "relevance" : "date");

async function askedFor(text) {
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

// --- What stands above the list -----------------------------------------------------------------------------

/** Above the entries, what was meant and the pages of names that were typed; below them, other pages that hold the words. */
async function aroundList() {
  const around = { lead: [], pages: [] };
  if (!state.q || !form) return around;
  const described = understood(state.q, index.facets);
  if (described) around.lead.push(describedItem(described));
  const names = await engine.termsLike(state.q, { whole: true, most: 3 });
  around.lead.push(...names.map((one) => leadItem(one.kind, one.label, new URL(one.path, engine.root).href, entries(one.count))));
  const known = new Set(names.map((one) => new URL(one.path, engine.root).pathname));
  const pages = await Promise.all((found?.pages ?? []).slice(0, 3).map((one) => engine.page(one)));
  for (const one of pages.filter((one) => !known.has(one.url))) {
    if (one.note === "Page") around.pages.push(leadItem("", one.title, one.url, ""));
    // Where a name was typed, keywords whose definitions happen to hold it would only be in the way.
    else if (!names.length) around.lead.push(leadItem(one.note, one.title, one.url, ""));
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
  const item = element("li");
  const link = element("a", "", label);
  link.href = href;
  item.append(kind && `${kind}: `, link);
  if (note) item.append(element("span", "kb-muted", ` ${note}`));
  return item;
}

function describedItem(described) {
  const { matching } = index.filter({ ...described, chosen: merged(described.chosen) }, null);
  const item = element("li");
  const label = choicesOf(described).map((one) => one.label).join(", ");
  item.append("Did you mean these filters? ", button("kb-link", label, () => change({ ...described, chosen: merged(described.chosen) })));
  if (!described.q) item.append(element("span", "kb-muted", ` ${entries(sizeOf(matching))}`));
  return item;
}

/** What is chosen already, with further values. */
function merged(further) {
  const chosen = new Map([...state.chosen].map(([facet, values]) => [facet, new Set(values)]));
  for (const [facet, values] of further) chosen.set(facet, new Set([...(chosen.get(facet) ?? []), ...values]));
  return chosen;
}

/** Each thing that is chosen: `{text, label, without}`, in words, in short, and what the choice is without it. */
function choicesOf(choice) {
  const choices = [];
  if (choice.q) choices.push({ text: `Words: ${choice.q}`, label: `“${choice.q}”`, without: { ...choice, q: "", sort: choice.sort === "relevance" ? "" : choice.sort } });
  for (const facet of index.facets) {
    for (const value of choice.chosen.get(facet.name) ?? []) {
      const rest = new Set([...choice.chosen.get(facet.name)].filter((one) => one !== value));
      const chosen = new Map(choice.chosen);
      if (rest.size) chosen.set(facet.name, rest);
      else chosen.delete(facet.name);
      const label = facet.labels[facet.at(value)] ?? value;
      choices.push({ text: `${facet.title}: ${label}`, label, without: { ...choice, chosen } });
    }
  }
  if (choice.from) choices.push({ text: `From ${choice.from}`, label: `from ${choice.from}`, without: { ...choice, from: 0 } });
  if (choice.to) choices.push({ text: `To ${choice.to}`, label: `to ${choice.to}`, without: { ...choice, to: 0 } });
  return choices;
}

function showChips() {
  const choices = choicesOf(state);
  part("chips").hidden = !choices.length;
  part("chips").replaceChildren(
    ...choices.map(({ text, without }, number) => {
      const item = element("li");
      const chip = button("kb-chip", text, async () => {
        await change(without);
        const chips = part("chips").querySelectorAll("button");
        (chips[Math.min(number, chips.length - 1)] ?? part("title")).focus();
      });
      chip.setAttribute("aria-label", `Remove “${text}”`);
      item.append(chip);
      return item;
    }),
  );
  if (choices.length > 1) {
    const item = element("li");
    item.append(button("kb-link", "Clear all", async () => {
      await change({ q: "", chosen: new Map(), from: 0, to: 0, sort: "" });
      part("title").focus();
    }));
    part("chips").append(item);
  }
  const number = choices.filter((one) => !one.text.startsWith("Words: ")).length;
  part("number").textContent = number ? ` (${number} chosen)` : "";
}

function showSort() {
  const select = part("sort");
  select.replaceChildren(
    ...SORTS.filter((one) => one !== "relevance" || found).map((one) => {
      const option = element("option", "", { relevance: "Best match first", date: "Newest first", title: "Title, A to Z" }[one]);
      option.value = one;
      return option;
    }),
  );
  select.value = found || sortOf() !== "relevance" ? sortOf() : "date";
}

// --- The list -----------------------------------------------------------------------------------------------

function showTitle() {
  part("results").hidden = false;
  part("title").textContent = state.q ? `Results for “${state.q}”` : "Entries";
}

function showList(cards, empty) {
  const number = shown.length;
  showTitle();
  part("show").textContent = number ? `Show ${entries(number)}` : "Show what to change";
  part("list").replaceChildren(...cards);
  part("more").hidden = number <= BATCH;
  part("tools").hidden = !number;
  part("empty").replaceChildren(...empty);
  part("empty").hidden = Boolean(number);
  const chosen = choicesOf(state).length;
  part("status").textContent = number
    ? chosen
      ? `${entries(number)} of ${index.size}.`
      : `All ${entries(number)}.`
    : `No entries found${state.q ? ` for “${state.q}”` : ""}.`;
}

async function cardsOf(places) {
  return Promise.all(
    places.map(async (place) => {
      const result = found?.results.get(place);
      const [card, page] = await Promise.all([cardAt(place), result ? engine.page(result) : null]);
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
  part("more").hidden = part("list").childElementCount >= shown.length;
  cards[0].querySelector("a").focus();
}

/** What to say where nothing fits: which word nobody wrote, and what would be found with one thing less. */
async function loosening() {
  const said = [];
  const unknown = found?.unknown ?? [];
  if (unknown.length) {
    const words = unknown.map((term) => `“${term.typed}”`).join(" and ");
    const line = element("p", "", `No results for ${words}. `);
    const better = await engine.suggestion(state.q, unknown);
    if (better) line.append("Did you mean ", button("kb-link", better, () => change({ ...state, q: better })), "?");
    said.push(line);
  }
  const ways = [];
  if (found && found.terms.length > 1) {
    for (const term of found.terms.slice(0, 6)) {
      const rest = found.terms.filter((one) => one !== term);
      if (rest.some((one) => !one.known && unknown.length)) continue;
      const held = (await engine.places(await engine.among(rest))).filter((place) => place !== undefined);
      const number = sizeOf(index.filter(state, held).matching);
      const q = rest.map((one) => one.typed).join(" ");
      if (number) ways.push([`Leave out “${term.typed}”`, number, { ...state, q }]);
    }
  }
  for (const { text, without } of choicesOf(state)) {
    const number = sizeOf(index.filter(without, without.q ? (found?.ranked ?? null) : null).matching);
    if (number) ways.push([without.q === state.q ? `Without “${text}”` : "Without any words", number, without]);
  }
  if (ways.length) {
    said.push(element("p", "", said.length ? "Or ask for less:" : "No entry has all of this. With one thing less there is something:"));
    const list = element("ul", "kb-lines");
    for (const [text, number, without] of ways) {
      const item = element("li");
      item.append(
        button("kb-link", text, async () => {
          await change(without);
          part("title").focus();
        }),
        element("span", "kb-muted", ` ${entries(number)}`),
      );
      list.append(item);
    }
    said.push(list);
  } else if (!said.length) {
    said.push(element("p", "", "Nothing here fits. Try other words, or one of the ways in below."));
  }
  return said;
}

// --- From the page to the address ---------------------------------------------------------------------------

async function change(next) {
  state = { sort: "", ...next };
  history.pushState(null, "", location.pathname + writeAddress(state));
  await guarded();
}

async function guarded() {
  const slow = setTimeout(() => {
    showTitle();
    part("status").textContent = "Looking …";
  }, PATIENCE);
  try {
    await apply();
  } catch (error) {
    console.error(error);
    part("results").hidden = false;
    part("status").textContent = "The results could not be loaded. Please load this page again, or use the ways in below.";
  } finally {
    clearTimeout(slow);
  }
}

function toggled(facet, value, on) {
  const values = new Set([...(state.chosen.get(facet) ?? [])].filter((one) => one.toLowerCase() !== value.toLowerCase()));
  if (on) values.add(value);
  const chosen = new Map(state.chosen);
  if (values.size) chosen.set(facet, values);
  else chosen.delete(facet);
  change({ ...state, chosen });
}

async function open(facet) {
  try {
    await learn([facet.name]);
    filters.update(index.filter(state, found?.ranked ?? null).counts, state.chosen);
  } catch (error) {
    console.error(error);
    part("status").textContent = `The names under “${facet.title}” could not be loaded.`;
  }
}

function listen() {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = field.value.trim();
    change({ ...state, q, sort: "" });
  });
  for (const end of ["from", "to"]) {
    part(end).addEventListener("change", (event) => {
      const typed = event.target.value.trim();
      const year = yearOf(typed);
      event.target.setAttribute("aria-invalid", String(Boolean(typed) && !year));
      if (!typed || year) change({ ...state, [end]: year });
    });
  }
  part("sort").addEventListener("change", (event) => change({ ...state, sort: event.target.value }));
  part("more").addEventListener("click", showMore);
  part("show").addEventListener("click", () => {
    part("filters").open = false;
    part("title").focus();
  });
  window.addEventListener("popstate", () => {
    state = readAddress(location.search, index.byName.keys());
    guarded();
  });
  for (const one of document.querySelectorAll("[data-export]")) one.addEventListener("click", () => save(one));
  // On a wide screen the filters are always there; on a small one they are folded until somebody wants them.
  const wide = matchMedia("(min-width: 60em)");
  const fold = () => (part("filters").open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
}

/** Offers the records of all results, in their order, as a file. */
async function save({ dataset }) {
  const [answer, slugs] = await Promise.all([fetch(new URL(dataset.file, document.baseURI)), engine.file(`${stamp}/slugs.json`)]);
  if (!answer.ok) {
    part("status").textContent = "The file could not be made.";
    return;
  }
  // A table may begin with a byte order mark, by which spreadsheets know its encoding.
  const whole = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
  const text = recordsOf(whole, dataset.export, shown.map((place) => slugs[place]));
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = `entries.${dataset.export}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function start() {
  const facets = await engine.file("facets.json");
  stamp = facets.stamp;
  index = new FacetIndex(facets);
  state = readAddress(location.search, index.byName.keys());
  await learn(state.chosen.keys());
  filters = new Filters(part("facets"), index, toggled, open);
  const [first, last] = index.years;
  if (first) part("years").textContent = `The entries are from ${first} to ${last}. A period counts where it overlaps.`;
  listen();
  filters.update(index.filter(state, null).counts, state.chosen); // so that nothing moves once the words are looked up
  part("filters").hidden = !index.size;
  await guarded();
}

start().catch((error) => {
  console.error(error);
  part("results").hidden = false;
  part("status").textContent = "The search could not be loaded. Please use the ways in below.";
});
