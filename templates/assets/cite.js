// Buttons that copy a citation as text. Where a page may not write to the clipboard, there are none.
const section = document.querySelector(".kb-cite");
if (section && navigator.clipboard) {
  const said = section.querySelector("[role=status]");
  let last;
  const buttonFor = (style, citation) => {
    const button = document.createElement("button");
    const word = document.createTextNode("Copy");
    const rest = document.createElement("span");
    rest.textContent = ` the citation in ${style} style`;
    rest.className = "kb-visually-hidden";
    button.append(word, rest);
    button.type = "button";
    button.className = "kb-cite__copy";
    button.addEventListener("click", async () => {
      if (last) last.nodeValue = "Copy";
      last = word;
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(citation);
        word.nodeValue = "Copied";
        said.textContent = "The citation is copied.";
      } catch {
        word.nodeValue = "Not copied";
        said.textContent = "The citation could not be copied. Select its text instead.";
      }
    });
    return button;
  };
  for (const row of section.querySelectorAll("dl > div")) {
    const [style, citation] = row.children;
    citation.append(" ", buttonFor(style.textContent, citation.textContent));
  }
}
