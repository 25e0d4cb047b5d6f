/**
 * Collections of test cases that others keep, installed from the package registry when a test asks for them:
 * none of them is in this repository. `test/corpora/` names them and their exact versions.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from './ways.ts';

const LIST = join(PROJECT_ROOT, 'test/corpora');
/** Where they are installed: not in git, and not where tests or types are looked for. */
const DIRECTORY = join(PROJECT_ROOT, 'node_modules/.corpora');

/** How long the registry may take, milliseconds. */
const INSTALL_MS = 60_000;

/**
 * Installs the corpora, unless they are there.
 * @returns whether they can be used
 * @throws in the gate, where tests must not pass for want of a registry
 */
export function installCorpora(): boolean {
  mkdirSync(DIRECTORY, { recursive: true });
  for (const file of ['package.json', 'bun.lock'])
    copyFileSync(join(LIST, file), join(DIRECTORY, file));
  const installed = Bun.spawnSync(
    [process.execPath, 'install', '--frozen-lockfile', '--ignore-scripts'],
    {
      cwd: DIRECTORY,
      timeout: INSTALL_MS,
    },
  );
  if (installed.success) return true;
  const reason = installed.stderr.toString().trim().slice(-500);
  const message = `Cannot install the corpora, so their tests are skipped: ${reason}`;
  if (Bun.env['CI']) throw new Error(message);
  console.warn(message);
  return false;
}

/** A path inside of a corpus. */
export const corpusPath = (name: string, ...path: readonly string[]): string =>
  join(DIRECTORY, 'node_modules', name, ...path);

/** Every file in a folder of a corpus: its name and its text. */
export function readCorpus(name: string, folder: string): readonly (readonly [string, string])[] {
  const directory = corpusPath(name, folder);
  return readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')]);
}
