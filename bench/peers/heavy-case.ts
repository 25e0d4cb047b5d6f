import type { LoadCase } from '../load/cases.ts';

const N = 25;

/** A snippet that does nothing but compute: here a JIT compiler wins. */
export const HEAVY_CASE: LoadCase = {
  name: `fib(${N})`,
  code: `const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
return fib(input.n);`,
  input: () => ({ n: N }),
  expected: () => 75_025,
};
