/**
 * Attack: `eval` and the function constructors by every road that calls them without their names:
 * bound, applied, constructed, extended, proxied, as callbacks, hooks, getters, tags and timers.
 * Answer: Where they are disabled, what stands in their place throws, whoever calls it and however.
 */
import { expect, test } from 'bun:test';
import { shareTarget, type Target } from '../../support/attack.ts';
import { requireConfig } from '../../support/build-services.ts';

const { disabledGlobals } = requireConfig({});
const target = shareTarget({ DISABLED_GLOBALS: disabledGlobals.join(',') });
const openTarget = shareTarget();

/** Every expression that a maker of functions can be had by. */
const MAKERS: readonly string[] = [
  'Function',
  '(() => 1).constructor',
  'Object.getPrototypeOf(() => 1).constructor',
  'Object.getOwnPropertyDescriptor(Object.getPrototypeOf(() => 1), "constructor").value',
  'Reflect.get((() => 1).__proto__, ["con", "structor"].join(""))',
  '(class {}).constructor',
  'console.log.constructor',
  '(async () => 1).constructor',
  '(function* () {}).constructor',
  '(async function* () {}).constructor',
  'eval',
  '(0, eval)',
];

/** Every way to have `MAKE` called with `TEXT`; what it makes is called if it can be. */
const ROADS: readonly string[] = [
  'MAKE(TEXT)',
  'new MAKE(TEXT)',
  'MAKE("a", "b", TEXT)',
  'MAKE`42`',
  'MAKE?.(TEXT)',
  'MAKE.call(null, TEXT)',
  'MAKE.apply(null, [TEXT])',
  'MAKE.bind(null, TEXT)()',
  'Function.prototype.call.call(MAKE, null, TEXT)',
  'Reflect.apply(MAKE, null, [TEXT])',
  'Reflect.construct(MAKE, [TEXT])',
  'Reflect.construct(MAKE, [TEXT], class {})',
  'new (class extends MAKE {})(TEXT)',
  'new (class extends MAKE { constructor() { super(TEXT) } })()',
  'new Proxy(MAKE, {})(TEXT)',
  'new (new Proxy(MAKE, {}))(TEXT)',
  'new Proxy(MAKE, { apply: (t, s, a) => t(...a) })(TEXT)',
  '[TEXT].map(MAKE)[0]',
  'Array.from([TEXT], MAKE)[0]',
  '[TEXT].reduce((_, text) => MAKE(text), 0)',
  '[TEXT].flatMap(MAKE)[0]',
  '[1, TEXT].sort(MAKE)',
  'new Map([[1, TEXT]]).forEach(MAKE)',
  '"x".replace(/x/, () => MAKE(TEXT))',
  'JSON.parse(JSON.stringify([TEXT]), (key, value) => (key === "0" ? MAKE(value) : value))[0]',
  'JSON.stringify({ toJSON: MAKE })',
  '({ get x() { return MAKE(TEXT) } }).x',
  '({ [Symbol.toPrimitive]: MAKE }) + ""',
  '({ [Symbol.iterator]: MAKE, *x() { yield* this } }).x().next()',
  'TEXT instanceof ({ [Symbol.hasInstance]: MAKE })',
  'Object.defineProperty(new Error(TEXT), "message", { get: () => MAKE(TEXT) }).message',
  '(await Promise.resolve(TEXT).then(MAKE))',
  '(await new Promise((_, no) => no(TEXT)).catch(MAKE))',
  '(await { then: (done) => done(MAKE(TEXT)) })',
  '(() => { try { throw TEXT } catch (text) { return MAKE(text) } })()',
  '((text, made = MAKE(text)) => made)(TEXT)',
  'Iterator.from([TEXT]).map(MAKE).next().value',
  'Array.fromAsync([TEXT], MAKE).then(([made]) => made)',
  'new (Object.assign(class extends Array {}, { [Symbol.species]: MAKE }))(1).map(() => 1)',
  'Object.groupBy([TEXT], MAKE)',
];

const MADE = 40 + 2;

/** Each way by each maker; what it makes of the text answers `MADE`. */
const ATTACKS: readonly string[] = MAKERS.flatMap((maker) => {
  // To `eval` a text is a program, to the others the body of a function.
  const text = maker.includes('eval') ? '"40 + 2"' : '"return 40 + 2"';
  return ROADS.map((road) => {
    const call = road.replaceAll('MAKE', `(${maker})`).replaceAll('TEXT', text);
    return `const made = await ${call}; const ran = typeof made === 'function' ? made() : made; return ran?.next ? (await ran.next()).value : ran`;
  });
});

async function countMade(which: Target): Promise<number> {
  const ended = await which.survives(ATTACKS, { timeoutMs: 1000 });
  return ended.filter(({ answer: { body } }) => body.success && body.result === MADE).length;
}

test('No road to a maker of functions makes code of a text', async () => {
  expect(await countMade(target())).toBe(0);
});

test('The same roads lead there where nothing is disabled', async () => {
  expect(await countMade(openTarget())).toBeGreaterThan(ATTACKS.length / 2);
});
