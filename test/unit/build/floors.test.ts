import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBreaches } from '../../../src/build/floors.ts';

/** Files of a house, each with one fault. */
const FAULTY = {
  'base/value.ts': "import { Pool } from '../pool/pool.ts';\n",
  'base/type.ts': "import type { Pool } from '../pool/pool.ts';\n",
  'base/lazy.ts': "export const load = () => import('../http/app.ts');\n",
  'base/effect.ts': "import '../http/app.ts';\n",
  'base/passed-on.ts': "export { app } from '../http/app.ts';\n",
  'base/many-lines.ts': "import {\n  Pool,\n  type Runner,\n} from '../pool/pool.ts';\n",
  'pool/other-end.ts': "import { Sandbox } from '../sandbox/sandbox.ts';\n",
  'pool/outside.ts': "import { secret } from '../../test/secret.ts';\n",
  'pool/web.ts': "import { Elysia } from 'elysia';\n",
  'pool/web-type.ts': "import type { Elysia } from 'elysia';\n",
  'http/parser.ts': "import { parse } from 'acorn/dist/acorn.mjs';\n",
  'base/plugin.ts': "import { swagger } from '@elysiajs/swagger';\n",
  'utils/anything.ts': "import { readFile } from 'node:fs/promises';\n",
};

/** Files of the same house, without one. */
const SOUND = {
  'base/version.ts': "import manifest from '../../package.json' with { type: 'json' };\n",
  'pool/pool.ts': "import { fail } from '../base/failure.ts';\nimport './runner.ts';\n",
  'pool/runner.ts': "// Takes nothing from '../http/app.ts'\nexport class Runner {}\n",
  'http/app.ts': "import { Elysia } from 'elysia';\nimport { Pool } from '../pool/pool.ts';\n",
  'sandbox/sandbox.ts': "import { parse } from '../policy/parse.ts';\n",
  'main.ts':
    "import { app } from './http/app.ts';\nimport engine from './generated/engine.wasm';\n",
  'generated/anything.ts': "import '../http/app.ts';\n",
};

let house = '';

beforeAll(async () => {
  house = `${mkdtempSync(join(tmpdir(), 'flow-codeblock-floors-'))}/`;
  for (const [path, source] of Object.entries({ ...FAULTY, ...SOUND }))
    await Bun.write(house + path, source);
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('findBreaches', () => {
  test('findBreaches finds nothing in the real house', async () => {
    expect(await findBreaches()).toEqual([]);
  });

  test.each([
    ['an import that runs upwards', 'base/value.ts: base may not import pool'],
    ['a type that comes from above', 'base/type.ts: base may not import pool'],
    ['a dynamic import', 'base/lazy.ts: base may not import http'],
    ['an import for its effects', 'base/effect.ts: base may not import http'],
    ['an export from above', 'base/passed-on.ts: base may not import http'],
    ['an import over several lines', 'base/many-lines.ts: base may not import pool'],
    ['the other end of the wire', 'pool/other-end.ts: pool may not import sandbox'],
    ['an import from outside the house', 'pool/outside.ts: pool may not import test'],
    ["a package of another room's", "pool/web.ts: only http/ may import 'elysia'"],
    ["a type of another room's package", "pool/web-type.ts: only http/ may import 'elysia'"],
    [
      "a file inside another room's package",
      "http/parser.ts: only policy/ and build/ may import 'acorn'",
    ],
    ["a scoped package of another room's", "base/plugin.ts: only http/ may import '@elysiajs/"],
    ['a room that is none', "utils/anything.ts: 'utils' is no room of this house"],
  ])('findBreaches finds %s', async (_, sentence) => {
    const breaches = await findBreaches(house);
    expect(breaches.filter((breach) => breach.startsWith(sentence))).toHaveLength(1);
  });

  test('findBreaches finds one fault in each faulty file and none elsewhere', async () => {
    const found = (await findBreaches(house)).map((breach) => breach.split(':')[0]);
    expect(found.toSorted()).toEqual(Object.keys(FAULTY).toSorted());
  });
});
