/** XTS, one data unit a call, with ciphertext stealing. @see IEEE 1619 */
import { openBlockCipher } from './block-cipher.ts';
import { type Cipher, type CipherOptions, MAX_PIECE_BYTES } from './cipher-port.ts';
import { fault } from './fault.ts';
import { xor } from './xor.ts';

const BLOCK = 16;

/** @param name an AES in ECB mode, as Bun names it; the key holds two of its keys */
export function openXts(name: string, { key, iv, decrypts }: CipherOptions): Cipher {
  const half = key.length / 2;
  const data = openBlockCipher(name, key.subarray(0, half));
  const tweakCipher = openBlockCipher(name, key.subarray(half));
  const crypt = (block: Uint8Array, tweak: Uint8Array): Uint8Array => {
    const masked = xor(block, tweak);
    return xor(decrypts ? data.decrypt(masked) : data.encrypt(masked), tweak);
  };
  return {
    mostBytes: MAX_PIECE_BYTES,
    update(unit) {
      if (unit.length === 0) return unit;
      if (unit.length < BLOCK) throw fault('Trying to add data in unsupported state');
      return cryptUnit(unit, Uint8Array.from(tweakCipher.encrypt(iv)), decrypts, crypt);
    },
    finish: () => new Uint8Array(0),
  };
}

type Crypt = (block: Uint8Array, tweak: Uint8Array) => Uint8Array;

function cryptUnit(
  unit: Uint8Array,
  first: Uint8Array,
  decrypts: boolean,
  crypt: Crypt,
): Uint8Array {
  const out = Uint8Array.from(unit);
  const rest = unit.length % BLOCK;
  // With a rest the last whole block is part of the stealing.
  const plainEnd = unit.length - rest - (rest > 0 ? BLOCK : 0);
  let tweak = first;
  for (let at = 0; at < plainEnd; at += BLOCK) {
    out.set(crypt(unit.subarray(at, at + BLOCK), tweak), at);
    tweak = multiply(tweak);
  }
  if (rest === 0) return out;
  const next = multiply(tweak);
  const whole = crypt(unit.subarray(plainEnd, plainEnd + BLOCK), decrypts ? next : tweak);
  const joined = Buffer.concat([unit.subarray(plainEnd + BLOCK), whole.subarray(rest)]);
  out.set(crypt(joined, decrypts ? tweak : next), plainEnd);
  out.set(whole.subarray(0, rest), plainEnd + BLOCK);
  return out;
}

/** Times x in the field of the mode. */
function multiply(tweak: Uint8Array): Uint8Array {
  const out = new Uint8Array(BLOCK);
  for (let i = 0; i < BLOCK; i++) out[i] = ((tweak[i] ?? 0) << 1) | ((tweak[i - 1] ?? 0) >> 7);
  if ((tweak[15] ?? 0) & 0x80) out[0] = (out[0] ?? 0) ^ 0x87;
  return out;
}
