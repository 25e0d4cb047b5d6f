/**
 * Attack: Every built-in of every prototype, called with what has no end.
 * Answer: The engine pays for every turn of its native loops; the list comes from the guest's own
 * world, so a built-in that an upgrade brings is attacked too.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { Cell } from '../../support/builtin-cell.ts';
import {
  CALL_BUILTIN,
  LIST_BUILTINS,
  LIST_HOSTILE,
  type Path,
  pickCalls,
} from '../../support/builtins.ts';
import { often, SEEDS } from '../../support/fuzz.ts';
import { makeSandbox, makeWorld, returnedBy, runSnippet } from '../../support/sandbox.ts';

const target = shareTarget();

/** Calls of each built-in. */
const CALLS = 6;
/** Of the built-ins, one in so many is attacked from a new seed. */
const NEW_STRIDE = 3;
/** What this process may grow to beyond its start, bytes: sandboxes that wait to be collected. */
const GROWTH_BYTES = 300 * 1024 * 1024;

const world = await makeWorld({ disabledGlobals: [] });
const lister = await makeSandbox({ world });
const list = <T>(code: string): readonly T[] => {
  const listed = returnedBy(runSnippet(lister, code)) as readonly T[];
  lister.sandbox.reset();
  return listed;
};
const BUILTINS = list<Path>(LIST_BUILTINS);
const HOSTILE = list<string>(LIST_HOSTILE);

for (const [nth, seed] of SEEDS.entries()) {
  // All of them from the seed that never changes; from the new one a part, another each time.
  const stride = nth === 0 ? 1 : NEW_STRIDE;
  test(`Every built-in is stopped in time, whatever it is called with (seed ${seed})`, async () => {
    expect(BUILTINS.length).toBeGreaterThan(400);
    const before = process.memoryUsage.rss();
    const cell = new Cell({
      world,
      first: lister,
      code: CALL_BUILTIN,
      sliceMs: 5,
      memoryBytes: 24 * 1024 * 1024,
    });
    for (let round = 0; round < often(1); round++) {
      const calls = pickCalls(HOSTILE, BUILTINS.length, CALLS, seed + round);
      for (let i = (seed + round) % stride; i < BUILTINS.length; i += stride) {
        await cell.attack(BUILTINS[i] ?? [], calls[i] ?? []);
      }
    }
    // What the values were made for has happened: some calls end by themselves, and some never would.
    // How many get that far in the time they have is the machine's affair.
    expect(cell.returned).toBeGreaterThan(BUILTINS.length / stride / 10);
    expect(cell.stopped).toBeGreaterThan(50 / stride);
    Bun.gc(true);
    expect(process.memoryUsage.rss() - before).toBeLessThan(GROWTH_BYTES);
  });
}

test('POST /execute stops built-ins in time, whatever they are called with', async () => {
  const [seed = 0] = SEEDS;
  const calls = pickCalls(HOSTILE, BUILTINS.length, CALLS, seed);
  const attacks = BUILTINS.flatMap((path, i) =>
    i % 5 === 0 ? { code: CALL_BUILTIN, input: { path, calls: calls[i], from: i % CALLS } } : [],
  );
  await target().survives(attacks, { timeoutMs: 60 });
});
