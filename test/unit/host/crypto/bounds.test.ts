import { describe, expect, test } from 'bun:test';
import { checkPrimeSync } from 'node:crypto';
import { integer, readNode, sequence, toBytes } from '../../../../src/host/crypto/der.ts';
import { makeKey } from '../../../../src/host/crypto/key.ts';
import { GuestError } from '../../../../src/host/guest-error.ts';
import { cpuMs } from '../../../support/cpu.ts';
import { call, hex, openRun, refusal, toHex } from '../../../support/crypto-calls.ts';

describe('what would outlast the run', () => {
  const run = openRun(1000);
  const text = Buffer.from('x');
  const generate = {
    type: 'rsa',
    modulusLength: 2048,
    publicExponent: 65537,
    divisorLength: -1,
    curve: '',
    hash: '',
    maskHash: '',
    saltLength: -1,
    group: '',
    generator: 2,
  };
  const cases: readonly (readonly [string, () => unknown])[] = [
    [
      'pbkdf2 with many iterations',
      () =>
        call('crypto.pbkdf2', { digest: 'sha256', iterations: 1e8, length: 8 }, [text, text], run),
    ],
    [
      'pbkdf2 with a long salt for many blocks',
      () =>
        call(
          'crypto.pbkdf2',
          { digest: 'sha256', iterations: 1, length: 1 << 24 },
          [text, new Uint8Array(1 << 20)],
          run,
        ),
    ],
    [
      'pbkdf2 with one iteration for many blocks',
      () =>
        call(
          'crypto.pbkdf2',
          { digest: 'sha512', iterations: 1, length: 1 << 24 },
          [text, text],
          run,
        ),
    ],
    [
      'hkdf with a digest of a library over much data',
      () =>
        call(
          'crypto.hkdf',
          { digest: 'sm3', length: 8160 },
          [new Uint8Array(1 << 20), new Uint8Array(1 << 20), new Uint8Array(1000)],
          run,
        ),
    ],
    [
      'scrypt with much memory',
      () =>
        call(
          'crypto.scrypt',
          { cost: 2 ** 22, blockSize: 8, lanes: 1, maxBytes: 2 ** 40, length: 8 },
          [text, text],
          run,
        ),
    ],
    [
      'scrypt with many lanes',
      () =>
        call(
          'crypto.scrypt',
          { cost: 2 ** 14, blockSize: 8, lanes: 4000, maxBytes: 2 ** 40, length: 8 },
          [text, text],
          run,
        ),
    ],
    [
      'an RSA key of 8192 bits',
      () => call('crypto.generate-key', { ...generate, modulusLength: 8192 }, [], run),
    ],
    [
      'an RSA key of 4096 bits',
      () => call('crypto.generate-key', { ...generate, modulusLength: 4096 }, [], run),
    ],
    [
      'a safe prime of 2048 bits',
      () => call('crypto.generate-prime', { bits: 2048, safe: true }, [], run),
    ],
    [
      'a prime that there may not be',
      () =>
        call(
          'crypto.generate-prime',
          { bits: 64, safe: false },
          [hex('8000000000000000'), hex('03')],
          run,
        ),
    ],
    ...(
      [
        [32, false, '0c', '03'],
        [32, true, '0c', '05'],
        [32, true, '0c', ''],
        [32, true, '18', '01'],
        [512, false, `01${'00'.repeat(63)}`, '04'],
        [64, true, '0100000000', '09'],
        [2 ** 31 - 1, false, '05', '02'],
      ] as const
    ).map(
      ([bits, safe, add, rem]) =>
        [
          `a ${safe ? 'safe ' : ''}prime of ${bits} bits that is ${rem} modulo ${add.slice(0, 9)}`,
          () =>
            call(
              'crypto.generate-prime',
              { bits, safe },
              [hex(add), hex(rem)],
              openRun(Number.POSITIVE_INFINITY),
            ),
        ] as const,
    ),
    [
      'a key of DSA whose divisor is as large as its modulus',
      () =>
        call(
          'crypto.generate-key',
          { ...generate, type: 'dsa', modulusLength: 512, divisorLength: 512 },
          [],
          run,
        ),
    ],
    [
      'a signature of DSA with numbers of thousands of bits',
      () =>
        call(
          'crypto.sign',
          { algorithm: 'sha1', padding: -1, saltLength: null, encoding: 'der' },
          [text, endlessDsaKey()],
          run,
        ),
    ],
    [
      'a large power in too little time',
      () =>
        call(
          'crypto.dh-secret',
          {},
          [new Uint8Array(512).fill(255), new Uint8Array(512).fill(254), hex('05')],
          openRun(100),
        ),
    ],
    [
      'a step on a curve of the library in too little time',
      () =>
        call(
          'crypto.ecdh',
          { operation: 'generate', curve: 'brainpoolP512r1', form: 'compressed' },
          [],
          openRun(20),
        ),
    ],
    [
      'a digest of much data in too little time',
      () =>
        call(
          'crypto.digest',
          { name: 'sha3-512', outputLength: -1 },
          [new Uint8Array(1 << 25)],
          openRun(100),
        ),
    ],
    [
      'a check of a huge number',
      () => call('crypto.check-prime', { checks: 1 }, [new Uint8Array(1 << 20).fill(255)], run),
    ],
  ];

  test.each(cases)('%s is refused at once', (_what, ask) => {
    const refuse = () =>
      expect(refusal(ask)).toMatchObject({
        name: 'RangeError',
        details: { code: 'ERR_CRYPTO_LIMIT' },
      });
    expect(cpuMs(refuse)).toBeLessThan(500);
  });
});

/** A key with which each try to sign fails: its generator has the divisor as a factor, and so have all of its powers. */
function endlessDsaKey(): Uint8Array {
  const q = 2n ** 4000n + 1n;
  const number = (value: bigint) => integer(toBytes(value));
  const domain = sequence(number(q * 2n ** 90n), number(q), number(q * 3n));
  return makeKey('dsa', true, number(5n), readNode(domain)).der;
}

test('crypto.generate-prime has no safe primes of four or five bits', () => {
  for (const bits of [4, 5]) {
    const ask = () => call('crypto.generate-prime', { bits, safe: true }, [hex(''), hex('')]);
    expect(refusal(ask).message).toContain('bits too small');
  }
});

test('crypto.generate-prime ends for every residue, and finds a prime that has it or refuses', () => {
  const find = (bytes: Uint8Array[], safe: boolean) => {
    try {
      return call('crypto.generate-prime', { bits: 32, safe }, bytes);
    } catch (thrown) {
      if (thrown instanceof GuestError) return undefined;
      throw thrown;
    }
  };
  let found = 0;
  for (let add = 2; add < 60; add++) {
    for (const [rem, safe] of [
      [3, false],
      [7, false],
      [11, true],
    ] as const) {
      const prime = find([Uint8Array.of(add), Uint8Array.of(rem)], safe);
      if (!prime) continue;
      found++;
      expect(BigInt(`0x${toHex(prime)}`) % BigInt(add)).toBe(BigInt(rem));
    }
  }
  expect(found).toBeGreaterThan(30);
});

test.each([
  [32, false, '0c', '', 1n],
  [32, false, '0c', '01', 1n],
  [512, false, '06', '01', 1n],
  [40, true, '07', '02', 2n],
  [4, true, '04', '03', 3n],
  [5, true, '18', '17', 23n],
] as const)(
  'crypto.generate-prime finds one of %d bits, safe: %p, modulo %s by %s',
  (bits, safe, add, rem, left) => {
    const bytes = call('crypto.generate-prime', { bits, safe }, [hex(add), hex(rem)]) as Uint8Array;
    const prime = BigInt(`0x${toHex(bytes)}`);
    expect(prime.toString(2).length).toBe(bits);
    expect(prime % BigInt(`0x${add}`)).toBe(left);
    expect(checkPrimeSync(prime)).toBe(true);
    if (safe) expect(checkPrimeSync(prime >> 1n)).toBe(true);
  },
);

test('crypto.generate-prime ends with the time it has, and a class of few numbers with them', () => {
  const ask = (bits: number, add: string, ms: number) =>
    call('crypto.generate-prime', { bits, safe: true }, [hex(add), hex('0b')], openRun(ms));
  const few = refusal(() => ask(200, `80${'00'.repeat(24)}`, 4000));
  expect(few).toMatchObject({ details: { code: 'ERR_CRYPTO_LIMIT' } });
  // The time is enough for every second search: luck decides which end this one has, and not when.
  let outcome: unknown;
  const spentMs = cpuMs(() => {
    try {
      outcome = ask(1024, `80${'00'.repeat(120)}`, 400);
    } catch (thrown) {
      outcome = thrown;
    }
  }, 1);
  const isFound = outcome instanceof Uint8Array && outcome.length === 128;
  const isLate =
    outcome instanceof GuestError && outcome.refusal.details?.['code'] === 'ERR_CRYPTO_LIMIT';
  expect(isFound || isLate).toBe(true);
  expect(spentMs).toBeLessThan(650);
});

test('crypto.dh-group knows no group by a name that every object has', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(refusal(() => call('crypto.dh-group', { name })).message).toBe('Unknown DH group');
  }
});
