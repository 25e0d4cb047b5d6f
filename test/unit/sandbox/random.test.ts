import { describe, expect, setDefaultTimeout, spyOn, test } from 'bun:test';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import { makeSandbox, makeWorld, returnedBy, runSnippet } from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

const RUNS = 2000;

describe('createRandomSource()', () => {
  test('createRandomSource() writes 8 bytes, where it is told to and nowhere else', () => {
    const bytes = new Uint8Array(24);
    createRandomSource().seed(bytes, 8);
    expect([...bytes.subarray(0, 8), ...bytes.subarray(16)]).toEqual(Array(16).fill(0));
    expect(bytes.subarray(8, 16).some((byte) => byte !== 0)).toBe(true);
  });

  test('createRandomSource() gives every seed once', () => {
    const source = createRandomSource();
    const seeds = new Set<bigint>();
    const bytes = new Uint8Array(8);
    for (let i = 0; i < RUNS; i++) {
      source.seed(bytes, 0);
      seeds.add(new DataView(bytes.buffer).getBigUint64(0, true));
    }
    expect(seeds.size).toBe(RUNS);
  });

  test('createRandomSource() never writes the state that draws zeros for ever', () => {
    const generator = spyOn(crypto, 'getRandomValues').mockImplementation(((array: Uint8Array) =>
      array.fill(0)) as never);
    try {
      const bytes = new Uint8Array(8);
      createRandomSource().seed(bytes, 0);
      expect(bytes.some((byte) => byte !== 0)).toBe(true);
    } finally {
      generator.mockRestore();
    }
  });

  test('createRandomSource() shares no seeds with another', () => {
    const draw = () => {
      const bytes = new Uint8Array(8);
      createRandomSource().seed(bytes, 0);
      return bytes.toHex();
    };
    expect(new Set(Array.from({ length: 100 }, draw)).size).toBe(100);
  });
});

describe('Math.random()', () => {
  test('Math.random() starts anew in every run, compiled or laid', async () => {
    const world = await makeWorld();
    const boxes = [await makeSandbox({ world }), await makeSandbox({ world })];
    const code = 'return [Math.random(), Math.random()]';
    const { compiled } = runSnippet(await makeSandbox({ world }), code);
    const first = new Set<number>();
    const second = new Set<number>();
    for (let i = 0; i < RUNS; i++) {
      const box = boxes[i % 2];
      if (!box) break;
      const ran = runSnippet(box, code, i % 3 === 0 || !compiled ? {} : { compiled });
      const [one, two] = returnedBy(ran) as [number, number];
      first.add(one);
      second.add(two);
      box.sandbox.reset();
    }
    expect([first.size, second.size]).toEqual([RUNS, RUNS]);
    const all = [...first, ...second];
    expect(all.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    const mean = all.reduce((sum, draw) => sum + draw, 0) / all.length;
    expect(mean).toBeWithin(0.45, 0.55);
  });
});
