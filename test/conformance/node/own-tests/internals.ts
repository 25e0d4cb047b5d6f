/** What stands for the parts of Node's inside that its tests reach for, as far as a snippet could have made them. */
import { X509Certificate } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { lacking } from './leave-out.ts';

/** @param known its exports; what else is taken of it leaves the test out */
const partly = (name: string, known: object): object =>
  new Proxy(known, {
    get: (target, key) =>
      key in target ? Reflect.get(target, key) : lacking(`${String(key)} of ${name}`),
  });

function sleep(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

const bindings: Readonly<Record<string, object>> = {
  crypto: { ScryptJob: class ScryptJob {} },
  js_stream: { JSStream: class JSStream {} },
  timers: { getLibuvNow: () => Math.trunc(performance.now()) },
  url: { canParse: URL.canParse },
};

const kEvents = Symbol('kEvents');
/** Who listens to a signal, as Node's tests look it up. */
Object.defineProperty(EventTarget.prototype, kEvents, {
  get(this: EventTarget) {
    const { length } = getEventListeners(this, 'abort');
    return length === 0 ? new Map() : new Map([['abort', { size: length }]]);
  },
});

export const internals: Readonly<Record<string, unknown>> = {
  'internal/crypto/x509': partly('internal/crypto/x509', {
    isX509Certificate: (value: unknown) => value instanceof X509Certificate,
  }),
  'internal/crypto/util': partly('internal/crypto/util', {
    bigIntArrayToUnsignedBigInt: (bytes: Uint8Array) =>
      bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n),
    bigIntArrayToUnsignedInt: (bytes: Uint8Array) =>
      bytes.reduce((sum, byte) => sum * 256 + byte, 0),
  }),
  'internal/errors': partly('internal/errors', {
    codes: {
      ERR_IPC_CHANNEL_CLOSED: class extends Error {},
      ERR_OUT_OF_RANGE: class extends RangeError {
        readonly code = 'ERR_OUT_OF_RANGE';
      },
    },
  }),
  'internal/event_target': partly('internal/event_target', {
    Event,
    EventTarget,
    CustomEvent,
    kEvents,
    kWeakHandler: Symbol('kWeakHandler'),
    NodeEventTarget: class extends EventTarget {
      listenerCount(name: string): number {
        return getEventListeners(this, name).length;
      }
    },
  }),
  'internal/test/binding': {
    internalBinding: (name: string) => partly(`the binding '${name}'`, bindings[name] ?? {}),
  },
  'internal/timers': partly('internal/timers', {
    setUnrefTimeout: (fn: () => void, ms: number) => setTimeout(fn, ms).unref(),
  }),
  'internal/util': partly('internal/util', { sleep }),
};
