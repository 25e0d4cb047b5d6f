/** The classes of `Intl`. @see https://tc39.es/ecma402/ */
import type { IntlService } from '../../../wire/intl-calls.ts';
import { Formatter, numberText, supportedLocalesOf } from './formatter.ts';

export class NumberFormat extends Formatter {
  protected override get service(): IntlService {
    return 'NumberFormat';
  }
  get format() {
    return (value?: unknown) => this.ask('format', [numberText(value)]);
  }
  formatToParts(value?: unknown) {
    return this.ask('formatToParts', [numberText(value)]);
  }
  formatRange(start: unknown, end: unknown) {
    return this.ask('formatRange', [numberText(start), numberText(end)]);
  }
  formatRangeToParts(start: unknown, end: unknown) {
    return this.ask('formatRangeToParts', [numberText(start), numberText(end)]);
  }
}

/** The present is no argument at all; what is no time crosses as `null`. */
const timeOf = (date: unknown): number[] => (date === undefined ? [] : [Number(date)]);

export class DateTimeFormat extends Formatter {
  protected override get service(): IntlService {
    return 'DateTimeFormat';
  }
  get format() {
    return (date?: unknown) => this.ask('format', timeOf(date));
  }
  formatToParts(date?: unknown) {
    return this.ask('formatToParts', timeOf(date));
  }
  formatRange(start: unknown, end: unknown) {
    return this.ask('formatRange', [Number(start), Number(end)]);
  }
  formatRangeToParts(start: unknown, end: unknown) {
    return this.ask('formatRangeToParts', [Number(start), Number(end)]);
  }
}

export class PluralRules extends Formatter {
  protected override get service(): IntlService {
    return 'PluralRules';
  }
  select(value: unknown) {
    return this.ask('select', [numberText(value)]);
  }
  selectRange(start: unknown, end: unknown) {
    return this.ask('selectRange', [numberText(start), numberText(end)]);
  }
}

export class RelativeTimeFormat extends Formatter {
  protected override get service(): IntlService {
    return 'RelativeTimeFormat';
  }
  format(value: unknown, unit: unknown) {
    return this.ask('format', [numberText(value), String(unit)]);
  }
  formatToParts(value: unknown, unit: unknown) {
    return this.ask('formatToParts', [numberText(value), String(unit)]);
  }
}

/** @throws TypeError where an element is no text */
function texts(list: Iterable<unknown> = []): string[] {
  if (typeof list[Symbol.iterator] !== 'function') throw new TypeError('The list is not iterable');
  return Array.from(list, (each) => {
    if (typeof each === 'string') return each;
    throw new TypeError('Iterable yielded a value that is not a string');
  });
}

export class ListFormat extends Formatter {
  protected override get service(): IntlService {
    return 'ListFormat';
  }
  format(list?: Iterable<unknown>) {
    return this.ask('format', [texts(list)]);
  }
  formatToParts(list?: Iterable<unknown>) {
    return this.ask('formatToParts', [texts(list)]);
  }
}

export class DurationFormat extends Formatter {
  protected override get service(): IntlService {
    return 'DurationFormat';
  }
  format(duration: object) {
    return this.ask('format', [{ ...duration }]);
  }
  formatToParts(duration: object) {
    return this.ask('formatToParts', [{ ...duration }]);
  }
}

export class Collator extends Formatter {
  protected override get service(): IntlService {
    return 'Collator';
  }
  get compare() {
    return (left: unknown, right: unknown) =>
      this.ask('compare', [String(left), String(right)]) as number;
  }
}

export class DisplayNames extends Formatter {
  protected override get service(): IntlService {
    return 'DisplayNames';
  }
  of(code: unknown) {
    return this.ask('of', [String(code)]) ?? undefined;
  }
}

interface Segment {
  readonly segment: string;
  readonly index: number;
  readonly input?: string;
}

/** The parts of one text, worked out when they are first asked for. */
class Segments {
  readonly #input: string;
  readonly #split: () => readonly Segment[];
  #parts: readonly Segment[] | undefined;

  constructor(input: string, split: () => readonly Segment[]) {
    this.#input = input;
    this.#split = split;
  }

  get #all(): readonly Segment[] {
    this.#parts ??= this.#split();
    return this.#parts;
  }

  containing(index: unknown = 0): Segment | undefined {
    const at = Math.trunc(Number(index)) || 0;
    const found = this.#all.findLast((part) => part.index <= at);
    return at < 0 || at >= this.#input.length ? undefined : this.#shown(found);
  }

  *[Symbol.iterator](): Generator<Segment | undefined> {
    for (const part of this.#all) yield this.#shown(part);
  }

  #shown(part: Segment | undefined): Segment | undefined {
    if (!part) return undefined;
    const { segment, index, ...rest } = part;
    return { segment, index, input: this.#input, ...rest };
  }
}

export class Segmenter extends Formatter {
  protected override get service(): IntlService {
    return 'Segmenter';
  }
  segment(text: unknown): Segments {
    const input = String(text);
    return new Segments(input, () => this.ask('segment', [input]) as Segment[]);
  }
}

const CLASSES = {
  NumberFormat,
  DateTimeFormat,
  PluralRules,
  RelativeTimeFormat,
  ListFormat,
  DurationFormat,
  Collator,
  DisplayNames,
  Segmenter,
};

for (const [name, Class] of Object.entries(CLASSES)) {
  Object.defineProperty(Class, 'supportedLocalesOf', {
    value: (locales: unknown, options: unknown = undefined) =>
      supportedLocalesOf(name as IntlService, locales, options),
    writable: true,
    configurable: true,
  });
}

// As the standard has it: what names are to be shown must be said.
Object.defineProperty(DisplayNames, 'length', { value: 2, configurable: true });

/** These three may be called without `new`, as ever. */
function callable<T extends new (...args: never[]) => object>(Class: T): T {
  return new Proxy(Class, { apply: (target, _self, args) => new target(...(args as never[])) });
}

export const INTL_CLASSES = {
  ...CLASSES,
  NumberFormat: callable(NumberFormat),
  DateTimeFormat: callable(DateTimeFormat),
  Collator: callable(Collator),
};
