/** The host calls of the network. */

import { MAX_URL_LENGTH } from '../../base/limits.ts';
import type { NetCalls, NetLaterCalls, NetRedirect } from '../../wire/net-calls.ts';
import { booleanIn, type Claim, integerIn, oneOfIn, textIn } from '../claims.ts';
import { GuestError } from '../guest-error.ts';
import type { Handlers, HostRun, LaterHandlers } from '../host-run.ts';
import { tryParseUrl } from '../url-reading.ts';
import { NetworkLimit } from './fault.ts';
import { readHeaders } from './headers.ts';
import type { NetworkHost } from './network-host.ts';
import { RunNetwork } from './run-network.ts';
import type { TransferOptions } from './transfer.ts';

const REDIRECTS: readonly NetRedirect[] = ['follow', 'error', 'manual'];
const METHOD = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}$/;
/** Those by which a request becomes something else than a request. */
const FORBIDDEN_METHODS: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

const idIn = (claim: Claim<{ id: number }>): number =>
  integerIn(claim, 'id', 1, Number.MAX_SAFE_INTEGER);

export interface NetworkCalls {
  readonly now: Handlers<keyof NetCalls>;
  readonly later: LaterHandlers<keyof NetLaterCalls>;
}

export function networkCalls(host: NetworkHost): NetworkCalls {
  const networkOf = (run: HostRun) => new RunNetwork(host, run);
  return {
    now: {
      'net.close'(claim, _, run) {
        run.own(networkOf).close(idIn(claim));
      },
    },
    later: {
      'net.open'(claim, [body], run) {
        const id = idIn(claim);
        return run.own(networkOf).open(id, readRequest(claim, body, host.setup.maxHeaderBytes));
      },
      'net.read': (claim, _, run) => run.own(networkOf).read(idIn(claim)),
    },
  };
}

function readRequest(
  claim: Claim<NetLaterCalls['net.open']['in']>,
  body: Uint8Array | undefined,
  maxHeaderBytes: number,
): TransferOptions {
  const headers = textIn(claim, 'headers');
  if (headers.length > maxHeaderBytes) {
    throw new NetworkLimit(
      `Cannot fetch: a request may have ${maxHeaderBytes} bytes of header fields, and this has ${headers.length}`,
    );
  }
  return {
    url: urlIn(claim),
    method: methodIn(claim),
    headers: readHeaders(headers),
    redirect: oneOfIn(claim, 'redirect', REDIRECTS),
    decodes: booleanIn(claim, 'decodes'),
    body: booleanIn(claim, 'hasBody') ? body : undefined,
  };
}

function urlIn(claim: Claim<{ url: string }>): URL {
  const text = textIn(claim, 'url');
  const url = text.length > MAX_URL_LENGTH ? null : tryParseUrl(text);
  if (url) return url;
  throw new GuestError('TypeError', 'Invalid URL', { code: 'ERR_INVALID_URL' });
}

function methodIn(claim: Claim<{ method: string }>): string {
  const method = textIn(claim, 'method');
  if (METHOD.test(method) && !FORBIDDEN_METHODS.has(method.toUpperCase())) return method;
  throw new GuestError('TypeError', `'${method.slice(0, 100)}' HTTP method is unsupported.`);
}
