/** Holds what snippets do over the network to what Node does: both call the same server. */
import { runOutside } from './snippets-outside.ts';
import { startServer } from './start-server.ts';
import { startUpstream } from './upstream.ts';

/** Lets snippets speak to the tests' own servers. */
export const NETWORK_ENV: Readonly<Record<string, string>> = {
  NETWORK_ALLOW: '127.0.0.1,localhost',
};

/** Snippets that run in the service at once. */
const LANES = 4;

export interface NetworkDifference {
  readonly code: string;
  readonly node: unknown;
  readonly guest: unknown;
}

/** @param snippets what each is given as `input` is the server's address */
export async function networkDifferences(
  snippets: readonly string[],
): Promise<readonly NetworkDifference[]> {
  await using upstream = await startUpstream();
  await using server = await startServer({
    how: 'source',
    env: {
      ...NETWORK_ENV,
      DISABLED_GLOBALS: 'none',
      STATIC_CHECK: 'off',
      EXECUTION_TIMEOUT_MS: '30000',
    },
  });
  const asked = runOutside(snippets.map((code) => ({ code, input: upstream.url })));
  const guest: unknown[] = [];
  const waiting = [...snippets.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [i, code] = next;
      const { body } = await server.execute({ code, input: upstream.url });
      guest[i] = body.success ? { result: body.result } : { threw: body.error.type };
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const node = await asked;
  return snippets.flatMap((code, i) =>
    Bun.deepEquals(node[i], guest[i]) ? [] : [{ code, node: node[i], guest: guest[i] }],
  );
}
