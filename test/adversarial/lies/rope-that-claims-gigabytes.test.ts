/**
 * Attack: A string that doubles: ropes claim gigabytes and hold nothing until somebody looks.
 * Answer: The length is asked for before a text is cut, copied or flattened.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'let s = "a"; for (;;) s += s',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return s',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return [s, s]',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return { [s]: 1 }',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; throw s',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; throw new Error(s)',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; console.log(s); return 1',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; console.log([s], { s }, new Error(s), Symbol(s)); return 1',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; throw Symbol(s)',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; const e = new Error(); e.name = s; e.stack = s; throw e',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return s.split("").length',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return JSON.parse(s)',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return s.localeCompare(s + "x")',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return new RegExp(s)',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return Number(s)',
  'let s = "9"; for (let i = 0; i < 28; i++) s += s; return BigInt(s)',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; setTimeout(s)',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return eval(s)',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return require(s)',
  'let s = "ab"; for (let i = 0; i < 28; i++) s += s; return Symbol.for(s).description.length',
  'return "x".repeat(2 ** 30 - 1)',
  'return "x".padEnd(2 ** 29).length',
  'return "€".repeat(1e7)',
  'return "\\0".repeat(4e6)',
  'let s = ""; for (;;) s = JSON.stringify(s + "\\"")',
  'let s = "x"; for (;;) s = s.replace(/x/g, "xx")',
  'let s = "x"; for (;;) s = [s, s].join()',
  'let s = "x"; for (;;) s = encodeURIComponent(s + "%")',
  'let s = "x"; for (;;) s = escape(s + "ÿ")',
  'return "ﷺ".repeat(2e6).normalize("NFKD").length',
  'return "ß".repeat(1e7).toUpperCase().length',
  'const s = "x".repeat(1e6); return s.replaceAll("", s).length',
  'const s = "x".repeat(1e6); return s.replace(/x/g, () => s).length',
  'return String.fromCharCode.apply(null, { length: 1e6 })',
  'return `${"x".repeat(1e8)}${"y".repeat(1e8)}`.length',
];

test('POST /execute bounds strings that double', async () => {
  await target().survives(ATTACKS);
});
