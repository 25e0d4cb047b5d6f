/**
 * `Intl` for guests, by the host's ICU. Promise: a call costs no more than its text is long; only plain
 * data goes in, only plain data comes out. Answers formatters by the thousand (a run's are kept, a
 * bounded number of them, for they cost a hundred times what they do), and texts of any length.
 */
import { MAX_INTL_MARKS, MAX_INTL_NAME, MAX_INTL_TEXT } from '../../base/limits.ts';
import type { HostCalls } from '../../wire/host-calls.ts';
import { INTL_METHODS, type IntlService } from '../../wire/intl-calls.ts';
import type { Json } from '../../wire/json.ts';
import { GuestError } from '../guest-error.ts';
import type { Owned } from '../host-run.ts';

/** Formatters kept for one run. */
const MAX_KEPT = 50;

/** The locale where a snippet names none: the same on every machine. */
export const DEFAULT_LOCALE = 'en-US';

type Formatter = Readonly<Record<string, (...args: unknown[]) => unknown>>;
type FormatterClass = {
  new (locales: readonly string[], options: object): Formatter;
  supportedLocalesOf(locales: readonly string[], options: object): string[];
};

export interface FormatterCall {
  readonly service: IntlService;
  readonly locales: readonly string[];
  readonly options: object;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The formatters of one run. */
export class IntlFormatters implements Owned {
  readonly isWaiting = false;
  readonly #kept = new Map<string, Formatter>();

  /** Answers one call of a guest's. @throws GuestError where ICU, or a bound of ours, says no */
  call({ service, locales, options, method, args }: FormatterCall): Json | undefined {
    const methods: readonly string[] = INTL_METHODS[service];
    if (!methods.includes(method)) throw new GuestError('TypeError', `There is no ${method} here`);
    requireBounded(args);
    if (service === 'DisplayNames') for (const code of args) requireName(String(code));
    return asGuest(() => {
      const formatter = this.#formatterOf(service, locales, options);
      if (method === 'segment') return segment(formatter, args);
      // A time that is none crosses as `null`.
      const given = service === 'DateTimeFormat' ? args.map((time) => time ?? Number.NaN) : args;
      return formatter[method]?.(...given) as Json;
    });
  }

  #formatterOf(service: IntlService, locales: readonly string[], options: object): Formatter {
    const key = JSON.stringify([service, locales, options]);
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const made = new (classOf(service))(locales.length > 0 ? locales : [DEFAULT_LOCALE], options);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size < MAX_KEPT) break;
      this.#kept.delete(oldest);
    }
    this.#kept.set(key, made);
    return made;
  }
}

export const classOf = (service: IntlService): FormatterClass =>
  Reflect.get(Intl, service) as unknown as FormatterClass;

/** A locale taken apart, and its likely long and short forms. */
export function describeLocale(tag: string, options: object): HostCalls['intl.locale']['out'] {
  return asGuest(() => {
    const locale = new Intl.Locale(tag, options);
    const { baseName, calendar, caseFirst, collation, hourCycle } = locale;
    const { language, numberingSystem, numeric, region, script } = locale;
    return {
      ...{ baseName, calendar, caseFirst, collation, hourCycle },
      ...{ language, numberingSystem, numeric, region, script },
      text: locale.toString(),
      maximized: locale.maximize().toString(),
      minimized: locale.minimize().toString(),
    } as HostCalls['intl.locale']['out'];
  });
}

function segment(formatter: Formatter, [text]: readonly unknown[]): Json {
  const segments = formatter['segment']?.(text) as Iterable<Intl.SegmentData>;
  return Array.from(segments, ({ segment: part, index, isWordLike }) =>
    isWordLike === undefined ? { segment: part, index } : { segment: part, index, isWordLike },
  );
}

/** @throws GuestError when the texts are longer together than a call may take, or have more marks in a row */
export function requireBounded(args: readonly unknown[]): void {
  const text = JSON.stringify(args);
  requireAtMost(text.length, MAX_INTL_TEXT, 'characters at once');
  for (const [marks] of text.matchAll(/\p{M}+/gu)) {
    requireAtMost(marks.length, MAX_INTL_MARKS, 'combining marks in a row');
  }
}

function requireAtMost(count: number, most: number, what: string): void {
  if (count <= most) return;
  throw new GuestError('RangeError', `Cannot format ${count} ${what}: at most ${most} are allowed`);
}

/** @throws GuestError for a tag, or a part of one, that is longer than any there is */
export function requireName(name: string): string {
  if (name.length <= MAX_INTL_NAME) return name;
  throw new GuestError(
    'RangeError',
    `Cannot use a locale or option of ${name.length} characters: at most ${MAX_INTL_NAME} are allowed`,
  );
}

/** What ICU refuses is the guest's to know, in ICU's words. */
export function asGuest<T>(make: () => T): T {
  try {
    return make();
  } catch (thrown) {
    throw isRefusal(thrown) ? refusalOf(thrown) : thrown;
  }
}

const isRefusal = (thrown: unknown): thrown is Error =>
  thrown instanceof RangeError || thrown instanceof TypeError;

const refusalOf = ({ name, message }: Error) => new GuestError(name, message);
