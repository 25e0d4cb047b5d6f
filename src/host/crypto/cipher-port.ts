/** What a cipher under way offers, whatever it is made of. */
import { fault } from './fault.ts';

/** Most bytes that a call takes: the slowest of Bun's ciphers, triple DES, is done with them in 50 ms. */
export const MAX_PIECE_BYTES = 1024 * 1024;
/** Most bytes of what goes through a block cipher byte by byte, or in JavaScript. */
export const MAX_SLOW_PIECE_BYTES = 32 * 1024;
/** Most bytes of modes that take all of the data at once. */
export const MAX_WHOLE_BYTES = 16 * 1024 * 1024;
/** As much of those that are in JavaScript: half a second. */
export const MAX_SLOW_WHOLE_BYTES = 512 * 1024;

/** A cipher under way. */
export interface Cipher {
  /** Most bytes of one `update`: what is slow takes less at once, so that no call is long. */
  readonly mostBytes: number;
  update(data: Uint8Array): Uint8Array;
  /**
   * The rest of the output; a cipher with a tag appends it when it encrypts.
   * @param tag what a decryption expects, where it was not known when it began
   */
  finish(tag?: Uint8Array): Uint8Array;
}

/** A block cipher under one key; takes whole blocks, any number of them. */
export interface BlockCipher {
  readonly blockBytes: number;
  encrypt(blocks: Uint8Array): Uint8Array;
  decrypt(blocks: Uint8Array): Uint8Array;
}

export interface CipherOptions {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly decrypts: boolean;
  readonly pads: boolean;
  /** Data that is authenticated, not encrypted. */
  readonly aad: Uint8Array;
  /** Expected tag of a decryption. */
  readonly tag: Uint8Array;
  /** Bytes of the tag that an encryption gives; a decryption in GCM or OCB must know them too. */
  readonly tagBytes: number;
}

export const unauthentic = (): Error => fault('Unsupported state or unable to authenticate data');
