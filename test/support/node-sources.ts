/**
 * Node's own test files, fetched when a test asks for them and kept outside of the repository, for all its
 * checkouts: none of them is in it.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const VERSION = '20.19.2';
/** Where Debian has it, from the root of any of its mirrors. */
const ARCHIVE = `pool/main/n/nodejs/nodejs_${VERSION}+dfsg.orig.tar.xz`;
const SHA256 = '5e5559381ad031d245a8efa403458abbb73755f74c3e6380f185a4dd342b7949';
const HOME = join(Bun.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'flow-codeblock');
const DIRECTORY = join(HOME, `node-${VERSION}-${SHA256.slice(0, 16)}`);

/** How long the archive may take to arrive, milliseconds. */
const FETCH_MS = 60_000;

/** The folder of the tests, or undefined, with a word on it, where they cannot be had. */
export async function fetchNodeTests(): Promise<string | undefined> {
  const tests = join(DIRECTORY, 'test');
  if (existsSync(tests)) return tests;
  try {
    mkdirSync(HOME, { recursive: true });
    const fresh = mkdtempSync(join(HOME, 'fresh-'));
    try {
      unpack(await fetchArchive(), fresh);
      putInPlace(fresh);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    return tests;
  } catch (thrown) {
    console.warn(`Cannot have Node's own tests, so they are skipped: ${thrown}`);
    return undefined;
  }
}

async function fetchArchive(): Promise<Uint8Array> {
  const refusals: string[] = [];
  for (const mirror of mirrors()) {
    const url = new URL(ARCHIVE, mirror);
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
    if (response.ok) return checked(await response.bytes());
    refusals.push(`${url} answers with ${response.status}`);
  }
  throw new Error(refusals.join('; ') || 'apt-get knows no mirror of Debian');
}

/** Those that this machine installs its packages from. */
function mirrors(): readonly string[] {
  const asked = Bun.spawnSync(['apt-get', 'indextargets', '--format', '$(REPO_URI)']);
  const uris = asked.stdout.toString().split('\n');
  return [...new Set(uris)].filter((uri) => /^https?:/.test(uri));
}

function checked(archive: Uint8Array): Uint8Array {
  const hash = new Bun.CryptoHasher('sha256').update(archive).digest('hex');
  if (hash !== SHA256) throw new Error(`${ARCHIVE} is not what it was: its hash is ${hash}`);
  return archive;
}

function unpack(archive: Uint8Array, directory: string): void {
  const file = join(directory, 'archive.tar.xz');
  writeFileSync(file, archive);
  const wanted = ['test/parallel', 'test/common', 'test/fixtures'].map((each) => `*/${each}`);
  const untarred = Bun.spawnSync([
    ...['tar', '-xJf', file, '-C', directory, '--strip-components=1', '--wildcards'],
    ...wanted,
  ]);
  rmSync(file);
  if (!untarred.success) throw new Error(untarred.stderr.toString().trim().slice(-500));
}

/** Another process of the tests may have been sooner: what it unpacked is the same. */
function putInPlace(fresh: string): void {
  try {
    renameSync(fresh, DIRECTORY);
  } catch (thrown) {
    if (!existsSync(DIRECTORY)) throw thrown;
  }
}

/** The test files whose names begin as one of `beginnings`, sorted. */
export function nodeTestsNamed(tests: string, beginnings: readonly string[]): readonly string[] {
  return readdirSync(join(tests, 'parallel'))
    .filter((name) => beginnings.some((each) => name.startsWith(each)))
    .sort();
}

export const readNodeTest = (tests: string, name: string): string =>
  readFileSync(join(tests, 'parallel', name), 'utf8');
