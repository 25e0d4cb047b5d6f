import { expect, setDefaultTimeout, test } from 'bun:test';
import { runInNode } from '../../support/real-node.ts';
import { shareServer } from '../../support/shared-server.ts';
import { FORMATTED, SHOWN_VALUES } from './console-values.ts';

setDefaultTimeout(120_000);

const server = shareServer({ how: 'source', env: {} });

const FRAMES = /(?:\n *at [^\n]*)+/g;
/** Frames are another engine's: what counts is where there are some. */
const cut = (text: string) => text.replace(FRAMES, '\n AT').replace(/lastModified: \d+/, '');

/** Values that `util.inspect` shows otherwise as well; the reasons stand in its test. */
const KNOWN_GAPS = [
  /Function\.prototype/,
  /\*j\(\)/,
  // Node leaves out frames that an error shares with its cause; here there are others.
  /cause: new/,
  // The global object is disabled.
  /globalThis/,
];

const METHODS = [
  'console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 })',
  "console.dir('text')",
  "console.dir([1, 'a'], { colors: true })",
  'console.dirxml({ a: 1 }, [2])',
  "console.group('g'); console.log({ a: 1 }); console.group(); console.info('deep\\nline'); console.groupEnd(); console.groupEnd(); console.log('out')",
  "console.assert(true, 'x'); console.assert(false); console.assert(0, 'a %s', 'b'); console.assert(null, { a: 1 }, 2)",
  "console.count(); console.count('a'); console.count(); console.countReset(); console.count(undefined); console.count(5)",
  'console.table([{ a: 1, b: "x" }, { a: 22 }, 5])',
  'console.table([[1, 2], [3, 4]])',
  'console.table({ x: { a: 1 }, y: { b: 2 } })',
  'console.table([1, "two", null, undefined])',
  'console.table(new Map([["k", { a: 1 }], [2, [3]]]))',
  'console.table(new Set([1, "b", {}]))',
  'console.table([{ a: { b: 1 }, c: [1, 2, 3, 4], d: () => 1 }])',
  "console.table([{ a: 1, b: 2, c: 3 }], ['a', 'c'])",
  "console.table([{ a: 1 }], ['zz'])",
  'console.table([])',
  'console.table({})',
  'console.table(5)',
  'console.table(null)',
  'console.table([{ name: "中文", n: 1 }, { name: "é", n: 22 }])',
  'console.table([{ a: { x: 1, y: 2, z: 3 } }])',
  'console.table([{ 2: "b", 1: "a", z: 1 }])',
  'console.table("text")',
  'console.table([true, Symbol("s"), 5n])',
  "console.log(); console.info('i'); console.warn('w', { a: 1 }); console.error('e'); console.debug('d')",
  "console.log('%s')",
  'console.clear()',
];

const statements = [
  ...SHOWN_VALUES.filter((value) => !KNOWN_GAPS.some((gap) => gap.test(value))).map(
    (value) => `console.log(${value})`,
  ),
  ...FORMATTED.map((args) => `console.log(${args})`),
  ...METHODS,
];

/** What Node writes, to either stream, for each statement. */
async function writtenByNode(): Promise<string[]> {
  const script = `const { Writable } = require('stream'); const { Console } = require('console');
    const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    const answers = cases.map((code) => {
      let text = '';
      const stream = { write(chunk) { text += chunk; return true; }, on() {}, once() {}, removeListener() {}, listenerCount: () => 0 };
      try {
        new Function('console', 'require', code)(new Console({ stdout: stream, stderr: stream }), require);
      } catch (error) {
        return '! ' + error;
      }
      return text;
    });
    process.stdout.write(JSON.stringify(answers));`;
  return (await runInNode(script, statements)) as string[];
}

test('console prints as Node does', async () => {
  const wanted = await writtenByNode();
  const different: object[] = [];
  for (const [i, code] of statements.entries()) {
    const { body } = await server().execute({ code: `${code}; return 1` });
    const logs = (body as { logs?: { message: string }[] }).logs ?? [];
    const guest = body.success
      ? cut(logs.map(({ message }) => `${message}\n`).join(''))
      : JSON.stringify(body.error);
    const node = cut(wanted[i] ?? '');
    // What throws there is printed here all the same, and a text is cut at a length of its own.
    if (guest !== node && !node.startsWith('! ') && node.length < 15_000)
      different.push({ code, guest, node });
  }
  expect(different).toEqual([]);
});
