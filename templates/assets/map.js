// An evidence map: its filters, and “Add” on screens that are touched. Without script, the table shows all entries.
// Numbers are counted from the index of the search, so they agree with those of Browse. The address holds the filters.
import { element, write } from "./elements.js";
import { readAddress, writeAddress } from "./search/address.js";
import { Engine } from "./search/engine.js";
import { FacetIndex, sizeOf } from "./search/facets.js";
import { figures, gettext, leftOut, ngettext } from "./gettext.js";

const ALL = "*"; // stands where the name of a type does
const filters = document.getElementById("kb-map-filters");
const boxes = [...(filters?.querySelectorAll("[name=type]") ?? [])];
const types = boxes.map((box) => box.value);
const nouns = new Map(boxes.map((box) => [box.value, [box.dataset.noun, box.dataset.nouns]]));
const word = (number, of) => (of === ALL ? ngettext("entry", "entries", number) : nouns.get(of)[number === 1 ? 0 : 1]);
const [from, to] = ["from", "to"].map((name) => filters?.querySelector(`[name=${name}]`));
const status = document.getElementById("kb-map-status");
const map = document.getElementById("kb-map");
const table = map?.querySelector("table");

// --- What is counted: cells, totals and bars -----------------------------------------------------------------------

const shades = (table?.dataset.shades ?? "").split(" ").filter(Boolean).map(Number);

/** Each element with numbers, and the terms that its entries have: `{shown, link, href, terms}`, terms as `[facet, value]`. */
function* counted() {
  const columns = [...table.tHead.rows[0].cells].slice(1).map((heading) => heading.dataset.value);
  for (const row of [...table.tBodies[0].rows, ...table.tFoot.rows]) {
    for (const [at, shown] of [...row.cells].slice(1).entries()) {
      const terms = [[table.dataset.rows, row.dataset.value], [table.dataset.columns, columns[at]]];
      const link = shown.querySelector(".kb-map__count");
      yield { shown, link, href: link?.getAttribute("href"), terms: terms.filter(([, value]) => value) };
    }
  }
  for (const shown of document.querySelectorAll(".kb-bars [data-value]")) yield { shown, terms: [[shown.dataset.facet, shown.dataset.value]] };
}

/** The number of entries that are in all of these sets, and the number of each type. */
function tally(index, typeAt, sets) {
  const numbers = new Map([ALL, ...types].map((of) => [of, 0]));
  for (let place = 0; place < index.size; place++) {
    if (!sets.every((set) => set[place])) continue;
    for (const of of [ALL, typeAt[place]]) numbers.set(of, numbers.get(of) + 1);
  }
  return numbers;
}

/** Shows numbers in an element: `data-of` marks each number, `data-word` its noun, `data-part` what goes with a number of 0. */
function show(shown, numbers) {
  for (const number of shown.querySelectorAll("[data-of]")) {
    number.textContent = figures(numbers.get(number.dataset.of));
    number.closest("[data-part]")?.toggleAttribute("hidden", !numbers.get(number.dataset.of));
  }
  for (const noun of shown.querySelectorAll("[data-word]")) write(noun, word(numbers.get(noun.dataset.word), noun.dataset.word));
  let from = 0;
  for (const bar of shown.querySelectorAll("rect")) {
    const width = numbers.get(bar.dataset.bar) * Number(bar.dataset.unit);
    bar.setAttribute("x", from);
    bar.setAttribute("width", width);
    from += width;
  }
}

// --- Filters -------------------------------------------------------------------------------------------------------

let state = readAddress(location.search, ["type"]);
let loaded; // a promise of `{engine, index, typeAt, elements}`

async function load() {
  const engine = new Engine(new URL(map.dataset.bundle, document.baseURI).href);
  const index = new FacetIndex(await engine.file("facets.json"));
  const typeAt = [];
  for (const type of types) index.having("type", [type]).forEach((has, place) => has && (typeAt[place] = type));
  return { engine, index, typeAt, elements: [...counted()] };
}

/** Shows the numbers for `state`. The index is loaded when a filter is first used. */
async function apply() {
  const filtered = Boolean(state.chosen.size || state.from || state.to);
  for (const box of boxes) box.checked = state.chosen.get("type")?.has(box.value) ?? false;
  from.value = state.from || "";
  to.value = state.to || "";
  document.getElementById("kb-map-clear").hidden = !filtered;
  document.getElementById("kb-map-lists")?.toggleAttribute("hidden", filtered);
  if (!filtered && !loaded) return;
  const { engine, index, typeAt, elements } = await (loaded ??= load());
  const { matching } = index.filter(state, null);
  const sets = new Map();
  const having = ([facet, value]) => {
    const name = `${facet}=${value}`;
    if (!sets.has(name)) sets.set(name, index.having(facet, [value]));
    return sets.get(name);
  };
  for (const { shown, link, href, terms } of elements) {
    const numbers = tally(index, typeAt, [matching, ...terms.map(having)]);
    show(shown, numbers);
    if (!link) continue;
    const chosen = new Map([...state.chosen, ...terms.map(([facet, value]) => [facet, [value]])]);
    if (!numbers.get(ALL)) link.removeAttribute("href");
    else link.href = filtered ? new URL(`browse/${writeAddress({ ...state, chosen })}`, engine.root).href : href;
    const shade = shown.matches(".kb-map__unstated") ? 0 : shades.filter((least) => numbers.get(ALL) >= least).length;
    shown.className = shown.className.replace(/kb-map__cell--[0-9]/, `kb-map__cell--${shade}`);
  }
  write(status, filtered ? numberFound(sizeOf(matching), index.size) : ngettext("All {count} entry.", "All {count} entries.", index.size, { count: index.size }));
  const undated = index.undated(state, null);
  if (undated) status.append(" ", element("span", "", leftOut(undated)));
}

const numberFound = (count, whole) =>
  ngettext("{count} entry of {whole}. Each number leads to the search, with these filters.", "{count} entries of {whole}. Each number leads to the search, with these filters.", count, { count, whole });

async function update() {
  try {
    await apply();
  } catch (error) {
    console.error(error);
    loaded = undefined;
    write(status, gettext("The filters could not be loaded. The table shows all entries."));
  }
}

function change(next) {
  state = { ...state, ...next };
  history.pushState(null, "", location.pathname + writeAddress(state));
  update();
}

if (filters) {
  filters.hidden = false;
  filters.addEventListener("change", () => {
    const types = boxes.filter((box) => box.checked).map((box) => box.value);
    change({ chosen: new Map(types.length ? [["type", new Set(types)]] : []), from: Number(from.value), to: Number(to.value) });
  });
  document.getElementById("kb-map-clear").addEventListener("click", () => {
    change({ chosen: new Map(), from: 0, to: 0 });
    boxes[0].focus();
  });
  addEventListener("popstate", () => {
    state = readAddress(location.search, ["type"]);
    update();
  });
  update();
}

// --- “Add” in an empty cell: the first touch shows it, the second follows it -----------------------------------------

let touched = null;
table?.addEventListener("click", (event) => {
  const link = event.target.closest(".kb-map__none");
  if (link && event.pointerType === "touch" && link !== touched) event.preventDefault();
  touched?.classList.remove("kb-map__none--shown");
  touched = link;
  touched?.classList.add("kb-map__none--shown");
});
