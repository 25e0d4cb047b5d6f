/** Asks the host's half of `crypto` as a guest would, without one. */
import { systemClock } from '../../src/base/clock.ts';
import { CRYPTO_CALLS } from '../../src/host/crypto/calls.ts';
import { GuestError } from '../../src/host/guest-error.ts';
import type { HostRun, Owned } from '../../src/host/host-run.ts';
import type { CryptoCalls } from '../../src/wire/crypto-calls.ts';

export interface TestRun extends HostRun, Disposable {}

export function openRun(remainingMs = 5000): TestRun {
  const owned = new Map<unknown, Owned>();
  const run: TestRun = {
    clock: systemClock,
    remainingMs: () => remainingMs,
    signal: new AbortController().signal,
    deliver() {},
    own<T extends Owned>(make: (of: HostRun) => T): T {
      const known = owned.get(make) as T | undefined;
      const made = known ?? make(run);
      owned.set(make, made);
      return made;
    },
    [Symbol.dispose]() {
      for (const each of owned.values()) each[Symbol.dispose]?.();
    },
  };
  return run;
}

export function call<K extends keyof CryptoCalls>(
  name: K,
  argument: CryptoCalls[K]['in'],
  bytes: Uint8Array[] = [],
  run: HostRun = openRun(),
): CryptoCalls[K]['out'] {
  return CRYPTO_CALLS[name](argument, bytes, run) as CryptoCalls[K]['out'];
}

export const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
export const toHex = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes ?? []).toString('hex');

export function refusal(run: () => unknown): GuestError['refusal'] {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof GuestError) return thrown.refusal;
    throw thrown;
  }
  throw new Error('nothing was refused');
}
