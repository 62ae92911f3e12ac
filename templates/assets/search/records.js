// Selects the records of some entries from an export of the collection. Uses neither the page nor the network.

const FORMS = {
  bib: { parts: (text) => text.split(/^(?=@\w+\{)/m), slug: (record) => /^@\w+\{([^,\s]+),/.exec(record)?.[1] },
  ris: { parts: (text) => text.split(/^(?=TY {2}- )/m), slug: (record) => /^ID {2}- (.*)$/m.exec(record)?.[1].trim() },
  csv: { parts: rows, slug: firstCell },
};

/**
 * The text of a file with the records of these slugs, in their order. text: the whole export.
 * form: `bib`, `ris` or `csv`. Slugs without a record are skipped. A table keeps its header.
 */
export function recordsOf(text, form, slugs) {
  const { parts, slug } = FORMS[form];
  const records = parts(text);
  const bySlug = new Map(records.map((record) => [slug(record), record]));
  const found = slugs.map((name) => bySlug.get(name)).filter((record) => record !== undefined);
  if (form === "csv") return [records[0], ...found].map((row) => `${row}\r\n`).join("");
  return found.map((record) => `${record.trim()}\n`).join("\n");
}

/** The rows of a table (RFC 4180): a line break in quotation marks is part of a row. */
function rows(text) {
  const found = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === "\n" && !quoted) {
      found.push(text.slice(from, at).replace(/\r$/, ""));
      from = at + 1;
    }
  }
  return from < text.length ? [...found, text.slice(from)] : found;
}

function firstCell(row) {
  const [, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^,]*))/.exec(row);
  return quoted?.replaceAll('""', '"') ?? plain;
}
