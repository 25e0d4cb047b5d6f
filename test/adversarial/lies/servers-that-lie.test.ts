/**
 * Attack: A server that says one length and sends another, that floods a response with headers, or that hangs up
 * in the midst of it; and a snippet that goes on reading after the end, after an error, or twice at once.
 * Answer: What came is what is read; what did not come is an error of the snippet's, and never a wait without end.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { NETWORK_ENV } from '../../support/network-conformance.ts';
import { shareUpstream } from '../../support/shared-upstream.ts';

const target = shareTarget(NETWORK_ENV);
const upstream = shareUpstream();

const NAMED = 'const named = (p) => p.then((v) => v, (e) => e.message);';

const CASES: readonly (readonly [title: string, code: string, wanted: unknown])[] = [
  [
    'less than was said',
    'return named((await fetch(input + "/lie?says=100&sends=5")).text())',
    'terminated',
  ],
  [
    'more than was said',
    'return (await named((await fetch(input + "/lie?says=5&sends=100")).text())).length',
    5,
  ],
  [
    'nothing of what was said',
    'return named((await fetch(input + "/lie?says=9&sends=0")).text())',
    'terminated',
  ],
  [
    'a connection cut in the midst',
    'return named((await fetch(input + "/cut")).text())',
    'terminated',
  ],
  [
    'reading on after the end',
    'const reader = (await fetch(input + "/text")).body.getReader(); const done = []; for (let i = 0; i < 5; i++) done.push((await reader.read()).done); return done',
    [false, true, true, true, true],
  ],
  [
    'reading on after an error',
    'const reader = (await fetch(input + "/cut")).body.getReader(); const all = []; for (let i = 0; i < 4; i++) all.push(await named(reader.read().then((r) => r.done))); return all',
    [false, 'terminated', 'terminated', 'terminated'],
  ],
  [
    'many reads at once',
    'const reader = (await fetch(input + "/text")).body.getReader(); const all = await Promise.all([1, 2, 3].map(() => reader.read())); return all.map((r) => r.done)',
    [false, true, true],
  ],
  [
    'two readers of what was cloned',
    'const r = await fetch(input + "/parts?count=3"); const c = r.clone(); const [a, b] = await Promise.all([r.text(), c.text()]); return a === b && a.length',
    21,
  ],
  [
    'a clone that is let go of',
    'const r = await fetch(input + "/parts?count=3"); await r.clone().body.cancel(); return (await r.text()).length',
    21,
  ],
];

test.each(CASES.map((each) => [...each] as const))('fetch: %s', async (_, code, wanted) => {
  expect(await target().resultOf(`${NAMED} ${code}`, upstream().url)).toEqual(wanted);
});

test('fetch refuses floods of headers', async () => {
  const code = `${NAMED} return named(fetch(input + "/flood?count=4000").then((r) => r.status))`;
  expect(await target().resultOf(code, upstream().url)).toEqual(expect.any(String));
});
