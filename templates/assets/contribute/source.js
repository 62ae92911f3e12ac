// Writes a changed entry: its source text, in which only the lines of changed answers are new. The order of the fields,
// their quotation marks, comments and line ends stay.

import { afterDash, afterKey, key, parse, writeEntry, yaml } from "./file.js";

/**
 * The text of an entry after changes.
 *
 * original: what `readEntry` returned, with the answers (`before`) and the text (`beforeBody`) that the form had right
 * after it was filled. after, body: what it has now.
 */
export function rewrite(original, after, order, body) {
  const { source, front, values, before } = original;
  const changed = changedFields(original, after);
  const fields = source.slice(...front);
  const written = changed.length ? rewriteFields(fields, values, before, after, changed, order) : fields;
  if (written === undefined) return writeEntry(after, order, body);
  return source.slice(0, front[0]) + written + rewriteBody(original, body);
}

/** The names of the fields that differ from the file. */
export function changedFields({ before }, after) {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => asText(before.get(name)) !== asText(after.get(name)));
}

const asText = (value) => JSON.stringify(value, (_, inner) => (inner instanceof Map ? { map: [...inner] } : inner));

// The fields

/** The lines of the fields; `undefined` if they cannot be changed in place. */
function rewriteFields(fields, values, before, after, changed, order) {
  const root = values.size ? treeOf(fields) : undefined;
  if (!root?.pairs || !root.block) return undefined;
  for (const inner of [true, false]) {
    const edits = fieldEdits(fields, root, { before, after, changed, order, inner });
    const written = edits && applied(fields, edits);
    if (written !== undefined && isRight(written, values, after, changed)) return written;
  }
  return undefined;
}

/** Whether the new lines have the new answers, and the old values of all other fields. */
function isRight(written, old, after, changed) {
  let values;
  try {
    values = parse(written);
  } catch {
    return false;
  }
  const names = new Set([...old.keys(), ...values.keys(), ...after.keys()]);
  return [...names].every((name) =>
    changed.includes(name) ? asText(meaning(values.get(name))) === asText(meaning(after.get(name))) : asText(values.get(name)) === asText(old.get(name)),
  );
}

/** A value without what its writing may leave out: empty parts, a list around one value, a group around a name. */
function meaning(value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    const items = value.map(meaning).filter((item) => item !== null);
    return items.length > 1 ? items : (items[0] ?? null);
  }
  if (!(value instanceof Map)) return String(value).trim() || null;
  const parts = [...value].map(([name, part]) => [name, meaning(part)]).filter(([, part]) => part !== null);
  if (!parts.length) return null;
  return parts.length === 1 && parts[0][0] === "name" ? parts[0][1] : new Map(parts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text after edits of parts of it; `undefined` if these overlap. */
function applied(text, edits) {
  let [done, at] = ["", 0];
  for (const { from, to, written } of edits.sort((a, b) => a.from - b.from)) {
    if (from < at) return undefined;
    done += text.slice(at, from) + written;
    at = to;
  }
  return done + text.slice(at);
}

/** The edits that bring in the new answers; `undefined` if no old field stays. inner: whether parts of groups and items of lists are changed by themselves; else the whole field. */
function fieldEdits(text, root, { before, after, changed, order, inner }) {
  const edits = [];
  const eol = lineEnd(text);
  const replace = (from, to, written) => edits.push({ from, to, written: written.replaceAll("\n", eol) });
  const startOfLine = (at) => lineStart(text, at);
  const endOfLine = (at) => at + /^[^\r\n]*/.exec(text.slice(at))[0].length;
  const nextLine = (at) => endOfLine(at) + /^(?:\r\n|[\r\n])?/.exec(text.slice(endOfLine(at)))[0].length;
  const indentAt = (at) => " ".repeat(at - startOfLine(at));
  const isFirst = (at) => !text.slice(startOfLine(at), at).trim();

  function changeGroup(group, old, now, names, place) {
    const stays = ({ name }) => !names.includes(name) || now.has(name);
    const staying = group.pairs.filter(stays);
    if (!staying.length) return false;
    for (const [index, pair] of group.pairs.entries()) {
      if (!names.includes(pair.name)) continue;
      if (now.has(pair.name)) changeValue(pair, old.get(pair.name), now.get(pair.name), indentAt(pair.at), afterKey);
      else if (isFirst(pair.at)) replace(startOfLine(pair.at), nextLine(pair.end), "");
      else replace(pair.at, group.pairs[index + 1].at, "");
    }
    const missing = names.filter((name) => now.has(name) && !group.pairs.some((pair) => pair.name === name));
    for (const name of missing.sort((a, b) => place(a) - place(b))) {
      const [above] = staying.filter((pair) => place(pair.name) < place(name)).sort((a, b) => place(b.name) - place(a.name));
      const indent = indentAt((above ?? staying[0]).at);
      const written = `${key(name)}:${afterKey(now.get(name), indent)}`;
      if (above) replace(endOfLine(above.end), endOfLine(above.end), `\n${indent}${written}`);
      else replace(staying[0].at, staying[0].at, `${written}\n${indent}`);
    }
    return true;
  }

  /** Changes the value of a field or of an item. write: writes it anew, with the indentation of its further lines. */
  function changeValue(place, old, now, indent, write) {
    const { node } = place;
    if (node.plain && typeof now === "string" && canBePlain(now)) {
      replace(place.from, place.end, ` ${now}`);
      return;
    }
    if (inner && node.block && node.pairs && old instanceof Map && now instanceof Map) {
      const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => asText(old.get(name)) !== asText(now.get(name)));
      if (changeGroup(node, old, now, names, (name) => [...now.keys()].indexOf(name))) return;
    } else if (inner && node.block && node.items && node.items.length === old?.length && Array.isArray(old) && Array.isArray(now)) {
      changeList(node, old, now);
      return;
    }
    const written = write(now, indent);
    replace(place.from, place.end, written.startsWith("\n") || !written ? written : ` ${written.trimStart()}`);
  }

  function changeList(list, old, now) {
    const pad = indentAt(list.items[0].at);
    const write = (value) => afterDash(value, `${pad}  `);
    let [i, j] = [0, 0];
    for (const [nextI, nextJ] of [...common(old.map(asText), now.map(asText)), [old.length, now.length]]) {
      for (; i < nextI && j < nextJ; i++, j++) changeValue(list.items[i], old[i], now[j], `${pad}  `, write);
      for (; i < nextI; i++) replace(startOfLine(list.items[i].at), nextLine(list.items[i].end), "");
      for (; j < nextJ; j++) {
        const at = i ? endOfLine(list.items[i - 1].end) : startOfLine(list.items[0].at);
        replace(at, at, i ? `\n${pad}- ${write(now[j])}` : `${pad}- ${write(now[j])}\n`);
      }
      [i, j] = [nextI + 1, nextJ + 1];
    }
  }

  const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
  return changeGroup(root, before, after, changed, place) ? edits : undefined;
}

/** The longest common subsequence of two lists, as pairs of positions. */
function common(a, b) {
  const length = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  }
  const pairs = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}

/** Where the line of a position begins. */
const lineStart = (text, at) => (at ? Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1 : 0);

/** The line end of a text. */
const lineEnd = (text) => /\r\n|[\r\n]/.exec(text)?.[0] ?? "\n";

/** Whether a text has several words, and every reader of YAML takes it for text without quotation marks. */
const canBePlain = (text) => /^\p{L}/u.test(text) && text.includes(" ") && !/: |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]/.test(text);

// Where the fields stand

/**
 * The fields as a tree with positions. A group has `pairs`, a list `items`, a text neither; `block`: whether it has a line for
 * each part. A pair or item begins `at` its name or dash; its value is between `from`, right after the colon or dash, and `end`.
 */
function treeOf(text) {
  const events = yaml.parseEvents(text, {});
  let next = 1; // after the beginning of the document
  return node(0);

  /** from: where the value may begin. */
  function node(from) {
    const event = events[next++];
    if (event.type === yaml.EVENT_SCALAR) {
      return { end: endOfText(event, from), plain: event.style === yaml.SCALAR_STYLE_PLAIN && event.valueStart >= 0 };
    }
    const block = event.style === yaml.COLLECTION_STYLE_BLOCK;
    const parts = [];
    let end = event.start;
    while (events[next].type !== yaml.EVENT_POP) {
      const part = event.type === yaml.EVENT_MAPPING ? pair(end) : item(block && parts.length ? nextDash(end, event.start) : event.start);
      parts.push(part);
      end = part.end;
    }
    next++;
    if (!block) end += /^(?:[\s,:[{]|#[^\r\n]*(?=[\r\n]))*[\]}]/.exec(text.slice(end))[0].length;
    return { block, end, [event.type === yaml.EVENT_MAPPING ? "pairs" : "items"]: parts };
  }

  function pair(after) {
    const name = events[next];
    const quote = name.style === yaml.SCALAR_STYLE_PLAIN ? 0 : 1;
    const { end } = node(after);
    const from = text.indexOf(":", end) + 1;
    const value = node(from);
    return { at: name.valueStart - quote, name: yaml.getScalarValue(text, name), from, node: value, end: value.end };
  }

  function item(at) {
    const value = node(at + 1);
    return { at, from: at + 1, node: value, end: value.end };
  }

  /** The dash of the next item of a list whose first dash is at `first`. */
  function nextDash(end, first) {
    const indent = first - lineStart(text, first);
    return end + new RegExp(`[\\r\\n] {${indent}}-(?=\\s)`).exec(text.slice(end)).index + indent + 1;
  }

  function endOfText({ valueStart, valueEnd, style }, from) {
    if (valueStart < 0) return from;
    if (style === yaml.SCALAR_STYLE_PLAIN) return valueEnd;
    if (style === yaml.SCALAR_STYLE_SINGLE_QUOTED || style === yaml.SCALAR_STYLE_DOUBLE_QUOTED) return valueEnd + 1;
    return valueStart + text.slice(valueStart, valueEnd).trimEnd().length;
  }
}

// The text below the fields

/** Everything after the fields, with the closing line of hyphens. */
function rewriteBody({ source, front, bodyAt, beforeBody }, body) {
  const above = source.slice(front[1], bodyAt);
  const below = source.slice(bodyAt);
  if (body === beforeBody) return above + below;
  const eol = lineEnd(source);
  const lines = (text) => text.split("\n");
  if (!beforeBody) return `${above}${/[\r\n]$/.test(above) ? "" : eol}${eol}${lines(body).join(eol)}${eol}`;
  const start = /^[\r\n]*/.exec(below)[0].length;
  const end = below.trimEnd().length;
  const written = below.slice(start, end).match(/[^\r\n]*(?:\r\n|[\r\n]|$)/g).filter(Boolean);
  const [old, now] = [lines(beforeBody), lines(body)];
  if (old.length !== written.length) written.splice(0, written.length, ...old.map((line) => line + eol));
  const most = Math.min(old.length, now.length);
  let [head, tail] = [0, 0];
  while (head < most && old[head] === now[head]) head++;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const middle = now.slice(head, now.length - tail).map((line) => line + eol);
  const all = [...written.slice(0, head), ...middle, ...written.slice(written.length - tail)];
  const ended = all.map((line, index) => (index < all.length - 1 && !/[\r\n]$/.test(line) ? line + eol : line)).join("");
  return above + below.slice(0, start) + ended.replace(/(?:\r\n|[\r\n])$/, "") + below.slice(end);
}
