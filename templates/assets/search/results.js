// Makes the card of a result. It looks like the cards on other pages, with the words of the query marked.
import { element } from "../elements.js";
import { canKeep, keepButton } from "../keep.js";
import { gettext } from "../gettext.js";
import { excerptOf, marked } from "./query.js";

/** The element, marked as in a language of the entry, which may be written from right to left. */
function inLanguage(made, language, turned) {
  if (language) made.lang = language;
  if (language || turned) made.dir = "auto";
  return made;
}

const withMarks = (pieces) => pieces.map(({ text, mark }) => element(mark ? "mark" : "span", "", text));

/**
 * The card of an entry. card: from the card files. terms: of the query; may be empty.
 * text: the whole text of the entry, quoted if title and summary lack some terms; may be empty.
 */
export function cardOf(card, href, terms, text) {
  const title = marked(card.title, terms);
  const link = inLanguage(element("a", "", ...withMarks(title.pieces)), card.language, card.turned);
  link.href = href;
  const item = element("li", "kb-card", kindOf(card), element("h3", "kb-card__title", link));
  if (card.lead) item.append(element("p", "kb-card__lead", card.lead));
  const summary = marked(card.summary, terms);
  if (card.summary) item.append(inLanguage(element("p", "", ...withMarks(summary.pieces)), card.summary_language ?? card.language, card.turned));
  const shown = new Set([...title.found, ...summary.found]);
  let missing = terms.filter((term) => !shown.has(term));
  // The text begins with title and summary, which are not quoted again.
  const below = text.slice(Math.max(0, text.indexOf(card.summary) + card.summary.length));
  for (let quotations = 0; quotations < 2 && missing.length; quotations++) {
    const quoted = excerptOf(below, missing, terms);
    if (!quoted.pieces.length) break;
    const source = element("span", "kb-visually-hidden", gettext("From the text:"), " ");
    const quotation = element("span", "", ...withMarks(quoted.pieces));
    item.append(element("p", "kb-card__reason", source, inLanguage(quotation, card.text_language ?? card.language, card.turned)));
    missing = missing.filter((term) => !quoted.found.has(term));
  }
  if (canKeep) item.append(keepButton(card.path.split("/")[1], card.title));
  return item;
}

function kindOf(card) {
  const line = element("p", `kb-kind kb-kind--${card.type}`);
  const icon = element("span", "kb-icon"); // drawn by the style sheet
  line.append(icon, element("span", "kb-kind__word", card.type_label), " ");
  line.append(element("span", "kb-kind__when", card.when || gettext("no date given")));
  if (card.draft) line.append(" ", element("strong", "kb-draft", gettext("draft")));
  if (card.unread) line.append(" ", element("span", "kb-unread", gettext("not yet read by an editor")));
  return line;
}
