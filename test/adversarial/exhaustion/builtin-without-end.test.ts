/**
 * Attack: Every built-in of every prototype, called with what has no end.
 * Answer: The engine pays for every turn of its native loops; the list comes from the guest's own
 * world, so a built-in that an upgrade brings is attacked too.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

/** Walks from the names a snippet can see; gives the path of every function it meets. */
const LIST_BUILTINS = `
  const names = ['Array','ArrayBuffer','BigInt','DataView','Date','Error','Iterator','JSON','Map','Math','Number','Object','Promise',
    'Reflect','RegExp','Set','SharedArrayBuffer','String','Symbol','Uint8Array','Float64Array','BigInt64Array','WeakMap','WeakRef',
    'WeakSet','FinalizationRegistry','decodeURIComponent','encodeURIComponent','escape','unescape','parseInt','parseFloat'];
  const roots = { Array, ArrayBuffer, BigInt, DataView, Date, Error, Iterator, JSON, Map, Math, Number, Object, Promise, Reflect,
    RegExp, Set, SharedArrayBuffer, String, Symbol, Uint8Array, Float64Array, BigInt64Array, WeakMap, WeakRef, WeakSet,
    FinalizationRegistry, decodeURIComponent, encodeURIComponent, escape, unescape, parseInt, parseFloat };
  const found = [];
  const visit = (owner, path) => {
    for (const key of Reflect.ownKeys(owner)) {
      if (key === 'constructor' || key === 'prototype') continue;
      const label = typeof key === 'symbol' ? '[' + key.description + ']' : '.' + key;
      const { value, get } = Object.getOwnPropertyDescriptor(owner, key);
      if (typeof (value ?? get) === 'function') found.push(path + label);
    }
  };
  for (const name of names) {
    found.push(name);
    visit(roots[name], name);
    if (roots[name].prototype) visit(roots[name].prototype, name + '.prototype');
  }
  visit(Object.getPrototypeOf(Uint8Array).prototype, 'Object.getPrototypeOf(Uint8Array).prototype');
  return found;`;

/** Calls one built-in on one kind of receiver with endless arguments, as a method and as a constructor. */
const callWith = (builtin: string, receiver: string): string => `
  const endless = new Proxy({ length: 2 ** 53 - 1, [Symbol.iterator]: () => ({ next: () => ({ value: [1, 1] }) }) },
    { get: (target, key) => key in target ? target[key] : 1, has: () => true });
  const text = 'a'.repeat(1e6);
  const receivers = { endless, sparse: new Array(2 ** 32 - 1), text, bytes: new Uint8Array(1e6), map: new Map(Array(1e4).entries()),
    pattern: /(a+)+$/, own: undefined };
  const receiver = receivers[${JSON.stringify(receiver)}];
  const builtin = (() => { try { return ${builtin.replace(/\[Symbol\.(\w+)\]/g, '[Symbol.$1]')} } catch { return undefined } })();
  const calls = [[endless, endless], [(x) => x, endless], [text, text], [2 ** 53 - 1, -1], [endless], [() => 0.5]];
  let count = 0;
  for (const args of calls) {
    try { Reflect.apply(builtin, receiver, args); count++ } catch {}
    try { Reflect.construct(builtin, args); count++ } catch {}
  }
  return count;`;

test('Every built-in is stopped in time, whatever it is called with', async () => {
  const listed = (await target().resultOf(LIST_BUILTINS)) as string[];
  expect(listed.length).toBeGreaterThan(300);
  const attacks = listed.flatMap((builtin) =>
    ['endless', 'sparse', 'text', 'bytes', 'own'].map((receiver) => callWith(builtin, receiver)),
  );
  await target().survives(attacks, { timeoutMs: 40 });
});
