/**
 * One hash of all that `generated/` is made of, as it lies there: our own sources by their text, the
 * packages by the lock file, which names their contents. Sooner told than by bundling them.
 */
import { join } from 'node:path';
import { Glob } from 'bun';

/** Rooms whose code is bundled, or decides what comes of it; see the floors. */
const ROOMS = 'src/{base,build,guest,sandbox,wire}/**/*.{ts,json}';
const FILES = ['bun.lock', 'package.json', 'tsconfig.json'];

/** @param root of the project, a path */
export async function keyOfSources(root: string): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256').update(Bun.version);
  const sources = await Array.fromAsync(new Glob(ROOMS).scan({ cwd: root }));
  for (const path of [...FILES, ...sources.sort()]) {
    const bytes = await Bun.file(join(root, path)).bytes();
    hash.update(`\n${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
