/** A running service, whichever way it runs: `await using server = await startServer({ how })`. */
import pino from 'pino';
import { createApp } from '../../src/http/app.ts';
import { type Answer, readAnswer } from './answer.ts';
import { buildServices, requireConfig } from './build-services.ts';
import { Child } from './child.ts';
import { LogLines } from './log-lines.ts';
import type { ProcessWay, Way } from './ways.ts';

export type TestEnv = Readonly<Record<string, string>>;

export interface StartOptions {
  readonly how: Way;
  /** Settings that differ from the defaults. */
  readonly env?: TestEnv;
  /** In this process only: a worker that behaves in another way than the real one. */
  readonly workerFile?: URL;
  /** From source only: a module that is loaded before the entry. */
  readonly preload?: URL;
  /** As a process only: address space it may have, KiB. */
  readonly addressSpaceKib?: number;
}

export interface ExecuteOptions {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface TestServer extends AsyncDisposable {
  readonly how: Way;
  readonly log: LogLines;
  /** Where it listens on 127.0.0.1; 0 in this process, where it does not. */
  readonly port: number;
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Posts to `/execute`: text as it is, anything else as JSON. */
  execute(body: unknown, options?: ExecuteOptions): Promise<Answer>;
  /** Asks it to stop, as an operator does. */
  beginStop(signal?: NodeJS.Signals): void;
  /** Stops it if it was not asked to yet; settles with its exit code when it has ended. */
  stop(): Promise<number>;
}

export function startServer(options: StartOptions): Promise<TestServer> {
  const { how } = options;
  return how === 'in-process' ? startInProcess(options) : startChild(how, options);
}

async function startInProcess({ env = {}, workerFile }: StartOptions): Promise<TestServer> {
  const log = new LogLines();
  const config = requireConfig(env);
  const { LOG_LEVEL: level } = config.settings;
  const logger = pino({ level, base: null }, { write: (line: string) => log.push(line) });
  const services = await buildServices({ config, log: logger, workerFile });
  const { scheduler } = services;
  const app = createApp(services);
  let stopping: Promise<void> | undefined;
  const beginStop = () => {
    stopping ??= scheduler.drain();
  };
  const stop = async () => {
    beginStop();
    await stopping;
    scheduler.pool.close();
    return 0;
  };
  const request = (path: string, init?: RequestInit) =>
    Promise.resolve(app.handle(new Request(`http://localhost${path}`, init)));
  return complete({ how: 'in-process', log, port: 0, request, beginStop, stop });
}

async function startChild(how: ProcessWay, options: StartOptions): Promise<TestServer> {
  const { env = {}, preload, addressSpaceKib } = options;
  const child = new Child({
    how,
    env: { PORT: '0', HOST: '127.0.0.1', ...env },
    preload,
    addressSpaceKib,
  });
  const { log } = child;
  try {
    const port = Number((await log.waitFor('ready'))['port']);
    const host = env['HOST'] ?? '127.0.0.1';
    const request = (path: string, init?: RequestInit) =>
      fetch(`http://${host}:${port}${path}`, init);
    await request('/health');
    let isAsked = false;
    const beginStop = (signal: NodeJS.Signals = 'SIGTERM') => {
      isAsked = true;
      child.kill(signal);
    };
    const stop = async () => {
      if (!isAsked) beginStop();
      try {
        return (await child.end()).exitCode;
      } finally {
        await child[Symbol.asyncDispose]();
      }
    };
    return complete({ how, log, port, request, beginStop, stop });
  } catch (thrown) {
    await child[Symbol.asyncDispose]();
    throw thrown;
  }
}

function complete(server: Omit<TestServer, 'execute' | typeof Symbol.asyncDispose>): TestServer {
  let isStopSeen = false;
  return {
    ...server,
    stop() {
      isStopSeen = true;
      return server.stop();
    },
    async execute(body, { path = '/execute', headers = {}, signal } = {}) {
      const response = await server.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...(signal && { signal }),
      });
      return readAnswer(response);
    },
    async [Symbol.asyncDispose]() {
      // A test that stopped it has looked at the exit code itself.
      if (isStopSeen) return;
      const exitCode = await server.stop();
      if (exitCode !== 0) {
        throw new Error(`Cannot accept exit code ${exitCode}:\n${server.log.text}`);
      }
    },
  };
}
