// Adds buttons that copy a citation as text, if the page may write to the clipboard.
const section = document.querySelector(".kb-cite");
if (section && navigator.clipboard) {
  const status = section.querySelector("[role=status]");
  let lastLabel;
  const buttonFor = (style, citation) => {
    const button = document.createElement("button");
    const label = document.createTextNode("Copy");
    const hidden = document.createElement("span");
    hidden.textContent = ` the citation in ${style} style`;
    hidden.className = "kb-visually-hidden";
    button.append(label, hidden);
    button.type = "button";
    button.className = "kb-cite__copy";
    button.addEventListener("click", async () => {
      if (lastLabel) lastLabel.nodeValue = "Copy";
      lastLabel = label;
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(citation);
        label.nodeValue = "Copied";
        status.textContent = "The citation is copied.";
      } catch {
        label.nodeValue = "Not copied";
        status.textContent = "The citation could not be copied. Select its text instead.";
      }
    });
    return button;
  };
  for (const row of section.querySelectorAll("dl > div")) {
    const [style, citation] = row.children;
    citation.append(" ", buttonFor(style.textContent, citation.textContent));
  }
}
