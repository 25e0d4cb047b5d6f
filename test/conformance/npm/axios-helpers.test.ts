/** What axios keeps to itself, which its build for Node has in one file: its modules, run in the guest and in Node. */
import { expect, test } from 'bun:test';
import { isBuiltin } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { makeSandbox, makeWorld, returnedBy, runSnippet } from '../../support/sandbox.ts';
import { runOutside } from '../../support/snippets-outside.ts';
import { PROJECT_ROOT } from '../../support/ways.ts';
import { HELPER_CASES, LIB_MODULES } from './axios/helpers.ts';

const LIB = join(PROJECT_ROOT, 'node_modules/axios/lib');

/** Each module by its last name: what it exports by default, or all of it where it exports more. */
const ENTRY = `
  ${LIB_MODULES.map((path, i) => `import * as m${i} from '${LIB}/${path}.js';`).join('\n')}
  const whole = (m) => typeof m.default === 'function' || Object.keys(m).length === 1 ? m.default : { ...m, ...m.default };
  export const lib = { ${LIB_MODULES.map((path, i) => `${basename(path)}: whole(m${i})`).join(', ')} };
`;

async function bundle(): Promise<string> {
  const built = await Bun.build({
    entrypoints: ['#lib'],
    target: 'browser',
    format: 'cjs',
    plugins: [
      {
        name: 'lib',
        setup(build) {
          build.onResolve({ filter: /^#lib$/ }, ({ path }) => ({ path, namespace: 'made' }));
          build.onLoad({ filter: /./, namespace: 'made' }, () => ({
            contents: ENTRY,
            loader: 'js',
          }));
          // The package would have a browser take other files.
          build.onResolve({ filter: /^\./ }, ({ path, importer }) => ({
            path: join(dirname(importer), path),
          }));
          build.onResolve({ filter: /^[a-z]/ }, ({ path }) =>
            isBuiltin(path) || path === 'form-data' ? { path, external: true } : undefined,
          );
        },
      },
    ],
  });
  const [output] = built.outputs;
  if (!built.success || !output) {
    throw new AggregateError(built.logs, 'Cannot bundle the modules of axios');
  }
  return await output.text();
}

/** What the engine itself throws is in its own words. */
const snippetOf = (text: string): string => `
  const module = { exports: {} }; let exports = module.exports;
  (() => { ${text}
  })();
  const { lib } = module.exports;
  const cases = [${HELPER_CASES.map((code) => `() => ${code}`).join(',\n')}];
  const outcomes = [];
  for (const each of cases) {
    try { outcomes.push([await each() ?? null]) } catch (e) { outcomes.push([e.name, e.code ?? null, /^(Axios)?Error$/.test(e.name) && e.message]) }
  }
  return outcomes;`;

test('the modules of axios do in the guest what they do in Node', async () => {
  const code = snippetOf(await bundle());
  const box = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
  const guest = returnedBy(runSnippet(box, code, { timeoutMs: 60_000 })) as readonly unknown[];
  const [outside] = await runOutside([{ code }]);
  const node = (outside as { readonly result: readonly unknown[] }).result;
  expect(HELPER_CASES.length).toBeGreaterThan(350);
  const differing = HELPER_CASES.flatMap((each, i) =>
    Bun.deepEquals(node[i], guest[i]) ? [] : [{ each, node: node[i], guest: guest[i] }],
  );
  expect(differing).toEqual([]);
}, 120_000);
