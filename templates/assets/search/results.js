// How one result looks: as the cards of other pages do, with the words that were looked for marked. All of it is text.
import { excerptOf, marked } from "./query.js";

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function filled(parent, pieces) {
  parent.append(...pieces.map(({ text, mark }) => element(mark ? "mark" : "span", "", text)));
  return parent;
}

/**
 * An entry in the list. card: from the card files. terms: what was looked for; empty without words.
 * text: what the entry says as a whole, for a quotation where title and summary do not hold all terms; or empty.
 */
export function cardOf(card, href, terms, text) {
  const item = element("li", "kb-card");
  item.append(kindOf(card));
  const heading = element("h3", "kb-card__title");
  const link = element("a");
  link.href = href;
  const title = marked(card.title, terms);
  heading.append(filled(link, title.pieces));
  item.append(heading);
  if (card.lead) item.append(element("p", "kb-card__lead", card.lead));
  const summary = marked(card.summary, terms);
  if (card.summary) item.append(filled(element("p"), summary.pieces));
  const shown = new Set([...title.found, ...summary.found]);
  let missing = terms.filter((term) => !shown.has(term));
  // The text begins with title and summary: what is quoted has to come after them.
  const below = text.slice(Math.max(0, text.indexOf(card.summary) + card.summary.length));
  for (let quotations = 0; quotations < 2 && missing.length; quotations++) {
    const quoted = excerptOf(below, missing, terms);
    if (!quoted.pieces.length) break;
    const reason = filled(element("p", "kb-card__reason"), quoted.pieces);
    reason.prepend(element("span", "kb-visually-hidden", "From the text: "));
    item.append(reason);
    missing = missing.filter((term) => !quoted.found.has(term));
  }
  return item;
}

function kindOf(card) {
  const line = element("p", `kb-kind kb-kind--${card.type}`);
  const icon = document.getElementById(`kb-icon-${card.type}`)?.content.cloneNode(true);
  if (icon) line.append(icon);
  line.append(element("span", "kb-kind__word", card.type_label), " ");
  line.append(element("span", "kb-kind__when", card.when || "no date given"));
  if (card.draft) line.append(" ", element("strong", "kb-draft", "draft"));
  return line;
}
