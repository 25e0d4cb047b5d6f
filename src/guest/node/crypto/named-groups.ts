/** Curves and groups by their names. */
import { callHost } from '../../prelude/host.ts';
import { nativeError } from '../errors.ts';

let curves: readonly string[] | undefined;

export function curveNames(): readonly string[] {
  curves ??= callHost('crypto.names', { of: 'curves' });
  return curves;
}

const NIST = /^P-(192|224|256|384|521)$/;

/** @throws ERR_CRYPTO_INVALID_CURVE */
export function requireCurve(name: string): void {
  if (!NIST.test(name)) requireOwnCurve(name);
}

/** As `requireCurve`, for what does not know NIST's names. @throws ERR_CRYPTO_INVALID_CURVE */
export function requireOwnCurve(name: string): void {
  if (curveNames().includes(name)) return;
  throw nativeError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
}

const GROUPS = ['modp1', 'modp2', 'modp5', 'modp14', 'modp15', 'modp16', 'modp17', 'modp18'];

/** @throws ERR_CRYPTO_UNKNOWN_DH_GROUP */
export function requireGroup(name: string): void {
  if (GROUPS.includes(name.toLowerCase())) return;
  throw nativeError(Error, 'ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group');
}
