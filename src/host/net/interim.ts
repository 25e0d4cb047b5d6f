/**
 * Leaves out the responses that come before the one that counts: early hints, and a `100 Continue` that
 * nobody asked for, which the client takes for a fault.
 */

/** Most of them before one response: a server could send them for ever. */
const MAX_INTERIM = 20;

/** Where a response begins that another follows; after `101` there is none. */
const INTERIM = /^HTTP\/1\.[01] 1(?!01)\d\d/;
/** One of them, by which to judge what has not come in full. */
const EXAMPLE = 'HTTP/1.1 102';

const LF = 10;
const CR = 13;
const NOTHING = Buffer.alloc(0);

export class InterimFilter {
  #state: 'begins' | 'is left out' | 'counts' = 'begins';
  /** The first bytes of a response, while they may become either. */
  #held: Buffer = NOTHING;
  #leftOut = 0;
  /** Whether the line that has begun is empty so far. */
  #isLineBlank = false;

  /** The next bytes are a response's first. */
  begin(): void {
    this.#state = 'begins';
    this.#held = NOTHING;
    this.#leftOut = 0;
  }

  /** @returns what of the bytes is not left out; @throws after too many responses that do not count */
  pass(bytes: Buffer): Buffer {
    let rest = bytes;
    while (rest.length > 0 && this.#state !== 'counts') {
      rest = this.#state === 'begins' ? this.#judge(rest) : this.#leaveOut(rest);
    }
    return rest;
  }

  #judge(bytes: Buffer): Buffer {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const start = all.toString('latin1', 0, EXAMPLE.length);
    if (!INTERIM.test(start + EXAMPLE.slice(start.length))) {
      this.#state = 'counts';
      this.#held = NOTHING;
      return all;
    }
    if (start.length < EXAMPLE.length) {
      this.#held = all;
      return NOTHING;
    }
    if (++this.#leftOut > MAX_INTERIM) throw new Error('Too many interim responses');
    this.#state = 'is left out';
    this.#held = NOTHING;
    this.#isLineBlank = false;
    return all.subarray(start.length);
  }

  /** Up to the end of its head: it has nothing else. */
  #leaveOut(bytes: Buffer): Buffer {
    let from = 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, from)) {
      const isLast = this.#isLineBlank && isBlank(bytes, from, at);
      from = at + 1;
      this.#isLineBlank = true;
      if (isLast) {
        this.#state = 'begins';
        return bytes.subarray(from);
      }
    }
    this.#isLineBlank &&= isBlank(bytes, from, bytes.length);
    return NOTHING;
  }
}

const isBlank = (bytes: Buffer, from: number, to: number): boolean =>
  from === to || (to - from === 1 && bytes[from] === CR);
