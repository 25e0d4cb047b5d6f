import { expect, setDefaultTimeout, test } from 'bun:test';
import { shareServer } from '../../support/shared-server.ts';
import { runOutside } from '../../support/snippets-outside.ts';
import { XLSX_SNIPPETS } from './xlsx-snippets.ts';

setDefaultTimeout(120_000);

const AT_ONCE = 60;

const server = shareServer({ how: 'source', env: { EXECUTION_TIMEOUT_MS: '20000' } });

for (let from = 0; from < XLSX_SNIPPETS.length; from += AT_ONCE) {
  const bodies = XLSX_SNIPPETS.slice(from, from + AT_ONCE);
  test(`require('xlsx') gives what it gives outside, in cases ${from} to ${from + bodies.length - 1}`, async () => {
    const snippets = bodies.map((body) => ({ code: `const m = require('xlsx');\n${body}` }));
    const outside = await runOutside(snippets);
    const answers = await Promise.all(snippets.map((snippet) => server().execute(snippet)));
    for (const [i, { body }] of answers.entries()) {
      const inside = body.success ? { result: body.result } : { threw: body.error.type };
      expect({ code: bodies[i], ...inside }).toEqual({ code: bodies[i], ...outside[i] } as never);
    }
  });
}
