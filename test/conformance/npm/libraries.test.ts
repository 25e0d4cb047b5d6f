import { expect, setDefaultTimeout, test } from 'bun:test';
import { shareServer } from '../../support/shared-server.ts';
import { runOutside } from '../../support/snippets-outside.ts';
import {
  AJV_2019_SNIPPETS,
  AJV_2020_SNIPPETS,
  AJV_FORMATS_SNIPPETS,
  AJV_SNIPPETS,
} from './ajv-snippets.ts';
import { AXIOS_SNIPPETS } from './axios/offline.ts';
import { HANDLEBARS_SNIPPETS } from './handlebars-snippets.ts';
import { JSONPATH_SNIPPETS } from './jsonpath-snippets.ts';
import { JSZIP_SNIPPETS } from './jszip-snippets.ts';
import { LIBRARY_SNIPPETS } from './library-snippets.ts';
import { PATH_SNIPPETS } from './path-snippets.ts';
import { KEYS, TOKEN_SNIPPETS } from './token-snippets.ts';

setDefaultTimeout(120_000);

const server = shareServer({ how: 'source', env: { EXECUTION_TIMEOUT_MS: '20000' } });

const OWN_TABLES = {
  jszip: JSZIP_SNIPPETS,
  ajv: AJV_SNIPPETS,
  'ajv/dist/2019': AJV_2019_SNIPPETS,
  'ajv/dist/2020': AJV_2020_SNIPPETS,
  'ajv-formats': AJV_FORMATS_SNIPPETS,
  handlebars: HANDLEBARS_SNIPPETS,
  axios: AXIOS_SNIPPETS,
  'jsonpath-plus': JSONPATH_SNIPPETS,
};

const tables = [
  ['', LIBRARY_SNIPPETS],
  ['', PATH_SNIPPETS],
  [KEYS, TOKEN_SNIPPETS],
  ['', OWN_TABLES],
] as const;

for (const [before, table] of tables) {
  for (const [name, bodies] of Object.entries(table)) {
    test(`require('${name}') gives the library as it is outside, in ${bodies.length} cases`, async () => {
      const snippets = bodies.map((body) => ({
        code: `${before}const m = require('${name}');\n${body}`,
      }));
      const outside = await runOutside(snippets);
      const answers = await Promise.all(snippets.map((snippet) => server().execute(snippet)));
      for (const [i, { body }] of answers.entries()) {
        const inside = body.success ? { result: body.result } : { threw: body.error.type };
        expect({ code: bodies[i], ...inside }).toEqual({ code: bodies[i], ...outside[i] } as never);
      }
    });
  }
}
