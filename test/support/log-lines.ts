/** One structured line of a server's log. */
export interface LogRecord {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

const WAIT_MS = 15_000;

/** What a server under test logged, and a way to wait for it. */
export class LogLines {
  readonly #lines: string[] = [];
  readonly #listeners = new Set<() => void>();
  #isEnded = false;

  push(line: string): void {
    if (line.trim() === '') return;
    this.#lines.push(line);
    this.#tell();
  }

  /** Says that no more will come. */
  end(): void {
    this.#isEnded = true;
    this.#tell();
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  /** The lines that are structured. */
  get records(): LogRecord[] {
    return this.#lines.flatMap((line) => {
      const record = tryParse(line);
      return record === undefined ? [] : [record];
    });
  }

  named(msg: string): LogRecord[] {
    return this.records.filter((record) => record.msg === msg);
  }

  /** The first line with this message, as soon as there is one. */
  waitFor(msg: string): Promise<LogRecord> {
    const { promise, resolve, reject } = Promise.withResolvers<LogRecord>();
    const giveUp = () => reject(new Error(`Cannot find '${msg}' in the log:\n${this.text}`));
    const timer = setTimeout(giveUp, WAIT_MS);
    const look = () => {
      const [record] = this.named(msg);
      if (record) resolve(record);
      else if (this.#isEnded) giveUp();
    };
    this.#listeners.add(look);
    look();
    return promise.finally(() => {
      clearTimeout(timer);
      this.#listeners.delete(look);
    });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function tryParse(line: string): LogRecord | undefined {
  try {
    return JSON.parse(line) as LogRecord;
  } catch {
    // Plain text, such as the runtime's own complaints.
    return undefined;
  }
}
