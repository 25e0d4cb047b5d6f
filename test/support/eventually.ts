const POLL_MS = 10;

/** Reads again and again until `isWanted`, for what sends no event; gives the value that was wanted. */
export async function eventually<T>(
  read: () => T | Promise<T>,
  isWanted: (value: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (isWanted(value)) return value;
    if (performance.now() > endMs) {
      throw new Error(`Cannot wait longer than ${withinMs} ms; the last was ${Bun.inspect(value)}`);
    }
    await Bun.sleep(POLL_MS);
  }
}

/** What two looks in turn both see, `apartMs` apart: then nothing moves any more. */
export async function atRest(look: () => number, apartMs = 100): Promise<number> {
  let before = Number.NaN;
  return eventually(
    async () => {
      before = look();
      await Bun.sleep(apartMs);
      return look();
    },
    (now) => now === before,
  );
}
