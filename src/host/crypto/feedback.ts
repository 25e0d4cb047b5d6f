/** Modes that make a stream of a block cipher: CFB, CFB8, CFB1, OFB, CTR. @see NIST SP 800-38A */

import type { CipherMode } from './cipher-names.ts';
import {
  type BlockCipher,
  type Cipher,
  type CipherOptions,
  MAX_SLOW_PIECE_BYTES,
} from './cipher-port.ts';

/** Turns one byte of input into one of output, by the cipher's register. */
type Step = (byte: number) => number;

export function openFeedback(
  block: BlockCipher,
  mode: CipherMode,
  { iv, decrypts }: CipherOptions,
): Cipher {
  const step = openStep(block, mode, iv, decrypts);
  return {
    mostBytes: MAX_SLOW_PIECE_BYTES,
    update: (data) => {
      const out = new Uint8Array(data.length);
      for (let i = 0; i < data.length; i++) out[i] = step(data[i] ?? 0);
      return out;
    },
    finish: () => new Uint8Array(0),
  };
}

function openStep(block: BlockCipher, mode: CipherMode, iv: Uint8Array, decrypts: boolean): Step {
  if (mode === 'cfb8') return openCfb8(block, iv, decrypts);
  if (mode === 'cfb1') return openCfb1(block, iv, decrypts);
  return openBlockwise(block, mode, iv, decrypts);
}

/** CFB, OFB and CTR: a block of key stream at a time; they differ in what the next block is made of. */
function openBlockwise(
  block: BlockCipher,
  mode: CipherMode,
  iv: Uint8Array,
  decrypts: boolean,
): Step {
  const register = Uint8Array.from(iv);
  let keys: Uint8Array = register;
  let used = block.blockBytes;
  const nextBlock = () => {
    keys = Uint8Array.from(block.encrypt(register));
    if (mode === 'ctr') increment(register);
    if (mode === 'ofb') register.set(keys);
    used = 0;
  };
  return (byte) => {
    if (used === block.blockBytes) nextBlock();
    const out = byte ^ (keys[used] ?? 0);
    if (mode === 'cfb') register[used] = decrypts ? byte : out;
    used++;
    return out;
  };
}

function increment(counter: Uint8Array): void {
  for (let i = counter.length - 1; i >= 0; i--) {
    counter[i] = (counter[i] ?? 0) + 1;
    if (counter[i] !== 0) return;
  }
}

function openCfb8(block: BlockCipher, iv: Uint8Array, decrypts: boolean): Step {
  const register = Uint8Array.from(iv);
  return (byte) => {
    const out = byte ^ (block.encrypt(register)[0] ?? 0);
    register.copyWithin(0, 1);
    register[register.length - 1] = decrypts ? byte : out;
    return out;
  };
}

function openCfb1(block: BlockCipher, iv: Uint8Array, decrypts: boolean): Step {
  const register = Uint8Array.from(iv);
  const stepBit = (bit: number): number => {
    const out = bit ^ ((block.encrypt(register)[0] ?? 0) >> 7);
    shiftIn(register, decrypts ? bit : out);
    return out;
  };
  return (byte) => {
    let out = 0;
    for (let shift = 7; shift >= 0; shift--) out |= stepBit((byte >> shift) & 1) << shift;
    return out;
  };
}

function shiftIn(register: Uint8Array, bit: number): void {
  const last = register.length - 1;
  for (let i = 0; i <= last; i++) {
    const carry = i === last ? bit : (register[i + 1] ?? 0) >> 7;
    register[i] = ((register[i] ?? 0) << 1) | carry;
  }
}
