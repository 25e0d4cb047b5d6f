/**
 * Holds the guest's `crypto` to that of Node: the same bodies of functions run in a sandbox and in Node,
 * and what they return or throw is compared as text.
 */
import { makeExecutor } from './executor.ts';
import { runInNode } from './real-node.ts';
import { makeWorld } from './sandbox.ts';

/** What both worlds show of a value or of an error. */
const SHOW = `
const show = (value, depth = 0) => {
  if (typeof value === 'bigint') return value + 'n';
  if (typeof value === 'function') return 'function ' + value.name;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (depth > 4) return '…';
  if (value instanceof Error) return fail(value);
  if (Buffer.isBuffer(value)) return 'Buffer ' + value.toString('hex');
  if (ArrayBuffer.isView(value)) return value.constructor.name + ' ' + Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
  if (value instanceof ArrayBuffer) return 'ArrayBuffer ' + Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return '[' + value.map((each) => show(each, depth + 1)).join(', ') + ']';
  return (value.constructor ? value.constructor.name : '') + '{' + Object.keys(value).map((key) => key + ': ' + show(value[key], depth + 1)).join(', ') + '}';
};
const fail = (error) => {
  if (typeof error !== 'object' || error === null) return '! ' + show(error);
  const { name, code, message, library, reason } = error;
  // What has no code and is a TypeError is the engine's own, and worded by it.
  if (name === 'TypeError' && code === undefined) return '! TypeError of the engine';
  return '! ' + [name, code, message, library, reason].map(String).join(' | ');
};
const answer = async (run) => {
  try {
    return show(await run());
  } catch (error) {
    return fail(error);
  }
};`;

/** Cases in one run: the code of more would be too long. */
const CASES_AT_ONCE = 25;

/** The lines of a text that holds a case on each. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const functionsOf = (cases: readonly string[]): string =>
  `[${cases.map((body) => `async () => {${body}\n}`).join(',\n')}]`;

export interface CryptoDifference {
  readonly body: string;
  readonly node: string;
  readonly guest: string;
}

async function answersOfNode(prelude: string, cases: readonly string[]): Promise<string[]> {
  const script = `const crypto = require('crypto'); ${SHOW} ${prelude}
    (async () => {
      const out = [];
      for (const run of ${functionsOf(cases)}) out.push(await answer(run));
      process.stdout.write(JSON.stringify(out));
    })();`;
  return (await runInNode(script, null)) as string[];
}

async function answersOfGuest(prelude: string, cases: readonly string[]): Promise<string[]> {
  const box = await makeExecutor({ world: await makeWorld(), sandboxes: 1 });
  const out: string[] = [];
  for (let at = 0; at < cases.length; at += CASES_AT_ONCE) {
    const part = cases.slice(at, at + CASES_AT_ONCE);
    const code = `const crypto = require('crypto'); ${SHOW} ${prelude}
      const out = [];
      for (const run of ${functionsOf(part)}) out.push(await answer(run));
      return out;`;
    const job = box.offer(code, { timeoutMs: 20_000 });
    box.executor.accept([job]);
    while (!box.answers.some(({ sequence }) => sequence === job.sequence)) {
      await Bun.sleep(1);
      box.clock.advance(1);
    }
    const { result } = box.answerTo(job);
    if (!result.ok)
      throw new Error(
        `Cannot run the cases: ${box.faults.map((x) => (x as Error).stack)} ${JSON.stringify(result)} ${JSON.stringify(part)}`,
      );
    out.push(...(JSON.parse(result.json) as string[]));
  }
  return out;
}

const KEYS = `const crypto = require('crypto');
  const make = (type, options = {}) =>
    crypto.generateKeyPairSync(type, options).privateKey.export({ type: 'pkcs8', format: 'pem' });
  process.stdout.write(JSON.stringify({
    rsa: make('rsa', { modulusLength: 1024 }), rsa2: make('rsa', { modulusLength: 2048 }),
    small: make('rsa', { modulusLength: 512 }), ec: make('ec', { namedCurve: 'P-256' }),
    ec384: make('ec', { namedCurve: 'P-384' }), ec521: make('ec', { namedCurve: 'P-521' }),
    k1: make('ec', { namedCurve: 'secp256k1' }), bp: make('ec', { namedCurve: 'brainpoolP256r1' }),
    ed: make('ed25519'), ed448: make('ed448'), x: make('x25519'), x2: make('x25519'), x448: make('x448'),
    pss: make('rsa-pss', { modulusLength: 1024, hashAlgorithm: 'sha256', saltLength: 20 }),
    pss0: make('rsa-pss', { modulusLength: 1024 }), dh: make('dh', { group: 'modp5' }),
    dsa: make('dsa', { modulusLength: 1024, divisorLength: 160 }), dh2: make('dh', { group: 'modp5' }),
  }));`;

/** What cases may use: `B(size, byte)`, `D`, and keys of every type by `PEM`, `priv(name)` and `pub(name)`. */
async function makePrelude(): Promise<string> {
  const keys = JSON.stringify(await runInNode(KEYS, null));
  return `const B = (size, byte = 1) => Buffer.alloc(size, byte);
    const D = Buffer.from('data');
    const PEM = ${keys};
    const priv = (name) => crypto.createPrivateKey(PEM[name]);
    const pub = (name) => crypto.createPublicKey(PEM[name]);`;
}

/** What the guest answers otherwise than Node does. @param cases expressions; those that begin with a statement return their value */
export async function cryptoDifferences(
  expressions: readonly string[],
): Promise<readonly CryptoDifference[]> {
  const prelude = await makePrelude();
  const cases = expressions.map((each) =>
    /^(const|let|return) /.test(each) ? each : `return ${each}`,
  );
  const node = await answersOfNode(prelude, cases);
  const guest = await answersOfGuest(prelude, cases);
  return cases.flatMap((body, i) =>
    node[i] === guest[i] ? [] : [{ body, node: node[i] ?? '', guest: guest[i] ?? '' }],
  );
}
