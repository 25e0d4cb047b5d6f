/**
 * The static check is the host's own code, which no meter stops: whatever the source, it must cost little
 * more than its length.
 */
import { expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import type { Failure } from '../../src/base/failure.ts';
import { checkProgram } from '../../src/policy/check.ts';
import { parseSnippet } from '../../src/policy/parse.ts';
import { withHint } from '../../src/sandbox/diagnose.ts';
import { cpuMs } from '../support/cpu.ts';
import { checkProperty } from '../support/fuzz.ts';

setDefaultTimeout(120_000);

const PIECES = [
  ...['a', 'b', '@', '#x', '(', ')', '[', ']', '{', '}', '=>', '=', '+', '-', '!', '~', '?', '?.'],
  ...[':', ';', ',', '.', '...', '`', '${', '"', "'", '/', '\\', '*', '**', '//', '/*', '*/', '\n'],
  ...['\r', '\u2028', ' ', 'let ', 'const ', 'var ', 'function ', 'function*', 'async ', 'await '],
  ...['yield ', 'class ', 'extends ', 'static ', 'get ', 'set ', 'new ', 'delete ', 'typeof '],
  ...['if(a)', 'else ', 'for(', 'for(let a of ', 'in ', 'of ', 'while(a)', 'do ', 'switch(a){'],
  ...[
    'case 1:',
    'default:',
    'try{',
    'catch(e)',
    'catch{',
    'finally{',
    'return ',
    'throw ',
    'break ',
  ],
  ...[
    'continue ',
    'this',
    'super',
    'import(',
    'import.meta',
    'new.target',
    'true',
    '1',
    '1n',
    '0x1',
  ],
  ...['1e9', '.5', '1_0', '/a/', '/(?:', '(?=', '(?<=', '(?<a>', '\\k<a>', '\\1', '[a-z]', '{1,2}'],
  ...[
    '\\u{61}',
    '\\u0061',
    '\\p{L}',
    '&&',
    '||',
    '??',
    '??=',
    '===',
    '<',
    '<<',
    '<!--',
    '-->',
    '_',
  ],
  ...['$', 'é', '𝒳', '\ud800', '\0', '\ufeff', '({', '})', '()', '[]', '{}', '=>{', 'a:', 'a='],
  ...[
    '...a',
    'static{',
    '#a in ',
    'x.#a',
    'tag`',
    'eval',
    'arguments',
    '__proto__:1',
    'constructor',
  ],
  ...['require("x")', '"use strict";', '/v', '/u;', '[[', '--', '\\q{', '(?i:'],
] as const;

const pieces = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...PIECES), { minLength, maxLength, size: 'max' });

interface Repeated {
  readonly before: readonly string[];
  readonly again: readonly string[];
  readonly after: readonly string[];
  /** Whether the names in each repetition are new ones. */
  readonly isNumbered: boolean;
}

const repeated: fc.Arbitrary<Repeated> = fc.record({
  before: pieces(0, 3),
  again: pieces(1, 5),
  after: pieces(0, 2),
  isNumbered: fc.boolean(),
});

function write({ before, again, after, isNumbered }: Repeated, length: number): string {
  const parts: string[] = [];
  for (let i = 0, written = 0; written < length; i++) {
    const part = again.join('');
    parts.push(isNumbered ? part.replace(/\b[abx]\b/g, (name) => name + i.toString(36)) : part);
    written += part.length;
  }
  return before.join('') + parts.join('') + after.join('');
}

const THROWN: Failure = {
  code: 'guest_threw',
  type: 'ReferenceError',
  message: 'abd is not defined',
  line: 1,
  column: 5,
};

/** All that the host does with a source: reads it, checks it, explains what is wrong, finds a hint. */
function read(source: string): void {
  const program = parseSnippet(source);
  if (!program.ok) return;
  checkProgram(program.value);
  withHint({ ok: false, failure: THROWN }, source, {
    globals: ['Array', 'Object'],
    read: parseSnippet,
  });
}

/** Most that the longest source of a server nobody configured may cost, milliseconds. */
const MOST_MS = 400;
const LENGTH = 65_535;

test('the static check reads any source in time that grows with its length alone', async () => {
  await checkProperty(
    fc.property(repeated, (source) => {
      const long = write(source, LENGTH);
      // Once is enough for most; what takes long is measured again, without what warming up takes.
      if (cpuMs(() => read(long), 1) < MOST_MS / 4) return;
      expect(cpuMs(() => read(long), 3)).toBeLessThan(MOST_MS);
      const longer = write(source, 4 * LENGTH);
      expect(cpuMs(() => read(longer), 2)).toBeLessThan(8 * cpuMs(() => read(long), 2) + 100);
    }),
    700,
  );
});
