// The page with the reader's own list, or with the entries that the address names: `?kept=slug,slug`.
import { download, element, exported, write } from "../elements.js";
import { canKeep, keep, kept, root, slugsIn } from "../keep.js";
import { gettext, ngettext } from "../gettext.js";
import { Cards } from "./cards.js";
import { Engine } from "./engine.js";
import { recordsOf } from "./records.js";
import { cardOf } from "./results.js";

const part = (name) => document.getElementById(`kb-kept-${name}`);
const engine = new Engine(new URL(part("page").dataset.bundle, document.baseURI).href);

let cards;
let places; // by slug
let shown = []; // the slugs that are listed
let run = 0; // only the latest run of `show` may change the page

/** The slugs that the address names; `null` without any, on the reader's own list. */
function shared() {
  const named = new URLSearchParams(location.search).get("kept");
  return named === null ? null : slugsIn(named);
}

const linkTo = (slug) => Object.assign(element("a", "", slug), { href: new URL(`entries/${slug}/`, root).href });

async function show() {
  const thisRun = ++run;
  const others = shared();
  const wanted = others ?? kept();
  const found = wanted.filter((slug) => places.has(slug));
  const items = await Promise.all(found.map(async (slug) => {
    const card = await cards.at(places.get(slug));
    return cardOf(card, new URL(card.path, root).href, [], "");
  }));
  if (thisRun !== run) return;
  const lost = wanted.filter((slug) => !places.has(slug));
  const focused = [...part("list").children].findIndex((item) => item.contains(document.activeElement));
  shown = found;
  part("list").replaceChildren(...items);
  write(part("status"), statusOf(found.length, Boolean(others)));
  part("lost").replaceChildren(...(lost.length ? [element("span", "", gettext("Not in the collection, or under another name now:"))] : []), ...lost.flatMap((slug) => [" ", linkTo(slug)]));
  part("tools").hidden = !found.length;
  part("all").hidden = !others || !canKeep || found.every((slug) => kept().includes(slug));
  part("address").href = `?kept=${found.join(",")}`;
  if (focused >= 0) (items[Math.min(focused, items.length - 1)]?.querySelector("button") ?? part("status")).focus();
}

function statusOf(count, isShared) {
  if (isShared) return ngettext("{count} entry in this list, which somebody shared.", "{count} entries in this list, which somebody shared.", count, { count });
  return count ? ngettext("{count} entry in your list.", "{count} entries in your list.", count, { count }) : gettext("Your list is empty.");
}

/** Offers the records of the listed entries as a file. A table is cut from that of the whole collection. */
async function save(form) {
  try {
    const names = form === "csv" ? ["entries.csv"] : shown.map((slug) => `entries/${slug}/cite.${form}`);
    const texts = await Promise.all(names.map((name) => exported(new URL(name, root))));
    download(`entries.${form}`, recordsOf(texts.join("\n"), form, shown), "text/plain;charset=utf-8");
  } catch (error) {
    console.error(error);
    write(part("status"), gettext("The file could not be made."));
  }
}

async function start() {
  const { stamp } = await engine.file("facets.json");
  cards = new Cards(engine, stamp);
  places = new Map((await engine.file(`${stamp}/slugs.json`)).map((slug, place) => [slug, place]));
  addEventListener("kb-kept", show);
  addEventListener("popstate", show);
  part("all").addEventListener("click", () => {
    const all = [...new Set([...kept(), ...shown])];
    history.pushState(null, "", location.pathname);
    keep(all);
    part("status").focus();
  });
  part("print").addEventListener("click", () => print());
  for (const made of document.querySelectorAll("[data-export]")) made.addEventListener("click", () => save(made.dataset.export));
  part("copy").hidden = !navigator.clipboard;
  part("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(part("address").href);
      write(part("status"), gettext("The address is copied."));
    } catch {
      write(part("status"), gettext("The address could not be copied. Copy it from the link instead."));
    }
  });
  await show();
}

start().catch((error) => {
  console.error(error);
  write(part("status"), gettext("The list could not be loaded. Please load this page again."));
});
