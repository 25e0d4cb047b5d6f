/**
 * Attack: More locales than there are, in every call that chooses among some, so that one call of the host outlasts the run.
 * Answer: Their number is bounded before the host looks at the first; the deadline is looked at after each call.
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
    { endings: ['guest_threw'], timeoutMs: 1000 },
  );
  for (const { answer } of ended) expect(answer.text).toContain('at most 1000 are allowed');
});

test('POST /execute ends calls with as many locales as are allowed', async () => {
  await target().survives(
    CALLS.map((call) => `${MANY} many.length = 1000; for (;;) ${call}`),
    { endings: ['timeout'] },
  );
});
