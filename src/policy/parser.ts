/**
 * Promise: reading a hostile source costs the host little more than its length. Answers guest
 * patterns for the host's regex compiler (a few hundred named groups cost it seconds), giant
 * BigInts, tens of thousands of names in one scope, and nesting without end.
 * Acorn, told that it reads the body of an async function in strict mode; its version is pinned,
 * because this file overrides methods that acorn does not declare.
 */
import { type Node, type Options, tokTypes } from 'acorn';
import { AcornParser, type PatternState } from './acorn-internals.ts';
import { DeclaredScope } from './scopes.ts';
import {
  MISPLACED_AWAIT,
  NESTED_TOO_DEEPLY,
  SyntaxProblem,
  UNEXPECTED_TOKEN,
} from './syntax-problem.ts';

/** ECMAScript 2025, which is what the engine reads: later syntax would pass here and fail there. */
const OPTIONS = {
  ecmaVersion: 16,
  sourceType: 'script',
  strict: true,
  allowHashBang: false,
} as Options;

/**
 * Most blocks, functions or labels inside one another, and most brackets. People write a dozen; acorn
 * checks a pattern as often as it is deep.
 */
const MAX_NESTING = 128;
/**
 * Most steps of any kind into the grammar: operators, conditions, `else if`s. The engine descends as
 * acorn does, with less stack to spare: 16,000 of `!` run it over the end of the host's.
 */
const MAX_STEPS = 2000;
/** Longest number, digits: a 16,384 bit key in hex. Acorn makes a BigInt of it, in quadratic time. */
const MAX_DIGITS = 4096;
/** Longest pattern acorn checks, UTF-16 units: its check is quadratic; the engine checks longer ones. */
const MAX_CHECKED_PATTERN = 2048;
/** Most names of groups in a pattern acorn checks, times its length: each two of one name are compared, and all that is around them. */
const MAX_CHECKED_NAMES = 10_000;

/** Tokens read between two looks at the clock: about a millisecond. */
const TOKENS_AT_ONCE = 1000;

const SCOPE_TOP = 1;
const SCOPE_FUNCTION = 2;
const SCOPE_ASYNC = 4;

/** Thrown out of acorn's regex reader, between its own check of the pattern and the host's compiler. */
const PATTERN_CHECKED = new Error('The pattern is checked');

export class SnippetParser extends AcornParser {
  /** Whether an `await` was read outside of every nested function. */
  isAsync = false;
  /** Every name that is declared, wherever; without those of function and class expressions. */
  readonly names = new Set<string>();
  /** Expressions in brackets, functions and templates around the place being read. */
  #depth = 0;
  /** Statements, assignments and operands around the place being read. */
  #steps = 0;

  readonly #pace: () => void;
  /** Tokens to read before the next call of `#pace`. */
  #tokensLeft = TOKENS_AT_ONCE;

  constructor(source: string, pace: () => void = () => {}) {
    super(OPTIONS, source);
    this.#pace = pace;
  }

  override next(): void {
    if (--this.#tokensLeft === 0) {
      this.#tokensLeft = TOKENS_AT_ONCE;
      this.#pace();
    }
    super.next();
  }

  override raise(offset: number, reason: string): never {
    const token = { type: this.type, text: this.input.slice(this.start, this.end) };
    const previous = this.input.slice(this.lastTokStart, this.lastTokEnd);
    // Behind the last token, not behind the empty lines that follow it.
    const isAtEnd = this.type === tokTypes.eof && offset === this.start;
    throw new SyntaxProblem(reason, isAtEnd ? this.lastTokEnd : offset, token, previous);
  }

  /** Where `await` is no keyword acorn reads it as a name, and stumbles over what comes next. */
  override unexpected(offset?: number): never {
    if (this.input.slice(this.lastTokStart, this.lastTokEnd) === 'await') {
      const isKeyword = (currentScope(this).varScope.flags & SCOPE_ASYNC) !== 0;
      // An arrow function may end with that name: then its body is left already.
      if (!isKeyword || this.type.startsExpr) this.raise(this.lastTokStart, MISPLACED_AWAIT);
    }
    this.raise(offset ?? this.start, UNEXPECTED_TOKEN);
  }

  override raiseRecoverable(offset: number, reason: string): never {
    return this.raise(offset, reason);
  }

  /** The caller of `parse` meets the RangeError: here the stack may still be too short to do so. */
  override catchStackOverflow<T>(parse: () => T): T {
    return parse();
  }

  /** Called by acorn's constructor too, before this class has its fields. */
  override enterScope(flags: number): void {
    const { scopeStack } = this;
    if (scopeStack.length >= MAX_NESTING) this.raise(this.start, NESTED_TOO_DEEPLY);
    const bodyFlags = flags === SCOPE_TOP ? SCOPE_FUNCTION | SCOPE_ASYNC : flags;
    scopeStack.push(new DeclaredScope(scopeStack[scopeStack.length - 1], bodyFlags));
  }

  override exitScope(): void {
    this.scopeStack.pop()?.leave();
  }

  override currentVarScope(): DeclaredScope {
    return currentScope(this).varScope;
  }

  override currentThisScope(): DeclaredScope {
    return currentScope(this).thisScope;
  }

  override declareName(name: string, binding: number, offset: number): void {
    this.names.add(name);
    if (currentScope(this).declare(name, binding)) {
      this.raise(offset, `Identifier '${name}' has already been declared`);
    }
  }

  override parseLabeledStatement(node: Node, name: string, label: Node, context: string): Node {
    if (this.labels.length >= MAX_NESTING) this.raise(this.start, NESTED_TOO_DEEPLY);
    return super.parseLabeledStatement(node, name, label, context);
  }

  override parseStatement(context: unknown, isTopLevel: unknown, exports: unknown): Node {
    this.#stepIn();
    const node = super.parseStatement(context, isTopLevel, exports);
    this.#steps--;
    return node;
  }

  override parseMaybeAssign(forInit: unknown, errors: unknown, afterLeftParse: unknown): Node {
    this.#stepIn();
    const node = super.parseMaybeAssign(forInit, errors, afterLeftParse);
    this.#steps--;
    return node;
  }

  override parseMaybeUnary(
    errors: unknown,
    isSawUnary: unknown,
    incDec: unknown,
    forInit: unknown,
  ): Node {
    this.#stepIn();
    const node = super.parseMaybeUnary(errors, isSawUnary, incDec, forInit);
    this.#steps--;
    return node;
  }

  #stepIn(): void {
    if (++this.#steps > MAX_STEPS) this.raise(this.start, NESTED_TOO_DEEPLY);
  }

  override parseExprAtom(errors: unknown, forInit: unknown, forNew: unknown): Node {
    if (++this.#depth > MAX_NESTING) this.raise(this.start, NESTED_TOO_DEEPLY);
    const node = super.parseExprAtom(errors, forInit, forNew);
    this.#depth--;
    return node;
  }

  override parseAwait(forInit: boolean): Node {
    this.#noteAwait();
    return super.parseAwait(forInit);
  }

  override parseForStatement(node: Node & { await?: boolean }): Node & { await?: boolean } {
    const loop = super.parseForStatement(node);
    if (loop.await === true) this.#noteAwait();
    return loop;
  }

  #noteAwait(): void {
    if (!currentScope(this).isInNestedFunction) this.isAsync = true;
  }

  /** Reads `import.meta`, which a script has not, so that the check can say what to do instead. */
  override parseImportMeta(node: Node & { property?: Node }): Node {
    this.next();
    const property = this.parseIdent(true);
    if (property.name !== 'meta') this.raise(property.start, "Unexpected 'import'");
    node.property = property;
    return this.finishNode(node, 'MetaProperty');
  }

  override readNumber(startsWithDot: boolean): void {
    this.#boundNumber();
    super.readNumber(startsWithDot);
  }

  override readRadixNumber(radix: number): void {
    this.#boundNumber();
    super.readRadixNumber(radix);
  }

  #boundNumber(): void {
    const { input, pos } = this;
    const most = pos + MAX_DIGITS;
    let end = pos;
    while (end <= most && isWordCode(input.charCodeAt(end))) end++;
    if (end > most) this.raise(pos, `Number too long: at most ${MAX_DIGITS} digits are allowed`);
  }

  /** As acorn's, which looks for the end of a `\u{…` through the whole source, each time. */
  override readCodePoint(): number {
    const { input, pos } = this;
    if (input[pos] === '{') {
      let end = pos + 1;
      while (isWordCode(input.charCodeAt(end))) end++;
      if (input[end] !== '}') this.invalidStringToken(pos + 1, 'Bad character escape sequence');
    }
    return super.readCodePoint();
  }

  override validateRegExpPattern(state: PatternState): never {
    if (isQuicklyChecked(state.source)) super.validateRegExpPattern(state);
    // A check takes as long as thousands of tokens.
    this.#pace();
    throw PATTERN_CHECKED;
  }

  /** As acorn's, but that the token's value is no host RegExp. */
  override readRegexp(): void {
    try {
      super.readRegexp();
    } catch (thrown) {
      if (thrown !== PATTERN_CHECKED) throw thrown;
      const { source, flags } = this.regexpState;
      this.finishToken(tokTypes.regexp, { pattern: source, flags, value: null });
    }
  }
}

function isQuicklyChecked(pattern: string): boolean {
  if (pattern.length > MAX_CHECKED_PATTERN) return false;
  return (pattern.split('(?<').length - 1) * pattern.length <= MAX_CHECKED_NAMES;
}

function currentScope({ scopeStack }: SnippetParser): DeclaredScope {
  return scopeStack[scopeStack.length - 1] as DeclaredScope;
}

/** Digits, letters and `_`: what a number is made of, but for its dot. */
function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95
  );
}
