/** Whatever ran before, and wherever it runs: the same program and input come to the same answer. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import type { Job, RunResult } from '../../src/wire/ops.ts';
import { makeExecutor, type TestExecutor } from '../support/executor.ts';
import { checkProperty, often, SEEDS } from '../support/fuzz.ts';
import { program, programInput } from '../support/programs.ts';
import { makeSandbox, makeWorld, runSnippet } from '../support/sandbox.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { describeWays } from '../support/ways.ts';

setDefaultTimeout(120_000);

const world = await makeWorld();
const HOG = { code: 'for (;;);', timeoutMs: 3 };
const GLUTTON = { code: 'const all = []; for (;;) all.push(new Uint8Array(1e6).fill(1))' };

/** An executor that answers one job after the other. */
async function makeRunner(): Promise<
  TestExecutor & { run(code: string, input?: unknown): Promise<Told> }
> {
  // Each tick of the meter is a millisecond: what never ends is stopped soon, on whatever machine.
  const made = await makeExecutor({ world, sandboxes: 2, tickMs: 1 });
  return {
    ...made,
    async run(code, input) {
      const options = code === HOG.code ? { input, timeoutMs: HOG.timeoutMs } : { input };
      const job: Job = made.offer(code, options);
      made.executor.accept([job]);
      await made.settle();
      const { result, usage, logsJson } = made.answerTo(job);
      expect(made.faults).toEqual([]);
      // It would grow with every job of the test, and each would be looked through for its answer.
      made.answers.length = 0;
      return { result, logsJson, fuel: usage.fuel, memoryBytes: usage.memoryBytes };
    },
  };
}

/** All that must be the same. */
interface Told {
  readonly result: RunResult;
  readonly logsJson: string;
  readonly fuel: number;
  readonly memoryBytes: number;
}

const answerOf = ({ result, logsJson }: Told) => ({ result, logsJson });

const first = await makeRunner();
const second = await makeRunner();
let programs = 0;
/** The text of a program that was never sent: small ones come again, and would be prepared. */
const neverSent = (body: string) => `// ${++programs}\n${body}`;

/** Programs that have run before, and those of them that are looked at again. */
const STRANGERS = 100;
const LOOKED_AT = 10;

test('A program gives one answer: cold, prepared, after a trap, after want of memory, after a hundred others', async () => {
  await checkProperty(
    fc.asyncProperty(program, programInput, async (body, input) => {
      const code = neverSent(body);
      const cold = await first.run(code, input);
      const kept = await first.run(code, input);
      const prepared = await first.run(code, input);
      expect(await second.run(code, input)).toEqual(cold);
      // The second run compiles as the first did; from the third on nothing is compiled.
      expect(kept).toEqual(cold);
      expect(answerOf(prepared)).toEqual(answerOf(cold));
      expect(await first.run(code, input)).toEqual(prepared);

      expect(await first.run(HOG.code)).toMatchObject({ result: { failure: { code: 'timeout' } } });
      expect(await first.run(code, input)).toEqual(prepared);
    }),
    60,
  );
  const [seed = 0] = SEEDS;
  const strangers = fc.sample(program, { seed, numRuns: STRANGERS }).map(neverSent);
  for (const code of strangers) {
    for (const { run } of [first, second]) await run(code, { a: 1, b: null });
  }
  for (const code of strangers.slice(-LOOKED_AT)) {
    // Twice in a row and it is kept, whatever the cache forgot of the runs before.
    for (const { run } of [first, first, second, second]) await run(code, { a: 1, b: null });
    const prepared = await first.run(code, { a: 1, b: null });
    expect(await first.run(GLUTTON.code)).toMatchObject({
      result: { failure: { code: 'memory_limit' } },
    });
    expect(await first.run(code, { a: 1, b: null })).toEqual(prepared);
    expect(await second.run(code, { a: 1, b: null })).toEqual(prepared);
  }
});

test('A program prepared in one sandbox runs in any other', async () => {
  const [here, there] = [await makeSandbox({ world }), await makeSandbox({ world })];
  await checkProperty(
    fc.asyncProperty(program, programInput, async (code, input) => {
      const requestText = JSON.stringify({ input });
      const cold = runSnippet(here, code, { requestText });
      here.sandbox.reset();
      const { compiled } = cold;
      if (!compiled) return;
      for (const box of [there, here]) {
        const ran = runSnippet(box, code, { requestText, compiled });
        expect(ran.step).toEqual(cold.step);
        expect(ran.logsJson).toBe(cold.logsJson);
        expect(ran.usage.fuel).toBe(cold.usage.fuel - cold.compileFuel);
        box.sandbox.reset();
      }
    }),
    100,
  );
});

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...parts: string[]
) => (input: unknown, console: unknown) => Promise<unknown>;

/** What another engine makes of a program; for what is thrown only that it is. */
async function evaluateHere(code: string, input: unknown): Promise<string> {
  try {
    const silent = { log: () => {} };
    const run = new AsyncFunction('input', 'console', `"use strict";${code}`);
    return JSON.stringify(await run(structuredClone(input), silent)) ?? 'nothing';
  } catch {
    return 'thrown';
  }
}

test('A program comes to what another engine makes of it', async () => {
  const box = await makeSandbox({ world });
  await checkProperty(
    fc.asyncProperty(program, programInput, async (code, input) => {
      const { step } = runSnippet(box, code, { requestText: JSON.stringify({ input }) });
      box.sandbox.reset();
      const isNothing = step && !step.ok && step.failure.code === 'no_result';
      const told = step?.ok ? step.json : isNothing ? 'nothing' : 'thrown';
      expect(told).toBe(await evaluateHere(code, JSON.parse(JSON.stringify(input))));
    }),
    150,
  );
});

/** Sends a program four times at once, and compares with what the executor told of it. */
async function expectSame(server: TestServer, code: string, input: unknown): Promise<void> {
  const { result, logsJson } = await first.run(code, input);
  const send = () => server.execute({ code, input });
  for (const { body } of await Promise.all([send(), send(), send(), send()])) {
    expect(body.logs ?? []).toEqual(JSON.parse(logsJson || '[]'));
    if (body.success) expect(result).toEqual({ ok: true, json: JSON.stringify(body.result) });
    else {
      const { type: _, ...error } = body.error;
      expect(result).toMatchObject({ ok: false, failure: error });
    }
  }
}

describeWays('POST /execute', ['in-process', 'source', 'binary'], (how) => {
  test('gives a program one answer, whichever worker runs it', async () => {
    await using server = await startServer({ how, env: { WORKERS: '2', MAX_WORKERS: '4' } });
    for (const seed of SEEDS) {
      const samples = fc.sample(fc.tuple(program, programInput), { seed, numRuns: often(40) });
      for (const [code, input] of samples) await expectSame(server, code, input);
    }
  });
});
