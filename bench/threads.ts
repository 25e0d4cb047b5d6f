/**
 * What a request costs each thread of the service, in processor time: far steadier on a machine that does
 * something else too than requests a second.
 *
 *     bun bench/threads.ts
 *
 * @see bench/README.md
 */
import { parseArgs } from 'node:util';
import { describeMachine, printMachine } from './load/machine.ts';
import { renderTable } from './load/table.ts';
import { readThreadTimes, timesBetween } from './load/thread-times.ts';
import { WRK } from './load/wrk.ts';
import { World } from './scenarios/world.ts';

const HELP = `What a request costs each thread of the service, in processor time (Linux)

  bun bench/threads.ts [options]

  --binary PATH     the executable (the source, where this is not given)
  --connections N   (100)
  --ms N            how long it is loaded, milliseconds (4000)
  --distinct        another snippet text in every request
`;

/** Threads that take less are left out, microseconds a request. */
const LEAST_MICROS = 0.05;

const { values } = parseArgs({
  options: {
    binary: { type: 'string' },
    connections: { type: 'string', default: '100' },
    ms: { type: 'string', default: '4000' },
    distinct: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await measure();

async function measure(): Promise<void> {
  const machine = describeMachine();
  const world = new World({
    binary: values.binary,
    generator: WRK === null ? 'client' : 'wrk',
    rounds: 1,
    roundMs: Number(values.ms),
  });
  const spec = { connections: Number(values.connections), isDistinct: values.distinct };
  await using service = await world.startService();
  await world.warm(service.url);
  await world.load(service.url, spec);
  const before = readThreadTimes(service.pid);
  const { answered, perSecond } = await world.load(service.url, spec);
  const times = timesBetween(before, readThreadTimes(service.pid));
  const each = (sum: number, digits: number) => (sum / answered).toFixed(digits);
  const rows = times
    .filter(({ cpuMicros }) => cpuMicros / answered >= LEAST_MICROS)
    .map(({ name, cpuMicros, sleeps, preemptions }) => {
      return [name, each(cpuMicros, 2), each(sleeps, 3), each(preemptions, 3)];
    });
  const total = times.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0);
  console.log(`${printMachine(machine)}
${Math.round(perSecond)} requests/s; the process took ${each(total, 1)} µs a request

${renderTable(['thread', 'µs a request', 'sleeps a request', 'preempted a request'], rows)}`);
}
