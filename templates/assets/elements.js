// Makes elements and files. Content is added as text or as elements, never as HTML.

/** An element. className: may be empty. content: text or elements. */
export function element(name, className = "", ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** A button. act: called on each click. */
export function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** The text of a file of the site. Keeps a byte order mark, from which spreadsheets know the encoding of a table. */
export async function exported(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
}

/** Offers a text as a file. type: its media type. */
export function download(name, text, type) {
  const link = Object.assign(element("a"), { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
