/**
 * Attack: Integers that outgrow every deadline by one operator.
 * Answer: The engine pays for every turn of its native loops, and is stopped inside them.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'let b = 3n; for (;;) b = b ** 3n',
  'let b = 3n; for (;;) b *= b',
  'return (7n ** 2000000n).toString().length',
  'return (2n ** 30000000n).toString(10).length',
  'return BigInt("9".repeat(5e6)) % 7n + ""',
  'return (1n << 400000000n).toString(16).length',
  'return 1n << (2n ** 62n)',
  'return 2n ** (2n ** 62n)',
  'const b = 2n ** 5000000n - 1n; return (b * b / (b - 2n)) % 97n + ""',
  'const b = 3n ** 500000n; for (;;) b / 7n',
  'const b = 3n ** 300000n; return BigInt.asUintN(2 ** 31, -b).toString().length',
  'return BigInt(1e308) ** 10000n > 1n',
  'return Number("1" + "0".repeat(5e6)) + parseInt("9".repeat(5e6))',
  'return (10n ** 1000000n).toLocaleString().length',
  'let a = 1n; for (let i = 1n; ; i++) a *= i',
  'return `${-(5n ** 1000000n)}`.length',
  'return JSON.stringify((1e21 + 1).toFixed(100))',
  'return parseFloat("0." + "1".repeat(1e7))',
  'return (123.456).toString(36) + (1e300).toString(2)',
  'return BigInt("0x" + "f".repeat(1e7)) & BigInt("0b" + "1".repeat(1e7))',
];

test('POST /execute ends arithmetic on huge integers', async () => {
  await target().survives(ATTACKS);
});
