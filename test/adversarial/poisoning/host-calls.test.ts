/**
 * Attack: A world in which every prototype has a `toJSON`, an iterator, setters on indices and getters for each field's name, and
 * then each call that a guest can make of its host.
 * Answer: What crosses is written by the prelude's own built-ins and of own fields alone: the host hears what it hears from an
 * untouched world. The list of calls is the host's own.
 */
import { beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import type { Calls } from '../../../src/host/session.ts';
import type { HostCallName } from '../../../src/wire/host-calls.ts';
import { EXAMPLE_CALLS } from '../../support/host-call-examples.ts';
import { makeProbeWorld } from '../../support/probe-world.ts';
import {
  makeSandbox,
  returnedBy,
  runSnippet,
  SERVER_CALLS,
  type TestSandbox,
} from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

let box: TestSandbox;
beforeAll(async () => {
  box = await makeSandbox({ world: await makeProbeWorld() });
});

const NAMES = [...SERVER_CALLS.now.keys()] as HostCallName[];

interface Heard {
  readonly name: string;
  readonly argument: unknown;
  readonly bytes: readonly (readonly number[])[];
}

/** Every call that there is; each is written down and answered with nothing. */
function listeningCalls(heard: Heard[]): Calls {
  const now = NAMES.map((name): [string, () => undefined] => [
    name,
    ((argument: unknown, bytes: readonly Uint8Array[]) => {
      heard.push({ name, argument, bytes: bytes.map((each) => [...each]) });
    }) as () => undefined,
  ]);
  return { now: new Map(now), later: new Map(), offBudget: new Set() };
}

/** What is hardened refuses, and stays as it is. */
const POISON = `
  const lie = () => 'a lie';
  const fields = [...new Set(calls.flatMap(([, argument]) => Object.keys(argument)))];
  const define = Object.defineProperty;
  const put = (on, key, slots) => { try { define(on, key, { __proto__: null, configurable: true, ...slots }) } catch {} };
  const kinds = [Object, Array, String, Number, Boolean, Symbol, BigInt, Function, Uint8Array, ArrayBuffer, Map];
  const methods = ['toJSON', 'toString', 'valueOf', Symbol.toPrimitive, 'map', 'push', 'concat', 'slice', 'join', 'forEach', 'set',
    'subarray', 'charCodeAt', 'get', 'has', Symbol.iterator];
  const trapped = [...fields, '0', '1', '2', 'get', 'set', 'value', 'done', 'length'];
  for (let i = 0; i < trapped.length; i++) put(Object.prototype, trapped[i], { get: lie, set() {} });
  for (let i = 0; i < kinds.length; i++) {
    for (let j = 0; j < methods.length; j++) put(kinds[i].prototype, methods[j], { value: lie });
  }
  put(JSON, 'stringify', { value: lie });
  put(Reflect, 'ownKeys', { value: lie });
  put(Reflect, 'apply', { value: lie });
  put(Array, 'isArray', { value: lie });
  try { Uint8Array = ArrayBuffer = String = lie } catch {}`;

/** Makes every call there is, in a world that `poison` has been at. @returns what the host heard */
function hear(poison: string): readonly Heard[] {
  const heard: Heard[] = [];
  const calls = NAMES.map((name) => {
    const { argument, bytes = [] } = EXAMPLE_CALLS[name];
    return [name, argument, bytes.map((each) => [...each])];
  });
  const code = `const calls = input.map(([name, argument, bytes]) => [name, argument, bytes.map((each) => new Uint8Array(each))]);
    const ask = callHost; const apply = Reflect.apply; const count = calls.length; const lists = [];
    for (const [name, argument, bytes] of calls) { const list = [name, argument, ...bytes]; lists.push(list) }
    ${poison}
    for (let i = 0; i < count; i++) apply(ask, undefined, lists[i]);
    return count`;
  const ran = runSnippet(box, code, {
    calls: listeningCalls(heard),
    requestText: JSON.stringify({ input: calls }),
  });
  expect(returnedBy(ran)).toBe(NAMES.length);
  box.sandbox.reset();
  return heard;
}

test('callHost() tells the host the same from a poisoned world as from an untouched one', () => {
  const untouched = hear('');
  expect(untouched.map(({ name }) => name)).toEqual(NAMES);
  for (const { name, argument, bytes } of untouched) {
    const example = EXAMPLE_CALLS[name as HostCallName];
    expect(argument).toEqual(JSON.parse(JSON.stringify(example.argument)));
    expect(bytes).toEqual((example.bytes ?? []).map((each) => [...each]));
  }
  expect(hear(POISON)).toEqual(untouched);
});

test('callHost() leaves out what JSON has no place for: symbols as keys, functions, what is undefined', () => {
  const heard: Heard[] = [];
  const ran = runSnippet(
    box,
    `const argument = { [Symbol('s')]: 1, kept: { [Symbol.iterator]: 2, list: [undefined, () => 1, 3] }, f() {}, none: undefined };
     callHost(input, argument);
     return 1`,
    { calls: listeningCalls(heard), requestText: JSON.stringify({ input: NAMES[0] }) },
  );
  expect(returnedBy(ran)).toBe(1);
  box.sandbox.reset();
  expect(heard.map(({ argument }) => argument)).toEqual([{ kept: { list: [null, null, 3] } }]);
});
