import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';

const NAMES = { performance: 'performance', queueMicrotask: 'queueMicrotask' };

const CASES: readonly string[] = [
  `typeof performance.now()`,
  `performance.now() >= 0`,
  `performance.timeOrigin > 1.6e12`,
  `Object.prototype.toString.call(performance)`,
  `Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000`,
  `typeof performance.toJSON()`,
  `typeof performance.toJSON().timeOrigin`,

  'Object.keys(performance.toJSON()).includes("timeOrigin")',
  '(() => { const before = performance.now(); return performance.now() >= before; })()',
  `(async () => { const log = []; queueMicrotask(() => log.push(1)); Promise.resolve().then(() => log.push(2)); queueMicrotask(() => log.push(3)); log.push(0); await null; await null; await null; return log })()`,
  `(async () => { let told; queueMicrotask(function () { told = [arguments.length, this === undefined] }); await null; await null; await null; return told })()`,
  'queueMicrotask.name',
  'queueMicrotask.length',
  'queueMicrotask(() => 1)',
  'new queueMicrotask(() => 1)',
  'performance.timeOrigin === performance.timeOrigin',
  'String(performance)',
];

/* Gaps: there are no marks, measures and entries, for nobody would look at them, and no figures of the process; `now` asks nobody whose it is. */
test('performance tells the time, and queueMicrotask keeps the order, as Node’s', async () => {
  expect(await differences(NAMES, CASES)).toEqual([]);
}, 60_000);
