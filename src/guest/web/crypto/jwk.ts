/** What JSON Web Keys say besides the key. @see RFC 7517 */
import { DOMException } from '../dom-exception.ts';
import { type Member, toBoolean, toDictionary, toSequence, toText } from './webidl.ts';

export interface Jwk {
  readonly kty?: string;
  readonly use?: string;
  readonly key_ops?: readonly string[];
  readonly alg?: string;
  readonly ext?: boolean;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly d?: string;
  readonly n?: string;
  readonly e?: string;
  readonly p?: string;
  readonly q?: string;
  readonly dp?: string;
  readonly dq?: string;
  readonly qi?: string;
  readonly k?: string;
}

const text = (key: string): Member => ({ key, convert: toText });

export const toJwk = toDictionary('JsonWebKey', [
  ...'kty use alg crv x y d n e p q dp dq qi k'.split(' ').map(text),
  { key: 'key_ops', convert: toSequence(toText) },
  { key: 'ext', convert: toBoolean },
]);

const OPERATIONS = 'sign verify encrypt decrypt wrapKey unwrapKey deriveKey deriveBits'.split(' ');

const invalid = (message: string): DOMException => new DOMException(message, 'DataError');

interface Terms {
  readonly data: unknown;
  readonly usages: readonly string[];
  readonly extractable: boolean;
}

/** @throws DOMException for a key of another kind, or that may not be used so */
export function requireJwkTerms(
  { data, usages, extractable }: Terms,
  kty: string,
  use: string,
): void {
  const jwk = data as Jwk;
  if (!jwk.kty) throw invalid('Invalid keyData');
  if (jwk.kty !== kty) throw invalid('Invalid JWK "kty" Parameter');
  if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use) {
    throw invalid('Invalid JWK "use" Parameter');
  }
  requireOperations(jwk.key_ops, usages);
  if (jwk.ext === false && extractable) {
    throw invalid('JWK "ext" Parameter and extractable mismatch');
  }
}

function requireOperations(
  operations: readonly string[] | undefined,
  usages: readonly string[],
): void {
  if (operations === undefined) return;
  const known = operations.filter((each) => OPERATIONS.includes(each));
  if (new Set(known).size < known.length) throw invalid('Duplicate key operation');
  if (usages.every((usage) => operations.includes(usage))) return;
  throw invalid('Key operations and usage mismatch');
}

/** @throws DOMException when the key says that it is for another algorithm */
export function requireJwkAlgorithm({ data }: Terms, wanted: string): void {
  const { alg } = data as Jwk;
  if (alg === undefined || alg.toLowerCase() === wanted.toLowerCase()) return;
  throw invalid('JWK "alg" does not match the requested algorithm');
}

export const aesJwkName = (name: string, bits: number): string => `A${bits}${name.slice(4)}`;

/** Every way in which a JSON Web Key may name a hash, whatever it is for: Node asks no more of keys for RSA. */
const HASH_IN_ALGORITHM = /^(?:rs|ps|hs|rsa-oaep-|sha-?)(1|256|384|512)$/;

/** @throws DOMException when the key says that it is for another hash */
export function requireJwkHash({ data }: Terms, wanted: string): void {
  const { alg } = data as Jwk;
  if (alg === undefined) return;
  const said = alg.toLowerCase();
  const size = said === 'rsa-oaep' ? '1' : HASH_IN_ALGORITHM.exec(said)?.[1];
  if (`SHA-${size}` !== wanted) throw invalid('JWK "alg" does not match the requested algorithm');
}
