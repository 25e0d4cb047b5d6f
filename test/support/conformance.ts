/**
 * Holds guest modules to the real ones: the same expressions are evaluated in a sandbox and in Node, and
 * what they give or throw is compared as text.
 */
import { runInNode } from './real-node.ts';
import { makeSandbox, makeWorld, returnedBy, runSnippet, type TestSandbox } from './sandbox.ts';

/** Makes of an expression the text of its value (of what it is a promise for), or of what it throws; the same source in both worlds. */
const SHOW = `
function show(value, depth = 0) {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return value + 'n';
  if (typeof value === 'function') return 'function ' + value.name + '/' + value.length;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (depth > 5) return '…';
  if (ArrayBuffer.isView(value) && value.constructor) {
    const items = Array.from(value, (item) => show(item, depth + 1));
    return value.constructor.name + '[' + items.join() + ']';
  }
  if (value instanceof ArrayBuffer) return 'ArrayBuffer(' + value.byteLength + ')';
  if (value instanceof Error) return 'Error ' + fail(value);
  if (Array.isArray(value)) return '[' + Array.from(value, (item) => show(item, depth + 1)).join() + ']';
  const proto = Object.getPrototypeOf(value);
  const maker = proto === null ? 'null' : proto.constructor && proto.constructor.name;
  return maker + '{' + Object.keys(value).map((key) => JSON.stringify(key) + ':' + show(value[key], depth + 1)).join() + '}';
}
function fail(error) {
  if (typeof error !== 'object' || error === null) return 'threw ' + String(error);
  // What has no code is the engine's own, and worded by it.
  if (error.code === undefined && !globalThis.comparesEngineMessages) return error.name;
  const fields = Object.keys(error).sort().map((key) => key + '=' + show(error[key])).join();
  return [error.name, error.code, error.message, fields].join(' | ');
}
async function answer(names, values, expression) {
  let evaluate;
  try {
    evaluate = new Function(...names, '"use strict"; return (' + expression + '\\n)');
  } catch (error) {
    return 'no expression: ' + error;
  }
  try {
    return show(await evaluate(...values));
  } catch (error) {
    return '! ' + fail(error);
  }
}`;

/** Name in the expressions → an expression for what it stands for, such as `require('buffer')`. */
export type Names = Readonly<Record<string, string>>;

const bindings = (names: Names) => `
  const names = ${JSON.stringify(Object.keys(names))};
  const values = [${Object.values(names).join(', ')}];`;

async function answersOfNode(names: Names, cases: readonly string[]): Promise<string[]> {
  const script = `${SHOW} ${bindings(names)}
    const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    (async () => {
      const answers = [];
      for (const each of cases) answers.push(await answer(names, values, each));
      process.stdout.write(JSON.stringify(answers));
    })();`;
  return (await runInNode(script, cases)) as string[];
}

/** Cases of one run: more would be more than a result may have. */
const CASES_AT_ONCE = 500;
const TIMEOUT_MS = 30_000;

function answersOfGuest(box: TestSandbox, names: Names, cases: readonly string[]): string[] {
  const answers: string[] = [];
  const code = `${SHOW} ${bindings(names)} 
    const answers = [];
    for (const each of input) answers.push(await answer(names, values, each));
    return answers;`;
  for (let at = 0; at < cases.length; at += CASES_AT_ONCE) {
    const requestText = JSON.stringify({ input: cases.slice(at, at + CASES_AT_ONCE) });
    const ran = runSnippet(box, code, { requestText, timeoutMs: TIMEOUT_MS });
    box.sandbox.become(box.image);
    answers.push(...(returnedBy(ran) as string[]));
  }
  return answers;
}

export interface Difference {
  readonly expression: string;
  readonly node: string;
  readonly guest: string;
}

/** What a snippet is answered otherwise than Node answers. */
export async function differences(
  names: Names,
  cases: readonly string[],
): Promise<readonly Difference[]> {
  const asked = answersOfNode(names, cases);
  // The expressions are made into functions, which a snippet may not do where nobody allows it.
  const box = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
  const guest = answersOfGuest(box, names, cases);
  const node = await asked;
  return cases.flatMap((expression, i) =>
    node[i] === guest[i]
      ? []
      : [{ expression, node: node[i] ?? 'nothing', guest: guest[i] ?? 'nothing' }],
  );
}
