/**
 * Compiles the service into one executable that needs nothing beside it:
 *
 *     bun src/build/binary.ts [--target bun-linux-x64] [--outfile dist/flow-codeblock]
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printBytes } from '../base/bytes.ts';

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
console.log(`${values.outfile}: ${printBytes(Bun.file(`${root}${values.outfile}`).size)}`);
