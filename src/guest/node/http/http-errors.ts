/** The errors of Node's `http`, in its words. */
import { defineError } from '../errors.ts';

export const ERR_INVALID_PROTOCOL = defineError(
  'ERR_INVALID_PROTOCOL',
  TypeError,
  (protocol: string, expected: string) =>
    `Protocol "${protocol}" not supported. Expected "${expected}"`,
);
export const ERR_UNESCAPED_CHARACTERS = defineError(
  'ERR_UNESCAPED_CHARACTERS',
  TypeError,
  () => 'Request path contains unescaped characters',
);
export const ERR_INVALID_HTTP_TOKEN = defineError(
  'ERR_INVALID_HTTP_TOKEN',
  TypeError,
  (what: string, value: string) => `${what} must be a valid HTTP token ["${value}"]`,
);
export const ERR_HTTP_INVALID_HEADER_VALUE = defineError(
  'ERR_HTTP_INVALID_HEADER_VALUE',
  TypeError,
  (value: string, name: string) => `Invalid value "${value}" for header "${name}"`,
);
export const ERR_INVALID_CHAR = defineError(
  'ERR_INVALID_CHAR',
  TypeError,
  (name: string) => `Invalid character in header content ["${name}"]`,
);
export const ERR_HTTP_HEADERS_SENT = defineError(
  'ERR_HTTP_HEADERS_SENT',
  Error,
  (what: string) => `Cannot ${what} headers after they are sent to the client`,
);

/** What Node says when a connection ends before it should. */
export const hangUp = (message = 'socket hang up'): Error =>
  Object.assign(new Error(message), { code: 'ECONNRESET' });

/** What a transfer broke with, as a socket of Node's would have. @param ended for one that ended before it should */
export function causeOf(thrown: unknown, ended?: string): unknown {
  const { cause = thrown } = thrown as { readonly cause?: unknown };
  const { code } = cause as { readonly code?: string };
  return code === 'UND_ERR_SOCKET' ? hangUp(ended) : cause;
}
