/** Primes for Diffie-Hellman. */
import { callHost } from '../../prelude/host.ts';
import { textBytes } from './bytes.ts';

export const numberBytes = (value: number): Uint8Array => {
  const hex = value.toString(16);
  return textBytes(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
};

/** What a prime leaves, so that the generator's powers are half of the group. @see OpenSSL, `dh_builtin_genparams` */
function residueFor(generator: Uint8Array): [add: Uint8Array, rem: Uint8Array] {
  const [add, rem] =
    generator.length === 1 && generator[0] === 2
      ? [24, 23]
      : generator.length === 1 && generator[0] === 5
        ? [60, 59]
        : [12, 11];
  return [numberBytes(add), numberBytes(rem)];
}

/** A fresh safe prime that suits a generator. */
export const safePrime = (bits: number, generator: Uint8Array): Uint8Array =>
  callHost('crypto.generate-prime', { bits, safe: true }, ...residueFor(generator));
