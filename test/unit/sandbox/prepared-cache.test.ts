import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import type { Image, ImageAddresses } from '../../../src/sandbox/image-format.ts';
import type { PreparedSnippet } from '../../../src/sandbox/prepare.ts';
import { PreparedCache } from '../../../src/sandbox/prepared-cache.ts';
import { createWorkerShared, readCounter, type WorkerCounter } from '../../../src/wire/shared.ts';

const imageOf = (): Image => ({ addresses: {} as ImageAddresses, pieces: [] });
const IMAGE = imageOf();
const snippet = (pageBytes: number, source = 's', image = IMAGE): PreparedSnippet => ({
  source,
  isAsync: false,
  modules: [],
  image,
  compiled: { fn: 1, pieces: [{ address: 0, bytes: new Uint8Array(pageBytes) }] },
});

function makeCache(maxBytes: number) {
  const shared = createWorkerShared(1);
  const cache = new PreparedCache(maxBytes, shared);
  const counts = (...names: WorkerCounter[]) => names.map((name) => readCounter(shared, name));
  return { cache, counts };
}

/** Two texts with one CRC-32: among some hundred thousand that differ in more than 4 bytes there are such. */
function collide(): [string, string] {
  const seen = new Map<number, string>();
  for (let i = 0; ; i++) {
    const text = `treturn '${Bun.hash(String(i)).toString(36)}'`;
    const hash = Bun.hash.crc32(text);
    const other = seen.get(hash);
    if (other !== undefined) return [other, text];
    seen.set(hash, text);
  }
}

describe('PreparedCache', () => {
  test('PreparedCache gives what was put, for the same text only', () => {
    const { cache } = makeCache(1e6);
    const kept = snippet(10);
    cache.put('tabc', kept);
    expect(cache.get('tabc')).toBe(kept);
    for (const other of ['babc', 'tabc ', 'tab', 'TABC', '', 'tabc\0']) {
      expect(cache.get(other)).toBeUndefined();
    }
  });

  test('PreparedCache tells two texts apart whose hashes are the same', () => {
    const [first, second] = collide();
    const { cache } = makeCache(1e6);
    cache.put(first, snippet(10));
    expect(cache.get(second)).toBeUndefined();
    const own = snippet(20);
    cache.put(second, own);
    expect(cache.get(second)).toBe(own);
    expect(cache.get(first)).not.toBe(own);
  });

  test('PreparedCache drops the least recently used first', () => {
    const { cache } = makeCache(3500);
    for (const name of ['a', 'b', 'c']) cache.put(name, snippet(500));
    cache.get('a');
    cache.put('d', snippet(500));
    expect(['a', 'b', 'c', 'd'].map((name) => cache.get(name) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  test('PreparedCache keeps nothing that is larger than itself, and stays usable', () => {
    const { cache, counts } = makeCache(2000);
    cache.put('huge', snippet(5000));
    expect(cache.get('huge')).toBeUndefined();
    expect(counts('preparedEntries', 'preparedBytes')).toEqual([0, 0]);
    cache.put('small', snippet(100));
    expect(cache.get('small')).toBeDefined();
  });

  test('PreparedCache counts an entry that is put again once', () => {
    const { cache, counts } = makeCache(1e6);
    cache.put('a', snippet(100));
    const once = counts('preparedBytes');
    for (let i = 0; i < 10; i++) cache.put('a', snippet(100));
    expect(counts('preparedBytes', 'preparedEntries')).toEqual([...once, 1]);
  });

  test('PreparedCache never holds more bytes than it may, whatever comes', () => {
    const puts = fc.array(fc.tuple(fc.nat(20), fc.nat(4000), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(puts, (sequence) => {
        const { cache, counts } = makeCache(10_000);
        for (const [name, size, isGet] of sequence) {
          if (isGet) cache.get(`${name}`);
          else cache.put(`${name}`, snippet(size));
          const [bytes = 0, entries = 0] = counts('preparedBytes', 'preparedEntries');
          expect(bytes).toBeLessThanOrEqual(10_000);
          expect(bytes > 0).toBe(entries > 0);
        }
      }),
    );
  });

  test('PreparedCache counts hits and misses', () => {
    const { cache, counts } = makeCache(1e6);
    cache.get('a');
    cache.put('a', snippet(1));
    cache.get('a');
    cache.get('a');
    expect(counts('preparedHits', 'preparedMisses')).toEqual([2, 1]);
  });

  test('PreparedCache finds a snippet worth keeping when it comes again', () => {
    const { cache } = makeCache(1e6);
    expect(cache.isWorthKeeping('a')).toBe(false);
    expect(cache.isWorthKeeping('b')).toBe(false);
    expect(cache.isWorthKeeping('a')).toBe(true);
    expect(cache.isWorthKeeping('b')).toBe(true);
  });
});
