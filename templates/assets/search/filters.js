// The facets on the browse page: checkboxes with counts. They are built once and keep their place, so that nobody loses theirs.
import { fold } from "./query.js";
import { button, element } from "./results.js";

const SHORT = 12; // a facet with more values than this shows some, and has a field to find others
const SHOWN = 8;
const MORE = 20;
const OPEN = new Set(["type", "setting", "place"]);

export class Filters {
  /**
   * parent: where they go. index: the facet index. changed: called with a facet, a value and whether it is chosen.
   * wanted: called with a facet whose values are not known yet, when somebody opens it.
   */
  constructor(parent, index, changed, wanted) {
    this.changed = changed;
    this.wanted = wanted;
    this.facets = index.facets.filter((facet) => facet.number).map((facet) => this.#facet(facet));
    parent.append(...this.facets.map((one) => one.details));
  }

  #facet(facet) {
    const details = element("details", "kb-facet");
    const summary = element("summary");
    const number = element("span", "kb-facet__number");
    summary.append(facet.title, number);
    const fieldset = element("fieldset");
    fieldset.append(element("legend", "kb-visually-hidden", facet.title));
    const list = element("div", "kb-facet__values");
    const one = { facet, details, number, list, boxes: new Map(), shown: SHOWN, wanted: "", counts: [], chosen: new Set() };
    if (facet.number > SHORT) {
      fieldset.append(this.#finder(one), list, this.#more(one));
    } else {
      fieldset.append(list);
    }
    details.append(summary, fieldset);
    details.open = OPEN.has(facet.name);
    details.addEventListener("toggle", () => details.open && !facet.known && this.wanted(facet));
    return one;
  }

  #finder(one) {
    const label = element("label", "kb-facet__find", `Find in ${one.facet.number} `);
    const field = element("input", "kb-control");
    field.type = "text";
    field.autocomplete = "off";
    field.setAttribute("aria-label", `${one.facet.title}: show only names with`);
    field.addEventListener("input", () => {
      one.wanted = fold(field.value.trim());
      one.shown = SHOWN;
      this.#list(one);
    });
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    label.append(field);
    return label;
  }

  #more(one) {
    one.more = button("kb-facet__more", "", () => {
      const before = one.list.childElementCount;
      one.shown += MORE;
      this.#list(one);
      one.list.children[before]?.querySelector("input").focus();
    });
    return one.more;
  }

  /** After every change: counts, what is chosen, and which values are listed. */
  update(counts, chosen) {
    for (const one of this.facets) {
      one.counts = counts.get(one.facet.name);
      const places = [...(chosen.get(one.facet.name) ?? [])].map((value) => one.facet.at(value));
      one.chosen = new Set(places.filter((place) => place >= 0));
      one.number.textContent = one.chosen.size ? ` (${one.chosen.size} chosen)` : "";
      if (one.chosen.size && !one.seen) one.details.open = one.seen = true;
      this.#list(one);
    }
  }

  /** Lists the values: the chosen ones, and as many others as are wanted. Those that are listed already stay as they are. */
  #list(one) {
    const { facet, list, boxes } = one;
    const long = Boolean(one.more);
    const fitting = facet.values.map((_, at) => at).filter((at) => one.chosen.has(at) || fold(facet.labels[at]).includes(one.wanted));
    const listed = long ? fitting.filter((at, number) => number < one.shown || one.chosen.has(at) || boxes.get(at)?.input === document.activeElement) : fitting;
    const wanted = listed.map((at) => this.#box(one, at));
    if (wanted.length !== list.childElementCount || wanted.some((label, at) => list.children[at] !== label)) {
      for (const label of [...list.children]) if (!wanted.includes(label)) label.remove();
      wanted.forEach((label, at) => list.children[at] !== label && list.insertBefore(label, list.children[at] ?? null));
    }
    for (const at of listed) {
      const { label, input, count } = boxes.get(at);
      input.checked = one.chosen.has(at);
      count.textContent = ` (${one.counts[at]})`;
      label.classList.toggle("kb-facet__value--none", !one.counts[at]);
    }
    if (long) {
      const left = fitting.length - listed.length;
      one.more.hidden = left <= 0;
      one.more.textContent = `Show ${Math.min(MORE, left)} more`;
      one.more.setAttribute("aria-label", `${facet.title}: show ${Math.min(MORE, left)} more`);
    }
  }

  #box(one, at) {
    if (!one.boxes.has(at)) {
      const label = element("label", `kb-facet__value kb-facet__value--${one.facet.depths[at] ?? 0}`);
      const input = element("input");
      input.type = "checkbox";
      input.addEventListener("change", () => this.changed(one.facet.name, one.facet.values[at], input.checked));
      const count = element("span", "kb-facet__count");
      const words = element("span", "", one.facet.labels[at]);
      words.append(count);
      label.append(input, words);
      one.boxes.set(at, { label, input, count });
    }
    return one.boxes.get(at).label;
  }
}
