/** `fetch` itself. @see https://fetch.spec.whatwg.org/#fetch-method */
import { Body } from './body.ts';
import { readDataUrl } from './data-url.ts';
import { HeaderList } from './header-list.ts';
import { isIntact } from './integrity.ts';
import { tryParts } from './parse-url.ts';
import type { Pieces } from './pieces.ts';
import { collect } from './pieces.ts';
import { stateFrom } from './request.ts';
import type { Signal } from './request-signal.ts';
import type { RequestState } from './request-state.ts';
import { hasNullBody, makeResponse, type Response, type ResponseState } from './response.ts';
import { sentHeaders } from './sent-headers.ts';
import { Transfer } from './transfer.ts';

const failed = (why: string): TypeError => new TypeError('fetch failed', { cause: new Error(why) });

export async function fetch(input: unknown, init: unknown = undefined): Promise<Response> {
  const request = stateFrom(input, init);
  const { signal } = request;
  if (signal?.aborted) {
    request.body?.take().cancel(signal.reason);
    throw signal.reason;
  }
  const { protocol } = request.url;
  if (protocol === 'data:') return fetchData(request);
  if (protocol !== 'http:' && protocol !== 'https:') {
    // The wall's own words: Node's would have an author wait for what will never be here.
    throw failed(`Cannot fetch '${protocol}' URLs: only http: and https: are allowed`);
  }
  const state = await abortable(request);
  if (request.integrity !== '') await requireIntact(state, request.integrity);
  return makeResponse(state);
}

function fetchData({ url }: RequestState): Response {
  const data = readDataUrl(url.target);
  if (data === undefined) throw failed('failed to fetch the data URL');
  const headers = new HeaderList();
  headers.append('Content-Type', data.type);
  return makeResponse({
    type: 'basic',
    status: 200,
    statusText: 'OK',
    url: url.target,
    isRedirected: false,
    headers,
    body: Body.ofBytes(data.bytes),
    isAborted: false,
  });
}

/** Sends the request, and calls it off when its signal says so. */
function abortable(request: RequestState): Promise<ResponseState> {
  const transfer = new Transfer();
  const sent = request.body?.take();
  const { signal } = request;
  if (signal === null) return exchange(request, sent, transfer);
  return new Promise((resolve, reject) => {
    const stop = listen(signal, () => {
      transfer.fail(signal.reason);
      sent?.cancel(signal.reason);
      reject(signal.reason);
    });
    exchange(request, sent, transfer)
      .finally(stop)
      .then((state) => {
        watchBody(signal, state, transfer);
        resolve(state);
      })
      .catch(reject);
  });
}

function listen(signal: Signal, listener: () => void): () => void {
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener?.('abort', listener);
}

/** Has the signal end a body as long as somebody can read it, and keeps it from nobody's hands. */
function watchBody(signal: Signal, state: ResponseState, transfer: Transfer): void {
  if (transfer.isEnded) return;
  const weakState = new WeakRef(state);
  const weakTransfer = new WeakRef(transfer);
  transfer.onEnd = listen(signal, () => {
    const aborted = weakState.deref();
    if (aborted !== undefined) aborted.isAborted = true;
    weakTransfer.deref()?.fail(signal.reason);
  });
}

async function exchange(
  request: RequestState,
  sent: Pieces | undefined,
  transfer: Transfer,
): Promise<ResponseState> {
  const body = sent && (await collectSent(sent));
  const { method, url, redirect } = request;
  const head = await transfer.open(
    { method, url: url.target, headers: sentHeaders(request), redirect, decodes: true },
    body,
  );
  const headers = new HeaderList();
  for (const [name, value] of head.headers) headers.append(name.toLowerCase(), value);
  const isBodiless = method === 'HEAD' || hasNullBody(head.status);
  if (isBodiless) transfer.cancel();
  return {
    type: isElsewhere(request, head) ? 'cors' : 'basic',
    status: head.status,
    statusText: head.statusText,
    url: head.redirected ? head.url.replace(/#.*$/, '') : url.target,
    isRedirected: head.redirected,
    headers,
    body: isBodiless ? null : bodyOf(transfer, head.hasBody),
    isAborted: false,
  };
}

/** What a snippet's own stream breaks with is a failure of the fetch. */
async function collectSent(pieces: Pieces): Promise<Uint8Array> {
  try {
    return await collect(pieces);
  } catch (cause) {
    throw new TypeError('fetch failed', { cause });
  }
}

const bodyOf = (transfer: Transfer, hasBody: boolean): Body =>
  hasBody ? Body.ofPieces(transfer) : Body.ofBytes(new Uint8Array(0));

/** Whether the response came from another origin than the request was for. */
function isElsewhere(
  request: RequestState,
  head: { readonly redirected: boolean; readonly url: string },
): boolean {
  return head.redirected && tryParts(head.url)?.[1] !== request.url.origin;
}

async function requireIntact(state: ResponseState, integrity: string): Promise<void> {
  const bytes = (await state.body?.readAll()) ?? new Uint8Array(0);
  if (!isIntact(bytes, integrity)) throw failed('integrity mismatch');
  state.body = Body.ofBytes(bytes);
}
