/** NOT a security boundary: an early, friendly no. The wall is the engine, which holds without it. */
import type { AnyNode, Node } from 'acorn';
import { describeModule, isAvailable } from './modules.ts';
import { constantText, keyOf, propertyOf, unwrap } from './shapes.ts';

/** What a rule found. */
export interface Match {
  /** The node that is wrong. */
  readonly at: Node;
  /** What the snippet does there, after "Cannot": `call 'eval'`. */
  readonly what: string;
  /** What to use instead, where that depends on the match. */
  readonly instead?: string;
}

export interface Rule {
  readonly id: string;
  readonly code: 'forbidden_pattern' | 'forbidden_module';
  /** The types of node it looks at. */
  readonly on: readonly AnyNode['type'][];
  /** @param names every name the snippet declares: one that is its own is not the one meant here */
  readonly match: (node: AnyNode, names: ReadonlySet<string>) => Match | undefined;
  readonly why: string;
  readonly instead: string;
}

export const RULES: readonly Rule[] = [
  {
    id: 'code-from-text',
    code: 'forbidden_pattern',
    on: ['CallExpression', 'NewExpression', 'TaggedTemplateExpression'],
    match: matchCodeFromText,
    why: 'code cannot be made from text here',
    instead: 'write the code itself, and read data from text with JSON.parse',
  },
  {
    id: 'constructor-chain',
    code: 'forbidden_pattern',
    on: ['MemberExpression'],
    match: matchConstructorChain,
    why: 'it leads to the constructor of functions, and code cannot be made from text here',
    instead: 'write the code itself; the class of a value is its `.constructor`, once',
  },
  {
    id: 'import',
    code: 'forbidden_pattern',
    on: ['ImportExpression', 'MetaProperty'],
    match: matchImport,
    why: 'a snippet is no module',
    instead: "write const x = require('x')",
  },
  {
    id: 'require',
    code: 'forbidden_module',
    on: ['CallExpression'],
    match: matchRequire,
    why: 'there is no such module here',
    instead: 'GET /modules lists those that there are',
  },
  {
    id: 'prototype-access',
    code: 'forbidden_pattern',
    on: ['MemberExpression', 'ObjectExpression', 'ObjectPattern'],
    match: matchPrototypeAccess,
    why: 'it reaches the prototype of an object',
    instead:
      "use Object.create or Object.getPrototypeOf; for a plain key of that name write ['__proto__']: …",
  },
];

/** The rule that no single node decides: a loop is known when all of it is read. */
export const ENDLESS_LOOP = {
  id: 'endless-loop',
  code: 'forbidden_pattern',
  what: 'loop for ever',
  why: 'nothing in this loop can end it: no break, return, throw, await or yield',
  instead: 'give the loop a condition that becomes false, or a `break`',
} as const;

const CODE_MAKERS: ReadonlySet<string> = new Set(['eval', 'Function']);
const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);
const INDIRECT_CALLS: ReadonlySet<string> = new Set(['call', 'apply', 'bind']);
const FUNCTION_LITERALS: ReadonlySet<string> = new Set([
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

function matchCodeFromText(node: AnyNode, names: ReadonlySet<string>): Match | undefined {
  const called = calledBy(node);
  if (called === undefined) return undefined;
  const maker = codeMaker(called, names) ?? codeMaker(indirectlyCalled(called), names);
  return maker === undefined ? undefined : { at: called, what: `call '${maker}'` };
}

function calledBy(node: AnyNode): AnyNode | undefined {
  if (node.type === 'TaggedTemplateExpression') return unwrap(node.tag);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  return unwrap(node.callee);
}

/** For `f.call`, `f.apply` and `f.bind`: f. */
function indirectlyCalled(called: AnyNode): AnyNode | undefined {
  if (called.type !== 'MemberExpression') return undefined;
  return INDIRECT_CALLS.has(propertyOf(called) ?? '') ? unwrap(called.object) : undefined;
}

/** The name of the function that makes code from text, when `node` is one. */
function codeMaker(node: AnyNode | undefined, names: ReadonlySet<string>): string | undefined {
  if (node?.type === 'Identifier') {
    return CODE_MAKERS.has(node.name) && !names.has(node.name) ? node.name : undefined;
  }
  if (node?.type !== 'MemberExpression') return undefined;
  const property = propertyOf(node) ?? '';
  const object = unwrap(node.object);
  if (property === 'constructor') return isFunctionKind(object) ? 'Function' : undefined;
  const isGlobal =
    object.type === 'Identifier' && GLOBAL_OBJECTS.has(object.name) && !names.has(object.name);
  return isGlobal && CODE_MAKERS.has(property) ? property : undefined;
}

/** A function as written, or `Object.getPrototypeOf` of one: the ways to the hidden constructors. */
function isFunctionKind(node: AnyNode): boolean {
  if (FUNCTION_LITERALS.has(node.type)) return true;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const [argument] = node.arguments;
  return (
    propertyOf(node.callee) === 'getPrototypeOf' && FUNCTION_LITERALS.has(argument?.type ?? '')
  );
}

function matchConstructorChain(node: AnyNode): Match | undefined {
  if (node.type !== 'MemberExpression' || propertyOf(node) !== 'constructor') return undefined;
  const object = unwrap(node.object);
  if (object.type !== 'MemberExpression' || propertyOf(object) !== 'constructor') return undefined;
  return { at: object.property, what: "use '.constructor.constructor'" };
}

function matchImport(node: AnyNode): Match | undefined {
  if (node.type === 'MetaProperty') {
    return node.meta.name === 'import' ? { at: node, what: "use 'import.meta'" } : undefined;
  }
  if (node.type !== 'ImportExpression') return undefined;
  const name = constantText(node.source);
  const match = { at: node, what: "use 'import()'" };
  return name === undefined ? match : { ...match, instead: describeModule(name) };
}

function matchRequire(node: AnyNode, names: ReadonlySet<string>): Match | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = unwrap(node.callee);
  if (callee.type !== 'Identifier' || callee.name !== 'require') return undefined;
  const [argument] = node.arguments;
  const name = argument && constantText(argument);
  if (name === undefined || isAvailable(name) || names.has('require')) return undefined;
  return { at: callee, what: `require '${name.slice(0, 60)}'`, instead: describeModule(name) };
}

const PROTOTYPE_KEY = '__proto__';

function matchPrototypeAccess(node: AnyNode): Match | undefined {
  const at = prototypeKeyIn(node);
  return at === undefined ? undefined : { at, what: `use '${PROTOTYPE_KEY}'` };
}

function prototypeKeyIn(node: AnyNode): Node | undefined {
  if (node.type === 'MemberExpression') {
    return propertyOf(node) === PROTOTYPE_KEY ? node.property : undefined;
  }
  if (node.type === 'ObjectPattern') {
    return node.properties.find(hasPrototypeKey);
  }
  // In a literal only the form `__proto__: value` sets the prototype; any other makes a plain key.
  return node.type === 'ObjectExpression'
    ? node.properties.find((property) => hasPrototypeKey(property) && isPlainPair(property))
    : undefined;
}

function hasPrototypeKey(node: AnyNode): boolean {
  return node.type === 'Property' && keyOf(node) === PROTOTYPE_KEY;
}

function isPlainPair(node: AnyNode): boolean {
  if (node.type !== 'Property' || node.kind !== 'init') return false;
  return !node.computed && !node.shorthand && !node.method;
}
