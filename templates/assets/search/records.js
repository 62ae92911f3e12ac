// Takes the records of some entries out of the collection's exports. Nothing here knows the page or the network.

const FORMS = {
  bib: { split: (text) => text.split(/^(?=@\w+\{)/m), slug: (record) => /^\s*@\w+\{([^,\s]+),/m.exec(record)?.[1], between: "\n\n" },
  ris: {
    split: (text) => text.split(/^(?=TY {2}- )/m),
    slug: (record) => /^ID {2}- (.*?)\s*$/m.exec(record)?.[1],
    between: "\n\n",
  },
  csv: { split: rows, slug: (row) => unquoted(row), between: "\n", header: true },
};

/**
 * The records of these slugs in their order, as one file. text: the whole export. form: `bib`, `ris` or `csv`.
 * A slug without a record is passed over.
 */
export function recordsOf(text, form, slugs) {
  const { split, slug, between, header } = FORMS[form];
  const records = split(text.replace(/\r\n/g, "\n")).map((record) => record.trim()).filter(Boolean);
  const head = header ? records.splice(0, 1) : [];
  const bySlug = new Map(records.map((record) => [slug(record), record]));
  const found = slugs.map((one) => bySlug.get(one)).filter(Boolean);
  const end = form === "csv" ? "\r\n" : "\n"; // RFC 4180
  const whole = [...head, ...found].join(between) + "\n";
  return end === "\n" ? whole : crlf(whole);
}

/** The rows of a CSV file: a line break between quotation marks ends none. */
function rows(text) {
  const found = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === "\n" && !quoted) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...found, text.slice(from)];
}

const unquoted = (row) => /^"((?:[^"]|"")*)"|^([^,]*)/.exec(row).slice(1).find((one) => one !== undefined)?.replaceAll('""', '"');

const crlf = (text) => rows(text).join("\r\n");
