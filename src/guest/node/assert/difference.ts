/** What two values differ in, line by line, as `assert` shows it. @see Node's lib/internal/assert/assertion_error.js */
import { inspect } from '../inspect/inspect.ts';

export const HEADS: Readonly<Record<string, string>> = {
  __proto__: null as never,
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

/** What is compared here, and nothing of what an object says of itself. */
export function inspectValue(value: unknown): string {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Number.POSITIVE_INFINITY,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  });
}

/** Most lines of a value that is shown alone. */
const MAX_LINES = 50;

export function cutLines(lines: readonly string[]): readonly string[] {
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES - 4), '...'] : lines;
}

const isReference = (value: unknown) =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Whether they are two objects, or two functions, of which none is the other. */
function areReferences(left: unknown, right: unknown): boolean {
  return isReference(left) && isReference(right) && typeof left === typeof right;
}

/** Both on one line are short: without a list of differences. */
const MAX_SHORT = 12;
const LINE_WIDTH = 80;

/** @returns what is said of values of one line each, or where a mark goes below the difference */
function ofOneLine(
  [actual, expected]: readonly [unknown, unknown],
  [left, right]: readonly [string, string],
  isByReference: boolean,
): { readonly short?: string; readonly mark?: string } {
  const length = left.length + right.length;
  if (length <= MAX_SHORT) {
    const areValues = !isObject(actual) && !isObject(expected);
    const areZeros = actual === 0 && expected === 0;
    return areValues && !areZeros ? { short: `${left} !== ${right}\n` } : {};
  }
  if (isByReference || length >= LINE_WIDTH) return {};
  let at = 0;
  while (left[at] === right[at]) at++;
  return at > 2 ? { mark: `\n  ${' '.repeat(at)}^` } : {};
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

export function differenceOf(
  actual: unknown,
  expected: unknown,
  operator: string,
  message = '',
): string {
  const isByReference = operator === 'strictEqual' && areReferences(actual, expected);
  const head = message || HEADS[isByReference ? 'strictEqualObject' : operator];
  const [left, right] = [inspectValue(actual).split('\n'), inspectValue(expected).split('\n')];
  const [first = '', other = ''] = [left[0], right[0]];
  const isOneLine = left.length === 1 && right.length === 1 && first !== other;
  const one = isOneLine ? ofOneLine([actual, expected], [first, other], isByReference) : {};
  if (one.short !== undefined) return `${head}\n\n${one.short}`;
  if (left.join('\n') === right.join('\n')) {
    return `${HEADS['notIdentical']}\n\n${cutLines(left).join('\n')}\n`;
  }
  return new Listing(left, right).text(`${head}\n+ actual - expected`, one.mark ?? '');
}

const SKIPPED = ' ... Lines skipped';
const MAX_PRINTED = 50;

/** Lines of both, those that are the same left out where they are many. */
class Listing {
  readonly #left: string[];
  readonly #right: string[];
  readonly #end: string;
  #isCut = false;
  #text = '';
  /** Expected lines that are still to be shown, after the actual ones beside them. */
  #pending = '';
  #printed = 0;
  #same = 0;

  constructor(left: readonly string[], right: readonly string[]) {
    this.#left = [...left];
    this.#right = [...right];
    this.#end = this.#takeEnd();
  }

  /** Takes off the lines at the end that are the same. */
  #takeEnd(): string {
    let end = '';
    let before = '';
    let count = 0;
    while (this.#left.length > 0 && this.#right.length > 0) {
      const last = this.#left.at(-1) as string;
      if (last !== this.#right.at(-1)) break;
      if (count++ < 3) end = `\n  ${last}${end}`;
      else before = last;
      this.#left.pop();
      this.#right.pop();
    }
    if (count >= 5) {
      end = `\n...${end}`;
      this.#isCut = true;
    }
    return before === '' ? end : `\n  ${before}${end}`;
  }

  text(head: string, mark: string): string {
    const [left, right] = [this.#left, this.#right];
    const most = Math.max(left.length, right.length);
    const both = Math.min(left.length, right.length);
    for (let i = 0; i < most; i++) {
      if (i < both) this.#addPair(i);
      else this.#addLone(i);
      if (this.#printed > MAX_PRINTED && i < most - 2) {
        return `${head}${SKIPPED}\n${this.#text}\n...${this.#pending}\n...`;
      }
    }
    const skipped = this.#isCut ? SKIPPED : '';
    return `${head}${skipped}\n${this.#text}${this.#pending}${this.#end}${mark}`;
  }

  #print(line: string): void {
    this.#text += `\n${line}`;
    this.#printed++;
  }

  /** The last of the lines before that were the same: two at most. */
  #addSame(lines: readonly string[], at: number): void {
    const same = this.#same;
    this.#same = 0;
    if (same <= 2) return;
    if (same === 5) this.#print(`  ${lines[at - 3]}`);
    if (same > 5) {
      this.#text += '\n...';
      this.#isCut = true;
    }
    if (same > 3) this.#print(`  ${lines[at - 2]}`);
    this.#print(`  ${lines[at - 1]}`);
  }

  #addLone(at: number): void {
    const isActual = this.#left.length > this.#right.length;
    const lines = isActual ? this.#left : this.#right;
    this.#addSame(lines, at);
    if (isActual) this.#text += `\n+ ${lines[at]}`;
    else this.#pending += `\n- ${lines[at]}`;
    this.#printed++;
  }

  #addPair(at: number): void {
    const expected = this.#right[at] as string;
    const actual = this.#left[at] as string;
    // A comma at the end makes no difference.
    const isSame = actual === expected || actual === `${expected},` || `${actual},` === expected;
    if (isSame) {
      this.#text += this.#pending;
      this.#pending = '';
      if (++this.#same <= 2) this.#print(`  ${expected === `${actual},` ? expected : actual}`);
      return;
    }
    this.#addSame(this.#left, at);
    this.#text += `\n+ ${actual}`;
    this.#pending += `\n- ${expected}`;
    this.#printed += 2;
  }
}
