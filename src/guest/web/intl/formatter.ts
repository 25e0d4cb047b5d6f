/** What all of the `Intl` classes share: a list of locales, plain options, and a host that does the work. */
import type { HostCalls } from '../../../wire/host-calls.ts';
import type { IntlService } from '../../../wire/intl-calls.ts';
import { callHost } from '../../prelude/host.ts';

export type Locales = string | { toString(): string } | readonly unknown[] | undefined;
export type Options = object | undefined;

/** The locales as texts, in order. @throws TypeError for what can be none */
export function localeList(locales: unknown): string[] {
  if (locales === undefined) return [];
  if (locales === null) throw new TypeError('Cannot convert undefined or null to object');
  return listOf(locales).map((locale) => {
    if (typeof locale === 'string' || (typeof locale === 'object' && locale !== null)) {
      return String(locale);
    }
    throw new TypeError('Incorrect locale information provided');
  });
}

/** A text and a `Locale` are one; anything else is a list, and one of nothing where it has no length. */
function listOf(locales: unknown): unknown[] {
  if (typeof locales === 'string') return [locales];
  if (typeof locales !== 'object' || locales === null) return [];
  if (Symbol.toStringTag in locales) return [locales];
  return Array.from(locales as ArrayLike<unknown>);
}

/** The options as plain data. @throws TypeError for `null` */
export function optionBag(options: unknown): object {
  if (options === undefined) return {};
  if (options === null) throw new TypeError('Cannot convert undefined or null to object');
  return { ...(options as object) };
}

/** Base of the classes; construction already tells what is wrong with the options. */
export abstract class Formatter {
  readonly #locales: readonly string[];
  readonly #options: object;
  readonly #resolved: object;

  constructor(locales?: Locales, options?: Options) {
    this.#locales = localeList(locales);
    this.#options = optionBag(options);
    this.#resolved = this.ask('resolvedOptions', []) as object;
  }

  /** The class's name in `Intl`. */
  protected abstract get service(): IntlService;

  /** @param args plain data */
  protected ask(method: string, args: HostCalls['intl.call']['in']['args']): unknown {
    return callHost('intl.call', {
      service: this.service,
      locales: this.#locales,
      options: this.#options,
      method,
      args,
    });
  }

  resolvedOptions(): object {
    return { ...this.#resolved };
  }

  get [Symbol.toStringTag](): string {
    return `Intl.${this.service}`;
  }
}

/** The static method that all of the classes have. */
export function supportedLocalesOf(service: IntlService, locales: unknown, options: unknown) {
  return callHost('intl.supportedLocales', {
    service,
    locales: localeList(locales),
    options: optionBag(options),
  });
}

/** A number as text, for JSON has no `NaN`, `-0` or BigInt; a text is read by the host as it is. */
export function numberText(value: unknown): string {
  const primitive = typeof value === 'object' ? Number(value) : value;
  if (typeof primitive === 'symbol') throw new TypeError('Cannot convert a symbol to a number');
  if (typeof primitive === 'bigint' || typeof primitive === 'string') return String(primitive);
  return Object.is(Number(primitive), -0) ? '-0' : String(Number(primitive));
}
