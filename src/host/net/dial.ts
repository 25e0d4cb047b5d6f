/**
 * Connections to addresses that the guard has judged, and to no other: nothing here looks a name up,
 * and no proxy of the environment is asked.
 */
import { connect as connectTcp, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls';
import { type Address, tryParseAddress } from './address.ts';
import { closed, failed } from './fault.ts';
import type { Admitted } from './guard.ts';

export interface DialOptions {
  /** For all addresses together, milliseconds. */
  readonly timeoutMs: number;
  /** Certificates to trust besides those of the system. */
  readonly ca?: readonly string[] | undefined;
}

/** Least time an address is given, milliseconds: several share the time there is. */
const LEAST_MS = 250;

type Done = (error: Error | null, socket: Socket | null) => void;

/** Connects to the first of the addresses that answers; gives up when `signal` is aborted. */
export function dial(
  admitted: Admitted,
  options: DialOptions,
  signal: AbortSignal,
  done: Done,
): void {
  const untilMs = performance.now() + options.timeoutMs;
  const { addresses } = admitted;
  const tryFrom = (at: number, last: Error | null): void => {
    const address = addresses[at];
    const leftMs = untilMs - performance.now();
    if (address === undefined || signal.aborted || (last && leftMs <= 0)) {
      done(last ?? new Error('Cannot connect: there is no address'), null);
      return;
    }
    const shareMs = Math.max(LEAST_MS, leftMs / (addresses.length - at));
    dialOne(admitted, address, { ...options, timeoutMs: shareMs, signal }, (error, socket) => {
      if (error) tryFrom(at + 1, error);
      else done(null, socket);
    });
  };
  tryFrom(0, null);
}

interface Attempt extends DialOptions {
  readonly signal: AbortSignal;
}

function dialOne(admitted: Admitted, address: string, options: Attempt, done: Done): void {
  const { isTls, name, port } = admitted;
  const socket = isTls ? openTls(admitted, address, options) : connectTcp({ host: address, port });
  let isDone = false;
  const finish = (error: Error | null): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    options.signal.removeEventListener('abort', giveUp);
    if (error) {
      socket.destroy();
      done(error, null);
    } else done(null, socket);
  };
  const giveUp = () => finish(closed());
  options.signal.addEventListener('abort', giveUp);
  const timer = setTimeout(() => {
    finish(
      failed('fetch failed', {
        name: 'ConnectTimeoutError',
        message: `Connect Timeout Error (${name}:${port})`,
        code: 'UND_ERR_CONNECT_TIMEOUT',
      }),
    );
  }, options.timeoutMs);
  // Stays: an error may come at any time of a socket's life, and one that nobody hears ends the worker.
  // An error is costly to make, and every socket is closed in the end.
  socket.on('error', (thrown: Error) => isDone || finish(named(thrown, admitted)));
  socket.once('close', () => isDone || finish(named(withCode('ECONNRESET'), admitted)));
  socket.once(isTls ? 'secureConnect' : 'connect', () => {
    socket.setNoDelay(true);
    finish(isSame(socket.remoteAddress, address) ? null : withCode('EADDRNOTAVAIL'));
  });
}

function openTls({ name, port }: Admitted, address: string, { ca }: DialOptions): TLSSocket {
  return connectTls({
    host: address,
    port,
    // Addresses are no names of servers.
    ...(tryParseAddress(name) ? {} : { servername: name }),
    ...(ca && { ca: [...ca] }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
  });
}

/** Whether a socket ended up where it was sent. */
function isSame(remote: string | undefined, address: string): boolean {
  const reached = remote === undefined ? undefined : tryParseAddress(remote);
  const wanted: Address | undefined = tryParseAddress(address);
  return reached !== undefined && reached.toString() === wanted?.toString();
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Where it was to go, by its name: a name of the operator's may lead to an address that is not told. */
function named(thrown: Error, { name, port }: Admitted): Error {
  const { code, syscall } = thrown as { code?: unknown; syscall?: unknown };
  if (syscall !== 'connect' && code !== 'ECONNRESET') return thrown;
  return Object.assign(new Error(`connect ${String(code)} ${name}:${port}`), { code });
}
