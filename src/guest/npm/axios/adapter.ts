/** How axios sends here: what its adapter for Node gives and throws, over the host's transfers. */
import type { NetResponse } from '../../../wire/net-calls.ts';
import { base64Of } from '../../node/buffer/base64.ts';
import { utf8Bytes } from '../../node/buffer/utf8.ts';
import { Buffer } from '../../node/buffer.ts';
import { joinedHeaders } from '../../node/http/headers.ts';
import { requireUrl } from '../../node/http/url-options.ts';
import { requireLate } from '../../prelude/modules.ts';
import { Transfer } from '../../web/fetch/transfer.ts';
import type { Axios, Config, Headers } from './axios-types.ts';
import { onCallOff } from './call-off.ts';
import { bytesToSend, joined } from './request-body.ts';

type MessageModule = {
  readonly IncomingMessage: new (head: NetResponse, transfer: Transfer) => unknown;
};

interface Decodable {
  toString(encoding?: string): string;
}

const CODED = /^(?:x-)?(?:gzip|compress|deflate|br|zstd)$/i;

export function makeAdapter(axios: Axios): (config: Config) => Promise<unknown> {
  return (config) =>
    new Promise((resolve, reject) => {
      const transfer = new Transfer();
      const stop = onCallOff(axios, config, (error) => {
        reject(error);
        transfer.fail(error);
      });
      send(axios, config, transfer)
        .finally(() => {
          if (config.responseType !== 'stream') stop();
        })
        .then(resolve, reject);
    });
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly protocol: string;
  readonly res?: { readonly responseUrl: string };
}

async function send(axios: Axios, config: Config, transfer: Transfer): Promise<unknown> {
  const { AxiosError, AxiosHeaders } = axios;
  const url = axios.getUri(config);
  const { protocol = '', hostname, path, auth } = requireUrl(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new AxiosError(`Unsupported protocol ${protocol}`, 'ERR_BAD_REQUEST', config);
  }
  const method = (config.method ?? 'get').toUpperCase();
  const headers = AxiosHeaders.from(config.headers).normalize();
  headers.set('User-Agent', `axios/${axios.VERSION}`, false);
  const credentials = config.auth
    ? `${String(config.auth.username || '')}:${String(config.auth.password || '')}`
    : auth;
  if (credentials) {
    headers.delete('authorization');
    const bytes = utf8Bytes(credentials);
    headers.set('Authorization', `Basic ${base64Of(bytes, 0, bytes.length)}`);
  }
  const body = await bodyOf(axios, config, headers);
  const request: Sent = { method, path: String(path), host: String(hostname), protocol };
  const head = await open(axios, config, transfer, {
    method,
    url: withoutCredentials(url),
    headers: lines(headers),
    body,
    request,
  });
  return settle(axios, config, {
    ...(await read(axios, config, transfer, head)),
    request: { ...request, res: { responseUrl: head.url } },
  });
}

const withoutCredentials = (url: string): string => url.replace(/^(https?:\/\/)[^/?#@]*@/i, '$1');

const lines = (headers: Headers): string =>
  Object.entries(headers.toJSON())
    .flatMap(([name, value]) =>
      [value ?? []].flat().flatMap((each) => [name, String(each).replace(/[\0\r\n]/g, '')]),
    )
    .join('\n');

async function bodyOf(
  { AxiosError }: Axios,
  config: Config,
  headers: Headers,
): Promise<Uint8Array | undefined> {
  const { data, maxBodyLength = -1 } = config;
  if (!data) return undefined;
  const body = await bytesToSend(data, headers);
  if (body === undefined) {
    throw new AxiosError(
      'Data after transformation must be a string, an ArrayBuffer, a Buffer, or a Stream',
      'ERR_BAD_REQUEST',
      config,
    );
  }
  if (maxBodyLength > -1 && body.length > maxBodyLength) {
    throw new AxiosError('Request body larger than maxBodyLength limit', 'ERR_BAD_REQUEST', config);
  }
  return body;
}

interface ToSend {
  readonly method: string;
  readonly url: string;
  readonly headers: string;
  readonly body: Uint8Array | undefined;
  readonly request: Sent;
}

async function open(
  { AxiosError }: Axios,
  config: Config,
  transfer: Transfer,
  { method, url, headers, body, request }: ToSend,
): Promise<NetResponse> {
  const redirect = config.maxRedirects === 0 ? 'manual' : 'follow';
  const decodes = config.decompress !== false;
  try {
    return await transfer.open({ method, url, headers, redirect, decodes }, body);
  } catch (thrown) {
    throw AxiosError.from(socketFault(thrown), null, config, request);
  }
}

/** As a socket of Node's would have it. */
function socketFault(thrown: unknown): unknown {
  const { cause = thrown } = thrown as { readonly cause?: unknown };
  const isReset = (cause as { readonly code?: string }).code === 'UND_ERR_SOCKET';
  return isReset ? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }) : cause;
}

interface Read {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly config: Config;
  readonly data: unknown;
}

async function read(
  axios: Axios,
  config: Config,
  transfer: Transfer,
  head: NetResponse,
): Promise<Read> {
  const headers = joinedHeaders(head.headers);
  if (config.decompress !== false && CODED.test(String(headers['content-encoding'] ?? ''))) {
    delete headers['content-encoding'];
  }
  const response = {
    status: head.status,
    statusText: head.statusText,
    headers: new axios.AxiosHeaders(headers),
    config,
  };
  if (config.responseType === 'stream') {
    const { IncomingMessage } = requireLate('node/http/client') as MessageModule;
    return { ...response, data: new IncomingMessage(head, transfer) };
  }
  const bytes = await collect(axios, config, transfer, response);
  const data = Buffer.from(bytes.buffer as ArrayBuffer);
  if (config.responseType === 'arraybuffer') return { ...response, data };
  const text = (data as unknown as Decodable).toString(config.responseEncoding);
  return { ...response, data: text.startsWith('\ufeff') ? text.slice(1) : text };
}

async function collect(
  { AxiosError }: Axios,
  config: Config,
  transfer: Transfer,
  response: object,
): Promise<Uint8Array> {
  const { maxContentLength = -1 } = config;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let piece = await transfer.next(); piece !== undefined; piece = await transfer.next()) {
      chunks.push(piece);
      size += piece.length;
      if (maxContentLength > -1 && size > maxContentLength) {
        const message = `maxContentLength size of ${maxContentLength} exceeded`;
        throw new AxiosError(message, 'ERR_BAD_RESPONSE', config);
      }
    }
    return joined(chunks);
  } catch (thrown) {
    transfer.cancel();
    if (thrown instanceof AxiosError) throw thrown;
    const message = 'stream has been aborted';
    // biome-ignore lint/style/useErrorCause: the real one has none either
    throw new AxiosError(message, 'ERR_BAD_RESPONSE', config, null, response);
  }
}

function settle({ AxiosError }: Axios, config: Config, response: Read & { request: Sent }): object {
  const { status } = response;
  const { validateStatus } = config;
  if (!status || !validateStatus || validateStatus(status)) return response;
  throw new AxiosError(
    `Request failed with status code ${status}`,
    status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE',
    config,
    response.request,
    response,
  );
}
