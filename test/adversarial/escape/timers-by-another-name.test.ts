/**
 * Attack: Timers that the operator has disabled, asked for by the names of modules, by what promisify makes of them and by
 * what iterates over them.
 * Answer: What was disabled by its name is not to be had from a module either; nothing waits.
 */
import { expect, test } from 'bun:test';
import { makeSandbox, makeWorld, returnedBy, runSnippet } from '../../support/sandbox.ts';

const NAMES = [
  ...['setTimeout', 'setInterval', 'setImmediate'],
  ...['clearTimeout', 'clearInterval', 'clearImmediate'],
];

test('require gives no timer that is disabled, by whatever module', async () => {
  const box = await makeSandbox({ world: await makeWorld({ disabledGlobals: NAMES }) });
  const code = `
    const roads = [];
    for (const name of ['timers', 'node:timers', 'timers/promises', 'node:timers/promises']) {
      const timers = require(name);
      for (const key of Reflect.ownKeys(timers)) {
        if (key !== 'promises') roads.push(name + '.' + key + ' ' + typeof timers[key]);
      }
      for (const key of Object.keys(timers.promises ?? {})) {
        roads.push(name + '.promises.' + key + ' ' + typeof timers.promises[key]);
      }
      const own = Object.getOwnPropertyDescriptors(timers);
      for (const key of Object.keys(own)) {
        if (key !== 'promises') roads.push('got ' + key + ' ' + typeof own[key].get?.call(timers) + typeof own[key].value);
      }
    }
    return roads.filter((road) => !/undefined$/.test(road)).concat(roads.length > 20 ? [] : 'too few roads');`;
  expect(returnedBy(runSnippet(box, code))).toEqual([]);
});

test('require gives those timers alone that are not disabled', async () => {
  const box = await makeSandbox({ world: await makeWorld({ disabledGlobals: ['setInterval'] }) });
  const code = `
    const timers = require('timers');
    const known = [timers, timers.promises].map((each) => Object.keys(each).filter((key) => each[key]));
    return known.flat().sort();`;
  expect(returnedBy(runSnippet(box, code))).toEqual([
    ...['clearImmediate', 'clearInterval', 'clearTimeout', 'promises', 'scheduler'],
    ...['setImmediate', 'setImmediate', 'setTimeout', 'setTimeout'],
  ]);
});
