/**
 * The sources of Node as Debian keeps them, for the tests that they bring: Node's own, and the web platform's.
 * Fetched when a test asks for them, never copied into this repository.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from './ways.ts';

const VERSION = '20.19.2';
const ARCHIVE = `http://deb.debian.org/debian/pool/main/n/nodejs/nodejs_${VERSION}+dfsg.orig.tar.xz`;
const SHA256 = '5e5559381ad031d245a8efa403458abbb73755f74c3e6380f185a4dd342b7949';

/** What of it is kept: the rest is not unpacked. */
const PARTS = ['test/common', 'test/fixtures', 'test/parallel', 'test/wpt'];

/** Beside the corpora: not in git, and not where tests or types are looked for. */
const HOME = join(PROJECT_ROOT, 'node_modules/.corpora');
const DIRECTORY = join(HOME, `node-${VERSION}-${SHA256.slice(0, 16)}`);

/** How long the archive may take, milliseconds. */
const FETCH_MS = 120_000;
const UNPACK_MS = 120_000;

/**
 * Fetches the sources, unless they are there.
 * @returns whether they can be used; where not, a word on it is said, and the tests are to be skipped
 */
export async function fetchNodeSource(): Promise<boolean> {
  if (existsSync(DIRECTORY)) return true;
  mkdirSync(HOME, { recursive: true });
  const fresh = mkdtempSync(join(HOME, 'fresh-'));
  try {
    await unpackInto(fresh, await fetchArchive());
    return putInPlace(fresh);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    console.warn(`Cannot fetch the sources of Node, so their tests are skipped: ${reason}`);
    return false;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function fetchArchive(): Promise<Uint8Array> {
  const response = await fetch(ARCHIVE, { signal: AbortSignal.timeout(FETCH_MS) });
  if (!response.ok) throw new Error(`'${ARCHIVE}' answers ${response.status}`);
  const bytes = await response.bytes();
  const hash = new Bun.CryptoHasher('sha256').update(bytes).digest('hex');
  if (hash !== SHA256) throw new Error(`'${ARCHIVE}' is another file: its SHA-256 is ${hash}`);
  return bytes;
}

async function unpackInto(directory: string, archive: Uint8Array): Promise<void> {
  const wanted = PARTS.map((part) => `*/${part}`);
  const tar = Bun.spawn(
    ['tar', '-xJ', '--strip-components=1', '--no-same-owner', '--wildcards', '-f', '-', ...wanted],
    { cwd: directory, stdin: archive, stderr: 'pipe', timeout: UNPACK_MS },
  );
  const [complaint, status] = await Promise.all([new Response(tar.stderr).text(), tar.exited]);
  if (status !== 0) throw new Error(`tar ends with ${status}: ${complaint.trim().slice(-300)}`);
}

/** Another process of the tests may have been sooner: its sources are the same. */
function putInPlace(fresh: string): true {
  try {
    renameSync(fresh, DIRECTORY);
  } catch (thrown) {
    if (!existsSync(DIRECTORY)) throw thrown;
  }
  return true;
}

/** A path inside of the sources. */
export const nodeSourcePath = (...path: readonly string[]): string => join(DIRECTORY, ...path);

/** The text of a file inside of the sources. */
export const readNodeSource = (...path: readonly string[]): string =>
  readFileSync(nodeSourcePath(...path), 'utf8');
