/** The server's services in this process, with real workers. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Config, type Environment, parseConfig } from '../../src/base/config.ts';
import { GUEST_FILES } from '../../src/generated/guest-files.ts';
import { compileEngine, createServices, type Services } from '../../src/http/services.ts';
import { bunSpawn } from '../../src/pool/bun-transport.ts';
import type { Logger } from '../../src/telemetry/log.ts';

const WORKER = new URL('../../src/worker.ts', import.meta.url);
const GENERATED = new URL('../../src/generated/', import.meta.url);

export interface BuildOptions {
  readonly config: Config;
  readonly log: Logger;
  /** The worker's file, where another than the real one is wanted. */
  readonly workerFile?: URL | undefined;
}

export function requireConfig(env: Environment): Config {
  const parsed = parseConfig(env, availableParallelism());
  if (parsed.ok) return parsed.config;
  throw new Error(`Cannot use the settings: ${parsed.problems.join('; ')}`);
}

/** Settles when a worker is ready; `services.scheduler.pool.close()` ends them. */
export async function buildServices(options: BuildOptions): Promise<Services> {
  const { config, log, workerFile = WORKER } = options;
  const services = createServices({
    config,
    log,
    spawn: bunSpawn(() => new Worker(workerFile.href)),
    engine: await compileEngine(await readGenerated('engine.wasm')),
    image: await readGenerated('image.bin'),
    guestFiles: GUEST_FILES,
  });
  await services.scheduler.pool.start();
  return services;
}

function readGenerated(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return Bun.file(fileURLToPath(new URL(name, GENERATED))).bytes();
}
