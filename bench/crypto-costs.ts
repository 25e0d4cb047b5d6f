/** Prints what the host's cost model of `crypto` rests on: `bun bench/crypto-costs.ts`. */
import { generateKeyPairSync, generatePrimeSync, pbkdf2Sync, scryptSync } from 'node:crypto';

function meanMs(times: number, work: () => unknown): number {
  const began = performance.now();
  for (let i = 0; i < times; i++) work();
  return (performance.now() - began) / times;
}

const ITERATIONS = 100_000;
for (const digest of ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'blake2b512', 'ripemd160']) {
  const ms = meanMs(3, () => pbkdf2Sync('password', 'salt', ITERATIONS, 16, digest));
  console.log(`pbkdf2 ${digest}: ${((ms * 1e6) / ITERATIONS).toFixed(0)} ns an iteration`);
}

const COST = 2 ** 14;
const scryptMs = meanMs(5, () => scryptSync('password', 'salt', 32, { N: COST, r: 8, p: 1 }));
console.log(`scrypt: ${((scryptMs * 1e6) / (128 * 8 * COST)).toFixed(1)} ns a byte of its table`);

for (const [modulusLength, times] of [
  [1024, 20],
  [2048, 20],
  [3072, 8],
  [4096, 6],
] as const) {
  const ms = meanMs(times, () => generateKeyPairSync('rsa', { modulusLength }));
  console.log(`rsa ${modulusLength}: ${ms.toFixed(0)} ms a pair`);
}

for (const [bits, safe, times] of [
  [512, false, 10],
  [1024, false, 10],
  [2048, false, 4],
  [256, true, 5],
  [384, true, 3],
] as const) {
  const ms = meanMs(times, () => generatePrimeSync(bits, { safe }));
  console.log(`${safe ? 'safe ' : ''}prime ${bits}: ${ms.toFixed(0)} ms`);
}
