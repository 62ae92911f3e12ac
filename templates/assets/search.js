// Search on the browse page: asks Pagefind for the words in the address (`?q=…`) and lists what it finds.
// Everything from the index is put in as text, never as HTML.

const BATCH = 10;
const results = document.getElementById("kb-results");
const list = document.getElementById("kb-results-list");
const status = document.getElementById("kb-results-status");
const more = document.getElementById("kb-results-more");
const query = (new URLSearchParams(location.search).get("q") || "").trim();

function excerptOf(html) {
  const paragraph = document.createElement("p");
  const found = new DOMParser().parseFromString(html, "text/html").body;
  for (const node of found.childNodes) {
    const piece = document.createElement(node.nodeName === "MARK" ? "mark" : "span");
    piece.textContent = node.textContent;
    paragraph.append(piece);
  }
  return paragraph;
}

function itemOf(page) {
  const item = document.createElement("li");
  item.className = "kb-card";
  const heading = document.createElement("h3");
  heading.className = "kb-card__title";
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  heading.append(link);
  item.append(heading, excerptOf(page.excerpt));
  return item;
}

async function show(found, from) {
  const pages = await Promise.all(found.slice(from, from + BATCH).map((one) => one.data()));
  const items = pages.map(itemOf);
  list.append(...items);
  const next = from + BATCH;
  more.hidden = next >= found.length;
  more.onclick = async () => {
    await show(found, next);
    list.children[next].querySelector("a").focus();
  };
}

async function search() {
  document.getElementById("kb-search").value = query;
  results.hidden = false;
  status.textContent = `Looking for “${query}” …`;
  try {
    const bundle = new URL(results.dataset.bundle, document.baseURI);
    const pagefind = await import(new URL("pagefind.js", bundle).href);
    const { results: found } = await pagefind.search(query);
    const number = found.length === 1 ? "1 page" : `${found.length} pages`;
    status.textContent = found.length
      ? `${number} found for “${query}”.`
      : `Nothing found for “${query}”. Try fewer or other words, or one of the ways in below.`;
    await show(found, 0);
  } catch {
    status.textContent = "The search could not be loaded. Please use the ways in below.";
  }
}

if (query) search();
