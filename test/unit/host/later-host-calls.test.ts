import { beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { MAX_OPEN_OPERATIONS } from '../../../src/base/limits.ts';
import { GuestError } from '../../../src/host/guest-error.ts';
import type { HostRun } from '../../../src/host/host-run.ts';
import type { Calls } from '../../../src/host/session.ts';
import { cancel } from '../../../src/wire/claim-word.ts';
import type { HostAnswer, LaterAnswer } from '../../../src/wire/host-calls.ts';
import { makeExecutor } from '../../support/executor.ts';
import { makeProbeWorld } from '../../support/probe-world.ts';
import type { World } from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await makeProbeWorld();
});

interface Asked {
  readonly argument: unknown;
  readonly bytes: readonly Uint8Array[];
  readonly run: HostRun;
  resolve(value: LaterAnswer): void;
  reject(reason: unknown): void;
}

/** Every call that is open or was, in order. */
let asked: Asked[] = [];
beforeEach(() => {
  asked = [];
});

const calls: Calls = {
  now: new Map(),
  later: new Map([
    [
      'wait',
      (argument: object, bytes: readonly Uint8Array[], run: HostRun) =>
        new Promise<LaterAnswer>((resolve, reject) => {
          asked.push({ argument, bytes, run, resolve, reject });
        }),
    ],
    [
      'refuse',
      () => {
        throw new GuestError('TypeError', 'no, thank you', { code: 'ERR_NO' });
      },
    ],
  ]),
  offBudget: new Set(),
};

const makeWorker = () => makeExecutor({ world, calls });

function nth(index: number): Asked {
  const call = asked[index];
  if (!call) throw new Error(`Cannot take call ${index}: there were ${asked.length}`);
  return call;
}

describe('callHostLater()', () => {
  test.each([
    [{ a: [1, 'é'] }, { a: [1, 'é'] }],
    [null, null],
    ['', ''],
    [undefined, 'undefined'],
  ])('it is answered %j, and the run waits meanwhile', async (value, expected) => {
    const worker = await makeWorker();
    const job = worker.offer(
      `const answer = await callHostLater('wait', { n: 1 }); return answer === undefined ? 'undefined' : answer`,
    );
    worker.executor.accept([job]);
    expect(worker.answers).toEqual([]);
    nth(0).resolve(value as HostAnswer);
    await worker.settle();
    expect(worker.answerTo(job).result).toEqual({ ok: true, json: JSON.stringify(expected) });
  });

  test('bytes go and come', async () => {
    const worker = await makeWorker();
    const job = worker.offer(
      `const bytes = await callHostLater('wait', {}, new Uint8Array([1, 2]), new Uint8Array([3]));
       return [bytes.constructor === Uint8Array, bytes.length, bytes[0], bytes.at(-1)]`,
    );
    worker.executor.accept([job]);
    expect(nth(0).bytes.map((bytes) => [...bytes])).toEqual([[1, 2], [3]]);
    nth(0).resolve(new Uint8Array(100_000).fill(7));
    await worker.settle();
    expect(worker.answerTo(job).result).toEqual({ ok: true, json: '[true,100000,7,7]' });
  });

  test.each([
    [{ a: 1 }, 3, '[[{"a":1},3,7],["data","bytes"],true]'],
    [null, 0, '[[null,0,null],["data","bytes"],true]'],
    [false, 100_000, '[[false,100000,7],["data","bytes"],true]'],
  ])('data comes with bytes beside it: %j and %d', async (data, size, json) => {
    const worker = await makeWorker();
    const job = worker.offer(
      `Object.defineProperty(Object.prototype, 'then', { configurable: true, get() { throw new Error('evil') } });
       const answer = await callHostLater('wait', {});
       delete Object.prototype.then;
       const { data, bytes } = answer;
       return [[data, bytes.length, bytes[0] ?? null], Object.keys(answer), Object.getPrototypeOf(answer) === null]`,
    );
    worker.executor.accept([job]);
    nth(0).resolve({ data, bytes: new Uint8Array(size).fill(7) });
    await worker.settle();
    expect(worker.answerTo(job).result).toEqual({ ok: true, json });
  });

  test('answers come in the order in which the host has them', async () => {
    const worker = await makeWorker();
    const job = worker.offer(`
      const order = [];
      const one = async (n) => { order.push(await callHostLater('wait', { n })) };
      await Promise.all([one(0), one(1), one(2)]);
      return order`);
    worker.executor.accept([job]);
    for (const index of [2, 0, 1]) {
      nth(index).resolve(index);
      await worker.settle();
    }
    expect(worker.answerTo(job).result).toEqual({ ok: true, json: '[2,0,1]' });
  });

  test('answers that come together while the thread is late all reach the run', async () => {
    const worker = await makeWorker();
    const job = worker.offer(
      `const open = [1, 2, 3].map((n) => callHostLater('wait', { n })); return [await open[0], await open[1], await open[2]]`,
    );
    worker.executor.accept([job]);
    nth(0).resolve('first');
    await Bun.sleep(0);
    worker.clock.pass(50);
    nth(1).resolve('second');
    nth(2).resolve('third');
    await Bun.sleep(0);
    await worker.settle();
    const json = '["first","second","third"]';
    expect(worker.answerTo(job).result).toEqual({ ok: true, json });
  });

  test.each(['wait', 'refuse'])('a refusal of %s, late or at once, rejects', async (name) => {
    const worker = await makeWorker();
    const job = worker.offer(`
      const promise = callHostLater('${name}', {});
      try { await promise } catch (error) { return [error instanceof TypeError, error.message, error.code] }`);
    worker.executor.accept([job]);
    asked[0]?.reject(new GuestError('TypeError', 'no, thank you', { code: 'ERR_NO' }));
    await worker.settle();
    const json = '[true,"no, thank you","ERR_NO"]';
    expect(worker.answerTo(job).result).toEqual({ ok: true, json });
  });

  test('a bug of a capability ends the run as ours, and no guest sees it', async () => {
    const worker = await makeWorker();
    const job = worker.offer(
      `try { await callHostLater('wait', {}) } catch (error) { return String(error) }`,
    );
    worker.executor.accept([job]);
    nth(0).reject(new RangeError('a secret of the host'));
    await worker.settle();
    const { result } = worker.answerTo(job);
    expect(result).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(worker.faults).toHaveLength(1);
  });

  test('nothing is left of it when the run has ended: by its deadline', async () => {
    const worker = await makeWorker();
    const job = worker.offer(`return callHostLater('wait', {})`, { timeoutMs: 50 });
    worker.executor.accept([job]);
    const { run, resolve } = nth(0);
    expect([run.remainingMs(), run.signal.aborted]).toEqual([50, false]);
    worker.clock.advance(60);
    expect(worker.answerTo(job).result).toMatchObject({ failure: { code: 'timeout' } });
    expect([run.remainingMs(), run.signal.aborted]).toEqual([0, true]);
    resolve(1);
    await worker.settle();
    expect(worker.answers).toHaveLength(1);
    expect(worker.faults).toEqual([]);
  });

  test('nothing is left of it when the run has ended: by itself, and by its caller', async () => {
    const worker = await makeWorker();
    const [done, gone] = [
      worker.offer(`callHostLater('wait', {}); return 1`),
      worker.offer(`return callHostLater('wait', {})`),
    ];
    worker.executor.accept([done, gone]);
    expect(worker.answerTo(done).result).toEqual({ ok: true, json: '1' });
    cancel(worker.shared.claims, gone.slot, gone.sequence);
    worker.executor.sweepCancelled();
    expect(asked.map(({ run }) => run.signal.aborted)).toEqual([true, true]);
    nth(0).resolve('late');
    nth(1).reject(new Error('late'));
    await worker.settle();
    expect(worker.answers).toHaveLength(2);
    expect(worker.faults).toEqual([]);
  });

  // The sandbox is another's by then, and so are the numbers of its operations.
  test('a late answer does not reach the next run in the same sandbox', async () => {
    const worker = await makeExecutor({ world, calls, sandboxes: 1 });
    const first = worker.offer(`return callHostLater('wait', {})`, { timeoutMs: 50 });
    const second = worker.offer(`return callHostLater('wait', {})`);
    worker.executor.accept([first]);
    worker.clock.advance(60);
    worker.executor.accept([second]);
    nth(0).resolve('for the first');
    await worker.settle();
    expect(worker.answers).toHaveLength(1);
    nth(1).resolve('for the second');
    await worker.settle();
    expect(worker.answerTo(second).result).toEqual({ ok: true, json: '"for the second"' });
  });

  test('a run has so many open, and may open another when one is answered', async () => {
    const worker = await makeWorker();
    const job = worker.offer(`
      const open = [];
      for (let i = 0; i < ${MAX_OPEN_OPERATIONS}; i++) open.push(callHostLater('wait', {}));
      const refused = await callHostLater('wait', {}).catch(String);
      await Promise.race(open);
      callHostLater('wait', {});
      return refused`);
    worker.executor.accept([job]);
    expect(asked).toHaveLength(MAX_OPEN_OPERATIONS);
    nth(0).resolve(1);
    await worker.settle();
    expect(asked).toHaveLength(MAX_OPEN_OPERATIONS + 1);
    expect(worker.answerTo(job).result).toMatchObject({
      ok: true,
      json: expect.stringContaining('RangeError: Cannot ask the host'),
    });
  });

  test('what arrives does not change what a snippet did to promises meanwhile', async () => {
    const worker = await makeWorker();
    const job = worker.offer(`
      const promise = callHostLater('wait', {});
      Promise.prototype.then = () => { throw new Error('evil') };
      Object.defineProperty(Object.prototype, 'then', { get() { throw new Error('evil') } });
      return await promise`);
    worker.executor.accept([job]);
    nth(0).resolve(5);
    await worker.settle();
    expect(worker.answerTo(job).result).toEqual({ ok: true, json: '5' });
  });
});
