/** The members of what a request is made with. @see https://fetch.spec.whatwg.org/#requestinit */
import { isToken } from './header-list.ts';
import { headerPairs } from './headers.ts';
import { tryParts } from './parse-url.ts';
import { byteString, type Convert, dictionary, domString, oneOf, usvString } from './webidl.ts';

/** Its members, taken in this order; one that was not given is not there. */
export interface RequestInit {
  readonly method?: string;
  readonly headers?: readonly (readonly string[])[];
  readonly body?: unknown;
  readonly referrer?: string;
  readonly referrerPolicy?: string;
  readonly mode?: string;
  readonly credentials?: string;
  readonly cache?: string;
  readonly redirect?: 'follow' | 'manual' | 'error';
  readonly integrity?: string;
  readonly keepalive?: boolean;
  readonly signal?: unknown;
  readonly window?: unknown;
  readonly duplex?: string;
}

const asIs: Convert = (value) => value;

const MEMBERS: readonly (readonly [key: string, convert: Convert])[] = [
  ['method', byteString],
  ['headers', headerPairs],
  ['body', asIs],
  ['referrer', usvString],
  [
    'referrerPolicy',
    oneOf(
      '',
      'no-referrer',
      'no-referrer-when-downgrade',
      'same-origin',
      'origin',
      'strict-origin',
      'origin-when-cross-origin',
      'strict-origin-when-cross-origin',
      'unsafe-url',
    ),
  ],
  ['mode', oneOf('navigate', 'same-origin', 'no-cors', 'cors')],
  ['credentials', oneOf('omit', 'same-origin', 'include')],
  ['cache', oneOf('default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached')],
  ['redirect', oneOf('follow', 'manual', 'error')],
  ['integrity', domString],
  ['keepalive', Boolean],
  ['signal', asIs],
  ['window', asIs],
  ['duplex', oneOf('half')],
];

export const requestInit = (init: unknown): RequestInit =>
  dictionary(init, 'Request constructor', 'init', MEMBERS);

const NORMALIZED: readonly string[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
const FORBIDDEN: readonly string[] = ['CONNECT', 'TRACE', 'TRACK'];

/** A method in the case in which it is sent. */
export function readMethod(method: string): string {
  if (!isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const upperCase = method.toUpperCase();
  if (FORBIDDEN.includes(upperCase)) {
    throw new TypeError(`'${method}' HTTP method is unsupported.`);
  }
  return NORMALIZED.includes(upperCase) ? upperCase : method;
}

export function readReferrer(referrer: string): string {
  if (referrer === '') return '';
  const parts = tryParts(referrer);
  if (parts === null) {
    const cause = Object.assign(new TypeError('Invalid URL'), {
      code: 'ERR_INVALID_URL',
      input: referrer,
    });
    throw new TypeError(`Referrer "${referrer}" is not a valid URL.`, { cause });
  }
  const [href] = parts;
  return href === 'about:client' || href.startsWith('about:client?') ? 'about:client' : href;
}
