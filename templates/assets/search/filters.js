// The facets on the browse page: checkboxes with counts. They are made once and keep their places, and the focus.
import { button, element, write } from "../elements.js";
import { fold } from "../fold.js";
import { figures, gettext } from "../gettext.js";

const SHORT = 12; // a facet with more values shows `SHOWN` of them, and has a field to find others
const SHOWN = 8;
const MORE = 20;
const OPEN = new Set(["type", "setting", "place"]); // facets that are unfolded at first

export class Filters {
  /**
   * parent: the element to fill. index: the facet index. onChange: called with a facet, a value and whether it is chosen.
   * onOpen: called with a facet that is unfolded before its values are loaded.
   */
  constructor(parent, index, onChange, onOpen) {
    this.onChange = onChange;
    this.onOpen = onOpen;
    this.facets = index.facets.filter((facet) => facet.number).map((facet) => this.#facet(facet));
    parent.append(...this.facets.map(({ details }) => details));
  }

  #facet(facet) {
    const details = element("details", "kb-facet");
    const number = element("span", "kb-facet__number");
    const summary = element("summary", "", facet.title, number);
    const fieldset = element("fieldset", "", element("legend", "kb-visually-hidden", facet.title));
    const list = element("div", "kb-facet__values");
    const group = { facet, details, number, list, boxes: new Map(), shown: SHOWN, filter: "", counts: [], chosen: new Set() };
    if (facet.number > SHORT) {
      fieldset.append(this.#finder(group), list, this.#more(group));
    } else {
      fieldset.append(list);
    }
    details.append(summary, fieldset);
    details.open = OPEN.has(facet.name);
    details.addEventListener("toggle", () => details.open && !facet.known && this.onOpen(facet));
    return group;
  }

  #finder(group) {
    const label = element("label", "kb-facet__find", gettext("Find in {count}", { count: group.facet.number }), " ");
    const field = element("input", "kb-control");
    field.type = "text";
    field.autocomplete = "off";
    field.setAttribute("aria-label", gettext("{facet}: show only names with", { facet: group.facet.title }));
    field.addEventListener("input", () => {
      group.filter = fold(field.value.trim());
      group.shown = SHOWN;
      this.#list(group);
    });
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    label.append(field);
    return label;
  }

  #more(group) {
    group.more = button("kb-facet__more", "", () => {
      const before = group.list.childElementCount;
      group.shown += MORE;
      this.#list(group);
      [...group.list.children].slice(before).map((label) => label.firstElementChild).find((input) => !input.disabled)?.focus();
    });
    return group.more;
  }

  /** Shows the counts and the choice, and lists the values accordingly. */
  update(counts, chosen) {
    for (const group of this.facets) {
      group.counts = counts.get(group.facet.name);
      const places = [...(chosen.get(group.facet.name) ?? [])].map((value) => group.facet.at(value));
      group.chosen = new Set(places.filter((place) => place >= 0));
      group.number.replaceChildren(...(group.chosen.size ? [" ", element("span", "", gettext("({count} chosen)", { count: group.chosen.size }))] : []));
      if (group.chosen.size && !group.seen) group.details.open = group.seen = true;
      this.#list(group);
    }
  }

  /** Lists the chosen values and some others. Values that are listed already keep their elements. */
  #list(group) {
    const { facet, list, boxes } = group;
    const long = Boolean(group.more);
    const fitting = facet.values.map((_, at) => at).filter((at) => group.chosen.has(at) || fold(facet.labels[at]).includes(group.filter));
    const listed = long ? fitting.filter((at, number) => number < group.shown || group.chosen.has(at) || boxes.get(at)?.input === document.activeElement) : fitting;
    const wanted = listed.map((at) => this.#box(group, at));
    if (wanted.length !== list.childElementCount || wanted.some((label, at) => list.children[at] !== label)) {
      for (const label of [...list.children]) if (!wanted.includes(label)) label.remove();
      wanted.forEach((label, at) => list.children[at] !== label && list.insertBefore(label, list.children[at] ?? null));
    }
    for (const at of listed) {
      const { label, input, count } = boxes.get(at);
      input.checked = group.chosen.has(at);
      const none = !group.counts[at];
      count.textContent = none ? "" : ` (${figures(group.counts[at])})`;
      input.disabled = none && !input.checked && input !== document.activeElement;
      label.classList.toggle("kb-facet__value--none", none);
    }
    if (long) {
      const left = fitting.length - listed.length;
      group.more.hidden = left <= 0;
      const count = Math.min(MORE, left);
      write(group.more, gettext("Show {count} more", { count }));
      group.more.setAttribute("aria-label", gettext("{facet}: show {count} more", { facet: facet.title, count }));
    }
  }

  #box(group, at) {
    if (!group.boxes.has(at)) {
      const label = element("label", `kb-facet__value kb-facet__value--${group.facet.depths[at] ?? 0}`);
      const input = element("input");
      input.type = "checkbox";
      input.addEventListener("change", () => this.onChange(group.facet.name, group.facet.values[at], input.checked));
      const count = element("span", "kb-facet__count");
      label.append(input, element("span", "", group.facet.labels[at], count));
      group.boxes.set(at, { label, input, count });
    }
    return group.boxes.get(at).label;
  }
}
