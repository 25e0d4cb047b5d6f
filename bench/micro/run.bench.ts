/** What one execution of a one-liner costs a worker: the first time, from then on, and its parts. */
import { bench, do_not_optimize as consume } from 'mitata';
import { sizeOf } from '../../src/sandbox/image.ts';
import { measureAll, printMicro } from './report.ts';
import { compile, openWorld, prepare, requireSnippet, runCold, runPrepared } from './world.ts';

const SOURCE = 'return "Hello " + input.name + "! Count: " + input.count;';
const REQUEST = JSON.stringify({ input: { name: 'World', count: 5 } });
const EXPECTED = '"Hello World! Count: 5"';

const world = await openWorld();
const sandbox = await world.createSandbox();
const prepared = prepare(sandbox, SOURCE);
const snippet = requireSnippet(SOURCE);
if (runPrepared(sandbox, prepared, REQUEST) !== EXPECTED) throw new Error('Wrong answer');
if (runCold(sandbox, SOURCE, REQUEST) !== EXPECTED) throw new Error('Wrong answer');

bench('restore the bare image', () => consume(sandbox.reset()));
const modules = world.images.with(['npm/lodash', 'npm/dayjs'], await world.createSandbox());
const furnished = await world.createSandbox();
furnished.become(modules);
bench('restore the image with lodash and dayjs', () => consume(furnished.reset()));
bench('restore, lay the prepared pages', () => {
  sandbox.reset();
  consume(sandbox.lay(prepared.compiled));
});
bench('prepared run, restore included', () => consume(runPrepared(sandbox, prepared, REQUEST)));
bench('cold run: check, compile, run, restore', () => consume(runCold(sandbox, SOURCE, REQUEST)));
bench('compile alone, restore included', () => {
  consume(compile(sandbox, snippet));
  sandbox.reset();
});
bench('prepare: check, compile, find the changed pages, restore', () =>
  consume(prepare(sandbox, SOURCE)),
);

const bytes = prepared.compiled.pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
const imageBytes = sizeOf(world.image);
printMicro('One execution of a one-liner', await measureAll(), [
  { name: 'image', value: `${imageBytes} bytes`, number: imageBytes },
  {
    name: 'image with lodash and dayjs',
    value: `${sizeOf(modules)} bytes`,
    number: sizeOf(modules),
  },
  { name: 'prepared pages', value: `${bytes} bytes`, number: bytes },
]);
