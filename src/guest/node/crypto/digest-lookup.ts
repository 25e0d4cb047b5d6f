/** Digests by their names; each is asked of the host once. */
import { callHost } from '../../prelude/host.ts';
import { unsupportedDigest } from './crypto-errors.ts';

export interface DigestFacts {
  /** The canonical name. */
  readonly name: string;
  /** Bytes of the result. */
  readonly bytes: number;
  readonly kind: 'known' | 'legacy' | 'unknown';
}

const known = new Map<string, DigestFacts>();

/** What is known of a digest of that name. */
export function lookUpDigest(name: string): DigestFacts {
  const found = known.get(name) ?? callHost('crypto.find-digest', { name });
  known.set(name, found);
  return found;
}

/** @throws what `whenUnknown` makes, for a name that OpenSSL does not know */
export function requireDigest(name: string, whenUnknown: (name: string) => Error): DigestFacts {
  const found = lookUpDigest(name);
  if (found.kind === 'known') return found;
  throw found.kind === 'legacy' ? unsupportedDigest() : whenUnknown(name);
}
