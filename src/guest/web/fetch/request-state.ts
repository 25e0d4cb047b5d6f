/** What a request is, and how one is made of what a snippet gives. @see https://fetch.spec.whatwg.org/#dom-request */
import type { Body } from './body.ts';
import type { Bodied } from './consume.ts';
import { extractBody } from './extract.ts';
import { HeaderList } from './header-list.ts';
import { fill } from './headers.ts';
import { type ParsedUrl, requireUrl } from './parse-url.ts';
import { type RequestInit, readMethod, readReferrer, requestInit } from './request-init.ts';
import { requireSignal, type Signal } from './request-signal.ts';
import { usvString } from './webidl.ts';

export interface RequestState extends Bodied {
  url: ParsedUrl;
  method: string;
  readonly headers: HeaderList;
  body: Body | null;
  referrer: string;
  referrerPolicy: string;
  mode: string;
  credentials: string;
  cache: string;
  redirect: 'follow' | 'manual' | 'error';
  integrity: string;
  keepalive: boolean;
  /** What the snippet gave, to be listened to. */
  signal: Signal | null;
}

const METHODS_WITHOUT_BODY: readonly string[] = ['GET', 'HEAD'];
const METHODS_WITHOUT_CORS: readonly string[] = ['GET', 'HEAD', 'POST'];

/** What `new Request(input, init)` holds. @param from the state of `input`, where that is a request */
export function makeState(
  from: RequestState | undefined,
  input: unknown,
  init: unknown,
): RequestState {
  const text = from === undefined ? usvString(input) : '';
  const fields = requestInit(init);
  const state = from === undefined ? newState(text) : copyOf(from);
  if (fields.window !== undefined && fields.window !== null) {
    throw new TypeError("'window' option 'client' must be null");
  }
  if (Object.keys(fields).length > 0) {
    state.referrer = 'about:client';
    state.referrerPolicy = '';
  }
  applyInit(state, fields);
  const signal = 'signal' in fields ? fields.signal : from?.signal;
  state.signal = requireSignal(signal ?? null);
  if (fields.mode === 'no-cors' && !METHODS_WITHOUT_CORS.includes(state.method)) {
    // The quotes are Node's.
    throw new TypeError(`'${state.method} is unsupported in no-cors mode.`);
  }
  if (fields.headers !== undefined) {
    state.headers.clear();
    fill(state.headers, fields.headers);
  }
  state.body = bodyFrom(state, fields, from);
  return state;
}

function newState(text: string): RequestState {
  const url = requireUrl(text);
  if (url.hasCredentials) {
    throw new TypeError(
      `Request cannot be constructed from a URL that includes credentials: ${text}`,
    );
  }
  return {
    url,
    method: 'GET',
    headers: new HeaderList(),
    body: null,
    referrer: 'about:client',
    referrerPolicy: '',
    mode: 'cors',
    credentials: 'same-origin',
    cache: 'default',
    redirect: 'follow',
    integrity: '',
    keepalive: false,
    signal: null,
    isAborted: false,
  };
}

const copyOf = (from: RequestState): RequestState => ({
  ...from,
  headers: HeaderList.copyOf(from.headers),
  body: null,
});

function applyInit(state: RequestState, fields: RequestInit): void {
  if (fields.referrer !== undefined) state.referrer = readReferrer(fields.referrer);
  if (fields.referrerPolicy !== undefined) state.referrerPolicy = fields.referrerPolicy;
  if (fields.mode === 'navigate') {
    throw new TypeError('Request constructor: invalid request mode navigate.');
  }
  state.mode = fields.mode ?? state.mode;
  state.credentials = fields.credentials ?? state.credentials;
  state.cache = fields.cache ?? state.cache;
  if (state.cache === 'only-if-cached' && state.mode !== 'same-origin') {
    throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode");
  }
  state.redirect = fields.redirect ?? state.redirect;
  state.integrity = fields.integrity ?? state.integrity;
  state.keepalive = fields.keepalive ?? state.keepalive;
  if (fields.method !== undefined) state.method = readMethod(fields.method);
}

function bodyFrom(
  state: RequestState,
  fields: RequestInit,
  from: RequestState | undefined,
): Body | null {
  const given = fields.body ?? null;
  const inherited = from?.body ?? null;
  if ((given !== null || inherited !== null) && METHODS_WITHOUT_BODY.includes(state.method)) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  if (given !== null) return ofGiven(state, given, fields);
  if (inherited === null) return null;
  if (!inherited.isUsable) {
    throw new TypeError(
      'Cannot construct a Request with a Request object that has already been used.',
    );
  }
  return inherited.move();
}

function ofGiven(state: RequestState, given: unknown, { duplex }: RequestInit): Body {
  const { body, type } = extractBody(given, 'Request constructor', 'init.body');
  if (type !== undefined && !state.headers.has('content-type')) {
    state.headers.append('content-type', type);
  }
  if (body.bytes !== undefined) return body;
  if (duplex === undefined) {
    throw new TypeError('RequestInit: duplex option is required when sending a body.');
  }
  if (state.mode !== 'same-origin' && state.mode !== 'cors') {
    throw new TypeError(
      'If request is made from ReadableStream, mode should be "same-origin" or "cors"',
    );
  }
  return body;
}
