/** How many listeners of one name there may be before somebody is told. */
import { defineProperty } from '../../prelude/primordials.ts';
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { validateNumber } from '../validate.ts';
import { isTarget } from './either.ts';
import type { Emitter } from './shape.ts';

export const TARGET_MAX = Symbol('events.maxEventTargetListeners');

let defaultMax = 10;

/** An accessor, so that a class that inherits it has it too. */
export const defaultMaxListeners = {
  enumerable: true,
  get: (): number => defaultMax,
  set(max: unknown): void {
    validateNumber(max, 'defaultMaxListeners', 0);
    defaultMax = max;
  },
};

export const maxOf = (emitter: Emitter): number => emitter._maxListeners ?? defaultMax;

export const limits = {
  setMaxListeners(this: Emitter, max: unknown): Emitter {
    validateNumber(max, 'setMaxListeners', 0);
    this._maxListeners = max;
    return this;
  },
  getMaxListeners(this: Emitter): number {
    return maxOf(this);
  },
};

type Limited = Partial<Record<'getMaxListeners' | 'setMaxListeners', unknown>> & {
  readonly [TARGET_MAX]?: number;
};

/** @throws ERR_INVALID_ARG_TYPE for what is neither an emitter nor a target */
export function getMaxListeners(of: unknown): number {
  const limited = of as Limited | null | undefined;
  if (typeof limited?.getMaxListeners === 'function') return maxOf(of as Emitter);
  const max = limited?.[TARGET_MAX] ?? (isTarget(of) ? defaultMax : 0);
  if (max) return max;
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], of);
}

/** For these, or for all that are made from now on. */
export function setMaxListeners(max: unknown = defaultMax, ...targets: unknown[]): void {
  validateNumber(max, 'setMaxListeners', 0);
  if (targets.length === 0) defaultMax = max;
  for (let i = 0; i < targets.length; i++) setMaxOf(targets[i], max);
}

function setMaxOf(target: unknown, max: number): void {
  const limited = target as { setMaxListeners?: (max: number) => void };
  if (typeof limited.setMaxListeners === 'function') {
    limited.setMaxListeners(max);
    return;
  }
  if (!isTarget(target)) {
    throw new ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
  }
  const property = { __proto__: null, value: max, writable: true, configurable: true };
  defineProperty(target, TARGET_MAX, property as PropertyDescriptor);
}
