// Reads the cards of entries: an entry is known by its place in the catalogue.

const CARDS_IN_A_FILE = 20; // as in the program that writes the files

export class Cards {
  /** engine: gives the files. stamp: of the build, as in `facets.json`. */
  constructor(engine, stamp) {
    this.engine = engine;
    this.stamp = stamp;
    this.files = new Map();
  }

  /** The card of the entry at a place. */
  async at(place) {
    const number = Math.floor(place / CARDS_IN_A_FILE);
    if (!this.files.has(number)) this.files.set(number, this.engine.file(`${this.stamp}/${number}.json`));
    return (await this.files.get(number))[place % CARDS_IN_A_FILE];
  }
}
