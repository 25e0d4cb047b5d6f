/** The requests of a phase, ready to be sent, and the judge of their answers. */
import { CASES, type CaseName, type Json, type LoadCase, salt, TURNS } from './cases.ts';
import { sameJson } from './same-json.ts';

/** Why an answer does not count. */
export type ErrorKind = string;

export interface Work {
  /** The bytes of the `i`-th request. */
  bytesOf(i: number): Uint8Array;
  caseOf(i: number): string;
  /** What is wrong with the answer to the `i`-th request, if anything is. */
  judge(i: number, status: number, body: string): ErrorKind | undefined;
}

export interface WorkOptions {
  /** `host:port`, for the Host header. */
  readonly host: string;
  readonly path: string;
  /** What is sent, in turn; the five cases where nothing is said. */
  readonly cases?: readonly LoadCase[];
  /** One of them alone. */
  readonly onlyCase?: CaseName | undefined;
  /** Gives every request a snippet text of its own, so that no prepared code helps. */
  readonly isDistinct: boolean;
  /** Requests to make ready when they are distinct; beyond them they repeat. */
  readonly count: number;
}

/** Kind of an answer that has another result than it must have. */
export const WRONG = 'wrong answer';

export function createWork(options: WorkOptions): Work {
  const { host, path, onlyCase, isDistinct, count } = options;
  const cases = (options.cases ?? CASES).filter(
    ({ name }) => onlyCase === undefined || name === onlyCase,
  );
  const period = cases.length * TURNS;
  const expected = Array.from({ length: period }, (_, i) => {
    const { loadCase, turn } = place(cases, i);
    return loadCase.expected(turn);
  });
  // Until the result's end the answer of this service is the same to the letter.
  const openings = expected.map(
    (each) => `{"success":true,"result":${JSON.stringify(each)},"timing":`,
  );
  const start = Math.floor(Math.random() * 8e11);
  const requests = Array.from({ length: isDistinct ? count : period }, (_, i) => {
    const { loadCase, turn } = place(cases, i);
    const head = isDistinct ? salt(start + i) : '';
    return encodeRequest({ host, path, body: bodyOf(loadCase, turn, head) });
  });
  return {
    bytesOf: (i) => requests[i % requests.length] ?? new Uint8Array(),
    caseOf: (i) => place(cases, i).loadCase.name,
    judge(i, status, body) {
      if (status !== 200) return `status ${status}`;
      if (body.startsWith(openings[i % period] ?? '')) return undefined;
      return hasResult(body, expected[i % period] ?? null) ? undefined : WRONG;
    },
  };
}

function place(cases: readonly LoadCase[], i: number): { loadCase: LoadCase; turn: number } {
  const loadCase = cases[i % cases.length];
  if (!loadCase) throw new Error('Cannot make requests: there is no case');
  return { loadCase, turn: Math.floor(i / cases.length) % TURNS };
}

function bodyOf({ code, input }: LoadCase, turn: number, head: string): string {
  const codebase64 = Buffer.from(head + code).toString('base64');
  return JSON.stringify({ input: input(turn), codebase64 });
}

/** A POST of JSON over a connection that is kept. */
export function encodeRequest(request: { host: string; path: string; body: string }): Uint8Array {
  const { host, path, body } = request;
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function hasResult(body: string, expected: Json): boolean {
  try {
    const answer = JSON.parse(body) as { success?: unknown; result?: Json };
    return answer.success === true && sameJson(answer.result ?? null, expected);
  } catch {
    // Not JSON: certainly not the answer.
    return false;
  }
}
