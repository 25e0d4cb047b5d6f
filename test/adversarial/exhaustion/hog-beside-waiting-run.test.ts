/**
 * Attack: A run that computes for as long as it may, beside runs that wait on the same thread.
 * Answer: The tick of the one's meter looks at the deadlines of the others.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget({ WORKERS: '1', MAX_WORKERS: '1' });

const HOG = 'let n = 0; while (n >= 0) n = (n + 1) % 9; return n';

test('POST /execute ends a waiting run at its deadline while another computes', async () => {
  const { server } = target();
  const code = 'return new Promise((r) => setTimeout(r, 1e6))';
  const waiting = server.execute({ code, timeoutMs: 100 });
  // It has been started when the next is answered: one thread takes jobs in order.
  await server.execute({ code: 'return 1' });
  const hog = server.execute({ code: HOG, timeoutMs: 1500 });
  const { body } = await waiting;
  await hog;
  expect(body.success).toBe(false);
  expect(body.timing.executionTime).toBeLessThan(100 + 250);
});

test('POST /execute answers every run that waits beside hogs, in the end', async () => {
  const { server } = target();
  const code = 'return new Promise((r) => setTimeout(r, 20, input.i))';
  const waiting = Array.from({ length: 10 }, (_, i) => server.execute({ code, input: { i } }));
  const hogs = Array.from({ length: 2 }, () => server.execute({ code: HOG, timeoutMs: 400 }));
  const answers = await Promise.all(waiting);
  expect(answers.map(({ body }) => body.success && body.result)).toEqual(
    Array.from({ length: 10 }, (_, i) => i),
  );
  expect((await Promise.all(hogs)).map(({ status }) => status)).toEqual([422, 422]);
});
