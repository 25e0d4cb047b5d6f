import { describeAbsent } from './absent.ts';
import { builtInMethods } from './built-ins.ts';
import { calledAt, methodAt, readAt } from './call-site.ts';
import type { Place } from './excerpt.ts';
import { describeModule } from './modules.ts';
import { MAX_CANDIDATES, suggestName } from './nearest-name.ts';
import type { Program } from './parse.ts';
import { SLIPS } from './slips.ts';

/** What a hint may draw on. */
interface Thrown {
  readonly program: Program;
  readonly globals: readonly string[];
  readonly place: Place | undefined;
}

type Hint = string | undefined;
type Describe = (match: RegExpExecArray, thrown: Thrown) => Hint;

/** Slips that the snippet itself says more about than the message does. */
const DESCRIBED: readonly (readonly [type: string, message: RegExp, describe: Describe])[] = [
  ['ReferenceError', /^'?([^\s']{1,200}?)'? is not defined$/, describeUndefined],
  ['ReferenceError', /^'?([^\s']{1,200}?)'? is not initialized$/, describeTooEarly],
  [
    'TypeError',
    /^cannot (read|set) property (?:'([^']{1,200})' )?of (undefined|null)$/,
    describeMissingObject,
  ],
  ['TypeError', /^not a function$/, describeNoFunction],
  ['TypeError', /^'?([^\s']{1,200}?)'? is read-only$/, describeReadOnly],
  ['SyntaxError', /^/, describeBadJson],
  ['SecurityError', /^Cannot require '([^']{1,200})'/, ([, name = '']) => describeModule(name)],
  [
    'SecurityError',
    / is disabled: code cannot be made from text here$/,
    () => 'write the code itself, and read data from text with JSON.parse',
  ],
];

/**
 * What a beginner could try after an error of this type and message, in QuickJS's wording.
 * @param globals names that the snippet sees besides its own
 * @param place where it was thrown, as the engine counts; with it a hint can name what is called there
 */
export function hintForThrown(
  type: string,
  message: string,
  program: Program,
  globals: readonly string[],
  place?: Place,
): Hint {
  const slip = SLIPS.find((each) => each.type === type && each.message.test(message));
  if (slip !== undefined) return slip.hint;
  for (const [ofType, pattern, describe] of DESCRIBED) {
    const match = ofType === type ? pattern.exec(message) : null;
    if (match) return describe(match, { program, globals, place });
  }
  return undefined;
}

/** Words that are no names, but are mistyped like them. */
const WORDS: readonly string[] = ['true', 'false', 'null', 'undefined', 'this'];

function describeUndefined([, name = '']: RegExpExecArray, { program, globals }: Thrown): Hint {
  if (program.names.has(name)) {
    return `'${name}' is declared in another block or function: declare it outside of that one`;
  }
  const absent = describeAbsent(name);
  if (absent !== undefined) return absent;
  const own = program.names.values().take(MAX_CANDIDATES / 2);
  const near = suggestName(name, [...own, 'input', ...WORDS, ...globals]);
  if (near !== undefined) return `did you mean '${near}'?`;
  return `'${name}' is declared nowhere: write 'let ${name} = …' first, or 'input.${name}' if it comes with the input`;
}

function describeTooEarly([, name = '']: RegExpExecArray): Hint {
  return `'${name}' is used before the line that declares it has run: move that line up`;
}

function describeMissingObject(match: RegExpExecArray, { program, place }: Thrown): Hint {
  const [, verb, property, nothing] = match;
  const object = place && readAt(program, place);
  const what =
    object === undefined || object === nothing
      ? `what stands before ${asAccess(property)}`
      : `'${object}'`;
  const check = `${what} is ${nothing}: check its spelling and that \`input\` has it`;
  if (verb === 'set') return `${check}, or give it a value first`;
  return `${check}, or write '?.' there to go on with undefined`;
}

function asAccess(property: string | undefined): string {
  if (property === undefined) return 'the [ ]';
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(property)
    ? `'.${property}'`
    : `['${property}']`;
}

const NO_FUNCTION =
  'what is called is no function: check the spelling of its name, and that what stands before it is of the kind you expect';

/** What a response has, and the promise of one has not. */
const RESPONSE_METHODS: readonly string[] = [
  'json',
  'text',
  'arrayBuffer',
  'blob',
  'formData',
  'bytes',
];
const FETCHES = /\bfetch\s*\(/;

/** The commonest slip with `fetch`. */
function describeUnawaited({ program, place }: Thrown): Hint {
  if (place === undefined || !FETCHES.test(program.source)) return undefined;
  const method = methodAt(program, place);
  if (method === undefined || !RESPONSE_METHODS.includes(method)) return undefined;
  return `'fetch' gives a promise, which has no '.${method}': wait for it first, (await fetch(…)).${method}()`;
}

function describeNoFunction(_: RegExpExecArray, thrown: Thrown): Hint {
  const unawaited = describeUnawaited(thrown);
  if (unawaited !== undefined) return unawaited;
  const { program, place } = thrown;
  const called = place && calledAt(program, place);
  if (called === undefined) return NO_FUNCTION;
  const dot = called.lastIndexOf('.');
  const method = called.slice(dot + 1);
  if (dot === -1)
    return `'${called}' is no function: see what it holds with console.log(typeof ${called})`;
  const object = called.slice(0, dot).replace(/\?$/, '');
  if (builtInMethods().ofArrays.has(method)) {
    return `'.${method}' is for arrays: check that '${object}' is one, and what is passed to it`;
  }
  if (builtInMethods().all.has(method)) {
    return `not every kind of value has '.${method}': check what '${object}' holds, and what is passed to it`;
  }
  const near = suggestName(method, builtInMethods().all);
  if (near !== undefined) return `did you mean '.${near}'?`;
  return `'${object}' has no method '${method}': check its spelling and what '${object}' holds`;
}

function describeReadOnly([, name = '']: RegExpExecArray, { program }: Thrown): Hint {
  return program.names.has(name)
    ? `'${name}' is a const: declare it with 'let' to change it`
    : `'${name}' cannot be changed: make a copy first, { ...object } or [...array]`;
}

/** The snippet itself parses, so text that does not was given to something at run time. */
function describeBadJson({ input: message }: RegExpExecArray, { program }: Thrown): Hint {
  if (!program.source.includes('JSON.parse')) return undefined;
  return message === "unexpected token: 'object'"
    ? 'JSON.parse takes text, and was given an object: `input` is parsed already'
    : 'the text given to JSON.parse is not JSON: keys and texts stand in double quotes, and no comma is last';
}
