import type { LogLevel } from '../../wire/host-calls.ts';
import { toConsoleText } from '../node/inspect.ts';
import { defineHidden } from '../prelude/define.ts';
import { bounded } from '../prelude/failure.ts';
import { callHost } from '../prelude/host.ts';
import { world } from '../prelude/primordials.ts';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'log', 'warn', 'error'];

/** Longest line that goes to the host, UTF-16 units; the host bounds the whole. */
const MAX_LINE = 16_384;

/** Puts `console` into the world; its methods do nothing when the operator does not allow it. */
export function installConsole(isAllowed: boolean): void {
  const console: Record<string, (...values: unknown[]) => void> = {};
  for (const level of LEVELS) {
    const write = isAllowed ? writerOf(level) : () => {};
    console[level] = { [level]: (...values: unknown[]) => write(values) }[level] as never;
  }
  defineHidden(world, 'console', console);
}

function writerOf(level: LogLevel): (values: unknown[]) => void {
  return (values) => {
    let message = '';
    for (let i = 0; i < values.length && message.length <= MAX_LINE; i++) {
      const text = bounded(toConsoleText(values[i]), MAX_LINE);
      message = i === 0 ? text : `${message} ${text}`;
    }
    callHost('console.write', { level, message: bounded(message, MAX_LINE) });
  };
}
