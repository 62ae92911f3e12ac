// Runs in the head of every page, before anything is painted: says that there is script, sets the colours that were chosen, and
// folds parts of the page on a small screen. Without it these parts are open, and the system decides on colours.
"use strict";
{
  const root = document.documentElement;
  let kept = "";
  try {
    kept = localStorage.getItem("kb-colours");
  } catch {
    // Storage is not allowed.
  }
  root.classList.replace("no-js", "js");
  root.dataset.kbColours = ["light", "dark"].includes(kept) ? kept : "automatic";

  // The facts of an entry and the menu of a section, as soon as they are read: a long page is painted before its end is read.
  if (matchMedia("(max-width: 44.9em)").matches) {
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const part of addedNodes) if (part.matches?.(".kb-facts details, .kb-local details")) part.open = false;
      if (document.readyState !== "loading") observer.disconnect();
    });
    observer.observe(root, { childList: true, subtree: true });
  }
}
