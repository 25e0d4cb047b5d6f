/**
 * Attack: Listeners that throw, remove everything, add more without end or emit what they listen for; tables, promises and classes of
 * emitters that are proxies or whose getters lie; and prototypes changed before `events` is used.
 * Answer: All of it happens in the snippet's own world: endless adding ends at a limit of the run, a throw is the caller's of
 * `emit`, and what `events` does it does by methods taken before the snippet was there.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const HEAD = "const E = require('events'); const e = new E();";

const WITHOUT_END: readonly string[] = [
  "e.on('newListener', () => e.on('x', () => {})); e.on('x', () => {});",
  "e.on('x', () => e.emit('x')); e.emit('x');",
  "e.on('error', () => e.emit('error')); e.emit('error');",
  "for (let i = 0; i < 1e12; i++) e.on('x', () => {});",
  "for (let i = 0; i < 1e12; i++) e.prependListener('x', () => {});",
  "for (let i = 0; i < 1e12; i++) e.on('x' + i, () => {});",
  "e.on('x', function more() { e.on('x', more); e.on('x', more); }); for (let i = 0; i < 1e12; i++) e.emit('x');",
  "E.on(e, 'x'); for (let i = 0; i < 1e12; i++) e.emit('x', new Array(1000).fill(1));",
  "const it = E.on(e, 'x'); for (let i = 0; i < 1e12; i++) it.next();",
  "for (let i = 0; i < 1e12; i++) E.once(e, 'x');",
  'const c = new AbortController(); for (let i = 0; i < 1e12; i++) E.addAbortListener(c.signal, () => {});',
  "e.on('removeListener', () => e.on('x', () => {})); for (let i = 0; i < 1e12; i++) { e.on('x', () => {}); e.removeAllListeners('x'); }",
  'E.on(e, "x", { close: { length: 2 ** 53 } });',
  "e.setMaxListeners(0); e._events = new Proxy({}, { get: () => Array(1e6).fill(() => {}) }); for (let i = 0; i < 1e12; i++) e.emit('x');",
  "const c = new E({ captureRejections: true }); c.on('error', async () => { throw 1 }); c.on('x', async () => { c.emit('x'); throw 1 }); c.emit('x'); return new Promise(() => {});",
  "class A extends E { emit() { return super.on('newListener', () => {}).emit() } } new A().on('newListener', () => {}).on('x', () => {});",
];

const LIES: readonly string[] = [
  "Object.defineProperty(e, 'constructor', { get() { throw new Error('mine') } }); for (let i = 0; i < 20; i++) e.on('x', () => {});",
  "Object.defineProperty(e, 'constructor', { value: Object.assign(function () {}, { name: Symbol('n') }) }); for (let i = 0; i < 20; i++) e.on('x', () => {});",
  "e._events = new Proxy({}, { get: () => ({ length: 2 ** 32 }) }); e.emit('x');",
  "e._events = { x: { length: -1 } }; e.emit('x'); e.listeners('x'); e.off('x', () => {});",
  "e._events = 5; e._eventsCount = 'many'; e.on('x', () => {}); e.eventNames();",
  "Object.defineProperty(e, '_events', { get() { throw null } }); e.emit('x');",
  "e.emit('error', { get [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('mine') } });",
  "e.emit('error', new Proxy({}, { getPrototypeOf() { throw 1 }, ownKeys() { throw 2 } }));",
  "e.on('x', new Proxy(function () {}, { apply() { throw 'trapped' } })); e.emit('x');",
  'E.prototype.emit.call(new Proxy({}, { get: (_, key) => key }), "x");',
  "Object.freeze(E.prototype); Object.freeze(e); e.on('x', () => {});",
  'E.init.call(Object.create(null), { captureRejections: true });',
  "E.getEventListeners({ listeners: () => { throw 'l' } }, 'x');",
  "new E({ get captureRejections() { throw 'c' } });",
];

test('Listeners without end stop at a limit, and lies hurt who tells them', async () => {
  const attacks = [...WITHOUT_END, ...LIES].map((body) => `${HEAD} ${body} return 'over'`);
  const attacked = await target().survives(attacks);
  // What the static check refuses never ran.
  expect(attacked.filter(({ ending }) => ending === 'forbidden_pattern')).toEqual([]);
});

const USE = `
  const seen = [];
  e.on('x', (...args) => seen.push(args.length)); e.once('x', () => seen.push('once')); e.prependListener('x', () => seen.push('first'));
  return async () => {
    poison();
    e.emit('x', 1, 2); e.emit('x');
    const it = E.on(e, 'y'); e.emit('y', 5);
    const next = await it.next();
    it.return();
    return [seen, next.value[0], next.done, e.listenerCount('x'), e.listeners('x').length];
  };`;

/** What \`seen.push\` needs of the snippet's own is left as it is. */
const POISONS: readonly string[] = [
  '',
  'Function.prototype.apply = Function.prototype.call = Function.prototype.bind = () => "a lie";',
  'Array.prototype.slice = Array.prototype.splice = Array.prototype.shift = Array.prototype.unshift = () => "a lie";',
  'Array.prototype[Symbol.iterator] = () => { throw "a lie" };',
  'Object.assign = Object.create = Object.keys = Reflect.ownKeys = Reflect.apply = () => "a lie";',
  'Promise.resolve = Promise.reject = () => "a lie"; globalThis.Promise = class {};',
  'for (const key of ["get", "set", "value", "once"]) Object.defineProperty(Object.prototype, key, { __proto__: null, get() { throw "a lie" }, set() {}, configurable: true });',
];

test('Changed prototypes change nothing of what an emitter does', async () => {
  const [clean, ...poisoned] = await Promise.all(
    POISONS.map((poison) =>
      target().resultOf(
        `${HEAD} const poison = () => { ${poison} }; const use = (() => { ${USE} })(); return use()`,
      ),
    ),
  );
  expect(clean).toEqual([['first', 2, 'once', 'first', 0], 5, false, 2, 2]);
  for (const each of poisoned) expect(each).toEqual(clean);
});
