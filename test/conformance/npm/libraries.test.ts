import { expect, setDefaultTimeout, test } from 'bun:test';
import { shareServer } from '../../support/shared-server.ts';
import { runOutside } from '../../support/snippets-outside.ts';
import { LIBRARY_SNIPPETS } from './library-snippets.ts';
import { PATH_SNIPPETS } from './path-snippets.ts';
import { KEYS, TOKEN_SNIPPETS } from './token-snippets.ts';

setDefaultTimeout(120_000);

const server = shareServer({ how: 'source', env: { EXECUTION_TIMEOUT_MS: '20000' } });

const tables = [
  ['', LIBRARY_SNIPPETS],
  ['', PATH_SNIPPETS],
  [KEYS, TOKEN_SNIPPETS],
] as const;

for (const [before, table] of tables) {
  for (const [name, bodies] of Object.entries(table)) {
    test(`require('${name}') gives the library as it is outside, in ${bodies.length} cases`, async () => {
      const snippets = bodies.map((body) => ({
        code: `${before}const m = require('${name}');\n${body}`,
      }));
      const outside = await runOutside(snippets);
      for (const [i, snippet] of snippets.entries()) {
        const { body } = await server().execute(snippet);
        const inside = body.success ? { result: body.result } : { threw: body.error.type };
        expect({ code: bodies[i], ...inside }).toEqual({ code: bodies[i], ...outside[i] } as never);
      }
    });
  }
}
