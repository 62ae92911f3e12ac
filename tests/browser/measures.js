// What tests measure on an open page. Each measure gives a list of findings, one line of text each; an empty
// list means that all is well. test_measures.py holds that each of them finds what it looks for.

window.measures = (() => {
  const MOST_SHIFT = 0.01; // a tenth of what counts as good elsewhere
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  const name = (one) => {
    const id = one.id ? `#${one.id}` : "";
    const kind = typeof one.className === "string" && one.className ? `.${one.className.trim().split(/\s+/).join(".")}` : "";
    const words = (one.getAttribute("aria-label") || one.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${one.localName}${id}${kind} “${words}”`;
  };
  const isShown = (one) =>
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && one.getClientRects().length > 0 && !isHiddenFromEyes(one);
  // Words for screen readers alone: clipped away on purpose.
  const isHiddenFromEyes = (one) => Boolean(one.closest(".kb-visually-hidden")) ||
    [one, ...ancestors(one)].some((each) => /inset\(50%\)/.test(getComputedStyle(each).clipPath));

  function* ancestors(one) {
    for (let each = one.parentElement; each; each = each.parentElement) yield each;
  }

  // An open dialog keeps everything behind it from the focus.
  const focusables = () => [...(document.querySelector("dialog:modal") ?? document).querySelectorAll(FOCUSABLE)].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length);

  // Of a group of radio buttons, Tab reaches the chosen one, or else the first or last.
  const stops = () => focusables().filter((one) => {
    if (one.type !== "radio" || !one.name) return true;
    const group = focusables().filter((each) => each.type === "radio" && each.name === one.name && each.form === one.form);
    return one === (group.find((each) => each.checked) ?? group[0]);
  });

  // Elements of the same make at the same place look and behave alike.
  const make = (one) => [one, ...ancestors(one)].map((each) => `${each.localName}.${each.getAttribute("class") ?? ""}.${each.type ?? ""}`).join();
  // Of each make the first, the last and the one with most text.
  const typical = (all) => {
    const chosen = [...Map.groupBy(all, make).values()].flatMap((alike) =>
      [alike[0], alike.at(-1), alike.reduce((most, one) => (one.textContent.length > most.textContent.length ? one : most))]);
    return all.filter((one) => chosen.includes(one));
  };

  // Presses of Tab: from a stop of each make to the next of each make. Each key that is let go leads on to the next of these.
  function watchTab() {
    const all = stops();
    const pairs = all.slice(1).map((to, at) => [all[at], to]);
    const steps = [...Map.groupBy(pairs, ([from, to]) => make(from) + make(to)).values()].map(([first]) => first);
    window.misled = [];
    addEventListener("keyup", () => {
      const [from, to] = steps.shift() ?? [];
      if (!from) return;
      if (document.activeElement !== to) window.misled.push(`Tab leads from ${name(from)} to ${name(document.activeElement)}, not to ${name(to)}`);
      steps[0]?.[0].focus();
    }, { capture: true });
    steps[0]?.[0].focus();
    return steps.length;
  }

  // Colours

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => known.get(colour) ?? known.set(colour, drawn(colour)).get(colour);
  const drawn = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (upper, lower) => upper.slice(0, 3).map((value, at) => (value * upper[3] + lower[at] * (255 - upper[3])) / 255);
  const ground = (one) => {
    const layers = [];
    for (const each of [one, ...ancestors(one)]) {
      const colour = rgba(getComputedStyle(each).backgroundColor);
      layers.unshift(colour);
      if (colour[3] === 255) break;
    }
    return layers.reduce((lower, upper) => over(upper, lower), [255, 255, 255]);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  // Places

  const clips = (one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return { x: overflowX !== "visible", y: overflowY !== "visible" };
  };
  const scrolls = (one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return /auto|scroll/.test(overflowX + overflowY);
  };

  // Which sides of a box an ancestor cuts off by more than a pixel.
  function cutSides(box, one) {
    const sides = new Set();
    for (const each of ancestors(one)) {
      if (each === document.documentElement || each === document.body) break;
      const clip = clips(each);
      const inner = each.getBoundingClientRect();
      if (clip.x && box.left < inner.left - 1) sides.add("left");
      if (clip.x && box.right > inner.right + 1) sides.add("right");
      if (clip.y && box.top < inner.top - 1) sides.add("top");
      if (clip.y && box.bottom > inner.bottom + 1) sides.add("bottom");
    }
    return sides;
  }

  // The measures

  function sideways() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((one) =>
      one.getBoundingClientRect().right > width + 1 && ![...ancestors(one)].some((each) => clips(each).x));
    return [`the page is ${document.documentElement.scrollWidth} wide`, ...wide.slice(0, 5).map(name)];
  }

  // Every typical stop has an outline that stands out from what is around it, is not cut off, and nothing lies over it.
  // Needs a key to have been pressed before, as browsers show the focus to those who use keys.
  async function focus() {
    const found = [];
    const all = typical(stops());
    const start = Math.max(0, all.indexOf(document.activeElement)); // what is open may close when it is left
    for (const one of [...all.slice(start), ...all.slice(0, start)]) {
      one.focus({ preventScroll: true });
      if (document.activeElement !== one) {
        found.push(`${name(one)} takes no focus`);
        continue;
      }
      one.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      const beside = one.matches("input") && one.nextElementSibling?.matches("label") ? [one.nextElementSibling] : [];
      const marked = [one, ...(one.labels ?? []), ...beside].find((each) => isShown(each) && outline(each));
      if (!marked) {
        found.push(`${name(one)} shows no focus`);
        continue;
      }
      const { width, offset, colour } = outline(marked);
      const behind = ground(offset >= 0 && marked.parentElement ? marked.parentElement : marked);
      const ratio = contrast(over(colour, behind), behind);
      if (ratio < 3) found.push(`${name(one)} shows its focus at ${ratio.toFixed(1)} to 1 only`);
      const box = marked.getBoundingClientRect();
      const edge = Math.max(0, offset) + width;
      const cut = cutSides({ left: box.left - edge, right: box.right + edge, top: box.top - edge, bottom: box.bottom + edge }, marked);
      if (cut.size > 1 && !(scrolls(marked.parentElement) && cut.size < 3)) found.push(`${name(one)} has its outline cut off at ${[...cut].join(", ")}`);
      if (covered(marked)) await new Promise((goOn) => setTimeout(goOn, 400)); // what explained the place before goes away
      if (covered(marked)) found.push(`${name(one)} is covered by ${name(covered(marked))}`);
    }
    return found;
  }

  function outline(one) {
    const { outlineStyle, outlineWidth, outlineOffset, outlineColor } = getComputedStyle(one);
    const width = parseFloat(outlineWidth);
    if (outlineStyle === "none" || width < 2) return null;
    return { width, offset: parseFloat(outlineOffset), colour: rgba(outlineColor) };
  }

  // What lies over all of a box that can be seen in the window.
  function covered(one) {
    const boxes = [...one.getClientRects()];
    let over = null;
    for (const box of boxes)
      for (const [x, y] of [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8], [0.1, 0.8], [0.9, 0.2]]) {
        const at = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        if (!at || one.contains(at) || at.contains(one) || [...(at.labels ?? [])].includes(one)) return null;
        over = at;
      }
    return over;
  }

  // Everything that is pressed is at least 24 by 24 pixels, or a circle of 24 around its middle meets no other
  // target (WCAG 2.5.8). Links within a line of text are excepted. A label is part of its control's target.
  function targets() {
    const LEAST = 24;
    const all = focusables().filter((one) => isShown(one) && !isInline(one) && !isUnderneath(one));
    const boxes = all.map((one) => {
      const parts = [one, ...(one.labels ?? [])].filter(isShown).map((each) => each.getBoundingClientRect());
      const [left, top] = [Math.min(...parts.map((box) => box.left)), Math.min(...parts.map((box) => box.top))];
      const [right, bottom] = [Math.max(...parts.map((box) => box.right)), Math.max(...parts.map((box) => box.bottom))];
      return { one, left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
    });
    const isSmall = (box) => box.width < LEAST - 0.01 || box.height < LEAST - 0.01;
    return boxes.filter(isSmall).flatMap((box) => {
      const near = boxes.find((other) => other !== box && !other.one.contains(box.one) && !box.one.contains(other.one) && (isSmall(other)
        ? Math.hypot(other.x - box.x, other.y - box.y) < LEAST
        : Math.hypot(Math.max(other.left - box.x, 0, box.x - other.right), Math.max(other.top - box.y, 0, box.y - other.bottom)) < LEAST / 2));
      return near ? [`${name(box.one)} is ${box.width.toFixed(0)} by ${box.height.toFixed(0)}, and ${name(near.one)} is near`] : [];
    });
  }

  // Behind an open menu or the like, as far as the window shows: nobody can press it there.
  function isUnderneath(one) {
    const box = one.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth && covered(one) !== null;
  }

  // A link that stands in a line with other words.
  function isInline(one) {
    if (one.localName !== "a" || getComputedStyle(one).display !== "inline") return false;
    const block = [...ancestors(one)].find((each) => getComputedStyle(each).display !== "inline");
    return block.textContent.replace(/\s/g, "").length > one.textContent.replace(/\s/g, "").length;
  }

  // Text that is cut off, or that leaves the box it stands in.
  function clippedText() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const holder = text.parentElement;
      if (!text.data.trim() || !isShown(holder) || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION"].includes(holder.nodeName)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (!box.width) continue;
      for (const each of [holder, ...ancestors(holder)]) {
        if (each === document.body) break;
        if (scrolls(each)) break; // can be scrolled to
        const inner = each.getBoundingClientRect();
        const clip = clips(each);
        const block = getComputedStyle(each).display !== "inline";
        const wide = box.left < inner.left - 2 || box.right > inner.right + 2;
        const reach = 0.4 * parseFloat(getComputedStyle(holder).fontSize); // of letters' boxes beyond a tight line
        const high = box.top < inner.top - reach || box.bottom > inner.bottom + reach;
        if ((clip.x && wide) || (clip.y && high)) {
          found.push(`${name(holder)} is cut off by ${name(each)}`);
          break;
        }
        if (block && (wide || high) && each === [holder, ...ancestors(holder)].find((one) => getComputedStyle(one).display !== "inline")) {
          found.push(`${name(holder)} leaves ${name(each)}`);
          break;
        }
      }
    }
    return found;
  }

  // The spacing of WCAG 1.4.12, as a reader's own style sheet would set it.
  function spaceText() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  // In forced colours, grounds are the system's: a control is told by its border, its underline or its own form.
  function controls() {
    const found = [];
    for (const one of focusables().filter(isShown)) {
      const style = getComputedStyle(one);
      const behind = ground(one.parentElement);
      const isNative = ["checkbox", "radio", "file", "range"].includes(one.type) || (one.localName === "select" && style.appearance !== "none");
      if (isNative || one.localName === "a" || one.localName === "summary" || one.hasAttribute("tabindex")) continue;
      const sides = ["Top", "Bottom"].filter((side) =>
        style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0 && contrast(rgba(style[`border${side}Color`]), behind) >= 3);
      if (sides.length < 2) found.push(`${name(one)} has no border`);
    }
    for (const one of document.querySelectorAll("a svg, button svg, label svg, summary svg")) {
      if (!isShown(one)) continue;
      const ratio = contrast(rgba(getComputedStyle(one.querySelector("path") ?? one).fill), ground(one));
      if (ratio < 3) found.push(`the drawing in ${name(one.closest("a, button, label, summary"))} has a contrast of ${ratio.toFixed(1)}`);
    }
    return found;
  }

  // Text that does not stand out from its ground. For forced colours, where axe reads the colours from before.
  function faintText() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const holder = text.parentElement;
      if (!text.data.trim() || !isShown(holder) || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION"].includes(holder.nodeName)) continue;
      const behind = ground(holder);
      const [red, green, blue, alpha] = rgba(getComputedStyle(holder).color);
      const opacity = [holder, ...ancestors(holder)].reduce((product, each) => product * getComputedStyle(each).opacity, 1);
      const ratio = contrast(over([red, green, blue, alpha * opacity], behind), behind);
      if (ratio < 4.5) found.push(`${name(holder)} has a contrast of ${ratio.toFixed(1)}`);
    }
    return found;
  }

  // What would move although somebody asked for less of it.
  function motion() {
    const found = new Set(document.getAnimations().map((one) => `${name(one.effect.target)} is animated`));
    const seconds = (list) => Math.max(...list.split(",").map((one) => parseFloat(one) * (one.trim().endsWith("ms") ? 0.001 : 1)));
    for (const one of document.querySelectorAll("*"))
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(one, part);
        if (part && style.content === "none") continue;
        if (seconds(style.transitionDuration) > 0.001 && style.transitionProperty !== "none") found.add(`${name(one)}${part ?? ""} has a transition`);
        if (style.animationName !== "none" && seconds(style.animationDuration) > 0.001) found.add(`${name(one)}${part ?? ""} has an animation`);
        if (!part && style.scrollBehavior === "smooth") found.add(`${name(one)} scrolls smoothly`);
      }
    return [...found];
  }

  // How much what was shown already has moved by itself, in the unit of the Layout Instability API.
  const shift = () => new Promise((settle) => {
    let sum = 0;
    const moved = new Set();
    const watch = new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.hadRecentInput) {
          sum += entry.value;
          entry.sources.forEach((one) => one.node && moved.add(one.node.nodeType === 1 ? name(one.node) : one.node.nodeName));
        }
    });
    watch.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => settle(sum > MOST_SHIFT ? [`${sum.toFixed(4)}: ${[...moved].join(", ")}`] : []))));
  });

  return { sideways, focus, targets, clippedText, faintText, spaceText, controls, motion, shift, watchTab };
})();
