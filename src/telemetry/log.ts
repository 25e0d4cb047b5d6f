import pino, { type Logger } from 'pino';

export type { Logger };

/** Structured JSON lines on stderr; to a stream, for pino's transports do not work in a compiled binary. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void process.stderr.write(line) },
  );
}
