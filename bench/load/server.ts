/** A server as a process of its own, and what it says of itself. */
import { fileURLToPath } from 'node:url';

export const PROJECT_ROOT: string = fileURLToPath(new URL('../../', import.meta.url));

export interface ServerOptions {
  readonly command: readonly string[];
  readonly cwd?: string;
  /** The whole environment but for PORT and HOST: nothing of this process's own is passed on. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningServer extends AsyncDisposable {
  readonly url: URL;
  readonly pid: number;
  /** When it was spawned, on `performance.now`'s clock. */
  readonly spawnedMs: number;
}

const READY_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 15_000;
/** Characters of its log that are kept, to be shown when it does not start. */
const KEEP_LOG = 4000;

/** How the service is started from source in `root`, with whatever must be generated made before. */
export async function sourceCommand(root: string): Promise<string[]> {
  const generate = Bun.spawn([process.execPath, 'src/build/generate.ts'], {
    cwd: root,
    stdout: 'ignore',
    stderr: 'inherit',
  });
  if ((await generate.exited) !== 0) throw new Error('Cannot generate the engine: see above');
  return [process.execPath, 'src/main.ts'];
}

/** Starts a server on a free port of 127.0.0.1; it must log a line of JSON, `{"msg":"ready","port":…}`. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { command, cwd = PROJECT_ROOT, env = {} } = options;
  const spawnedMs = performance.now();
  const child = Bun.spawn([...command], {
    cwd,
    env: { ...env, PORT: '0', HOST: '127.0.0.1' },
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'pipe',
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await child.exited;
    clearTimeout(timer);
  };
  try {
    const port = await portOf(child.stderr);
    const url = new URL(`http://127.0.0.1:${port}`);
    return { url, pid: child.pid, spawnedMs, [Symbol.asyncDispose]: stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** The port of the `ready` line; goes on reading after it, so that the server never waits for us. */
function portOf(log: ReadableStream<Uint8Array>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let text = '';
  const giveUp = () => reject(new Error(`Cannot start the server; it said:\n${text}`));
  const timer = setTimeout(giveUp, READY_WITHIN_MS);
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of log) {
      text = (text + decoder.decode(chunk, { stream: true })).slice(-KEEP_LOG);
      const port = /"port":([0-9]+)[^\n]*"msg":"ready"/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    }
    giveUp();
  };
  void read();
  return promise.finally(() => clearTimeout(timer));
}

/** What `GET /stats` tells; only what is read here. */
export interface ServerStats {
  readonly memory: { readonly rssBytes: number };
  readonly pool: { readonly parked: number; readonly workers: number };
}

/** Asks the server of its own figures; undefined when it has no such route. */
export async function tryReadStats(url: URL): Promise<ServerStats | undefined> {
  try {
    const answer = await fetch(new URL('/stats', url), { signal: AbortSignal.timeout(10_000) });
    return answer.ok ? ((await answer.json()) as ServerStats) : undefined;
  } catch {
    // Another service, or one that is gone: there is no figure then.
    return undefined;
  }
}

export async function readRssBytes(url: URL): Promise<number | undefined> {
  return (await tryReadStats(url))?.memory?.rssBytes;
}

/** Resident memory of a process, bytes, as the kernel sees it. Linux. */
export async function readProcessRss(pid: number): Promise<number> {
  const status = await Bun.file(`/proc/${pid}/status`).text();
  return Number(/VmRSS:\s+([0-9]+)/.exec(status)?.[1] ?? 0) * 1024;
}
