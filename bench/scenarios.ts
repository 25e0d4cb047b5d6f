/**
 * The figures this service is judged by, in one run, each next to what a bare echo does on the same
 * machine in the same minute.
 *
 *     bun bench/scenarios.ts
 *
 * @see bench/README.md
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine, printMachine } from './load/machine.ts';
import { PROJECT_ROOT } from './load/server.ts';
import { renderTable } from './load/table.ts';
import { WRK } from './load/wrk.ts';
import { coldStart } from './scenarios/cold-start.ts';
import { crowd } from './scenarios/crowd.ts';
import { hogs } from './scenarios/hogs.ts';
import { idle } from './scenarios/idle.ts';
import { parked } from './scenarios/parked.ts';
import { throughput } from './scenarios/throughput.ts';
import { waiting } from './scenarios/waiting.ts';
import { type Figure, type GeneratorName, World } from './scenarios/world.ts';

const SCENARIOS = [throughput, crowd, idle, hogs, coldStart, parked, waiting];

const HELP = `The figures this service is judged by, in one run

  bun bench/scenarios.ts [options]

  --only NAME     one alone: ${SCENARIOS.map(({ name }) => name).join(', ')}
  --binary PATH   the executable under test (dist/flow-codeblock, where it was built)
  --source        the source instead
  --client        loads with our own client even where wrk is installed
  --rounds N      rounds of each comparison (5)
  --round-ms N    length of a round, milliseconds (3000)
  --json          JSON on stdout
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    binary: { type: 'string', default: `${PROJECT_ROOT}dist/flow-codeblock` },
    source: { type: 'boolean', default: false },
    client: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    'round-ms': { type: 'string', default: '3000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await measure();

async function measure(): Promise<void> {
  const isBuilt = existsSync(values.binary);
  const generator: GeneratorName = WRK === null || values.client ? 'client' : 'wrk';
  const world = new World({
    binary: values.source || !isBuilt ? undefined : values.binary,
    generator,
    rounds: requireCount('--rounds', values.rounds),
    roundMs: requireCount('--round-ms', values['round-ms']),
  });
  const chosen = SCENARIOS.filter(({ name }) => values.only === undefined || name === values.only);
  if (chosen.length === 0) throw new Error(`Cannot measure '${values.only}': see --help`);
  const machine = describeMachine();
  const figures: Figure[] = [];
  for (const scenario of chosen) {
    process.stderr.write(`${scenario.name} …\n`);
    figures.push(...(await scenario.run(world)));
  }
  const { binary } = world.options;
  if (values.json) {
    console.log(JSON.stringify({ machine, generator, binary, figures }, undefined, 2));
    return;
  }
  console.log(`${printMachine(machine)}
under test: ${binary ?? 'bun src/main.ts'}
load by ${generator === 'wrk' ? 'wrk; against endless loops by our own client' : 'our own client'}

${renderTable(
  ['figure', 'value', ''],
  figures.map(({ name, value, note }) => [name, value, note]),
  [0, 2],
)}`);
}

function requireCount(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`Cannot use ${option} '${text}': a whole number above 0 was wanted`);
}
