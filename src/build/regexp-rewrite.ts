/**
 * Regular expressions as the engine reads them. With the flag `v` it takes some characters outside of a class for
 * those that are reserved inside of one: a `-` by itself, and a punctuator twice. Escaped, they mean the same.
 */
import { type AnyNode, type Literal, parse } from 'acorn';

/** What `v` reserves in a class when it stands there twice, and what it means outside by itself. */
const DOUBLED = /^([!#%&,:;<=>@`~])\1/;

/** @param source one ES module */
export function escapeForEngine(source: string): string {
  if (!/\/[a-z]*v[a-z]*\b/.test(source)) return source;
  const program = parse(source, { ecmaVersion: 'latest', sourceType: 'module' });
  let text = '';
  let at = 0;
  for (const { start, end, regex } of findRegExps(program)) {
    if (!regex.flags.includes('v')) continue;
    text += `${source.slice(at, start)}/${escapeOutsideClasses(regex.pattern)}/${regex.flags}`;
    at = end;
  }
  return text + source.slice(at);
}

type RegExpLiteral = Literal & { readonly regex: NonNullable<Literal['regex']> };

/** In the order of the source. */
function findRegExps(node: AnyNode): RegExpLiteral[] {
  if (node.type === 'Literal') return node.regex ? [node as RegExpLiteral] : [];
  return Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).flatMap((each) =>
      isNode(each) ? findRegExps(each) : [],
    ),
  );
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function escapeOutsideClasses(pattern: string): string {
  let text = '';
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '\\') {
      text += char + pattern[++i];
      continue;
    }
    if (char === '[') depth++;
    if (char === ']') depth--;
    const isReserved = char === '-' || DOUBLED.test(pattern.slice(i, i + 2));
    text += depth === 0 && isReserved && !isSyntax(pattern, i) ? hexOf(char) : char;
  }
  return text;
}

/** `(?<=`, `(?:` and the modifiers `(?i-m:` are no characters to match. */
function isSyntax(pattern: string, at: number): boolean {
  return /\(\?[a-z<-]*$/.test(pattern.slice(0, at));
}

function hexOf(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16)}`;
}
