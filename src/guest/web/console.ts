import type { LogLevel } from '../../wire/host-calls.ts';
import { toConsoleText } from '../node/inspect.ts';
import { bounded } from '../prelude/failure.ts';
import { callHost } from '../prelude/host.ts';
import { getSettings } from '../prelude/settings.ts';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'log', 'warn', 'error'];

/** Longest line that goes to the host, UTF-16 units; the host bounds the whole. */
const MAX_LINE = 16_384;

type Write = (...values: unknown[]) => void;

/** Its methods do nothing when the operator does not allow it. */
export const console: Readonly<Record<string, Write>> = Object.fromEntries(
  LEVELS.map((level) => {
    const write = (values: unknown[]) => {
      if (getSettings().allowsConsole) writeLine(level, values);
    };
    return [level, { [level]: (...values: unknown[]) => write(values) }[level] as Write];
  }),
);

function writeLine(level: LogLevel, values: unknown[]): void {
  let message = '';
  for (let i = 0; i < values.length && message.length <= MAX_LINE; i++) {
    const text = bounded(toConsoleText(values[i]), MAX_LINE);
    message = i === 0 ? text : `${message} ${text}`;
  }
  callHost('console.write', { level, message: bounded(message, MAX_LINE) });
}
