import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { Marshal } from '../../../src/sandbox/marshal.ts';
import {
  failureOf,
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
  type World,
} from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

const MIB = 1024 * 1024;
let world: World;
let box: TestSandbox;
let marshal: Marshal;
beforeAll(async () => {
  world = await makeWorld();
  box = await makeSandbox({ world });
  marshal = new Marshal(box.engine, world.image.addresses);
});

/** Into the guest and out again, without a snippet between. */
function roundTrip(text: string) {
  const value = marshal.newString(text);
  const read = marshal.readString(value);
  marshal.release(value);
  return read;
}

/** As a caller sends it: JSON in the request, JSON in the answer. */
function echo(input: unknown): unknown {
  const ran = runSnippet(box, 'return input', { requestText: JSON.stringify({ input }) });
  box.sandbox.reset();
  return returnedBy(ran);
}

describe('Marshal', () => {
  test.each(['', 'a', 'ß', '€', '😀', '\u2028\u2029\ufeff', 'a\u0301', '\u{10ffff}', '\x01\x7f'])(
    'newString() and readString() keep %j',
    (text) => {
      expect(roundTrip(text)).toEqual({ text, byteLength: Buffer.byteLength(text) });
    },
  );

  test.each([1364, 1365, 1366, 4095, 4096, 4097, 70_000, 3 * MIB])(
    'newString() and readString() keep texts of %i units, whatever they take as bytes',
    (length) => {
      for (const unit of ['x', 'é', '€']) {
        const text = unit.repeat(length);
        const read = roundTrip(text);
        expect(read.text === text).toBe(true);
        expect(read.byteLength).toBe(Buffer.byteLength(text));
      }
    },
  );

  test('newString() and readString() keep any text without a NUL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (any) => {
        const text = any.replaceAll('\0', '').toWellFormed();
        expect(roundTrip(text).text).toBe(text);
      }),
    );
  });

  test('newString() gives its room back', () => {
    const before = box.sandbox.heapBytes;
    for (let i = 0; i < 2000; i++) roundTrip('x'.repeat(10_000));
    expect(box.sandbox.heapBytes - before).toBeLessThan(MIB);
  });

  test('newString() says so when the guest has no room', async () => {
    const small = await makeSandbox({ world, memoryBytes: 12 * MIB });
    const ran = runSnippet(small, 'return 1', {
      requestText: JSON.stringify({ input: 'x'.repeat(30 * MIB) }),
    });
    expect(failureOf(ran).code).toBe('memory_limit');
    small.sandbox.reset();
    expect(returnedBy(runSnippet(small, 'return input.a'))).toBe(1);
  });
});

describe('input and result', () => {
  test('they keep any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), (value) => {
        expect(echo(value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each([
    '\ud800',
    'a\udc00b',
    '\udfff\ud800',
    'a\0b',
    '\0',
    '__proto__',
    '\u2028',
    '"\\/\b\f\n\r\t',
  ])('they keep the text %j', (text) => {
    expect(echo(text)).toBe(text);
    expect(echo({ [text]: text })).toEqual(JSON.parse(JSON.stringify({ [text]: text })));
  });

  test('they keep the order of keys, and numbers at the edges', () => {
    const numbers = [0, -1.5, 5e-324, 1.7976931348623157e308, 2 ** 53, 1e21, 0.1 + 0.2];
    expect(echo(numbers)).toEqual(numbers);
    const { step } = runSnippet(box, 'return { b: 1, a: 2, 1: 3 }');
    box.sandbox.reset();
    expect(step).toEqual({ ok: true, json: '{"1":3,"b":1,"a":2}' });
  });

  test('a large input comes through whole', () => {
    const input = Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: `näme ${i}` }));
    expect(Bun.deepEquals(echo(input), input)).toBe(true);
  });

  test('a request without an input gives an empty one, and null stays null', () => {
    const inputOf = (requestText: string) => {
      const ran = runSnippet(box, 'return [typeof input, input]', { requestText });
      box.sandbox.reset();
      return returnedBy(ran);
    };
    expect(inputOf('{"code":"return 1"}')).toEqual(['object', {}]);
    expect(inputOf('{"input":null}')).toEqual(['object', null]);
    expect(inputOf('{"input":0,"__proto__":{"input":1}}')).toEqual(['number', 0]);
    expect(inputOf('{"__proto__":{"input":1}}')).toEqual(['object', {}]);
    expect(inputOf('{"input":1,"input":2}')).toEqual(['number', 2]);
  });
});
