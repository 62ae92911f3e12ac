// On a small screen the facts start folded, so that the key points come soon. Without this they stay open.
if (matchMedia("(max-width: 44.9em)").matches) document.querySelector(".kb-facts details").open = false;
