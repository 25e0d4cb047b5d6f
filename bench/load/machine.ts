import { availableParallelism, cpus, loadavg } from 'node:os';

/** Where figures come from: they mean little without it. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly bun: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** Of the last minute, before the measurement: above 0, something else ran too. */
  readonly loadAverage: number;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    bun: Bun.version,
    date: new Date().toISOString(),
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

/** In one line. */
export function printMachine({ cpu, cores, bun, date, loadAverage }: Machine): string {
  return `${date.slice(0, 16).replace('T', ' ')} UTC · ${cores} cores (${cpu}) · Bun ${bun} · load average ${loadAverage} before`;
}
