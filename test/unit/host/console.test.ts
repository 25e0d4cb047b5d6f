import { describe, expect, test } from 'bun:test';
import { MAX_LOG_BYTES, MAX_LOG_LINES } from '../../../src/base/limits.ts';
import { ConsoleCapture } from '../../../src/host/console.ts';

const linesOf = (capture: ConsoleCapture) =>
  JSON.parse(capture.toJson()) as { level: string; message: string }[];

describe('ConsoleCapture', () => {
  test('ConsoleCapture gives the empty text when nothing was printed', () => {
    expect(new ConsoleCapture().toJson()).toBe('');
  });

  test('ConsoleCapture keeps lines in order, with their levels', () => {
    const capture = new ConsoleCapture();
    const lines = (['debug', 'info', 'log', 'warn', 'error'] as const).map((level) => ({
      level,
      message: `a ${level} "\n\ud800`,
    }));
    for (const line of lines) capture.write(line);
    expect(linesOf(capture)).toEqual(lines);
  });

  test('ConsoleCapture keeps so many lines and tells how many are missing', () => {
    const capture = new ConsoleCapture();
    for (let i = 0; i < MAX_LOG_LINES + 250; i++) capture.write({ level: 'log', message: `${i}` });
    const lines = linesOf(capture);
    expect(lines).toHaveLength(MAX_LOG_LINES + 1);
    expect(lines.at(-2)?.message).toBe(`${MAX_LOG_LINES - 1}`);
    expect(lines.at(-1)).toEqual({ level: 'warn', message: '… 250 more lines were printed' });
  });

  test('ConsoleCapture keeps so many bytes and tells how many lines are missing', () => {
    const capture = new ConsoleCapture();
    const message = 'x'.repeat(10_000);
    for (let i = 0; i < 1000; i++) capture.write({ level: 'log', message });
    const lines = linesOf(capture);
    expect(lines.length).toBe(Math.floor(MAX_LOG_BYTES / 10_000) + 1);
    expect(lines.at(-1)?.message).toBe(`… ${1000 - lines.length + 1} more lines were printed`);
  });

  // `message.length` is UTF-16 units: of other scripts up to three times as many bytes are kept.
  test('ConsoleCapture counts in bytes', () => {
    const capture = new ConsoleCapture();
    for (let i = 0; i < 1000; i++) capture.write({ level: 'log', message: '€'.repeat(10_000) });
    const kept = linesOf(capture).reduce((sum, line) => sum + Buffer.byteLength(line.message), 0);
    expect(kept).toBeLessThanOrEqual(MAX_LOG_BYTES + 100);
  });
});
