/** The static check: parse a snippet, and ask every rule. */
import { bench, do_not_optimize as consume } from 'mitata';
import { checkProgram } from '../../src/policy/check.ts';
import { parseSnippet } from '../../src/policy/parse.ts';
import { measureAll, printMicro } from './report.ts';

const LINES = [
  'const adults = input.users.filter((user) => user.age >= 18);',
  'let total = 0;',
  'for (const { age } of adults) total += age;',
  'const names = adults.map(({ name }) => name.trim().toUpperCase());',
  'if (names.length === 0) throw new Error("nobody is 18 or older");',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of a snippet
  'const label = `${names.join(", ")}: ${total / names.length}`;',
  'const byAge = new Map(adults.map((user) => [user.age, user]));',
  'function pick(age) { return byAge.get(age)?.name ?? null; }',
  'const eldest = Math.max(...byAge.keys());',
];

for (const lines of [1, 10, 200]) {
  const source = snippetOf(lines);
  const program = parseSnippet(source);
  if (!(program.ok && checkProgram(program.value).ok)) throw new Error('Cannot use this snippet');
  const size = `${lines} ${lines === 1 ? 'line' : 'lines'}, ${source.length} characters`;
  bench(`parse: ${size}`, () => consume(parseSnippet(source)));
  bench(`rules: ${size}`, () => consume(checkProgram(program.value)));
}

printMicro('The static check', await measureAll());

/** Blocks of ordinary lines, each in a scope of its own, and a return. */
function snippetOf(lines: number): string {
  if (lines === 1) return 'return "Hello " + input.name + "! Count: " + input.count;';
  const blocks: string[] = [];
  for (let left = lines - 1; left > 0; left -= LINES.length) {
    blocks.push(`{ ${LINES.slice(0, left).join('\n')} }`);
  }
  return `${blocks.join('\n')}\nreturn input.users.length;`;
}
