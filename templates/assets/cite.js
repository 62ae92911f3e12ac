// Adds buttons that copy a citation as text, if the page may write to the clipboard.
import { button, element, withElements, write } from "./elements.js";
import { gettext } from "./gettext.js";

const section = document.querySelector(".kb-cite");
if (section && navigator.clipboard) {
  const status = element("p", "kb-visually-hidden");
  status.setAttribute("role", "status");
  section.append(status);
  let last;
  const buttonFor = (style, citation) => {
    const label = element("span", "", gettext("Copy"));
    const copy = async () => {
      if (last) write(last, gettext("Copy"));
      last = label;
      write(status, "");
      try {
        await navigator.clipboard.writeText(citation);
        write(label, gettext("Copied"));
        write(status, gettext("The citation is copied."));
      } catch {
        write(label, gettext("Not copied"));
        write(status, gettext("The citation could not be copied. Select its text instead."));
      }
    };
    const made = button("kb-cite__copy", "", copy);
    const parts = withElements(gettext("{state} the citation in {style} style", { style }), { state: label });
    made.append(...parts.map((part) => (part instanceof Element ? part : element("span", "kb-visually-hidden", part))));
    return made;
  };
  for (const row of section.querySelectorAll("dl > div")) {
    const [style, citation] = row.children;
    citation.append(" ", buttonFor(style.textContent, citation.textContent));
  }
}
