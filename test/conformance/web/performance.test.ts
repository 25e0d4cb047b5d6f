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

const ENTRIES: readonly string[] = [
  "performance.mark('a', { startTime: 5 })",
  "performance.mark('a', { startTime: 5, detail: { b: [1, new Date(0)] } }).toJSON()",
  "performance.mark('a', { startTime: 5 }).detail",
  "String(performance.mark('a'))",
  "performance.mark('a').constructor.name",
  "(performance.mark('from', { startTime: 5 }), performance.measure('m', { start: 'from', end: 9, detail: 1 }).toJSON())",
  "(performance.mark('from', { startTime: 5 }), performance.mark('to', { startTime: 8 }), performance.measure('m', 'from', 'to').duration)",
  "performance.measure('m', { start: 1, duration: 4 }).toJSON()",
  "performance.measure('m', { end: 9, duration: 4 }).toJSON()",
  "performance.measure('m', { start: 1, end: 2, duration: 4 })",
  "performance.measure('m', { start: 1 }, 'x')",
  "performance.measure('m', 'nonesuch')",
  "performance.measure('m', { start: -1 })",
  'performance.measure()',
  'performance.measure(5)',
  'performance.mark()',
  "performance.mark(Symbol('s'))",
  "performance.mark('a', 5)",
  "performance.mark('a', { startTime: 'x' })",
  "performance.mark('a', { startTime: -1 })",
  "performance.mark('a', { detail: () => 1 })",
  'performance.getEntriesByName()',
  'performance.getEntriesByType()',
  "(performance.clearMarks(), performance.clearMeasures(), performance.mark('b', { startTime: 9 }), performance.mark('a', { startTime: 1 }), performance.measure('a', { start: 3, end: 4 }), performance.getEntries().map((e) => [e.name, e.entryType]))",
  "performance.getEntriesByName('a').map((e) => e.entryType)",
  "performance.getEntriesByName('a', 'mark').map((e) => e.entryType)",
  "performance.getEntriesByType('mark').map((e) => e.name)",
  "(performance.clearMarks('a'), performance.getEntries().map((e) => [e.name, e.entryType]))",
  'new Performance()',
  'new PerformanceEntry()',
  'new PerformanceMeasure()',
  'new PerformanceMark()',
  "new PerformanceMark('x', { startTime: 1 })",
  'new PerformanceObserver()',
  'new PerformanceObserver(() => {}).observe()',
  'new PerformanceObserver(() => {}).observe({ entryTypes: 5 })',
  "new PerformanceObserver(() => {}).observe({ type: 'mark', entryTypes: ['mark'] })",
  "(() => { const o = new PerformanceObserver(() => {}); o.observe({ type: 'mark' }); o.observe({ entryTypes: ['mark'] }) })()",
  "(() => { const o = new PerformanceObserver(() => {}); o.observe({ type: 'mark' }); performance.mark('z', { startTime: 2 }); const list = o.takeRecords().map((e) => e.name); o.disconnect(); return list })()",
  'Object.getPrototypeOf(Performance) === EventTarget',
  'performance.now.call({})',
  "Object.getOwnPropertyDescriptor(PerformanceEntry.prototype, 'name').get.call({})",
  'Object.getOwnPropertyDescriptor(PerformanceMark.prototype, "detail").get.call({})',
  "require('perf_hooks').performance === performance",
];

const CLASSES = Object.fromEntries(
  [
    'Performance',
    'PerformanceEntry',
    'PerformanceMark',
    'PerformanceMeasure',
    'PerformanceObserver',
    'EventTarget',
    'require',
  ].map((name) => [name, name]),
);

/* Gaps: there are no figures of the process, nothing of resources, and no name is kept for Node's own times. */
test('performance tells the time, and queueMicrotask keeps the order, as Node’s', async () => {
  expect(await differences(NAMES, CASES)).toEqual([]);
}, 60_000);

test('performance marks, measures and tells observers as Node’s', async () => {
  expect(await differences({ ...NAMES, ...CLASSES }, ENTRIES)).toEqual([]);
}, 60_000);
