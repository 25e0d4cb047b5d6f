/**
 * Holds guest modules to the real ones: the same expressions are evaluated in the guest's engine and in
 * Node, and what they give or throw is compared as text.
 */
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten';
import { systemClock } from '../../src/base/clock.ts';
import { createSessions } from '../../src/host/dispatch.ts';
import { runInNode } from './real-node.ts';

/** Makes of an expression the text of its value, or of what it throws; the same source in both worlds. */
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
function answer(names, values, expression) {
  let evaluate;
  try {
    evaluate = new Function(...names, '"use strict"; return (' + expression + '\\n)');
  } catch (error) {
    return 'no expression: ' + error;
  }
  try {
    return show(evaluate(...values));
  } catch (error) {
    return '! ' + fail(error);
  }
}`;

const dump = (modules: Readonly<Record<string, string>>) => JSON.stringify(Object.keys(modules));

/** @param modules name in the expressions → name of the Node module */
async function answersOfNode(modules: Readonly<Record<string, string>>, cases: readonly string[]) {
  const script = `${SHOW}
    const names = ${dump(modules)};
    const values = ${JSON.stringify(Object.values(modules))}.map((each) => {
      const [path, name] = each.split('#');
      return name === undefined ? require(path) : require(path)[name];
    });
    const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    process.stdout.write(JSON.stringify(cases.map((each) => answer(names, values, each))));`;
  return (await runInNode(script, cases)) as string[];
}

const guestFile = (name: string) => new URL(`../../src/guest/${name}`, import.meta.url).pathname;

/** @param files name in the expressions → the guest module's file under `src/guest` */
async function answersOfGuest(files: Readonly<Record<string, string>>, cases: readonly string[]) {
  const entry = Object.entries(files)
    .map(([, file], i) => {
      const [path = '', name = 'default'] = file.split('#');
      return `import { ${name} as m${i} } from ${JSON.stringify(guestFile(path))};`;
    })
    .concat(`globalThis.modules = [${Object.keys(files).map((_, i) => `m${i}`)}];`)
    .join('\n');
  const path = '/entry.ts';
  const built = await Bun.build({
    entrypoints: [path],
    files: { [path]: entry },
    target: 'browser',
    format: 'iife',
    // Modules are strict code; a bundle is not, unless it says so.
    banner: "'use strict';",
  });
  const [output] = built.outputs;
  if (!built.success || !output) throw new AggregateError(built.logs, 'Cannot bundle the modules');
  const variant = (await import('@jitl/quickjs-wasmfile-release-sync')).default;
  const engine = await newQuickJSWASMModuleFromVariant(variant);
  const context = engine.newContext();
  const session = createSessions(systemClock)({ deliver() {}, fail: (thrown) => void thrown });
  const host = context.newFunction('__host', (name, argument, ...buffers) => {
    const bytes = buffers.map((buffer) => context.getArrayBuffer(buffer).value.slice());
    const answer = session.call({
      name: context.getString(name),
      argument: context.getString(argument),
      sizes: bytes.map(({ length }) => length),
      copyBytes: () => bytes,
      deadlineMs: Number.POSITIVE_INFINITY,
    });
    if (answer === undefined) return context.undefined;
    if (typeof answer === 'string') return context.newString(answer);
    return context.newArrayBuffer(answer.slice().buffer);
  });
  context.setProp(context.global, '__host', host);
  const run = (source: string) => context.dump(context.unwrapResult(context.evalCode(source)));
  run(await output.text());
  run(`${SHOW} globalThis.names = ${dump(files)};`);
  const answers: string[] = [];
  for (let at = 0; at < cases.length; at += CASES_AT_ONCE) {
    const part = JSON.stringify(cases.slice(at, at + CASES_AT_ONCE));
    const text = run(`JSON.stringify(${part}.map((each) => answer(names, modules, each)))`);
    answers.push(...(JSON.parse(text as string) as string[]));
  }
  return answers;
}

/** The answers of more would be more text than crosses at once. */
const CASES_AT_ONCE = 200;

export interface Modules {
  /** Name in the expressions → [the Node module, the guest module's file under `src/guest`], `#` before one export. */
  readonly [name: string]: readonly [node: string, guest: string];
}

export interface Difference {
  readonly expression: string;
  readonly node: string;
  readonly guest: string;
}

/** What the guest answers otherwise than Node does. */
export async function differences(
  modules: Modules,
  cases: readonly string[],
): Promise<readonly Difference[]> {
  const pick = (at: 0 | 1) =>
    Object.fromEntries(Object.entries(modules).map(([name, pair]) => [name, pair[at]]));
  const [node, guest] = await Promise.all([
    answersOfNode(pick(0), cases),
    answersOfGuest(pick(1), cases),
  ]);
  return cases.flatMap((expression, i) =>
    node[i] === guest[i]
      ? []
      : [{ expression, node: node[i] ?? 'nothing', guest: guest[i] ?? 'nothing' }],
  );
}
