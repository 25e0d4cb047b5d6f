import { editDistance } from './edit-distance.ts';

/** Bounds on the work for one suggestion: longer names are not mistyped, and more are not compared. */
const MAX_NAME = 64;
export const MAX_CANDIDATES = 1000;

/** The candidate that is most likely meant by a mistyped name; the first of equals. */
export function suggestName(missing: string, candidates: Iterable<string>): string | undefined {
  if (missing.length > MAX_NAME) return undefined;
  const lowerCase = missing.toLowerCase();
  let most = Math.min(missing.length - 1, missing.length <= 4 ? 1 : 2);
  let best: string | undefined;
  let left = MAX_CANDIDATES;
  for (const candidate of candidates) {
    if (left-- === 0) break;
    if (candidate === missing) continue;
    if (candidate.toLowerCase() === lowerCase) return candidate;
    const distance = editDistance(lowerCase, candidate.toLowerCase(), most);
    if (distance > most) continue;
    best = candidate;
    // From here on only what is nearer is better.
    most = distance - 1;
  }
  return best;
}
