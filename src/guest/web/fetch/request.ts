/** `Request`. @see https://fetch.spec.whatwg.org/#request-class */
import { mixBody } from './consume.ts';
import { HeaderList } from './header-list.ts';
import { type Headers, headersOver } from './headers.ts';
import { followed } from './request-signal.ts';
import { makeState, type RequestState } from './request-state.ts';
import {
  defineInspect,
  illegalInvocation,
  isObject,
  makeEnumerable,
  requireArguments,
  tag,
} from './webidl.ts';

/** Makes a request of a state: what a snippet passes is never this. */
class Made {
  readonly state: RequestState;

  constructor(state: RequestState) {
    this.state = state;
  }
}

let stateOf: (value: unknown) => RequestState | undefined;

export class Request {
  readonly #state: RequestState;
  readonly #headers: Headers;
  /** Made when it is first asked for. */
  #signal: unknown;

  static {
    stateOf = (value) => (isObject(value) && #state in value ? value.#state : undefined);
  }

  constructor(_input: unknown, init: unknown = {}) {
    const made = _input instanceof Made;
    // biome-ignore lint/complexity/noArguments: a URL that is undefined is one that was given
    if (!made) requireArguments(arguments.length, 1, 'Request constructor');
    this.#state = made ? _input.state : stateFrom(_input, init);
    this.#headers = headersOver(this.#state.headers, false);
  }

  get method(): string {
    return requireState(this).method;
  }

  get url(): string {
    return requireState(this).url.href;
  }

  get headers(): Headers {
    requireState(this);
    return this.#headers;
  }

  get destination(): string {
    requireState(this);
    return '';
  }

  get referrer(): string {
    return requireState(this).referrer;
  }

  get referrerPolicy(): string {
    return requireState(this).referrerPolicy;
  }

  get mode(): string {
    return requireState(this).mode;
  }

  get credentials(): string {
    return requireState(this).credentials;
  }

  get cache(): string {
    return requireState(this).cache;
  }

  get redirect(): string {
    return requireState(this).redirect;
  }

  get integrity(): string {
    return requireState(this).integrity;
  }

  get keepalive(): boolean {
    return requireState(this).keepalive;
  }

  get isReloadNavigation(): boolean {
    requireState(this);
    return false;
  }

  get isHistoryNavigation(): boolean {
    requireState(this);
    return false;
  }

  get signal(): unknown {
    const { signal } = requireState(this);
    this.#signal ??= followed(signal);
    return this.#signal;
  }

  get body(): unknown {
    return requireState(this).body?.stream ?? null;
  }

  get bodyUsed(): boolean {
    return requireState(this).body?.isUsed === true;
  }

  get duplex(): string {
    requireState(this);
    return 'half';
  }

  clone(): Request {
    const state = requireState(this);
    if (state.body?.isUsable === false) throw new TypeError('unusable');
    return new Request(
      new Made({
        ...state,
        headers: HeaderList.copyOf(state.headers),
        body: state.body?.clone() ?? null,
      }),
    );
  }
}

export function requireState(value: unknown): RequestState {
  const state = stateOf(value);
  if (state === undefined) throw illegalInvocation();
  return state;
}

/** What `new Request(input, init)` holds. */
export const stateFrom = (input: unknown, init: unknown): RequestState =>
  makeState(stateOf(input), input, init);

mixBody(Request.prototype, (self) => stateOf(self));
const SHOWN = [
  'method',
  'url',
  'headers',
  'destination',
  'referrer',
  'referrerPolicy',
  'mode',
  'credentials',
  'cache',
  'redirect',
  'integrity',
  'keepalive',
  'isReloadNavigation',
  'isHistoryNavigation',
  'signal',
] as const;
makeEnumerable(Request.prototype, ...SHOWN, 'clone', 'duplex', 'body', 'bodyUsed');
tag(Request.prototype, 'Request');
defineInspect(Request.prototype, 'Request', (request) =>
  Object.fromEntries(SHOWN.map((name) => [name, request[name]])),
);
