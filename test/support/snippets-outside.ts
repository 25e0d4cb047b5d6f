/** Snippets run by Node itself: what the service is held to. */
import { runInNode } from './real-node.ts';
import { PROJECT_ROOT } from './ways.ts';

/** What a snippet gave, or the name and code of what it threw. */
export type Outside = { readonly result: unknown } | { readonly threw: string };

const SCRIPT = `
  const { createRequire } = require('node:module');
  const [root, aliases, snippets] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  const near = createRequire(root + '/package.json');
  const load = (name) => near(aliases[name] ?? name);
  const AsyncFunction = (async () => {}).constructor;
  (async () => {
    const answers = [];
    for (const { code, input } of snippets) {
      try {
        const run = new AsyncFunction('require', 'input', '"use strict";' + code);
        answers.push({ result: JSON.parse(JSON.stringify(await run(load, input)) ?? 'null') });
      } catch (error) {
        answers.push({ threw: error instanceof Error ? error.name : 'RuntimeError' });
      }
    }
    // A snippet may have left a connection open, which would keep the process.
    process.stdout.write(JSON.stringify(answers), () => process.exit());
  })();
`;

/** Names under which a package is installed here, where a snippet knows it by another. */
const ALIASES = { xlsx: '@e965/xlsx' };

export async function runOutside(
  snippets: readonly { readonly code: string; readonly input?: unknown }[],
): Promise<readonly Outside[]> {
  const filled = snippets.map(({ code, input = {} }) => ({ code, input }));
  return (await runInNode(SCRIPT, [PROJECT_ROOT, ALIASES, filled])) as Outside[];
}
