/**
 * Proves that imports run downwards: each room of `src/` names the rooms it may import from. Reads
 * `import type` too, for a type is a dependency of a reader's like any other.
 */

import { fileURLToPath } from 'node:url';
import { Glob } from 'bun';

/** Room → rooms it may import from, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  wire: ['base'],
  policy: ['base'],
  telemetry: ['base'],
  pool: ['base', 'wire'],
  sandbox: ['base', 'wire', 'policy'],
  host: ['base', 'wire', 'sandbox'],
  http: ['base', 'wire', 'policy', 'telemetry', 'pool'],
  guest: ['wire'],
  build: ['base', 'wire', 'sandbox', 'guest', 'generated'],
  'main.ts': ['base', 'wire', 'telemetry', 'pool', 'http', 'generated'],
  'worker.ts': ['base', 'wire', 'policy', 'sandbox', 'host', 'generated'],
};

/** Packages that one room alone may import, or two. */
const OWNED_PACKAGES: Readonly<Record<string, string | readonly string[]>> = {
  elysia: 'http',
  '@elysiajs/swagger': 'http',
  acorn: ['policy', 'build'],
  pino: 'telemetry',
  binaryen: 'build',
  'eslint-scope': 'build',
  '@swc/wasm-typescript': 'build',
  'swagger-ui-dist': 'http',
  undici: 'host',
};

const SRC = fileURLToPath(new URL('..', import.meta.url));
const IMPORT =
  /^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

/** Every import that breaks a rule, one sentence each. */
export async function findBreaches(src = SRC): Promise<string[]> {
  const breaches: string[] = [];
  for await (const path of new Glob('**/*.ts').scan(src)) {
    if (path.startsWith('generated/') || path.endsWith('.d.ts')) continue;
    const source = await Bun.file(`${src}${path}`).text();
    for (const match of source.matchAll(IMPORT)) {
      const breach = judge(path, match[1] ?? match[2] ?? match[3] ?? '');
      if (breach) breaches.push(breach);
    }
  }
  return breaches;
}

function judge(path: string, target: string): string | undefined {
  const room = roomOf(path);
  const allowed = MAY_IMPORT[room];
  if (!allowed) return `${path}: '${room}' is no room of this house`;
  if (!target.startsWith('.')) {
    const owner = OWNED_PACKAGES[packageOf(target)];
    if (owner === undefined || [owner].flat().includes(room)) return undefined;
    return `${path}: only ${[owner].flat().join('/ and ')}/ may import '${packageOf(target)}'`;
  }
  const resolved = new URL(target, `file:///${path}`).pathname.slice(1);
  if (resolved === 'package.json') return undefined;
  const other = roomOf(resolved);
  if (other === room || allowed.includes(other)) return undefined;
  return `${path}: ${room} may not import ${other} ('${target}')`;
}

const roomOf = (path: string): string => path.split('/')[0] ?? path;

function packageOf(target: string): string {
  const [first = '', second = ''] = target.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

if (import.meta.main) {
  const breaches = await findBreaches();
  for (const breach of breaches) console.error(breach);
  if (breaches.length > 0) process.exit(1);
  console.log('floors: every import runs downwards');
}
