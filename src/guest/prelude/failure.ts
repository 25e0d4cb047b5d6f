/**
 * Promise: describing what a guest threw never runs away and never lies about its size, whatever the
 * thrown value is. Answers hostile getters, proxies, and ropes that claim half a gigabyte.
 */
import type { GuestFailure, GuestFailureCode } from '../../wire/host-calls.ts';
import { FAILED } from '../../wire/host-calls.ts';
import { plainRecord, toJson } from './json.ts';
import { ErrorPrototype, isPrototypeIn, stringSlice, toText } from './primordials.ts';

/** Longest name, message and stack that go out, UTF-16 units; a stack has a bounded depth anyway. */
const MAX_NAME = 100;
const MAX_MESSAGE = 4096;
const MAX_STACK = 8192;
const MAX_CAUSE = 400;
/** A string longer than this is not even cut: cutting flattens a rope, and a rope may claim 2^30 units. */
const MAX_FLATTENED = 1 << 20;

/** The outcome text for a failure of a known kind. */
export function failed(code: GuestFailureCode, type: string, message: string): string {
  return failedWith({ code, type, message, stack: '' });
}

function failedWith(failure: GuestFailure): string {
  return FAILED + plainRecord(failure);
}

/** The outcome text for a value that was thrown. */
export function threw(thrown: unknown): string {
  if (isError(thrown)) {
    const name = boundedField(thrown, 'name', MAX_NAME) || 'Error';
    const message = boundedField(thrown, 'message', MAX_MESSAGE);
    const stack = boundedField(thrown, 'stack', MAX_STACK);
    return failedWith({ code: 'guest_threw', type: name, message, stack, cause: causeOf(thrown) });
  }
  return failed('guest_threw', 'RuntimeError', describeThrown(thrown));
}

/** Why it was thrown, where that is an error as well; the empty text where it is not. */
function causeOf(thrown: Error): string {
  try {
    const { cause } = thrown;
    return isError(cause) ? boundedField(cause, 'message', MAX_CAUSE) : '';
  } catch {
    return '';
  }
}

function isError(value: unknown): value is Error {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return isPrototypeIn(ErrorPrototype, value);
  } catch {
    // A proxy whose getPrototypeOf trap throws is not worth an Error's treatment.
    return false;
  }
}

/** A field as bounded text; a getter that throws, or a value that is no text, gives the empty text. */
function boundedField(error: Error, field: 'name' | 'message' | 'stack', max: number): string {
  try {
    const value: unknown = error[field];
    return typeof value === 'string' ? bounded(value, max) : '';
  } catch {
    return '';
  }
}

function describeThrown(thrown: unknown): string {
  try {
    if (typeof thrown === 'string') return bounded(thrown, MAX_MESSAGE);
    if (typeof thrown === 'object' && thrown !== null) {
      const json = toJson(thrown);
      if (typeof json === 'string') return bounded(json, MAX_MESSAGE);
    }
    return bounded(toText(thrown), MAX_MESSAGE);
  } catch {
    return `a thrown ${typeof thrown} that cannot be shown`;
  }
}

/** `text` cut to `max` UTF-16 units, without flattening what is too large to flatten. */
export function bounded(text: string, max: number): string {
  if (text.length <= max) return text;
  if (text.length > MAX_FLATTENED) return `(a text of ${text.length} characters)`;
  return `${stringSlice(text, 0, max)}…`;
}
