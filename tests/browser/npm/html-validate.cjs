// What counts as valid HTML: everything that html-validate recommends. Each rule that is off or relaxed says why.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // How the source is spaced is nothing to a reader; templates leave lines behind.
    "no-trailing-whitespace": "off",
    // Both are valid; the theme writes it in small letters.
    "doctype-style": ["error", { style: "lowercase" }],
    // HTML allows any id without a space. Material's own start with two underscores, which our sanitiser keeps for it.
    "valid-id": ["error", { relaxed: true }],
    // The title of a work is quoted whole, however long it is.
    "long-title": "off",
  },
};
