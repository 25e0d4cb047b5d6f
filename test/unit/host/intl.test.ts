import { expect, test } from 'bun:test';
import type { HostRun } from '../../../src/host/host-run.ts';
import { INTL_CALLS } from '../../../src/host/intl/calls.ts';
import { IntlFormatters } from '../../../src/host/intl/intl.ts';

const RUN = { own: () => new IntlFormatters() } as unknown as HostRun;
const call = (fields: object) =>
  INTL_CALLS['intl.call'](
    { service: 'Collator', locales: [], options: {}, method: 'compare', args: [], ...fields },
    [],
    RUN,
  );

test('intl.call compares texts with as many marks in a row as are allowed, and no more', () => {
  const marks = (count: number) => `a${'\u0301'.repeat(count / 2)}${'\u0316'.repeat(count / 2)}`;
  expect(call({ args: [marks(100), marks(100)] })).toBe(0);
  expect(() => call({ args: ['a', marks(102)] })).toThrow(
    'Cannot format 102 combining marks in a row: at most 100 are allowed',
  );
});

test('intl.call takes no name that is longer than any there is', () => {
  const long = `en-x-${'a-'.repeat(126)}a`;
  expect(long.length).toBeGreaterThan(255);
  const refusal = 'characters: at most 255 are allowed';
  expect(() => call({ locales: ['en', long], args: ['a', 'b'] })).toThrow(refusal);
  expect(() => call({ options: { collation: long }, args: ['a', 'b'] })).toThrow(refusal);
  const names = { service: 'DisplayNames', options: { type: 'language' }, method: 'of' };
  expect(() => call({ ...names, args: [long] })).toThrow(refusal);
  expect(call({ ...names, args: ['fr'] })).toBe('French');
  expect(() => INTL_CALLS['intl.locale']({ tag: long, options: {} }, [], RUN)).toThrow(refusal);
});
