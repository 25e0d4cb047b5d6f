/** Text through the wall: into a guest string and out of one, without parsing it. */
import { bench, do_not_optimize as consume } from 'mitata';
import { startEngine } from '../../src/sandbox/engine.ts';
import { restore } from '../../src/sandbox/image.ts';
import { Marshal } from '../../src/sandbox/marshal.ts';
import { measureAll, printMicro } from './report.ts';
import { MEMORY_BYTES, openWorld, prepare, runPrepared } from './world.ts';

const SIZES = [
  ['100 B', 100],
  ['10 KB', 10 * 1024],
  ['1 MB', 1024 * 1024],
] as const;
const FUEL = 0x7fffffff;

const { module, image, createSandbox } = await openWorld();
const engine = await startEngine(module, image.addresses.stackTop + MEMORY_BYTES, {
  tick: () => {
    engine.fuel.value = FUEL;
  },
  hostCall: () => 0,
});
engine.fuel.value = FUEL;
restore(engine, image);
const marshal = new Marshal(engine, image.addresses);
const sandbox = await createSandbox();
const echo = prepare(sandbox, 'return input;');

for (const [name, bytes] of SIZES) {
  const ascii = 'a'.repeat(bytes);
  const mixed = 'aé漢'.repeat(Math.round(bytes / 6));
  bench(`in: ${name} of ASCII`, () => marshal.release(marshal.newString(ascii)));
  bench(`in: ${name} of UTF-8 with 1, 2 and 3 bytes`, () =>
    marshal.release(marshal.newString(mixed)),
  );
  const value = marshal.newString(ascii);
  if (marshal.readString(value).text !== ascii) throw new Error('Wrong answer');
  bench(`out: ${name} of ASCII`, () => consume(marshal.readString(value).text));
  const request = JSON.stringify({ input: ascii });
  bench(`whole run, ${name} in and out as JSON`, () =>
    consume(runPrepared(sandbox, echo, request)),
  );
}

printMicro('Values through the wall', await measureAll());
