/** What `assert` says when something is not as it should be, held to Node's. */
import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';

const CASES = [
  'assert.strictEqual(1, 2)',
  'assert.strictEqual("a".repeat(20), "b".repeat(20))',
  'assert.strictEqual("a\\nb\\nc", "a\\nb\\nd")',
  'assert.strictEqual(NaN, 0)',
  'assert.strictEqual(-0, 0)',
  'assert.strictEqual(1, "1")',
  'assert.deepStrictEqual({ a: 1 }, { a: "1" })',
  'assert.deepStrictEqual([1, 2], [1, 3])',
  'assert.deepStrictEqual({ a: { b: [1] } }, { a: { b: [2] } })',
  'assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 3]]))',
  'assert.deepStrictEqual(new Set([1]), new Set([2]))',
  'assert.deepStrictEqual(new Date(0), new Date(1))',
  'assert.deepStrictEqual(/a/g, /a/i)',
  'assert.deepStrictEqual(Buffer.from("a"), Buffer.from("b"))',
  'assert.deepStrictEqual(new Uint8Array([1]), new Uint8Array([2]))',
  'assert.deepStrictEqual({}, Object.create(null))',
  'assert.deepStrictEqual(Object(1), Object(2))',
  'assert.deepEqual({ a: 1 }, { a: "1" })',
  'assert.notDeepStrictEqual({ a: 1 }, { a: 1 })',
  'assert.notStrictEqual(1, 1)',
  'assert.match("abc", /x/)',
  'assert.fail("boom")',
  'assert.fail()',
  'assert.throws(() => {}, Error)',
  'assert.throws(() => { throw new Error("a"); }, { message: "b" })',
  'assert.ifError(new Error("e")).x',
  'new assert.AssertionError({ actual: 1, expected: 2, operator: "strictEqual" }).message',
  'util.isDeepStrictEqual(new URL("http://a"), new URL("http://b"))',
  'util.isDeepStrictEqual(new URL("http://a"), new URL("http://a/"))',
  'util.isDeepStrictEqual({ href: "a", protocol: "b" }, { href: "c", protocol: "b" })',
];

test(`assert says what Node's says, in ${CASES.length} cases`, async () => {
  const names = { assert: "require('assert')", util: "require('util')" };
  expect(await differences(names, CASES)).toEqual([]);
}, 60_000);
