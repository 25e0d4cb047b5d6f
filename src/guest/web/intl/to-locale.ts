/** The `toLocale…` methods of the built-ins, and `localeCompare`, by the host's ICU in place of the engine's own. */
import { callHost } from '../../prelude/host.ts';
import { INTL_CLASSES } from './classes.ts';
import { localeList, optionBag } from './formatter.ts';

type DateMethod = 'toLocaleString' | 'toLocaleDateString' | 'toLocaleTimeString';

function define(prototype: object, methods: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }
}

const { NumberFormat, Collator } = INTL_CLASSES;
const numberValue = Number.prototype.valueOf;
const bigintValue = BigInt.prototype.valueOf;
const dateValue = Date.prototype.getTime;
const { apply } = Reflect;

function dateMethod(method: DateMethod) {
  return {
    [method](this: unknown, locales?: unknown, options?: unknown) {
      const timeMs = apply(dateValue, this, []);
      if (Number.isNaN(timeMs)) return 'Invalid Date';
      const list = localeList(locales);
      return callHost('intl.date', { method, timeMs, locales: list, options: optionBag(options) });
    },
  };
}

function requireText(self: unknown): string {
  if (self === undefined || self === null) {
    throw new TypeError('String.prototype method called on null or undefined');
  }
  return String(self);
}

/** Most comparisons are of one language in a row: making a collator costs much more than using it. */
let lastCollator: { key: string; compare: (left: unknown, right: unknown) => number } | undefined;

function collatorFor(locales: unknown, options: unknown) {
  const list = localeList(locales);
  const bag = optionBag(options);
  const key = JSON.stringify([list, bag]);
  if (lastCollator?.key !== key) lastCollator = { key, compare: new Collator(list, bag).compare };
  return lastCollator;
}

const listToLocaleString = {
  toLocaleString(this: ArrayLike<unknown>, locales?: unknown, options?: unknown) {
    return Array.from(this, (each) =>
      each === undefined || each === null
        ? ''
        : (each as { toLocaleString(...args: unknown[]): string }).toLocaleString(locales, options),
    ).join(',');
  },
}.toLocaleString;

export function installLocaleMethods(): void {
  define(Number.prototype, {
    toLocaleString(this: unknown, locales?: unknown, options?: unknown) {
      const value = apply(numberValue, this, []);
      return new NumberFormat(localeList(locales), optionBag(options)).format(value);
    },
  });
  define(BigInt.prototype, {
    toLocaleString(this: unknown, locales?: unknown, options?: unknown) {
      const value = apply(bigintValue, this, []);
      return new NumberFormat(localeList(locales), optionBag(options)).format(value);
    },
  });
  define(Date.prototype, {
    ...dateMethod('toLocaleString'),
    ...dateMethod('toLocaleDateString'),
    ...dateMethod('toLocaleTimeString'),
  });
  for (const prototype of [Array.prototype, Object.getPrototypeOf(Uint8Array.prototype)]) {
    define(prototype as object, { toLocaleString: listToLocaleString });
  }
  define(String.prototype, {
    localeCompare(this: unknown, that: unknown, locales?: unknown, options?: unknown) {
      return collatorFor(locales, options).compare(requireText(this), String(that));
    },
    toLocaleUpperCase(this: unknown, locales?: unknown) {
      const text = requireText(this);
      return callHost('intl.case', { text, locales: localeList(locales), to: 'upper' });
    },
    toLocaleLowerCase(this: unknown, locales?: unknown) {
      const text = requireText(this);
      return callHost('intl.case', { text, locales: localeList(locales), to: 'lower' });
    },
  });
}
