/** `http` as axios has it: the host takes content codings off a body, and connects to the server itself. */
import { Request } from '../../node/http/client.ts';
import type { Config } from './axios-types.ts';

type Callback = (response: unknown) => void;

interface Options {
  readonly agent?: unknown;
}

/** An agent goes with a request through all its redirects, so it says that its bodies are to stay as they come. */
const LEAVES_CODED = Symbol('leaves coded');

/** Has the package's adapter do without a proxy, and tell the transport below it which body is to stay coded. */
export function fitToHost(config: Config): void {
  hide(config, 'proxy', false);
  if (config.decompress !== false) return;
  for (const name of ['httpAgent', 'httpsAgent'] as const) {
    hide(config, name, Object.create(config[name] ?? null, { [LEAVES_CODED]: { value: true } }));
  }
}

/** Whoever prints the config does not see it. */
function hide(config: Config, name: keyof Config, value: unknown): void {
  Object.defineProperty(config, name, { value, enumerable: false, configurable: true });
}

const leavesCoded = (agent: unknown): boolean =>
  typeof agent === 'object' && agent !== null && LEAVES_CODED in agent;

const CODED = /^(?:x-)?(?:gzip|compress|deflate|br|zstd)$/i;

interface Answer {
  readonly headers: Record<string, string | readonly string[] | undefined>;
}

/** Says nothing of a coding that is off already, for the package would take it off as well. */
const decoded = (callback: Callback) => (response: unknown) => {
  const { headers } = response as Answer;
  if (CODED.test(String(headers['content-encoding'] ?? ''))) delete headers['content-encoding'];
  callback(response);
};

type Send = (options: Options, callback?: Callback) => unknown;

/** What makes requests by one of the two protocols. */
export const senderBy =
  (protocol: 'http:' | 'https:'): Send =>
  (options, callback) => {
    const decodes = !leavesCoded(options.agent);
    const onResponse = decodes && callback ? decoded(callback) : callback;
    return new Request([options, onResponse], protocol, decodes);
  };
