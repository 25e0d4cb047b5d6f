/** What each thread of a process has had of the processors. Linux. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ThreadTime {
  /** As the process names it, `bun`, `Worker`, `HeapHelper`, and its id. */
  readonly name: string;
  readonly cpuMicros: number;
  /** Times it slept, and times it was put aside for another thread. */
  readonly sleeps: number;
  readonly preemptions: number;
}

/** Every thread there is now, by its id. */
export function readThreadTimes(pid: number): Map<string, ThreadTime> {
  const times = new Map<string, ThreadTime>();
  for (const id of readdirSync(`/proc/${pid}/task`)) {
    const time = tryReadThread(`/proc/${pid}/task/${id}`, id);
    if (time) times.set(id, time);
  }
  return times;
}

function tryReadThread(directory: string, id: string): ThreadTime | undefined {
  try {
    const status = readFileSync(`${directory}/status`, 'utf8');
    const [nanos = ''] = readFileSync(`${directory}/schedstat`, 'utf8').split(' ');
    const numberAfter = (label: string) =>
      Number(new RegExp(`^${label}:\\s+([0-9]+)`, 'm').exec(status)?.[1] ?? 0);
    return {
      name: `${/^Name:\s+(.*)$/m.exec(status)?.[1] ?? '?'} ${id}`,
      cpuMicros: Number(nanos) / 1000,
      sleeps: numberAfter('voluntary_ctxt_switches'),
      preemptions: numberAfter('nonvoluntary_ctxt_switches'),
    };
  } catch {
    // Expected: a thread that ended between the listing and the look at it.
    return undefined;
  }
}

/** What each thread took between two looks, most first. */
export function timesBetween(
  before: ReadonlyMap<string, ThreadTime>,
  after: ReadonlyMap<string, ThreadTime>,
): ThreadTime[] {
  return [...after]
    .map(([id, { name, cpuMicros, sleeps, preemptions }]) => {
      const was = before.get(id);
      return {
        name,
        cpuMicros: cpuMicros - (was?.cpuMicros ?? 0),
        sleeps: sleeps - (was?.sleeps ?? 0),
        preemptions: preemptions - (was?.preemptions ?? 0),
      };
    })
    .sort((a, b) => b.cpuMicros - a.cpuMicros);
}
