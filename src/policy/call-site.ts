/** What stands in the source at a place the engine names. */
import type { AnyNode } from 'acorn';
import type { Place } from './excerpt.ts';
import type { Program } from './parse.ts';
import { walk } from './walk.ts';

/** Longest expression worth repeating, UTF-16 units. */
const MAX_REPEATED = 60;

/** Names joined by dots, up to the end of the text. */
const PATH_BEFORE = /(?:[\p{ID_Continue}$]|\?*\.)+$/u;
const PATH = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\??\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u;

/**
 * What is called at `place`, when it is a plain `a.b.c`: the engine names the bracket of a call, or
 * the `return` of one that is returned.
 */
export function calledAt({ source, body }: Program, place: Place): string | undefined {
  const offset = offsetOf(source, place);
  if (offset === undefined) return undefined;
  if (source[offset] === '(') return pathBefore(source, offset);
  const called = source.startsWith('return', offset) ? returnedCall(body, offset) : undefined;
  return called && asPath(source.slice(called.start, Math.min(called.end, called.start + 100)));
}

const METHOD_BEFORE = /\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*$/u;

/** The name of the method that is called at `place`, whatever it is called on. */
export function methodAt({ source, body }: Program, place: Place): string | undefined {
  const offset = offsetOf(source, place);
  if (offset === undefined) return undefined;
  const callee = source[offset] === '(' ? undefined : returnedCall(body, offset);
  const end = callee?.end ?? offset;
  const before = source.slice(Math.max(0, end - MAX_REPEATED), end);
  return METHOD_BEFORE.exec(before)?.[1];
}

/** What a property is read of at `place`, when it is a plain `a.b.c`: the engine names the dot. */
export function readAt({ source }: Program, place: Place): string | undefined {
  const offset = offsetOf(source, place);
  if (offset === undefined) return undefined;
  return /[.[]/.test(source[offset] ?? '') ? pathBefore(source, offset) : undefined;
}

/** The engine counts lines by `\n` alone. */
function offsetOf(source: string, { line, column }: Place): number | undefined {
  let lineStart = 0;
  for (let i = 1; i < line; i++) {
    lineStart = source.indexOf('\n', lineStart) + 1;
    if (lineStart === 0) return undefined;
  }
  return lineStart + column - 1;
}

function pathBefore(source: string, offset: number): string | undefined {
  const before = source.slice(Math.max(0, offset - MAX_REPEATED - 1), offset).trimEnd();
  return asPath(PATH_BEFORE.exec(before)?.[0] ?? '');
}

function asPath(text: string): string | undefined {
  return text.length <= MAX_REPEATED && PATH.test(text) ? text : undefined;
}

/** The callee of the call that a `return` at `offset` returns. */
function returnedCall(root: AnyNode, offset: number): AnyNode | undefined {
  let called: AnyNode | undefined;
  walk(root, {
    leaveTypes: new Set(),
    leave: () => true,
    enter(node) {
      if (node.type !== 'ReturnStatement' || node.start !== offset) return true;
      if (node.argument?.type === 'CallExpression') called = node.argument.callee;
      return false;
    },
  });
  return called;
}
