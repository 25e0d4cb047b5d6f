/** Arithmetic on elliptic curves: Bun's for those it has, a library's for the rest. */
import { createECDH } from 'node:crypto';
import { type ECDSA, ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { CURVES, type CurveParameters } from './curve-parameters.ts';
import { fault } from './fault.ts';
import { RARE_CURVES } from './rare-curves.ts';

export type PointForm = 'compressed' | 'uncompressed' | 'hybrid';

/** Curves that Bun computes on itself. */
const NATIVE: ReadonlySet<string> = new Set(['secp224r1', 'prime256v1', 'secp384r1', 'secp521r1']);

const JWK_NAMES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  secp256k1: 'secp256k1',
};

const NIST_NAMES: Readonly<Record<string, string>> = {
  'P-192': 'prime192v1',
  'P-224': 'secp224r1',
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
};

export class Curve {
  readonly name: string;
  readonly oid: string;
  readonly isNative: boolean;
  /** Bytes of a coordinate. */
  readonly fieldBytes: number;
  /** Bytes of a private key. */
  readonly orderBytes: number;
  readonly #parameters: CurveParameters;
  /** Made on first use: its tables cost some milliseconds. */
  #math: ECDSA | undefined;

  constructor(parameters: CurveParameters) {
    this.name = parameters.name;
    this.oid = parameters.oid;
    this.isNative = NATIVE.has(parameters.name);
    this.fieldBytes = parameters.p.length / 2;
    this.orderBytes = parameters.n.length / 2;
    this.#parameters = parameters;
  }

  /** The name that JSON Web Keys have for it, if they have one. */
  get jwkName(): string | undefined {
    return JWK_NAMES[this.name];
  }

  get math(): ECDSA {
    if (!this.#math) {
      const { p, a, b, gx, gy, n } = this.#parameters;
      const number = (hex: string) => BigInt(`0x${hex}`);
      const Point = weierstrass({
        p: number(p),
        a: number(a),
        b: number(b),
        Gx: number(gx),
        Gy: number(gy),
        n: number(n),
        h: 1n,
      });
      this.#math = ecdsa(Point, sha256, { lowS: false });
    }
    return this.#math;
  }

  /** A fresh private key, `orderBytes` long. */
  randomPrivate(): Buffer {
    if (!this.isNative) return Buffer.from(this.math.utils.randomSecretKey());
    const ecdh = createECDH(this.name);
    ecdh.generateKeys();
    return this.padPrivate(ecdh.getPrivateKey());
  }

  isPrivate(key: Uint8Array): boolean {
    return key.length <= this.orderBytes && this.math.utils.isValidSecretKey(this.padPrivate(key));
  }

  padPrivate(key: Uint8Array): Buffer {
    const padded = Buffer.alloc(this.orderBytes);
    padded.set(
      key.subarray(Math.max(0, key.length - this.orderBytes)),
      Math.max(0, this.orderBytes - key.length),
    );
    return padded;
  }

  /** The public point of a private key, uncompressed. */
  publicOf(key: Uint8Array): Buffer {
    if (!this.isNative) return Buffer.from(this.math.getPublicKey(this.padPrivate(key), false));
    const ecdh = createECDH(this.name);
    ecdh.setPrivateKey(this.padPrivate(key));
    return ecdh.getPublicKey();
  }

  /** A point in another form. @returns undefined when it is not on the curve */
  convert(point: Uint8Array, form: PointForm): Buffer | undefined {
    const plain = Buffer.from(point);
    // The hybrid form says the parity of y before an uncompressed point.
    const isHybrid = (plain[0] === 6 || plain[0] === 7) && plain.length === 1 + 2 * this.fieldBytes;
    if (isHybrid) {
      if (((plain.at(-1) ?? 0) & 1) !== ((plain[0] ?? 0) & 1)) return undefined;
      plain[0] = 4;
    }
    try {
      const parsed = this.math.Point.fromBytes(plain);
      parsed.assertValidity();
      const out = Buffer.from(parsed.toBytes(form === 'compressed'));
      if (form === 'hybrid') out[0] = 6 + ((out.at(-1) ?? 0) & 1);
      return out;
    } catch {
      // Not a point of this curve, in whatever way.
      return undefined;
    }
  }

  /** The x coordinate of the shared point. @throws GuestError for a point that is not on the curve */
  shared(key: Uint8Array, point: Uint8Array): Buffer {
    const plain = this.convert(point, 'uncompressed');
    if (!plain) {
      throw fault(
        'Public key is not valid for specified curve',
        'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY',
      );
    }
    if (this.isNative) {
      const ecdh = createECDH(this.name);
      ecdh.setPrivateKey(this.padPrivate(key));
      return ecdh.computeSecret(plain);
    }
    return Buffer.from(this.math.getSharedSecret(this.padPrivate(key), plain, true)).subarray(1);
  }
}

const BY_NAME: ReadonlyMap<string, Curve> = new Map(
  [...CURVES, ...RARE_CURVES].map((parameters) => [parameters.name, new Curve(parameters)]),
);
const BY_OID: ReadonlyMap<string, Curve> = new Map(
  [...BY_NAME.values()].map((curve) => [curve.oid, curve]),
);

/** All of their names, in the order of `getCurves`. */
export const curveNames = (): string[] => [...BY_NAME.keys()].sort();

/** By the name OpenSSL has for it, or NIST. */
export const findCurve = (name: string): Curve | undefined => BY_NAME.get(NIST_NAMES[name] ?? name);

export const findCurveByOid = (oid: string): Curve | undefined => BY_OID.get(oid);

export const findCurveByJwkName = (name: string): Curve | undefined =>
  [...BY_NAME.values()].find((curve) => curve.jwkName === name);

/** @throws GuestError */
export function requireCurve(name: string): Curve {
  const curve = findCurve(name);
  if (!curve) throw fault('Invalid EC curve name', 'ERR_CRYPTO_INVALID_CURVE', 'TypeError');
  return curve;
}
