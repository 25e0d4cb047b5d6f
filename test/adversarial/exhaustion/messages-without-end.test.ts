/**
 * Attack: Ports answer each other for ever, or messages are sent by the million, so that a run never ends or its host is flooded.
 * Answer: One turn is asked for at a time, whatever is sent; messages are the snippet's own memory, and the deadline ends all.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const CHANNEL = 'const { port1, port2 } = new MessageChannel();';
const NEVER = 'await new Promise(() => {})';

const ATTACKS: readonly string[] = [
  `${CHANNEL} let heard = 0; port2.onmessage = () => heard++; for (let i = 0; i < 1e5; i++) port1.postMessage(i); ${NEVER}`,
  `${CHANNEL} for (;;) port1.postMessage(new Uint8Array(1e6))`,
  `${CHANNEL} port2.onmessage = () => { for (;;); }; port1.postMessage(1); ${NEVER}`,
  `for (let i = 0; i < 1e5; i++) new BroadcastChannel('x').onmessage = () => {}; new BroadcastChannel('x').postMessage(1); ${NEVER}`,
  `${CHANNEL} Array.prototype.shift = Array.prototype.push = () => { throw 1 }; port2.onmessage = () => {}; port1.postMessage(1); ${NEVER}`,
  `${CHANNEL} Object.defineProperty(port1, Symbol.toStringTag, { get() { for (;;); } }); structuredClone(1, { transfer: [port1] })`,
  "structuredClone(1, { transfer: [{ [Symbol.toStringTag]: 'MessagePort' }] })",
  "for (;;) { performance.mark('m', { detail: 'x'.repeat(1e5) }) }",
  `new PerformanceObserver(() => performance.mark('again')).observe({ type: 'mark' }); performance.mark('first'); for (let i = 0; i < 1e4; i++) performance.mark('m'); ${NEVER}`,
];

test('POST /execute bounds messages', async () => {
  await target().survives(ATTACKS);
});

test('POST /execute ends ports that answer each other', async () => {
  await target().survives(
    [
      `${CHANNEL} for (const port of [port1, port2]) port.onmessage = () => port.postMessage(1); port1.postMessage(1); ${NEVER}`,
      `const one = new BroadcastChannel('x'), two = new BroadcastChannel('x'); for (const each of [one, two]) each.onmessage = () => each.postMessage(1); one.postMessage(1); ${NEVER}`,
    ],
    { endings: ['timeout'] },
  );
});
