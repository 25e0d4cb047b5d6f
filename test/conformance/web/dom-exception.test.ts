import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';
import { ODD } from './odd-values.ts';

const NAMES = { DOMException: 'DOMException' };

const EXCEPTIONS: readonly string[] = [
  ...ODD.flatMap((v) => [
    `new DOMException(${v}).message`,
    `new DOMException('m', ${v}).name`,
    `new DOMException('m', ${v}).code`,
    `new DOMException('m', { name: ${v} }).name`,
    `new DOMException('m', { name: 'AbortError', cause: ${v} }).cause`,
  ]),
  ...[
    'IndexSizeError',
    'HierarchyRequestError',
    'WrongDocumentError',
    'InvalidCharacterError',
    'NoModificationAllowedError',
    'NotFoundError',
    'NotSupportedError',
    'InUseAttributeError',
    'InvalidStateError',
    'SyntaxError',
    'InvalidModificationError',
    'NamespaceError',
    'InvalidAccessError',
    'ValidationError',
    'TypeMismatchError',
    'SecurityError',
    'NetworkError',
    'AbortError',
    'URLMismatchError',
    'QuotaExceededError',
    'TimeoutError',
    'InvalidNodeTypeError',
    'DataCloneError',
    'EncodingError',
    'NotReadableError',
    'UnknownError',
    'ConstraintError',
    'DataError',
    'OperationError',
    'NotAllowedError',
    'DOMStringSizeError',
    'NoDataAllowedError',
    'constructor',
    '__proto__',
    '',
  ].map(
    (n) =>
      `(() => { const e = new DOMException('m', '${n}'); return [e.name, e.message, e.code, String(e), Object.keys(e)] })()`,
  ),
  'Object.keys(DOMException).map((k) => [k, DOMException[k]])',
  `new DOMException() instanceof Error`,
  `typeof new DOMException('a').stack`,
  `new DOMException('a', { cause: 1 }).name`,
  `'cause' in new DOMException('a', 'b')`,
  `new DOMException('a', {}).name`,
  `(() => { const e = new DOMException('a'); e.name = 'x'; })()`,
  `Object.prototype.hasOwnProperty.call(new DOMException('a'), 'name')`,
  'DOMException.length',
  `Object.getOwnPropertyNames(new DOMException('a'))`,
  `Object.getPrototypeOf(DOMException) === Function.prototype`,
  `Object.getPrototypeOf(DOMException.prototype) === Error.prototype`,
  `(() => { const e = new DOMException('a'); e.message = 'x'; })()`,
  `(() => { class Own extends DOMException {} const e = new Own('m', 'AbortError'); return [e instanceof Own, e.code, e.message, e.constructor.name] })()`,
  `Object.getOwnPropertyDescriptor(DOMException.prototype, 'message').get.call({})`,
  `Object.keys(Object.getOwnPropertyDescriptors(DOMException.prototype)).slice(0, 4)`,
  'Object.getOwnPropertyNames(DOMException).sort()',
  'DOMException()',
];

test('DOMException is Node’s', async () => {
  expect(await differences(NAMES, EXCEPTIONS)).toEqual([]);
}, 60_000);
