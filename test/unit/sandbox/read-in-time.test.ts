import { describe, expect, test } from 'bun:test';
import { checkProgram } from '../../../src/policy/check.ts';
import { parseSnippet } from '../../../src/policy/parse.ts';
import {
  type ReadLimits,
  type ReadOptions,
  readInTime,
} from '../../../src/sandbox/read-in-time.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** A clock that goes on by a millisecond at every tick, and how often there was one. */
function makeTicking() {
  const clock = new FakeClock();
  let ticks = 0;
  const onTick = () => {
    ticks++;
    clock.advance(1);
  };
  return { clock, onTick, ticks: () => ticks };
}

const LONG = 'a;'.repeat(100_000);

const parse = (source: string, options: ReadOptions, limits: ReadLimits) =>
  readInTime(options, limits, (pace) => parseSnippet(source, pace));

describe('readInTime()', () => {
  test('gives signs of life while it reads', () => {
    const { ticks, ...options } = makeTicking();
    const limits = { deadlineMs: Number.POSITIVE_INFINITY, timeoutMs: 1000 };
    expect(parse(LONG, options, limits).ok).toBe(true);
    expect(ticks()).toBe(200);
  });

  test('ends by its deadline, whatever is left to read', () => {
    const { ticks, ...options } = makeTicking();
    const limits = { deadlineMs: options.clock.nowMs() + 7, timeoutMs: 7 };
    expect(parse(LONG, options, limits)).toEqual({
      ok: false,
      failure: {
        code: 'timeout',
        message: 'The snippet was not read within its deadline of 7 ms',
        hint: 'Send less code',
      },
    });
    expect(ticks()).toBe(7);
  });

  test('looks at no clock for what people write', () => {
    const { ticks, ...options } = makeTicking();
    const limits = { deadlineMs: 0, timeoutMs: 1 };
    expect(parse('return input.a + 1', options, limits).ok).toBe(true);
    expect(ticks()).toBe(0);
  });

  test('ends the check of what was read by its deadline', () => {
    const { ticks, ...options } = makeTicking();
    const program = parseSnippet(LONG);
    if (!program.ok) throw new Error(program.failure.message);
    const limits = { deadlineMs: options.clock.nowMs() + 7, timeoutMs: 7 };
    const checked = readInTime(options, limits, (pace) => checkProgram(program.value, pace));
    expect(checked).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    expect(ticks()).toBe(7);
  });
});
