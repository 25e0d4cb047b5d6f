/**
 * The errors of Node's own modules, with their codes and the exact wording of Node 20. An error's
 * `constructor` is the plain class, as there: only `code` and the stack's first line tell it apart.
 * @see https://nodejs.org/docs/latest-v20.x/api/errors.html#nodejs-error-codes
 */
import { describeReceived, listOf, separated } from './error-text.ts';
import { inspectBriefly } from './inspect-briefly.ts';

export interface NodeError extends Error {
  code: string;
}

type NodeErrorClass<A extends readonly unknown[]> = new (...args: A) => NodeError;
type Message<A extends readonly unknown[]> = (this: NodeError, ...args: A) => string;

/** An error class with a code; `message` makes the text and may put further fields on the error. */
export function defineError<A extends readonly unknown[]>(
  code: string,
  Base: ErrorConstructor,
  message: Message<A>,
): NodeErrorClass<A> {
  class CodedError extends Base implements NodeError {
    code = code;

    constructor(...args: A) {
      super();
      const text = Reflect.apply(message, this, args);
      Object.defineProperty(this, 'message', { value: text, writable: true, configurable: true });
      const frames = this.stack ?? '';
      this.stack = `${this.name} [${code}]: ${text}\n${frames}`;
    }

    override toString(): string {
      return `${this.name} [${code}]: ${this.message}`;
    }
  }
  Object.defineProperty(CodedError.prototype, 'constructor', { value: Base, configurable: true });
  return CodedError;
}

/** An error with a code that Node makes outside of JavaScript: its stack does not show the code. */
export function nativeError(Base: ErrorConstructor, code: string, message: string): NodeError {
  return Object.assign(new Base(message), { code });
}

const TYPES: readonly string[] = [
  'string',
  'function',
  'number',
  'object',
  'Function',
  'Object',
  'boolean',
  'bigint',
  'symbol',
];
const CLASS_NAME = /^([A-Z][a-z0-9]*)+$/;

/** What was wanted, as `of type string or an instance of Buffer or Array`. */
function wanted(expected: readonly string[]): string {
  const types = expected.filter((name) => TYPES.includes(name)).map((name) => name.toLowerCase());
  const rest = expected.filter((name) => !TYPES.includes(name));
  const instances = rest.filter((name) => CLASS_NAME.test(name));
  const other = rest.filter((name) => !CLASS_NAME.test(name));
  const objectAt = types.indexOf('object');
  if (instances.length > 0 && objectAt !== -1) {
    types.splice(objectAt, 1);
    instances.push('Object');
  }
  const parts: string[] = [];
  if (types.length > 0) {
    parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${listOf(types, 'or')}`);
  }
  if (instances.length > 0) parts.push(`an instance of ${listOf(instances, 'or')}`);
  if (other.length > 1) parts.push(`one of ${listOf(other, 'or')}`);
  const [single = ''] = other;
  if (other.length === 1) parts.push(single.toLowerCase() === single ? single : `an ${single}`);
  return parts.join(' or ');
}

const kindOf = (name: string) => (name.includes('.') ? 'property' : 'argument');

export const ERR_INVALID_ARG_TYPE = defineError(
  'ERR_INVALID_ARG_TYPE',
  TypeError,
  (name: string, expected: string | readonly string[], actual: unknown) => {
    const subject = name.endsWith(' argument') ? name : `"${name}" ${kindOf(name)}`;
    const names = typeof expected === 'string' ? [expected] : expected;
    return `The ${subject} must be ${wanted(names)}. Received ${describeReceived(actual)}`;
  },
);

const MAX_INSPECTED = 128;

function invalidValue(name: string, value: unknown, reason = 'is invalid'): string {
  const shown = inspectBriefly(value);
  const cut = shown.length > MAX_INSPECTED ? `${shown.slice(0, MAX_INSPECTED)}...` : shown;
  return `The ${kindOf(name)} '${name}' ${reason}. Received ${cut}`;
}

export const ERR_INVALID_ARG_VALUE = defineError('ERR_INVALID_ARG_VALUE', TypeError, invalidValue);
/** The same code, where Node throws a RangeError. */
export const ERR_INVALID_ARG_VALUE_RANGE = defineError(
  'ERR_INVALID_ARG_VALUE',
  RangeError,
  invalidValue,
);

const LARGE = 2 ** 32;

function receivedNumber(input: unknown): string {
  if (typeof input === 'number' && Number.isInteger(input) && Math.abs(input) > LARGE) {
    return separated(String(input));
  }
  if (typeof input === 'bigint') {
    const isLarge = input > BigInt(LARGE) || input < -BigInt(LARGE);
    return `${isLarge ? separated(String(input)) : input}n`;
  }
  return inspectBriefly(input);
}

export const ERR_OUT_OF_RANGE = defineError(
  'ERR_OUT_OF_RANGE',
  RangeError,
  (name: string, range: string, input: unknown, isWholeMessage = false) => {
    const head = isWholeMessage ? name : `The value of "${name}" is out of range.`;
    return `${head} It must be ${range}. Received ${receivedNumber(input)}`;
  },
);

export const ERR_BUFFER_OUT_OF_BOUNDS = defineError(
  'ERR_BUFFER_OUT_OF_BOUNDS',
  RangeError,
  (name?: string) =>
    name
      ? `"${name}" is outside of buffer bounds`
      : 'Attempt to access memory outside buffer bounds',
);

export const ERR_MISSING_ARGS = defineError(
  'ERR_MISSING_ARGS',
  TypeError,
  (...names: readonly (string | readonly string[])[]) => {
    const quoted = names.map((name) =>
      typeof name === 'string' ? `"${name}"` : name.map((each) => `"${each}"`).join(' or '),
    );
    const plural = names.length > 1 ? 's' : '';
    return `The ${listOf(quoted, 'and')} argument${plural} must be specified`;
  },
);

export const ERR_INVALID_URL = defineError(
  'ERR_INVALID_URL',
  TypeError,
  function (this: NodeError & { input?: string; base?: string }, input: string, base?: string) {
    this.input = input;
    if (base !== undefined) this.base = base;
    return 'Invalid URL';
  },
);

export const ERR_INVALID_URL_SCHEME = defineError(
  'ERR_INVALID_URL_SCHEME',
  TypeError,
  (...expected: readonly string[]) =>
    expected.length === 2
      ? `The URL must be one of scheme ${expected[0]} or ${expected[1]}`
      : `The URL must be of scheme ${expected[0]}`,
);

/** A value within a text, as `%s` of Node's `util.format` puts it there. */
const plain = (value: unknown) => (typeof value === 'string' ? value : inspectBriefly(value));

/** An error whose text is a fixed one around one value. */
const worded = (code: string, Base: ErrorConstructor, before: string, after = '') =>
  defineError(code, Base, (value: unknown) => `${before}${plain(value)}${after}`);

export const ERR_UNKNOWN_ENCODING = worded('ERR_UNKNOWN_ENCODING', TypeError, 'Unknown encoding: ');
export const ERR_INVALID_BUFFER_SIZE = worded(
  'ERR_INVALID_BUFFER_SIZE',
  RangeError,
  'Buffer size must be a multiple of ',
);
export const ERR_INVALID_THIS = worded(
  'ERR_INVALID_THIS',
  TypeError,
  'Value of "this" must be of type ',
);
export const ERR_INVALID_STATE = worded('ERR_INVALID_STATE', Error, 'Invalid state: ');
export const ERR_ENCODING_NOT_SUPPORTED = worded(
  'ERR_ENCODING_NOT_SUPPORTED',
  RangeError,
  'The "',
  '" encoding is not supported',
);
export const ERR_ENCODING_INVALID_ENCODED_DATA = defineError(
  'ERR_ENCODING_INVALID_ENCODED_DATA',
  TypeError,
  function (this: NodeError & { errno?: number | undefined }, encoding: string, errno?: number) {
    this.errno = errno;
    return `The encoded data was not valid for encoding ${encoding}`;
  },
);
export const ERR_INVALID_FILE_URL_PATH = worded(
  'ERR_INVALID_FILE_URL_PATH',
  TypeError,
  'File URL path ',
);
export const ERR_INVALID_FILE_URL_HOST = worded(
  'ERR_INVALID_FILE_URL_HOST',
  TypeError,
  'File URL host must be "localhost" or empty on ',
);

export const ERR_INVALID_TUPLE = defineError(
  'ERR_INVALID_TUPLE',
  TypeError,
  (name: string, shape: string) => `${name} must be an iterable ${shape} tuple`,
);
export const ERR_ARG_NOT_ITERABLE = worded(
  'ERR_ARG_NOT_ITERABLE',
  TypeError,
  '',
  ' must be iterable',
);
export const ERR_INVALID_URI = defineError('ERR_INVALID_URI', URIError, () => 'URI malformed');
export const ERR_ILLEGAL_CONSTRUCTOR = defineError(
  'ERR_ILLEGAL_CONSTRUCTOR',
  TypeError,
  () => 'Illegal constructor',
);
