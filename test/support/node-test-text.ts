/** Makes of one of Node's test files the text of a function's body, and finds the fixtures that it names. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, type Program, parse } from 'acorn';

/** Imports as calls of `require`: the few shapes that there are in those files. */
function withoutImports(text: string): string {
  return text
    .replace(/^import \* as (\w+) from ('[^']+');?$/gm, 'const $1 = require($2);')
    .replace(/^import (\w+), (\{[^}]*\}) from ('[^']+');?$/gm, 'const $1 = require($3), $2 = $1;')
    .replace(/^import (\{[^}]*\}) from ('[^']+');?$/gm, (_, names, from) => {
      return `const ${names.replace(/ as /g, ': ')} = require(${from});`;
    })
    .replace(/^import (\w+) from ('[^']+');?$/gm, 'const $1 = require($2);')
    .replace(/^import ('[^']+');?$/gm, 'require($1);');
}

type Statement = Program['body'][number];

/** What statements outside of functions call: a promise that nobody waits for would fail in silence. */
function* callsOf(statements: readonly Statement[]): Generator<Node> {
  for (const each of statements) {
    if (each.type === 'ExpressionStatement' && each.expression.type === 'CallExpression') {
      yield each.expression;
    } else if (each.type === 'BlockStatement') yield* callsOf(each.body);
    else if (each.type === 'ForOfStatement' || each.type === 'ForStatement') {
      yield* callsOf([each.body]);
    }
  }
}

/** A part of a test file that is not run. */
export interface Cut {
  /** The text that it begins with; with the line. */
  readonly from: string;
  /** The text of the first line after it; without it the rest of the file. */
  readonly to?: string;
  readonly why: string;
}

/** @throws when there is nothing to be cut */
export function without(text: string, cuts: readonly Cut[]): string {
  let rest = text;
  for (const { from, to } of cuts) {
    const start = rest.lastIndexOf('\n', rest.indexOf(from)) + 1;
    const end = to === undefined ? rest.length : rest.indexOf(to, rest.indexOf(from) + from.length);
    if (!rest.includes(from) || end < 0) throw new Error(`Cannot cut from '${from}' to '${to}'`);
    // As many lines as there were, for messages.
    const lines = rest.slice(start, end).split('\n').length - 1;
    rest = rest.slice(0, start) + '\n'.repeat(lines) + rest.slice(end);
  }
  return rest;
}

/** @param text a whole file; @returns the body of an async function of `require` and `watch` among others */
export function bodyOfTest(text: string): string {
  const script = withoutImports(text);
  const { body } = parse(script, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
  });
  let watched = '';
  let at = 0;
  for (const { start, end } of callsOf(body)) {
    watched += `${script.slice(at, start)}watch(${script.slice(start, end)})`;
    at = end;
  }
  return watched + script.slice(at);
}

const MAX_FIXTURE_BYTES = 2_000_000;

/** Path below the folder of fixtures → its bytes as Base64, for each that the test seems to name. */
export function fixturesOf(text: string, tests: string): Record<string, string> {
  const found = helpersOf(text, tests);
  for (const name of [...namesIn(text), ...keysMeant(text, tests)]) {
    for (const path of [name, `${name}.js`, `keys/${name}`]) {
      const file = join(tests, 'fixtures', path);
      if (!existsSync(file)) continue;
      const stat = statSync(file);
      if (!stat.isFile() || stat.size > MAX_FIXTURE_BYTES) continue;
      found[path] = readFileSync(file).toString('base64');
    }
  }
  return found;
}

/** What tests share and have for themselves beside the fixtures. */
const HELPERS = ['common/crypto.js'];

/** The helpers that a test names, in the form of fixtures. */
function helpersOf(text: string, tests: string): Record<string, string> {
  const named = HELPERS.filter((path) => text.includes(`../${path.replace(/\.js$/, '')}'`));
  return Object.fromEntries(
    named.map((path) => [path, readFileSync(join(tests, path)).toString('base64')]),
  );
}

/** Literals, alone and as the parts of a path. */
function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(/['"`]([\w./-]{3,80})['"`]/g)) {
    if (!name.includes('..')) names.add(name);
    else names.add(name.replace(/^(\.\.\/)+fixtures\//, ''));
  }
  for (const [list] of text.matchAll(/(?:'[\w.-]+'(?:,\s*)?){2,8}/g)) {
    names.add(list.replace(/'/g, '').replace(/,\s*/g, '/'));
  }
  names.delete('');
  return names;
}

/** Keys whose names a test puts together, by the parts that it says. */
function keysMeant(text: string, tests: string): string[] {
  const templates = [...text.matchAll(/`([\w-]*(?:\$\{\w+\}[\w-]*)+\.pem)`/g)];
  const patterns = templates.map(
    ([, template = '']) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{\w+\}/g, '[\\w-]+')}$`),
  );
  if (patterns.length === 0) return [];
  const all = readdirSync(join(tests, 'fixtures/keys'));
  return all.filter((name) => patterns.some((pattern) => pattern.test(name)));
}
