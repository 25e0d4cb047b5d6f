/**
 * Collections of test cases that others keep, installed from the package registry when a test asks for them:
 * none of them is in this repository. `test/corpora/` names them and their exact versions.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from './ways.ts';

const LIST = join(PROJECT_ROOT, 'test/corpora');
const FILES = ['package.json', 'bun.lock'];
/** Where they are installed: not in git, and not where tests or types are looked for. */
const HOME = join(PROJECT_ROOT, 'node_modules/.corpora');
/** By what is listed, so that what is there is whole, and what was listed once is not taken for it. */
const DIRECTORY = join(HOME, keyOfList());

/** How long the registry may take, milliseconds. */
const INSTALL_MS = 60_000;

/**
 * Installs the corpora, unless they are there.
 * @returns whether they can be used
 * @throws in the gate, where tests must not pass for want of a registry
 */
export function installCorpora(): boolean {
  if (existsSync(DIRECTORY)) return true;
  mkdirSync(HOME, { recursive: true });
  const fresh = mkdtempSync(join(HOME, 'fresh-'));
  try {
    const problem = installInto(fresh);
    if (problem === undefined) return putInPlace(fresh);
    return refuse(problem);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function keyOfList(): string {
  const hash = new Bun.CryptoHasher('sha256');
  for (const file of FILES) hash.update(readFileSync(join(LIST, file)));
  return hash.digest('hex').slice(0, 16);
}

/** @returns undefined, or what the package manager complained about */
function installInto(directory: string): string | undefined {
  for (const file of FILES) copyFileSync(join(LIST, file), join(directory, file));
  const installed = Bun.spawnSync(
    [process.execPath, 'install', '--frozen-lockfile', '--ignore-scripts'],
    { cwd: directory, timeout: INSTALL_MS },
  );
  return installed.success ? undefined : installed.stderr.toString().trim().slice(-500);
}

/** Another process of the tests may have been sooner: its corpora are the same. */
function putInPlace(fresh: string): true {
  try {
    renameSync(fresh, DIRECTORY);
  } catch (thrown) {
    if (!existsSync(DIRECTORY)) throw thrown;
  }
  return true;
}

function refuse(reason: string): false {
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
