import { systemClock } from '../base/clock.ts';
import { Collector } from '../base/collector.ts';
import type { Config } from '../base/config.ts';
import { COLLECT_EVERY_REQUESTS, MAX_TIMERS } from '../base/limits.ts';
import type { PoolEvent } from '../pool/fleet.ts';
import { Scheduler } from '../pool/scheduler.ts';
import type { Spawn } from '../pool/transport.ts';
import { GcCount } from '../telemetry/gc-count.ts';
import type { Logger } from '../telemetry/log.ts';
import { Stats } from '../telemetry/stats.ts';
import type { GuestFiles } from '../wire/guest-files.ts';
import type { NetworkSetup } from '../wire/network-setup.ts';
import { createSharedBudget } from '../wire/shared.ts';

/** What the routes stand on. */
export interface Services {
  readonly config: Config;
  readonly scheduler: Scheduler;
  readonly stats: Stats;
  readonly gcCount: GcCount;
  /** Keeps the heap of the server's thread small. */
  readonly collector: Collector;
  readonly log: Logger;
  /** The guest's modules. */
  readonly guestFiles: GuestFiles;
}

/** The instrumented engine. */
export interface Engine {
  readonly module: WebAssembly.Module;
  /** By which its images know it. */
  readonly hash: string;
}

export interface ServiceParts {
  readonly config: Config;
  readonly log: Logger;
  readonly spawn: Spawn;
  readonly engine: Engine;
  /** The image file that belongs to it, and those with modules. */
  readonly image: Uint8Array;
  readonly guestFiles: GuestFiles;
}

/** Builds every service; `scheduler.pool.start()` starts the workers. */
export function createServices(parts: ServiceParts): Services {
  const { config, log, spawn, engine, image, guestFiles } = parts;
  const { settings } = config;
  const scheduler = new Scheduler({
    clock: systemClock,
    spawn,
    budget: createSharedBudget(settings.RUNTIME_POOL_SIZE),
    transfers: createSharedBudget(settings.MAX_NETWORK_OPEN),
    workers: config.workers,
    maxWorkers: config.maxWorkers,
    maxOpen: settings.MAX_CONCURRENT_EXECUTIONS,
    onEvent: (event) => report(log, event),
    setup: {
      module: engine.module,
      image,
      guestFiles,
      engineHash: engine.hash,
      guest: {
        disabledGlobals: config.disabledGlobals,
        allowsConsole: settings.ALLOW_CONSOLE === 'on',
        maxResultBytes: settings.MAX_RESULT_SIZE,
        maxTimers: MAX_TIMERS,
      },
      sandboxMemoryBytes: settings.SANDBOX_MEMORY_BYTES,
      maxCodeBytes: settings.MAX_CODE_LENGTH,
      isStaticCheckOn: settings.STATIC_CHECK === 'on',
      network: networkSetup(config),
    },
  });
  return {
    config,
    scheduler,
    stats: new Stats(systemClock),
    gcCount: new GcCount(),
    collector: new Collector({ clock: systemClock, every: COLLECT_EVERY_REQUESTS }),
    log,
    guestFiles,
  };
}

function networkSetup({ settings }: Config): NetworkSetup {
  return {
    mode: settings.NETWORK,
    allow: settings.NETWORK_ALLOW,
    deny: settings.NETWORK_DENY,
    ports: settings.NETWORK_PORTS,
    dns: settings.NETWORK_DNS,
    maxRequests: settings.MAX_NETWORK_REQUESTS,
    maxConcurrent: settings.MAX_NETWORK_CONCURRENCY,
    maxRedirects: settings.MAX_NETWORK_REDIRECTS,
    maxBytesOut: settings.MAX_NETWORK_BYTES_OUT,
    maxBytesIn: settings.MAX_NETWORK_BYTES_IN,
    maxHeaderBytes: settings.MAX_NETWORK_HEADER_BYTES,
    connectTimeoutMs: settings.NETWORK_CONNECT_TIMEOUT_MS,
    timeoutMs: settings.NETWORK_TIMEOUT_MS,
  };
}

/** @throws when the engine is damaged; what is damaged and still compiles belongs to no image */
export async function compileEngine(wasm: Uint8Array<ArrayBuffer>): Promise<Engine> {
  try {
    const compiling = WebAssembly.compile(wasm);
    const hash = new Bun.CryptoHasher('sha256').update(wasm).digest('hex');
    return { module: await compiling, hash };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot use the engine: ${reason}`, { cause });
  }
}

function report(log: Logger, event: PoolEvent): void {
  switch (event.event) {
    case 'worker_started':
    case 'worker_retired':
      log.debug({ worker: event.worker }, event.event);
      break;
    case 'worker_lost':
      log.error({ worker: event.worker, reason: event.reason }, event.event);
      break;
    case 'fault':
      log.error({ job: event.ticket?.sequence, reason: event.message }, 'a run met a bug');
  }
}
