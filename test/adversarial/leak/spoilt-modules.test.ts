/**
 * Attack: Changing what a module or a lazily provided global is, for the runs that come after.
 * Answer: A module is part of the image, and the image is laid anew for every run.
 */
import { expect, test } from 'bun:test';
import { GUEST_MODULES } from '../../../src/base/guest-modules.ts';
import { GUEST_FILES } from '../../../src/generated/guest-files.ts';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

/** Those of a size that a server keeps the images of and is no larger for it afterwards, bytes. */
const SMALL = 600_000;
const isSmall = (id: string) =>
  GUEST_FILES.images.some(({ modules, imageBytes }) => modules.at(-1) === id && imageBytes < SMALL);
const MODULES = GUEST_MODULES.filter(({ id }) => isSmall(id));
const NAMES = MODULES.flatMap(({ requires = [] }) => requires.slice(0, 1));
const GLOBALS = MODULES.flatMap(({ globals = [] }) => globals);

/** Writes to everything that is reached from `value`, a few steps deep, and says how much was spoilt already. */
const SPOIL = `
  const { hasOwn, defineProperty } = Object;
  const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const reached = [];
  const reach = (value, depth) => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
    if (depth === 0 || reached.includes(value) || reached.length > 1000) return;
    reached.push(value);
    for (const key of ownKeys(value)) reach(getOwnPropertyDescriptor(value, key)?.value, depth - 1);
    reach(getPrototypeOf(value), depth - 1);
  };
  const spoil = (given) => {
    reach(given, 4);
    let before = 0;
    for (let i = 0; i < reached.length; i++) if (hasOwn(reached[i], 'spoilt')) before++;
    const count = reached.length;
    for (let i = 0; i < count; i++) {
      try { defineProperty(reached[i], 'spoilt', { value: 1 }) } catch {}
    }
    for (let i = 0; i < count; i++) {
      const keys = ownKeys(reached[i]);
      // From here on every built-in that is not at hand already may be spoilt.
      for (let k = 0; k < keys.length; k++) {
        try { defineProperty(reached[i], keys[k], { value: () => 'spoilt' }) } catch {}
      }
    }
    return [before, count > 0];
  };`;

test.each([...NAMES.map((name) => `require('${name}')`), ...GLOBALS])(
  'what a run does to %s is gone with it',
  async (given) => {
    const code = `${SPOIL} const given = ${given}; const found = spoil(given); return found[0] + ' ' + found[1]`;
    const [first, second] = [await target().resultOf(code), await target().resultOf(code)];
    expect([first, second]).toEqual(['0 true', '0 true']);
  },
);
