import { describe, expect, test } from 'bun:test';
import { describeProblem } from '../../../bench/peers/problem.ts';

describe('describeProblem', () => {
  test('takes the line that names the error out of what a server said', () => {
    const said = `Cannot start the server; it said:
node:internal/modules/cjs/loader:1586
  throw err;
Error: Cannot find module '/some/where/out/peer.node'
    at Module._load (node:internal/modules/cjs/loader:1:2)`;
    expect(describeProblem(new Error(said))).toBe(
      "Cannot start the server; it said: Error: Cannot find module '…'",
    );
  });

  test.each([
    [
      "ENOENT: no such file or directory, open '/proc/1/task'",
      "ENOENT: no such file or directory, open '…'",
    ],
    ['Cannot find file:///some/where/a.mjs', 'Cannot find …'],
    ['100 requests/s and 1/2', '100 requests/s and 1/2'],
    ["Cannot find '@scope/package'", "Cannot find '@scope/package'"],
  ])('%s', (message, told) => {
    expect(describeProblem(new Error(message))).toBe(told);
  });

  test('takes what is no error as text', () => {
    expect(describeProblem('broken')).toBe('broken');
  });
});
