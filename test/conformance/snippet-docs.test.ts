import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { FAILURES } from '../../src/base/failure.ts';
import { errorOf, resultOf } from '../support/answer.ts';
import { requireConfig } from '../support/build-services.ts';
import { NETWORK_ENV } from '../support/network-conformance.ts';
import { shareServer } from '../support/shared-server.ts';
import { readExamples, type SnippetExample } from '../support/snippet-examples.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';
import { describeWays, PROJECT_ROOT, WAYS } from '../support/ways.ts';

setDefaultTimeout(30_000);

const readDocument = (name: string) => Bun.file(join(PROJECT_ROOT, 'docs', name)).text();
const ENGLISH = await readDocument('snippets.md');
const CHINESE = await readDocument('snippets.zh-CN.md');
const EXAMPLES = readExamples(ENGLISH);
const FEWEST_EXAMPLES = 20;
const MIB = 2 ** 20;
/** Written like a failure's code, and none. */
const NODE_MODULES: ReadonlySet<string> = new Set(['child_process']);

/** Without its words: what a computer makes of an example. */
const core = ({ title: _, ...rest }: SnippetExample) => rest;

const namesBetween = (mark: string, markdown: string): string[] => {
  const [, names] = new RegExp(`<!-- ${mark} -->\n\`\`\`text\n([^\`]+)\`\`\``).exec(markdown) ?? [];
  if (names === undefined) throw new Error(`Cannot find the names that are '${mark}'`);
  return names.trim().split(/\s+/);
};

/** What the documents call, and a server of the tests' own answers. */
const API = 'https://api.example.com';
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(async () => {
  await upstream[Symbol.asyncDispose]();
});
const calling = (input: unknown): unknown =>
  JSON.parse(JSON.stringify(input).replaceAll(API, upstream.url));

describeWays('docs/snippets.md', WAYS, (how) => {
  const server = shareServer({ how, env: NETWORK_ENV });

  test.each(EXAMPLES.map((example) => [example.title, example] as const))(
    '%s',
    async (_, { code, language, input, expected, logs }) => {
      const answer = await server().execute({
        code,
        language,
        ...(input !== undefined && { input: calling(input) }),
      });
      if ('error' in expected) expect(errorOf(answer)).toMatchObject(expected.error);
      else expect(resultOf(answer)).toEqual(expected.result);
      if (logs !== undefined) expect(answer.body).toMatchObject({ logs });
    },
  );

  test.each([
    ['there', 'present'],
    ['not there', 'absent'],
  ])('the names that are %s are %s', async (mark, wanted) => {
    const names = namesBetween(mark, ENGLISH);
    // `typeof` of a name that nobody declared is no error.
    const looks = names.map(
      (name) => `['${name}', typeof ${name} === 'undefined' ? 'absent' : 'present']`,
    );
    const answer = await server().execute({ code: `return [${looks.join(', ')}]` });
    expect(resultOf(answer)).toEqual(names.map((name) => [name, wanted]));
  });

  test('the modules that are named can be required', async () => {
    const names = namesBetween('modules', ENGLISH);
    const looks = names.map((name) => `['${name}', typeof require('${name}')]`);
    const found = resultOf(await server().execute({ code: `return [${looks.join(', ')}]` }));
    expect(found).toEqual(
      names.map((name) => [name, expect.stringMatching(/^(?:object|function)$/)]),
    );
  });
});

describe.each([
  ['docs/snippets.md', ENGLISH],
  ['docs/snippets.zh-CN.md', CHINESE],
])('%s', (_, markdown) => {
  test('names failures that there are', () => {
    const named = [...markdown.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(10);
    const unknown = named.filter((name) => !Object.hasOwn(FAILURES, name));
    expect(unknown.filter((name) => !NODE_MODULES.has(name))).toEqual([]);
  });

  test('tells the limits that hold where nothing is set', () => {
    const { settings } = requireConfig({});
    const figures = [...markdown.matchAll(/^\|[^|]+\| ([\d,]+) [^|]+\| `\w+` \|$/gm)].map(
      ([, figure]) => Number(figure?.replaceAll(',', '')),
    );
    expect(figures).toEqual([
      settings.MAX_CODE_LENGTH,
      settings.MAX_INPUT_SIZE / MIB,
      settings.MAX_RESULT_SIZE / MIB,
      settings.EXECUTION_TIMEOUT_MS / 1000,
      settings.SANDBOX_MEMORY_BYTES / MIB,
    ]);
  });
});

describe('docs/snippets.zh-CN.md', () => {
  test('has the same examples, in the same order', () => {
    expect(readExamples(CHINESE).map(core)).toEqual(EXAMPLES.map(core));
  });

  test.each(['there', 'not there', 'modules'])('has the same names of what is %s', (mark) => {
    expect(namesBetween(mark, CHINESE)).toEqual(namesBetween(mark, ENGLISH));
  });
});

test('there are enough examples, each numbered by its place', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(FEWEST_EXAMPLES);
  for (const [at, { title }] of EXAMPLES.entries()) expect(title).toStartWith(`${at + 1}. `);
});
