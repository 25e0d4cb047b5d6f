/** Generators, labels, accessors and tags are loops by other names. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Loops by other names are stopped', async () => {
  await expectEndings({
    'label: while (1) { continue label }': 'timeout',
    'do {} while (1)': 'timeout',
    'const g = (function* () { for (;;) yield 1 })(); for (;;) g.next()': 'timeout',
    'const o = { get a() { for (;;) {} } }; const { a } = o': 'timeout',
    'const t = () => { for (;;) {} }; t`x`': 'timeout',
    'class A { static { for (;;) {} } }': 'timeout',
    'class A { x = (() => { for (;;) {} })() } new A()': 'timeout',
    'switch (1) { default: for (;;) {} }': 'timeout',
    '[3, 1].sort(() => { for (;;) {} })': 'timeout',
    '"a".replace(/a/, () => { for (;;) {} })': 'timeout',
    'new Date({ [Symbol.toPrimitive]() { for (;;) {} } })': 'timeout',
    '({ [{ toString() { for (;;) {} } }]: 1 })': 'timeout',
    '1 + { valueOf() { for (;;) {} } }': 'timeout',
    '({}) instanceof { [Symbol.hasInstance]() { for (;;) {} } }': 'timeout',
    'new Proxy({}, { has() { for (;;) {} } }).x in {}; "a" in new Proxy({}, { has() { for (;;) {} } })':
      'timeout',
    'const r = new FinalizationRegistry(() => { for (;;) {} }); for (;;) r.register({}, 1)':
      'timeout',
  });
});
