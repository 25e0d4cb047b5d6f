/** Runs the benches that a file declared with mitata, and prints what they took. */
import { run } from 'mitata';
import { describeMachine, printMachine } from '../load/machine.ts';
import { renderTable } from '../load/table.ts';

export interface MicroFigure {
  readonly name: string;
  /** Nanoseconds of one turn. */
  readonly p50Ns: number;
  readonly p75Ns: number;
  readonly p99Ns: number;
  readonly samples: number;
}

/** Percentiles of mitata's, and what else the caller measured: name and value, for people. */
export interface Extra {
  readonly name: string;
  readonly value: string;
  readonly number: number;
}

/** Measures whatever `bench` was called for; a bench that throws ends the process. */
export async function measureAll(): Promise<MicroFigure[]> {
  const { benchmarks } = await run({ throw: true, format: 'quiet' });
  return benchmarks.flatMap(({ runs }) =>
    runs.flatMap(({ name, stats }) =>
      stats === undefined
        ? []
        : [
            {
              name,
              p50Ns: stats.p50,
              p75Ns: stats.p75,
              p99Ns: stats.p99,
              samples: stats.samples.length,
            },
          ],
    ),
  );
}

/** Prints as JSON when the command line says `--json`, otherwise as a table. */
export function printMicro(
  title: string,
  figures: readonly MicroFigure[],
  extras: readonly Extra[] = [],
): void {
  const machine = describeMachine();
  if (Bun.argv.includes('--json')) {
    console.log(JSON.stringify({ title, machine, figures, extras }));
    return;
  }
  console.log(`\n${title}\n${printMachine(machine)}\n`);
  if (figures.length > 0) {
    const rows = figures.map(({ name, p50Ns, p75Ns, p99Ns }) =>
      [name].concat([p50Ns, p75Ns, p99Ns].map(printDuration)),
    );
    console.log(renderTable(['', 'p50', 'p75', 'p99'], rows));
  }
  for (const { name, value } of extras) console.log(`${name}: ${value}`);
}

/** `840 ns`, `8.40 µs`, `8.40 ms`. */
export function printDuration(ns: number): string {
  if (ns < 1000) return `${ns.toFixed(0)} ns`;
  if (ns < 1e6) return `${(ns / 1000).toFixed(2)} µs`;
  return `${(ns / 1e6).toFixed(2)} ms`;
}
