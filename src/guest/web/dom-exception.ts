/** `DOMException`, with the codes of old for the names that have one. @see https://webidl.spec.whatwg.org/#idl-DOMException */
import { nativeError } from '../node/errors.ts';

/** Constant, and the error's name where one still has that code; the code is the row's number from 1. */
const LEGACY: readonly (readonly [constant: string, name?: string])[] = [
  ['INDEX_SIZE_ERR', 'IndexSizeError'],
  ['DOMSTRING_SIZE_ERR'],
  ['HIERARCHY_REQUEST_ERR', 'HierarchyRequestError'],
  ['WRONG_DOCUMENT_ERR', 'WrongDocumentError'],
  ['INVALID_CHARACTER_ERR', 'InvalidCharacterError'],
  ['NO_DATA_ALLOWED_ERR'],
  ['NO_MODIFICATION_ALLOWED_ERR', 'NoModificationAllowedError'],
  ['NOT_FOUND_ERR', 'NotFoundError'],
  ['NOT_SUPPORTED_ERR', 'NotSupportedError'],
  ['INUSE_ATTRIBUTE_ERR', 'InUseAttributeError'],
  ['INVALID_STATE_ERR', 'InvalidStateError'],
  ['SYNTAX_ERR', 'SyntaxError'],
  ['INVALID_MODIFICATION_ERR', 'InvalidModificationError'],
  ['NAMESPACE_ERR', 'NamespaceError'],
  ['INVALID_ACCESS_ERR', 'InvalidAccessError'],
  ['VALIDATION_ERR'],
  ['TYPE_MISMATCH_ERR', 'TypeMismatchError'],
  ['SECURITY_ERR', 'SecurityError'],
  ['NETWORK_ERR', 'NetworkError'],
  ['ABORT_ERR', 'AbortError'],
  ['URL_MISMATCH_ERR', 'URLMismatchError'],
  ['QUOTA_EXCEEDED_ERR', 'QuotaExceededError'],
  ['TIMEOUT_ERR', 'TimeoutError'],
  ['INVALID_NODE_TYPE_ERR', 'InvalidNodeTypeError'],
  ['DATA_CLONE_ERR', 'DataCloneError'],
];
const CODES = new Map(LEGACY.map(([, name], index) => [name, index + 1]));

interface ExceptionOptions {
  readonly name?: unknown;
}

/** A class whose instance is whatever object it is given: its private fields are put on that. */
class Given {
  constructor(error: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is what it is for
    return error;
  }
}

let stateOf: (exception: unknown) => State;

/** What an exception says, out of reach of the snippet. */
class State extends Given {
  readonly #message: string;
  readonly #name: string;

  static {
    stateOf = (exception) => {
      const isOne = typeof exception === 'object' && exception !== null && #name in exception;
      if (isOne) return exception as State;
      throw nativeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of DOMException');
    };
  }

  constructor(error: object, message: string, name: string) {
    super(error);
    this.#message = message;
    this.#name = name;
  }

  static messageOf = (exception: unknown): string => stateOf(exception).#message;
  static nameOf = (exception: unknown): string => stateOf(exception).#name;
}

export interface DOMException extends Error {}

/** An error by its prototype alone: its class is not made of `Error`, by the standard. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: what it has of `Error` it has by its prototype
export class DOMException {
  constructor(message: unknown = '', options: unknown = 'Error') {
    const text = `${message as string}`;
    const isObject = typeof options === 'object' && options !== null;
    const { name } = isObject ? (options as ExceptionOptions) : { name: options };
    const error = Reflect.construct(Error, [], new.target) as DOMException;
    new State(error, text, `${name as string}`);
    if (isObject && 'cause' in options) {
      const value: unknown = options.cause;
      Object.defineProperty(error, 'cause', { value, configurable: true, writable: true });
    }
    // biome-ignore lint/correctness/noConstructorReturn: with the engine's stack, which it gives to errors alone
    return error;
  }

  get name(): string {
    return State.nameOf(this);
  }

  get message(): string {
    return State.messageOf(this);
  }

  get code(): number {
    return CODES.get(State.nameOf(this)) ?? 0;
  }
}
Object.setPrototypeOf(DOMException.prototype, Error.prototype);

for (const name of ['name', 'message', 'code']) {
  Object.defineProperty(DOMException.prototype, name, { enumerable: true });
}
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, {
  value: 'DOMException',
  configurable: true,
});

for (const [index, [constant]] of LEGACY.entries()) {
  for (const target of [DOMException, DOMException.prototype]) {
    Object.defineProperty(target, constant, { value: index + 1, enumerable: true });
  }
}
