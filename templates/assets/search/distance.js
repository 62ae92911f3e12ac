// Finds the word that a misspelt one probably means. Uses neither the page nor the network.

/** The largest distance that counts as a misspelling, by length of the word. */
const allowance = (length) => (length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);

/** Damerau-Levenshtein distance (optimal string alignment); `most + 1` if it is greater than `most`. */
export function distance(a, b, most = Infinity) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let steps = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        steps = Math.min(steps, before[column - 2] + 1);
      }
      line.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return most + 1;
    [before, last] = [last, line];
  }
  return last[b.length];
}

/**
 * The word nearest to an unknown one, the first of several; `null` if none is near.
 * lists: folded words, the preferred list first.
 */
export function nearest(word, lists) {
  let best = null;
  let least = allowance(word.length) + 1;
  for (const words of lists) {
    for (const candidate of words) {
      if (candidate === word) continue;
      const steps = distance(word, candidate, least - 1);
      if (steps < least) [best, least] = [candidate, steps];
    }
  }
  return best;
}
