// Loads the scripts and the files of a site that is opened from a disk, where browsers load classic scripts, but neither
// modules nor other files. So the archive holds each of both as a script, which calls one of the two functions below.
"use strict";
{
  const root = new URL("../", document.currentScript.src).href;
  const loading = new Map(); // promises of modules by address, for those that other modules ask for
  const modules = new Map(); // promises of what they export, by address
  const files = new Map(); // contents by address

  const named = (address) => address.replace(/^([^?#]*\/)(?=[?#]|$)/, "$1index.html");

  /** An address. That of a folder names its page: a disk does not know which file to show. */
  class Address extends URL {
    get href() {
      return named(super.href);
    }
    get pathname() {
      return named(super.pathname);
    }
    toString() {
      return this.href;
    }
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const made = document.createElement("script");
      made.src = address;
      made.addEventListener("load", resolve);
      made.addEventListener("error", () => reject(new Error(`${address} could not be loaded`)));
      document.head.append(made);
    });
  }

  /** What the module at an address exports. After a failure it is loaded again when it is next asked for. */
  function load(address) {
    if (!loading.has(address)) {
      const loaded = script(address).then(() => modules.get(address));
      loaded.catch(() => loading.delete(address));
      loading.set(address, loaded);
    }
    return loading.get(address);
  }

  /** The same as the browser's `fetch`, for files of the site that have a script. */
  async function fetched(given) {
    const address = Object.assign(new URL(given, document.baseURI), { search: "", hash: "" }).href;
    if (!files.has(address)) await script(`${address}.js`).catch(() => {});
    return files.has(address) ? new Response(files.get(address)) : new Response(null, { status: 404 });
  }

  /** Runs a module once. path: from the root of the site. run: its code, as a function. */
  globalThis.kbModule = (path, run) => {
    const url = new URL(path, root).href;
    if (modules.has(url)) return;
    const module = { exports: {}, meta: { url }, load: (other) => load(new URL(other, url).href) };
    modules.set(url, run(module, Address, fetched).then(() => module.exports));
  };

  /** Keeps the content of a file. path: from the root of the site. encoded: whether it is written in base64. */
  globalThis.kbFile = (path, content, encoded) => {
    const bytes = encoded ? Uint8Array.from(atob(content), (character) => character.charCodeAt(0)) : content;
    files.set(new URL(path, root).href, bytes);
  };
}
