/** What `assert` throws. @see Node's lib/internal/assert/assertion_error.js */
import { defineProperty } from '../../prelude/primordials.ts';
import { inspect } from '../inspect/inspect.ts';
import { validateObject } from '../validate.ts';
import { cutLines, differenceOf, HEADS, inspectValue } from './difference.ts';

export interface AssertionDetails {
  readonly message?: unknown;
  readonly operator?: string | undefined;
  readonly actual?: unknown;
  readonly expected?: unknown;
  /** Of several at once. */
  readonly details?: readonly AssertionPart[] | undefined;
}

export interface AssertionPart {
  readonly message: string;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  readonly stack: unknown;
}

const isReference = (value: unknown) =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function unequalText(actual: unknown, operator: string): string {
  const isByReference = operator === 'notStrictEqual' && isReference(actual);
  const head = HEADS[isByReference ? 'notStrictEqualObject' : operator];
  const lines = cutLines(inspectValue(actual).split('\n'));
  const [first = ''] = lines;
  if (lines.length > 1) return `${head}\n\n${lines.join('\n')}\n`;
  return `${head}${first.length > 5 ? '\n\n' : ' '}${first}`;
}

const cut = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 3)}...` : text;

function looseText(actual: unknown, expected: unknown, operator: string): string {
  const [left, right] = [inspectValue(actual), inspectValue(expected)];
  const head = HEADS[operator];
  if (operator === 'notDeepEqual' && left === right) return cut(`${head}\n\n${left}`, 1024);
  const [shown, other] = [cut(left, 512), cut(right, 512)];
  if (operator === 'deepEqual')
    return `${head}\n\n${shown}\n\nshould loosely deep-equal\n\n${other}`;
  const unequal = HEADS[`${operator}Unequal`];
  if (unequal) return `${unequal}\n\n${shown}\n\nshould not loosely deep-equal\n\n${other}`;
  return `${shown} ${operator} ${other}`;
}

const isError = (value: unknown): value is Error => value instanceof Error;

/** An error whose stack is not shown, which is another for each. */
function withoutStack(source: Error): object {
  const copy = Object.assign(
    Object.create(Object.getPrototypeOf(source) as object),
    source,
  ) as object;
  const message = { __proto__: null, value: source.message } as PropertyDescriptor;
  return defineProperty(copy, 'message', message) ? copy : source;
}

function textOf({ message, operator = '', actual, expected }: AssertionDetails): string {
  const isStrict = operator === 'deepStrictEqual' || operator === 'strictEqual';
  if (message !== undefined && message !== null) {
    return isStrict ? differenceOf(actual, expected, operator, message as string) : String(message);
  }
  const areErrors =
    isError(actual) && isError(expected) && 'stack' in actual && 'stack' in expected;
  const [left, right] = areErrors
    ? [withoutStack(actual), withoutStack(expected)]
    : [actual, expected];
  if (isStrict) return differenceOf(left, right, operator);
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') {
    return unequalText(left, operator);
  }
  return looseText(left, right, operator);
}

const MAX_SHOWN = 512;
const MAX_SHOWN_LINES = 10;

function withEllipsis(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const lines = value.split('\n', MAX_SHOWN_LINES + 1);
  if (lines.length > MAX_SHOWN_LINES) return `${lines.slice(0, MAX_SHOWN_LINES).join('\n')}\n...`;
  // As in Node, where it is what comes after them.
  return value.length > MAX_SHOWN ? `${value.slice(MAX_SHOWN)}...` : value;
}

/** From the snippet on: how the assertion came about is nobody's business. */
const framesOf = ({ stack = '' }: Error): string =>
  stack.replace(/^(?:\s+at [^\n(]*(?:\(native\))?\n)+(?=\s+at )/, '');

export class AssertionError extends Error {
  generatedMessage: boolean;
  readonly code = 'ERR_ASSERTION';
  actual: unknown;
  expected: unknown;
  operator: string | undefined;

  constructor(options: AssertionDetails) {
    validateObject(options, 'options');
    super(textOf(options));
    this.generatedMessage = !options.message;
    const { details, actual, expected, operator } = options;
    const name = { __proto__: null, value: 'AssertionError', configurable: true, writable: true };
    defineProperty(this, 'name', name as PropertyDescriptor);
    this.actual = details ? undefined : actual;
    this.expected = details ? undefined : expected;
    this.operator = details ? undefined : operator;
    for (const [i, part] of (details ?? []).entries()) {
      Object.assign(this, {
        [`message ${i}`]: part.message,
        [`actual ${i}`]: part.actual,
        [`expected ${i}`]: part.expected,
        [`operator ${i}`]: part.operator,
        [`stack trace ${i}`]: part.stack,
      });
    }
    this.stack = `AssertionError [ERR_ASSERTION]: ${this.message}\n${framesOf(this)}`;
  }

  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  /** Long texts, and what is deep inside, are in the message. */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: unknown, options: object): string {
    const { actual, expected } = this;
    this.actual = withEllipsis(actual);
    this.expected = withEllipsis(expected);
    try {
      return inspect(this, { ...options, customInspect: false, depth: 0 });
    } finally {
      this.actual = actual;
      this.expected = expected;
    }
  }
}
