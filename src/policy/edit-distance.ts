/**
 * How many slips of the keyboard lie between two words: a letter left out, put in or changed, or two
 * neighbours swapped; more than `most` when there are more. Costs the length times `most`.
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
export function editDistance(a: string, b: string, most: number): number {
  const tooFar = most + 1;
  if (Math.abs(a.length - b.length) > most) return tooFar;
  const width = b.length + 1;
  /** Distance between the first `i` letters of a and the first `j` of b, at `i * width + j`. */
  const distances = new Uint8Array((a.length + 1) * width).fill(tooFar);
  const at = (i: number, j: number) => distances[i * width + j] ?? tooFar;
  for (let i = 0; i <= a.length; i++) {
    // Outside of this band the lengths alone differ by too much.
    for (let j = Math.max(0, i - most); j <= Math.min(b.length, i + most); j++) {
      distances[i * width + j] = Math.min(tooFar, nearest(i, j));
    }
  }
  return at(a.length, b.length);

  function nearest(i: number, j: number): number {
    if (i === 0 || j === 0) return i + j;
    const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const swapped = isSwapped ? at(i - 2, j - 2) + 1 : tooFar;
    return Math.min(changed, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1);
  }
}
