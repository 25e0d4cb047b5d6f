/** Progress on stderr: one line that is updated in place on a terminal, otherwise one line a phase. */
export interface Progress {
  update(done: number): void;
  /** Ends the line. */
  end(note: string): void;
}

const BAR_CELLS = 30;
const EVERY_MS = 100;

export function showProgress(label: string, total: number): Progress {
  const isTerminal = process.stderr.isTTY === true;
  const write = (text: string): void => void process.stderr.write(text);
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    update(done) {
      if (!isTerminal) return;
      const nowMs = performance.now();
      if (nowMs - lastMs < EVERY_MS) return;
      lastMs = nowMs;
      const filled = Math.round((Math.min(done, total) / total) * BAR_CELLS);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
      write(`\r\x1b[2K${label}  ${bar}  ${done} of ${total}`);
    },
    end: (note) => write(`${isTerminal ? '\r\x1b[2K' : ''}${label}  ${note}\n`),
  };
}
