/** `Response`. @see https://fetch.spec.whatwg.org/#response-class */
import { utf8Bytes } from '../../node/buffer/utf8.ts';
import { Body } from './body.ts';
import { type Bodied, mixBody } from './consume.ts';
import { type Extracted, extractBody } from './extract.ts';
import { HeaderList } from './header-list.ts';
import {
  isImmutable as cannotChange,
  fill,
  type Headers,
  headerPairs,
  headersOver,
} from './headers.ts';
import { requireUrl } from './parse-url.ts';
import { shownBody } from './shown-body.ts';
import {
  byteString,
  defineInspect,
  dictionary,
  failure,
  illegalInvocation,
  isObject,
  makeEnumerable,
  requireArguments,
  tag,
  unsignedShort,
  usvString,
} from './webidl.ts';

export type ResponseType = 'default' | 'error' | 'basic' | 'cors';

export interface ResponseState extends Bodied {
  type: ResponseType;
  status: number;
  statusText: string;
  url: string;
  isRedirected: boolean;
  readonly headers: HeaderList;
  body: Body | null;
  isAborted: boolean;
}

const NULL_BODY_STATUS: readonly number[] = [101, 204, 205, 304];
const REDIRECT_STATUS: readonly number[] = [301, 302, 303, 307, 308];
const REASON = /^[\t -~\u0080-\u00ff]*$/;

export const hasNullBody = (status: number): boolean => NULL_BODY_STATUS.includes(status);

const newState = (): ResponseState => ({
  type: 'default',
  status: 200,
  statusText: '',
  url: '',
  isRedirected: false,
  headers: new HeaderList(),
  body: null,
  isAborted: false,
});

/** Makes a response of a state: what a snippet passes is never this. */
class Made {
  readonly state: ResponseState;
  readonly isImmutable: boolean;

  constructor(state: ResponseState, isImmutable: boolean) {
    this.state = state;
    this.isImmutable = isImmutable;
  }
}

let stateOf: (value: unknown) => ResponseState | undefined;

export class Response {
  readonly #state: ResponseState;
  readonly #headers: Headers;

  static {
    stateOf = (value) => (isObject(value) && #state in value ? value.#state : undefined);
  }

  constructor(body: unknown = null, init: unknown = {}) {
    if (body instanceof Made) {
      this.#state = body.state;
      this.#headers = headersOver(body.state.headers, body.isImmutable);
      return;
    }
    this.#state = newState();
    this.#headers = headersOver(this.#state.headers, false);
    const given = body === null ? undefined : () => extractBody(body, undefined, 'undefined');
    // A body that cannot be one is told of before the rest is looked at.
    if (typeof body === 'symbol') given?.();
    const fields = responseInit(init);
    initialize(this.#state, fields, given?.());
  }

  static error(): Response {
    return makeResponse({ ...newState(), type: 'error', status: 0 });
  }

  static json(_data: unknown, init: unknown = {}): Response {
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments.length, 1, 'Response.json');
    const fields = responseInit(init);
    const text: string | undefined = JSON.stringify(_data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const state = newState();
    const body = Body.ofBytes(utf8Bytes(text));
    initialize(state, fields, { body, type: 'application/json' });
    return new Response(new Made(state, false));
  }

  static redirect(_url: unknown, status: unknown = 302): Response {
    // biome-ignore lint/complexity/noArguments: how many there are is what counts
    requireArguments(arguments.length, 1, 'Response.redirect');
    const url = usvString(_url);
    const code = unsignedShort(status);
    const { href } = requireUrl(url);
    if (!REDIRECT_STATUS.includes(code)) throw new RangeError(`Invalid status code ${code}`);
    const state = { ...newState(), status: code };
    state.headers.append('location', href);
    return makeResponse(state);
  }

  get type(): string {
    return requireState(this).type;
  }

  get url(): string {
    return requireState(this).url;
  }

  get redirected(): boolean {
    return requireState(this).isRedirected;
  }

  get status(): number {
    return requireState(this).status;
  }

  get ok(): boolean {
    const { status } = requireState(this);
    return status >= 200 && status <= 299;
  }

  get statusText(): string {
    return requireState(this).statusText;
  }

  get headers(): Headers {
    requireState(this);
    return this.#headers;
  }

  get body(): unknown {
    return requireState(this).body?.stream ?? null;
  }

  get bodyUsed(): boolean {
    return requireState(this).body?.isUsed === true;
  }

  clone(): Response {
    const state = requireState(this);
    if (state.body?.isUsable === false) {
      throw failure('Response.clone', 'Body has already been consumed.');
    }
    const copy: ResponseState = {
      ...state,
      headers: HeaderList.copyOf(state.headers),
      body: state.body?.clone() ?? null,
    };
    return new Response(new Made(copy, cannotChange(this.#headers)));
  }
}

/** A response that the network gave: nobody can change its headers. */
export const makeResponse = (state: ResponseState): Response => new Response(new Made(state, true));

function requireState(value: unknown): ResponseState {
  const state = stateOf(value);
  if (state === undefined) throw illegalInvocation();
  return state;
}

interface ResponseInit {
  readonly status: number;
  readonly statusText: string;
  readonly headers?: readonly (readonly string[])[];
}

const responseInit = (init: unknown): Partial<ResponseInit> =>
  dictionary(init, undefined, undefined, [
    ['status', unsignedShort, 200],
    ['statusText', byteString, ''],
    ['headers', headerPairs],
  ]);

function initialize(
  state: ResponseState,
  { status = 200, statusText = '', headers = [] }: Partial<ResponseInit>,
  extracted: Extracted | undefined,
): void {
  if (status < 200 || status > 599) {
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  }
  if (!REASON.test(statusText)) throw new TypeError('Invalid statusText');
  state.status = status;
  state.statusText = statusText;
  fill(state.headers, headers);
  if (extracted === undefined) return;
  if (hasNullBody(status)) {
    throw failure('Response constructor', `Invalid response status code ${status}`);
  }
  state.body = extracted.body;
  if (extracted.type !== undefined && !state.headers.has('content-type')) {
    state.headers.append('content-type', extracted.type);
  }
}

mixBody(Response.prototype, (self) => stateOf(self));
makeEnumerable(
  Response.prototype,
  'type',
  'url',
  'status',
  'ok',
  'redirected',
  'statusText',
  'headers',
  'clone',
  'body',
  'bodyUsed',
);
makeEnumerable(Response, 'json', 'redirect', 'error');
tag(Response.prototype, 'Response');
defineInspect(Response.prototype, 'Response', (response) => ({
  status: response.status,
  statusText: response.statusText,
  headers: response.headers,
  body: shownBody(requireState(response).body),
  bodyUsed: response.bodyUsed,
  ok: response.ok,
  redirected: response.redirected,
  type: response.type,
  url: response.url,
}));
