// Names that are offered while somebody types, and names of files that are taken. The lists grow with the collection,
// so they come once the form is used, and only a few names at a time stand in the page.

const MOST = 12;

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
let coming;

/** All lists; empty ones where they cannot be had. */
export function load() {
  coming ??= Promise.all([import("./words.js"), import("./entries.js")]).then(
    ([words, entries]) => readable(words.default, entries.default),
    () => readable({}, []),
  );
  return coming;
}

function readable(words, entries) {
  const lists = new Map(Object.entries(words).map(([name, terms]) => [name, terms.map(([value, ...others]) => searchable(value, others))]));
  const published = entries.filter(([, title]) => title);
  lists.set("entries", published.map(([slug, title]) => searchable(slug, [title])));
  return { lists, entries: new Map(entries.map(([slug, title, path]) => [slug, { title, path }])) };
}

const searchable = (value, others) => ({ value, others, spellings: [value, ...others].map(plain) });

/** Puts the names that fit what stands in a control into its list; those first that start so. */
export async function offer(control) {
  const list = control.list;
  if (!list) return;
  const { lists } = await load();
  const typed = plain(control.value.trim());
  const [first, later] = [[], []];
  for (const one of lists.get(list.dataset.list) ?? []) {
    const at = one.spellings.findIndex((spelling) => spelling.startsWith(typed));
    if (at >= 0) first.push([one, at]);
    else if (later.length < MOST) {
      const within = one.spellings.findIndex((spelling) => spelling.includes(typed));
      if (within >= 0) later.push([one, within]);
    }
    if (first.length === MOST) break;
  }
  list.replaceChildren(...[...first, ...later].slice(0, MOST).map(([one, at]) => option(one, at, list.dataset.list)));
}

/** Whether a keyword is in use, in this or another spelling, and one that it may misspell. */
export async function keywordsInUse() {
  const all = (await load()).lists.get("keywords") ?? [];
  return {
    isKeyword: (word) => !all.length || all.some(({ spellings }) => spellings.includes(plain(word))),
    nearKeyword(word) {
      const most = Math.min(2, Math.floor(word.length / 4));
      const far = (one) => Math.min(...one.spellings.map((spelling) => distance(spelling, plain(word), most)));
      const [near] = all.map((one) => [one, far(one)]).filter(([, off]) => off <= most).sort(([, one], [, other]) => one - other);
      return near?.[0].value;
    },
  };
}

/** How many letters to change, add, leave out or swap with the next one; more than `most` counts as `most + 1`. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [last, before] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      now[at] = Math.min(before[at] + 1, now[at - 1] + 1, before[at - 1] + (one[row - 1] === other[at - 1] ? 0 : 1));
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) now[at] = Math.min(now[at], last[at - 2] + 1);
    }
    [last, before] = [before, now];
  }
  return Math.min(before[other.length], most + 1);
}

function option({ value, others }, at, name) {
  const made = document.createElement("option");
  made.value = value;
  if (name === "entries") made.label = others[0];
  else if (at > 0) made.label = `${value}, also written ${others[at - 1]}`;
  return made;
}
