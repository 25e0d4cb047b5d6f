/**
 * Attack: Thousands of runs that only wait, all at once, so that sandboxes, timers and open jobs are as many as there may be.
 * Answer: Sandboxes and jobs are bounded for the whole server; what is more is refused or waits its turn, and ends by its deadline; a
 * run that computes is served meanwhile, and memory comes back.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const BURST = 3000;
const WAITS = [
  'return new Promise(() => setInterval(() => {}, 1e6))',
  'return new Promise((done) => setTimeout(done, 200, "waited"))',
  'for (let i = 0; i < 900; i++) setTimeout(() => {}, 1e6); return new Promise(() => {})',
];

test('POST /execute contains thousands of runs that wait at once', async () => {
  const { server } = target();
  const answers = Array.from({ length: BURST }, (_, i) =>
    server.execute({ code: WAITS[i % WAITS.length] ?? '', timeoutMs: 500 }),
  );
  const honest = server.execute({ code: 'return input.a + 1', input: { a: 1 }, timeoutMs: 5000 });
  const counts = new Map<string, number>();
  for (const { body } of await Promise.all(answers)) {
    const ending = body.success ? 'ok' : body.error.code;
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const others = [...counts.keys()].filter(
    (each) => !['ok', 'timeout', 'overloaded'].includes(each),
  );
  expect(others).toEqual([]);
  expect(counts.get('timeout')).toBeGreaterThan(0);
  const { body } = await honest;
  if (body.success) expect(body.result).toBe(2);
  else expect(body.error.code).toBe('overloaded');
  await target().survives(['return 1'], { endings: ['ok'] });
});
