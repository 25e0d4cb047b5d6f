/**
 * The big integers that SM2 computes with, over the engine's own: the package's, written in JavaScript, take
 * seconds for a signature, and they fill a pool of random numbers while they are loaded. Its interface is theirs,
 * as far as the package uses it.
 */
interface RandomBytes {
  nextBytes(bytes: number[]): void;
}

const BYTE = 256;

export class BigInteger {
  static readonly ZERO: BigInteger = BigInteger.of(0n);
  static readonly ONE: BigInteger = BigInteger.of(1n);

  readonly #value: bigint;

  /** From digits and their radix, 10 if none is said; from bytes; or as many random bits. */
  constructor(source: bigint | number | string | number[], second?: unknown) {
    if (typeof source === 'bigint') this.#value = source;
    else if (typeof source === 'number') this.#value = drawBits(source, second as RandomBytes);
    else if (typeof source === 'string') this.#value = fromDigits(source, Number(second ?? 10));
    else this.#value = fromBytes(source);
  }

  static of(value: bigint): BigInteger {
    return new BigInteger(value);
  }

  add(other: BigInteger): BigInteger {
    return BigInteger.of(this.#value + other.#value);
  }

  subtract(other: BigInteger): BigInteger {
    return BigInteger.of(this.#value - other.#value);
  }

  multiply(other: BigInteger): BigInteger {
    return BigInteger.of(this.#value * other.#value);
  }

  square(): BigInteger {
    return BigInteger.of(this.#value * this.#value);
  }

  divide(other: BigInteger): BigInteger {
    return BigInteger.of(this.#value / other.#value);
  }

  negate(): BigInteger {
    return BigInteger.of(-this.#value);
  }

  xor(other: BigInteger): BigInteger {
    return BigInteger.of(this.#value ^ other.#value);
  }

  shiftLeft(bits: number): BigInteger {
    return BigInteger.of(this.#value << BigInt(bits));
  }

  /** Never below 0. */
  mod(modulus: BigInteger): BigInteger {
    return BigInteger.of(residue(this.#value, modulus.#value));
  }

  /** 0 where there is none. */
  modInverse(modulus: BigInteger): BigInteger {
    const m = modulus.#value;
    let [low, high] = [residue(this.#value, m), m];
    let [inverse, other] = [1n, 0n];
    while (low > 1n) {
      const times = high / low;
      [low, high] = [high - times * low, low];
      [inverse, other] = [other - times * inverse, inverse];
    }
    return BigInteger.of(low === 0n ? 0n : residue(inverse, m));
  }

  modPow(exponent: BigInteger, modulus: BigInteger): BigInteger {
    const m = modulus.#value;
    let base = residue(this.#value, m);
    let power = 1n;
    for (let left = exponent.#value; left > 0n; left >>= 1n) {
      if ((left & 1n) === 1n) power = (power * base) % m;
      base = (base * base) % m;
    }
    return BigInteger.of(power);
  }

  equals(other: BigInteger): boolean {
    return this.#value === other.#value;
  }

  compareTo(other: BigInteger): number {
    if (this.#value === other.#value) return 0;
    return this.#value < other.#value ? -1 : 1;
  }

  signum(): number {
    return this.compareTo(BigInteger.ZERO);
  }

  bitLength(): number {
    return this.#value === 0n ? 0 : this.#value.toString(2).length;
  }

  testBit(bit: number): boolean {
    return ((this.#value >> BigInt(bit)) & 1n) === 1n;
  }

  toString(radix = 10): string {
    return this.#value.toString(radix);
  }

  toRadix(radix?: number): string {
    return this.toString(radix);
  }
}

function residue(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** What is no digit counts for nothing. */
function fromDigits(text: string, radix: number): bigint {
  if (radix === 16 && /^[\da-f]+$/i.test(text)) return BigInt(`0x${text}`);
  let value = 0n;
  for (const char of text) {
    const digit = Number.parseInt(char, radix);
    if (!Number.isNaN(digit)) value = value * BigInt(radix) + BigInt(digit);
  }
  return text.startsWith('-') ? -value : value;
}

function fromBytes(bytes: readonly number[]): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * BigInt(BYTE) + BigInt(byte & (BYTE - 1));
  return value;
}

function drawBits(bits: number, random: RandomBytes): bigint {
  const bytes: number[] = Array.from({ length: Math.ceil(bits / 8) }, () => 0);
  random.nextBytes(bytes);
  return BigInt.asUintN(bits, fromBytes(bytes));
}
