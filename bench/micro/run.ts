/**
 * Runs every micro bench, each in a process of its own, one after the other.
 *
 *     bun bench/micro/run.ts [--json] [word in a file's name]
 */
import { fileURLToPath } from 'node:url';
import { Glob } from 'bun';

const directory = fileURLToPath(new URL('.', import.meta.url));
const isJson = Bun.argv.includes('--json');
const word = Bun.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '';

const generate = fileURLToPath(new URL('../../src/build/generate.ts', import.meta.url));
await requireSuccess([process.execPath, generate], 'ignore');

const files = [...new Glob('*.bench.ts').scanSync(directory)].filter((file) => file.includes(word));
const reports: unknown[] = [];
for (const file of files.sort()) {
  const command = [process.execPath, `${directory}${file}`, ...(isJson ? ['--json'] : [])];
  const text = await requireSuccess(command, isJson ? 'pipe' : 'inherit');
  if (isJson) reports.push(JSON.parse(text));
}
if (isJson) console.log(JSON.stringify(reports, undefined, 2));

async function requireSuccess(
  command: string[],
  stdout: 'pipe' | 'inherit' | 'ignore',
): Promise<string> {
  const child = Bun.spawn(command, { stdout, stderr: 'inherit' });
  const text = child.stdout ? await child.stdout.text() : '';
  if ((await child.exited) !== 0) throw new Error(`Cannot go on: ${command.at(-1)} failed`);
  return text;
}
