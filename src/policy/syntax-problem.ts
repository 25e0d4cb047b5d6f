import type { TokenType } from 'acorn';

export const NESTED_TOO_DEEPLY = 'nested too deeply';
export const UNEXPECTED_TOKEN = 'Unexpected token';
export const MISPLACED_AWAIT = "'await' outside of an async function";

/** Why and where acorn stopped; `token` and `previous` are the texts of the tokens there. */
export class SyntaxProblem extends Error {
  readonly offset: number;
  readonly token: Lexeme;
  readonly previous: string;

  constructor(reason: string, offset: number, token: Lexeme, previous: string) {
    super(reason);
    this.offset = offset;
    this.token = token;
    this.previous = previous;
  }
}

export interface Lexeme {
  readonly type: TokenType;
  readonly text: string;
}
