/**
 * One execution, seen from inside. Promise: the result is what the engine's own `JSON.stringify`
 * makes of the value, whatever the snippet did to `JSON`, to promises or to prototypes.
 */
import { PENDING } from '../../wire/host-calls.ts';
import { begin } from './began.ts';
import { failed, threw } from './failure.ts';
import { toJson } from './json.ts';
import {
  ErrorPrototype,
  isPrototypeIn,
  objectHasOwn,
  PromisePrototype,
  parse,
  world,
} from './primordials.ts';
import { settings } from './settings.ts';
import { setSnippet } from './stack-text.ts';

/** The outcome of this world's one run: `PENDING` until it is known. */
let outcome = PENDING;

/** @param requestText the caller's request, JSON; its `input` is what the snippet sees, `{}` without */
export function start(snippet: () => unknown, requestText: string): string {
  setSnippet(snippet);
  begin();
  try {
    const request = parse(requestText) as { input?: unknown };
    world['input'] = objectHasOwn(request, 'input') ? request.input : {};
    const value = snippet();
    if (!isThenable(value)) return serialise(value);
    void settle(value);
    return outcome;
  } catch (thrown) {
    return threw(thrown);
  }
}

/** The outcome as it stands after pending jobs ran. */
export function poll(): string {
  return outcome;
}

/** Ends the run with what a callback of the host's threw; the first outcome stands. */
export function endWithThrown(thrown: unknown): void {
  if (outcome === PENDING) outcome = threw(thrown);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return false;
  // A promise of the engine's own is awaited whatever became of its `then`.
  if (isPrototypeIn(PromisePrototype, value)) return true;
  return typeof (value as { then?: unknown }).then === 'function';
}

async function settle(value: PromiseLike<unknown>): Promise<void> {
  let settled: string;
  try {
    settled = serialise(await value);
  } catch (thrown) {
    settled = threw(thrown);
  }
  if (outcome === PENDING) outcome = settled;
}

const NO_RESULT =
  'The snippet gave no result: it returned undefined. Add a `return` with the value you want';

function serialise(value: unknown): string {
  if (typeof value === 'string' && value.length > settings.maxResultBytes)
    return tooLarge(value.length);
  if (value === undefined) return failed('no_result', 'ValidationError', NO_RESULT);
  let json: string | undefined;
  try {
    json = toJson(value);
  } catch (thrown) {
    return unserializable(thrown);
  }
  if (json === undefined) {
    const kind =
      typeof value === 'object' ? 'an object whose toJSON gives undefined' : `a ${typeof value}`;
    return failed(
      'no_result',
      'ValidationError',
      `The snippet returned ${kind}, which has no JSON form. Return data: objects, arrays, strings, numbers, booleans or null`,
    );
  }
  return json.length > settings.maxResultBytes ? tooLarge(json.length) : json;
}

function tooLarge(length: number): string {
  return failed(
    'result_too_large',
    'ValidationError',
    `Cannot return this result: it is at least ${length} bytes of JSON, at most ${settings.maxResultBytes} are allowed`,
  );
}

function unserializable(thrown: unknown): string {
  if (isEngineLimit(thrown)) return threw(thrown);
  let reason = 'it cannot be written as JSON';
  try {
    const { message } = thrown as Error;
    if (typeof message === 'string' && message.length < 500) reason = message;
  } catch {
    // A hostile getter or a thrown null says nothing: the plain reason stands.
  }
  return failed(
    'unserializable_result',
    'ValidationError',
    `Cannot return this result: ${reason}. Results must be JSON: no cycles, no BigInt, no throwing toJSON`,
  );
}

const InternalErrorPrototype = (world['InternalError'] as { prototype: object }).prototype;

/** Out of memory and stack overflow are the engine's own errors, not the value's fault. */
function isEngineLimit(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    isPrototypeIn(ErrorPrototype, thrown) &&
    isPrototypeIn(InternalErrorPrototype, thrown)
  );
}
