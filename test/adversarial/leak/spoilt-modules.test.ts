/**
 * Attack: Changing what a module or a lazily provided global is, for the runs that come after.
 * Answer: A module is part of the image, and the image is laid anew for every run.
 */
import { expect, test } from 'bun:test';
import { GUEST_MODULES, PROVIDER_OF } from '../../../src/base/guest-modules.ts';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const NAMES = GUEST_MODULES.flatMap(({ requires = [] }) => requires.slice(0, 1));

/** Writes to everything that is reached from `value`, a few steps deep, and says how much was spoilt already. */
const SPOIL = `
  // Whatever is reached may be spoilt: what is needed is taken before.
  const { hasOwn } = Object;
  const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const seen = new Set();
  let spoilt = 0;
  const spoil = (value, depth) => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
    if (depth === 0 || seen.has(value) || seen.size > 3000) return;
    seen.add(value);
    try { if (hasOwn(value, 'spoilt')) spoilt++; else value.spoilt = 1 } catch {}
    for (const key of ownKeys(value)) {
      try {
        const { value: held } = getOwnPropertyDescriptor(value, key);
        spoil(held, depth - 1);
        if (typeof held === 'function') value[key] = () => 'spoilt';
      } catch {}
    }
    spoil(getPrototypeOf(value), depth - 1);
  };`;

test.each([...NAMES.map((name) => `require('${name}')`), ...PROVIDER_OF.keys()])(
  'what a run does to %s is gone with it',
  async (given) => {
    const code = `${SPOIL} const given = ${given}; spoil(given, 4); return [spoilt, seen.size > 0, typeof given]`;
    const [first, second] = [await target().resultOf(code), await target().resultOf(code)];
    expect(second).toEqual(first);
    expect(first).toEqual([0, true, expect.any(String)]);
  },
);
