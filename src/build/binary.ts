/**
 * Compiles the service into one executable that needs nothing beside it, and indexes the files that it carries:
 *
 *     bun src/build/binary.ts [--target bun-linux-x64] [--outfile dist/flow-codeblock]
 */
import { appendFile, mkdir, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printBytes } from '../base/bytes.ts';
import { encodeIndex, type OwnFiles } from '../base/own-files.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    target: { type: 'string', default: 'bun' },
    outfile: { type: 'string', default: 'dist/flow-codeblock' },
  },
});

await mkdir(`${root}dist`, { recursive: true });
const build = Bun.spawn(
  [
    process.execPath,
    'build',
    '--compile',
    `--target=${values.target}`,
    '--minify',
    '--bytecode',
    // Bytecode with top-level await needs it.
    '--format=esm',
    // What lies in the working directory must not change what the binary does.
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    'src/main.ts',
    'src/worker.ts',
    `--outfile=${values.outfile}`,
  ],
  { cwd: root, stdout: 'ignore', stderr: 'inherit' },
);
if ((await build.exited) !== 0) throw new Error('Cannot build the binary: see above');

const executable = `${root}${values.outfile}`;
const compiled = Buffer.from(await Bun.file(executable).bytes());
// Other systems' may be signed, and end where their signature says.
if (compiled.subarray(0, 4).equals(Buffer.from('\x7fELF'))) {
  await appendFile(executable, encodeIndex(await placesIn(compiled)));
}
console.log(`${values.outfile}: ${printBytes(Bun.file(`${root}${values.outfile}`).size)}`);

/** Where each generated file lies in the executable. */
async function placesIn(program: Buffer): Promise<OwnFiles> {
  const places: Record<string, [number, number]> = {};
  for (const folder of ['texts', 'images', '.']) {
    const directory = `${root}src/generated/${folder}`;
    for (const name of await readdir(directory)) {
      if (!/\.(bin|wasm)$/.test(name)) continue;
      const content = Buffer.from(await Bun.file(`${directory}/${name}`).bytes());
      const at = program.indexOf(content);
      const hashed = `/$bunfs/root/${name.replace(/\.[a-z]+$/, '')}-`;
      if (at < 0 || !program.includes(hashed)) {
        throw new Error(`Cannot index the executable: ${name} is not in it as it is`);
      }
      places[name] = [at, content.length];
    }
  }
  return places;
}
