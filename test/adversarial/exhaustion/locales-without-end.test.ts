/**
 * Attack: More locales than there are, in every call that chooses among some, or one with variants by the ten thousand, so that one call of the host outlasts the run.
 * Answer: Their number and length are bounded before the host looks at the first; the deadline is looked at after each call.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const MANY =
  "const many = Array.from({ length: 20000 }, (_, i) => 'en-u-ca-gregory-x-' + i.toString(36).padStart(4, 'a'));";

const CALLS: readonly string[] = [
  'Intl.getCanonicalLocales(many)',
  'Intl.NumberFormat.supportedLocalesOf(many)',
  'new Intl.NumberFormat(many).format(1)',
  'new Intl.Collator(many).compare("a", "b")',
  '"a".toLocaleUpperCase(many)',
  'new Date(0).toLocaleString(many)',
];

test('POST /execute refuses to choose among locales without an end', async () => {
  const ended = await target().survives(
    CALLS.map((call) => `${MANY} return ${call}`),
    { endings: ['guest_threw'], timeoutMs: 3000 },
  );
  for (const { answer } of ended) expect(answer.text).toContain('at most 1000 are allowed');
});

test('POST /execute ends calls with as many locales as are allowed', async () => {
  await target().survives(
    CALLS.map((call) => `${MANY} many.length = 1000; for (;;) ${call}`),
    { endings: ['timeout'] },
  );
});

const LONG =
  "const parts = Array.from({ length: 8000 }, (_, i) => 'v' + (10000 + i)).join('-'); const long = 'en-' + parts;";

const LONG_CALLS: readonly string[] = [
  'new Intl.Locale(long).toString()',
  "new Intl.Locale('en-u-' + parts).toString()",
  'Intl.getCanonicalLocales([long])',
  'new Intl.NumberFormat(long).format(1)',
  'Intl.Collator.supportedLocalesOf([long])',
  "new Intl.DisplayNames('en', { type: 'language' }).of(long)",
  "new Intl.Locale('en', { collation: parts }).toString()",
  "new Intl.Collator('en', { collation: parts }).compare('a', 'b')",
  "new Intl.DateTimeFormat('en', { calendar: parts }).format(0)",
  '"a".toLocaleUpperCase(long)',
  'new Date(0).toLocaleString(long)',
];

test('POST /execute refuses locales with parts without an end', async () => {
  const ended = await target().survives(
    LONG_CALLS.map((call) => `${LONG} return ${call}`),
    { endings: ['guest_threw'], timeoutMs: 1000 },
  );
  for (const { answer } of ended) expect(answer.text).toContain('at most 255 are allowed');
});

test('POST /execute ends calls with locales as many and as long as are allowed', async () => {
  const most = `${LONG} const many = Array(1000).fill(long.slice(0, 142));`;
  await target().survives(
    [`${most} for (;;) Intl.getCanonicalLocales(many.map((each, i) => each + i % 10))`],
    { endings: ['timeout'] },
  );
});
