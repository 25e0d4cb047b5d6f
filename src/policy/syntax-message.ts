/** Acorn's reasons, in words for a beginner. */
import { tokTypes } from 'acorn';
import { findOpenBracket } from './brackets.ts';
import { placeOf } from './excerpt.ts';
import { MISPLACED_AWAIT, type SyntaxProblem, UNEXPECTED_TOKEN } from './syntax-problem.ts';

/** Longest piece of the source that a message repeats, UTF-16 units. */
const MAX_QUOTED = 40;

/** Acorn's reason → ours, where the reason alone is enough. */
const REASONS: ReadonlyMap<string, string> = new Map([
  [
    MISPLACED_AWAIT,
    "Cannot use 'await' here: the function around it is not async, write 'async' before it",
  ],
  ['Unterminated template', 'Unterminated template: the closing ` is missing'],
  ['Unterminated template literal', 'Unterminated template: the closing ` is missing'],
  ['Unterminated comment', 'Unterminated comment: the closing */ is missing'],
  ['Unterminated regular expression', 'Unterminated regular expression: the closing / is missing'],
  [
    'Assigning to rvalue',
    "Cannot assign here: only a variable or a property can stand left of '='",
  ],
  ["'with' in strict mode", "Cannot use 'with': snippets run in strict mode"],
  [
    'Deleting local variable in strict mode',
    'Cannot delete a variable, only a property of an object',
  ],
  ['Argument name clash', 'Two parameters have the same name'],
  ['Octal literal in strict mode', 'Invalid escape: an octal number, write \\x or \\u instead'],
  ['Identifier directly after number', 'Invalid number: a name cannot start with a digit'],
  ['Illegal newline after throw', "The value to throw must stand on the same line as 'throw'"],
  [
    'Unsyntactic break',
    "Cannot use 'break' here: no loop, switch or label of that name is around it",
  ],
  ['Unsyntactic continue', "Cannot use 'continue' here: no loop of that name is around it"],
  [
    'Shorthand property assignments are valid only in destructuring patterns',
    "Unexpected '=' in an object: write ':' between a key and its value",
  ],
  [
    'Logical expressions and coalesce expressions cannot be mixed. Wrap either by parentheses',
    "Cannot mix '??' with '&&' or '||': put one of them in parentheses",
  ],
  [
    'Complex binding patterns require an initialization value',
    "A declaration that takes something apart needs a value: write '= …' after it",
  ],
  [
    "Cannot use 'await' as identifier inside an async function",
    "Cannot use 'await' as a name: it is a reserved word",
  ],
]);

/** What is wrong, in one sentence; the place is told apart from it. */
export function describeProblem(source: string, problem: SyntaxProblem): string {
  const { message } = problem;
  if (message === UNEXPECTED_TOKEN) return describeToken(source, problem);
  return REASONS.get(message) ?? describeByShape(source, problem);
}

function describeByShape(source: string, { message, offset, token }: SyntaxProblem): string {
  if (message.startsWith("'import' and 'export'")) return refuseModuleSyntax(token.text);
  if (message.startsWith('Invalid regular expression: /')) return describePattern(message);
  if (message.startsWith('Unexpected character ')) return describeCharacter(source, offset);
  if (message === 'Unterminated string constant') {
    return `Unterminated string: the closing ${source[offset]} is missing on this line`;
  }
  if (message === 'Invalid number' && source[offset] === '0') {
    return "Invalid number: it must not start with 0, write '0o' before an octal one";
  }
  const name = /^(?:The keyword '(.+)' is reserved|Unexpected keyword '(.+)')$/.exec(message);
  if (name) return `Cannot use '${name[1] ?? name[2]}' as a name: it is a reserved word`;
  const bound = /^(?:Binding|Assigning to) (eval|arguments) in strict mode$/.exec(message);
  return bound ? `Cannot use '${bound[1]}' as a name: snippets run in strict mode` : message;
}

/** What is wrong with a snippet that begins a statement with this word. */
export function refuseModuleSyntax(keyword: string): string {
  return keyword === 'import'
    ? "Cannot use 'import': a snippet is no module; write const x = require('x') instead"
    : "Cannot use 'export': a snippet gives its result with `return`";
}

/** Without the pattern itself, which acorn repeats whole. */
function describePattern(message: string): string {
  return `Invalid regular expression: ${message.slice(message.lastIndexOf('/: ') + 3)}`;
}

function describeCharacter(source: string, offset: number): string {
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  if (/[“”„‘’‚«»「」＂＇]/.test(character)) {
    return `Unexpected character '${character}': write text in straight quotes, ' or "`;
  }
  if (/[（）｛｝［］；：，。、！＝＋]/.test(character)) {
    return `Unexpected character '${character}': write it with its ASCII form`;
  }
  if (/[\p{Letter}\p{Number}\p{Punctuation}\p{Symbol}]/u.test(character)) {
    return `Unexpected character '${character}'`;
  }
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `Unexpected invisible character U+${code}: delete it`;
}

function describeToken(source: string, problem: SyntaxProblem): string {
  const { token, offset, previous } = problem;
  if (token.type === tokTypes.eof)
    return `Unexpected end of the snippet${tellOpen(source, offset)}`;
  if (isUnnamed(token.text, previous)) {
    return `Unexpected token '${token.text}': a ${previous} that stands alone needs a name`;
  }
  if (/^(?:if|while|for|switch)$/.test(previous)) {
    return `Unexpected ${nameToken(problem)}: '(' must follow '${previous}'`;
  }
  const before = source.slice(Math.max(0, offset - 2 * MAX_QUOTED), offset);
  if (token.text === ':' && /\b(?:let|const|var)\s+[\w$]+\s*$/.test(before)) {
    return "Unexpected token ':': types cannot be written in JavaScript";
  }
  if (/\bconst\s+[\w$]+\s*$/.test(before) && /^[;,)]$/.test(token.text)) {
    return "A const needs a value: write '= …' after its name";
  }
  return `Unexpected ${nameToken(problem)}${tellMismatch(source, problem)}`;
}

function isUnnamed(text: string, previous: string): boolean {
  return (previous === 'function' && text === '(') || (previous === 'class' && text === '{');
}

function nameToken({ token: { type, text } }: SyntaxProblem): string {
  const quoted = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED).toWellFormed()}…` : text;
  if (type === tokTypes.string) return `string ${quoted}`;
  if (type === tokTypes.num) return `number ${quoted}`;
  if (type === tokTypes.name) return `name '${quoted}'`;
  return `token '${quoted}'`;
}

/** Which bracket still waits for its other half, at the end of the snippet. */
function tellOpen(source: string, offset: number): string {
  const open = findOpenBracket(source, offset);
  if (open === undefined) return '';
  return `: the '${open.text}' on line ${placeOf(source, open.offset).line} is never closed`;
}

const OPENER_OF: ReadonlyMap<string, RegExp> = new Map([
  [')', /^\($/],
  [']', /^\[$/],
  ['}', /\{$/],
]);

/** For a closing bracket: what it cannot close. */
function tellMismatch(source: string, { token, offset }: SyntaxProblem): string {
  const opener = OPENER_OF.get(token.text);
  if (opener === undefined) return '';
  const open = findOpenBracket(source, offset);
  if (open === undefined) return ': nothing is open that it could close';
  if (opener.test(open.text)) return '';
  return `: the '${open.text}' on line ${placeOf(source, open.offset).line} is still open`;
}
