/** The five snippets of the load test, and what each must answer. */

/** Any JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

export interface LoadCase<Name extends string = string> {
  readonly name: Name;
  /** A function body, as a caller writes it. */
  readonly code: string;
  /** The input of the `turn`-th request; turns give different answers, so that a mix-up shows. */
  readonly input: (turn: number) => Json;
  /** What the snippet must answer to the input of that turn, worked out here. */
  readonly expected: (turn: number) => Json;
}

export const CASE_NAMES = ['addition', 'template', 'array', 'transform', 'math'] as const;
export type CaseName = (typeof CASE_NAMES)[number];

/** Inputs repeat after this many turns. */
export const TURNS = 64;

const numbersOf = (turn: number): number[] => Array.from({ length: 10 }, (_, i) => i * 3 + turn);

const usersOf = (turn: number) =>
  Array.from({ length: 5 }, (_, i) => ({
    id: turn * 10 + i,
    name: `user ${turn}-${i}`,
    age: 14 + ((turn + i * 7) % 50),
    tags: ['a', 'b', String(i)],
  }));

export const CASES: readonly LoadCase<CaseName>[] = [
  {
    name: 'addition',
    code: 'return input.a + input.b;',
    input: (turn) => ({ a: turn, b: 1000 }),
    expected: (turn) => turn + 1000,
  },
  {
    name: 'template',
    code: `return \`Hello \${input.name}! You have \${input.count} messages.\`;`,
    input: (turn) => ({ name: `Zoë ${turn}`, count: turn * 3 }),
    expected: (turn) => `Hello Zoë ${turn}! You have ${turn * 3} messages.`,
  },
  {
    name: 'array',
    code: `const sum = input.numbers.reduce((total, each) => total + each, 0);
return { sum, average: sum / input.numbers.length };`,
    input: (turn) => ({ numbers: numbersOf(turn) }),
    expected: (turn) => {
      const sum = numbersOf(turn).reduce((total, each) => total + each, 0);
      return { sum, average: sum / 10 };
    },
  },
  {
    name: 'transform',
    code: `const adults = input.users.filter((user) => user.age >= 18);
return {
  count: adults.length,
  users: adults.map(({ id, name, tags }) => ({ id, label: name.toUpperCase(), tags: tags.join('+') })),
};`,
    input: (turn) => ({ users: usersOf(turn) }),
    expected: (turn) => {
      const adults = usersOf(turn).filter(({ age }) => age >= 18);
      const users = adults.map(({ id, name, tags }) => ({
        id,
        label: name.toUpperCase(),
        tags: tags.join('+'),
      }));
      return { count: adults.length, users };
    },
  },
  {
    name: 'math',
    code: `const { x } = input;
return {
  power: x ** 2,
  root: Math.sqrt(x * x),
  floor: Math.floor(x / 3),
  round: Math.round(x / 7),
  max: Math.max(x, 10, -x),
  mixed: Math.abs(-x) + Math.sign(x) + Math.trunc(x / 2),
};`,
    input: (turn) => ({ x: turn + 1 }),
    expected: (turn) => {
      const x = turn + 1;
      return {
        power: x ** 2,
        root: x,
        floor: Math.floor(x / 3),
        round: Math.round(x / 7),
        max: Math.max(x, 10),
        mixed: x + 1 + Math.trunc(x / 2),
      };
    },
  },
];

/** Head of a snippet that no other has, 27 characters, so that its base64 can be put before the rest's. */
export function salt(nonce: number): string {
  // The leading 1 keeps the number from being octal, which strict mode refuses.
  return `const salt =${1e11 + (nonce % 9e11)};\n\n`;
}
