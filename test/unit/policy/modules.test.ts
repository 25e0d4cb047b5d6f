import { expect, test } from 'bun:test';
import { requirableNames } from '../../../src/base/guest-names.ts';
import { describeModule, INSTEAD } from '../../../src/policy/modules.ts';

test('INSTEAD names no module that can be required', () => {
  expect([...INSTEAD.keys()].filter((name) => requirableNames().has(name))).toEqual([]);
});

test('INSTEAD points at modules that can be required', () => {
  const pointed = [...INSTEAD.values()].flatMap((text) =>
    [...text.matchAll(/require\('([^']+)'\)/g)].map(([, name]) => name ?? ''),
  );
  expect(pointed.length).toBeGreaterThan(20);
  expect(pointed.filter((name) => !requirableNames().has(name))).toEqual([]);
});

test('describeModule has each row of INSTEAD reached by its own name', () => {
  for (const [name, text] of INSTEAD) expect([name, describeModule(name)]).toEqual([name, text]);
});
