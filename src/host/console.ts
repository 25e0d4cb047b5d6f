import { utf8Length } from '../base/bytes.ts';
import { MAX_LOG_BYTES, MAX_LOG_LINES } from '../base/limits.ts';
import type { HostCalls, LogLevel } from '../wire/host-calls.ts';
import { oneOfIn, textIn } from './claims.ts';
import type { Handlers, Owned } from './host-run.ts';

interface Line {
  readonly level: LogLevel;
  readonly message: string;
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'log', 'warn', 'error'];

/** What one run prints, bounded in lines and in bytes; a last line tells what is missing. */
export class ConsoleCapture implements Owned {
  readonly isWaiting = false;
  readonly #lines: Line[] = [];
  #bytes = 0;
  #dropped = 0;

  write({ level, message }: HostCalls['console.write']['in']): void {
    this.#bytes += utf8Length(message);
    if (this.#lines.length >= MAX_LOG_LINES || this.#bytes > MAX_LOG_BYTES) this.#dropped++;
    else this.#lines.push({ level, message });
  }

  /** `[{level, message}]`, or the empty text when nothing was printed. */
  toJson(): string {
    if (this.#lines.length === 0 && this.#dropped === 0) return '';
    const note: Line[] =
      this.#dropped === 0
        ? []
        : [{ level: 'warn', message: `… ${this.#dropped} more lines were printed` }];
    return JSON.stringify([...this.#lines, ...note]);
  }
}

/** The capture of a run. */
export const consoleOf = (): ConsoleCapture => new ConsoleCapture();

export const CONSOLE_CALLS: Handlers<'console.write'> = {
  'console.write'(claim, _bytes, run) {
    const level = oneOfIn(claim, 'level', LEVELS);
    run.own(consoleOf).write({ level, message: textIn(claim, 'message') });
  },
};
