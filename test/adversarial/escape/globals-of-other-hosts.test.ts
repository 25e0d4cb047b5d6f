/**
 * Attack: Names that a snippet would have in Node, Bun, Deno, a browser or an engine's shell.
 * Answer: What is not on the list of permits is removed before the image is taken; the list is the
 * guest's whole world.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { type ExactRow, endsExactly } from '../../support/exact-endings.ts';

const target = shareTarget();

const ROWS: readonly ExactRow[] = [
  [
    'return [typeof Bun, typeof Deno, typeof WebAssembly, typeof Worker, typeof SharedWorker, typeof document, typeof XMLHttpRequest]',
    'ok',
    Array(7).fill('undefined'),
  ],
  [
    'return [typeof std, typeof os, typeof bjson, typeof scriptArgs, typeof print, typeof load, typeof read, typeof gc, typeof quit]',
    'ok',
    Array(9).fill('undefined'),
  ],
  [
    'return [typeof Atomics, typeof ShadowRealm, typeof Realm, typeof Compartment, typeof $262, typeof importScripts, typeof postMessage]',
    'ok',
    Array(7).fill('undefined'),
  ],
  [
    'return [typeof HTMLElement, typeof localStorage, typeof indexedDB, typeof location, typeof history, typeof open, typeof alert]',
    'ok',
    Array(7).fill('undefined'),
  ],
  [
    'return [typeof __host, typeof __entryPoints, typeof self?.__host, typeof globalThis.__entryPoints, typeof host]',
    'ok',
    Array(5).fill('undefined'),
  ],
  [
    'return [typeof HostRef, typeof globalThis.callFunction, typeof globalThis.tick, typeof globalThis.fuel]',
    'ok',
    Array(4).fill('undefined'),
  ],
  [
    'return typeof process === "undefined" || !(process.binding || process.dlopen || process.mainModule || process.kill || process._linkedBinding)',
    'ok',
    true,
  ],
  [
    'return typeof process === "undefined" || !Object.keys(process.env ?? {}).some((k) => /PATH|HOME|PORT|TOKEN|SECRET/.test(k))',
    'ok',
    true,
  ],
  [
    'return typeof performance === "undefined" || typeof performance.measureUserAgentSpecificMemory === "undefined"',
    'ok',
    true,
  ],
  ['return Object.getOwnPropertyNames(globalThis).filter((n) => n.startsWith("_"))', 'ok', []],
  ['return Object.getOwnPropertySymbols(globalThis).length <= 1', 'ok', true],
  ['new Worker("data:,1")', 'guest_threw'],
  ['WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))', 'guest_threw'],
  ['Bun.spawn(["id"])', 'guest_threw'],
  ['new ShadowRealm().evaluate("1")', 'guest_threw'],
  ['std.loadFile("/etc/passwd")', 'guest_threw'],
  ['os.exec(["id"])', 'guest_threw'],
];

test("None of the host's globals is there", async () => {
  await endsExactly(target(), ROWS);
});
