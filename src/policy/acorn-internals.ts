import { type Node, type Options, Parser, type Program, type Token, type TokenType } from 'acorn';
import type { DeclaredScope } from './scopes.ts';

export interface PatternState {
  readonly source: string;
  readonly flags: string;
}

/** What the parser of snippets uses of acorn's beyond its declared types. */
export interface ParserInternals {
  readonly input: string;
  readonly pos: number;
  readonly start: number;
  readonly end: number;
  readonly lastTokStart: number;
  readonly lastTokEnd: number;
  readonly type: TokenType & { readonly startsExpr: boolean };
  readonly labels: readonly unknown[];
  readonly scopeStack: DeclaredScope[];
  /** The pattern read last. */
  readonly regexpState: PatternState;
  parse(): Program;
  [Symbol.iterator](): Iterator<Token>;
  next(): void;
  unexpected(offset?: number): never;
  raise(offset: number, reason: string): never;
  raiseRecoverable(offset: number, reason: string): never;
  catchStackOverflow<T>(parse: () => T): T;
  enterScope(flags: number): void;
  exitScope(): void;
  currentVarScope(): DeclaredScope;
  currentThisScope(): DeclaredScope;
  declareName(name: string, binding: number, offset: number): void;
  parseLabeledStatement(node: Node, name: string, label: Node, context: string): Node;
  parseForStatement(node: Node & { await?: boolean }): Node & { await?: boolean };
  parseAwait(forInit: boolean): Node;
  parseStatement(context: unknown, isTopLevel: unknown, exports: unknown): Node;
  parseMaybeAssign(forInit: unknown, errors: unknown, afterLeftParse: unknown): Node;
  parseMaybeUnary(errors: unknown, isSawUnary: unknown, incDec: unknown, forInit: unknown): Node;
  parseExprAtom(errors: unknown, forInit: unknown, forNew: unknown): Node;
  parseIdent(isLiberal: boolean): Node & { name: string };
  parseImportMeta(node: Node & { property?: Node }): Node;
  finishNode(node: Node, type: string): Node;
  readNumber(startsWithDot: boolean): void;
  readRadixNumber(radix: number): void;
  readRegexp(): void;
  validateRegExpPattern(state: PatternState): void;
  readCodePoint(): number;
  invalidStringToken(offset: number, reason: string): never;
  finishToken(type: TokenType, value: unknown): void;
}

/** Acorn's parser with all its methods open; whoever overrides one relies on the pinned version. */
export const AcornParser = Parser as unknown as {
  new (options: Options, source: string): ParserInternals;
};
