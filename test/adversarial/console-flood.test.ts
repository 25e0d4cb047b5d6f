/** What a snippet prints is bounded in lines and in bytes, and says what is missing. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { attack, expectUnharmed } = besiege();

test('A flood of output is cut, and the last line says so', async () => {
  const floods = [
    'for (let i = 0; i < 5000; i++) console.log("x".repeat(1000)); return 1',
    'for (let i = 0; i < 5000; i++) console.error(i); return 1',
    'console.log("y".repeat(5e6)); return 1',
  ];
  for (const code of floods) {
    const { body, text } = await attack(code, { timeoutMs: 3000 });
    expect(body.success).toBe(true);
    expect(text.length).toBeLessThan(600_000);
    expect(body.logs?.length).toBeLessThanOrEqual(1001);
  }
  const { body } = await attack(floods[1] ?? '', { timeoutMs: 3000 });
  expect(body.logs?.at(-1)?.message).toMatch(/4000 more lines/);
  await expectUnharmed();
});
