/** `Intl.Locale`: a tag taken apart by the host. */
import { callHost } from '../../prelude/host.ts';
import { optionBag } from './formatter.ts';

type Described = ReturnType<typeof describe>;

const describe = (tag: string, options: object) => callHost('intl.locale', { tag, options });

export class Locale {
  readonly #described: Described;

  constructor(tag: unknown, options: unknown = undefined) {
    if (typeof tag !== 'string' && (typeof tag !== 'object' || tag === null)) {
      throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
    }
    this.#described = describe(String(tag), optionBag(options));
  }

  get baseName() {
    return this.#described.baseName;
  }
  get language() {
    return this.#described.language;
  }
  get script() {
    return this.#described.script;
  }
  get region() {
    return this.#described.region;
  }
  get calendar() {
    return this.#described.calendar;
  }
  get caseFirst() {
    return this.#described.caseFirst;
  }
  get collation() {
    return this.#described.collation;
  }
  get hourCycle() {
    return this.#described.hourCycle;
  }
  get numberingSystem() {
    return this.#described.numberingSystem;
  }
  get numeric() {
    return this.#described.numeric;
  }
  maximize(): Locale {
    return new Locale(this.#described.maximized);
  }
  minimize(): Locale {
    return new Locale(this.#described.minimized);
  }
  toString(): string {
    return this.#described.text;
  }
  get [Symbol.toStringTag](): string {
    return 'Intl.Locale';
  }
}
