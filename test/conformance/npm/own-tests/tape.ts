/** What `qs` uses of `tape`, over the guest's own `assert`. */
import assert from 'node:assert';
import { add } from './harness.ts';

type Body = (t: Tape) => void;

interface Options {
  readonly skip?: unknown;
}

class Tape {
  readonly deepEqual = assert.deepStrictEqual;
  readonly notEqual = assert.notStrictEqual;
  readonly ok = assert.ok;
  readonly doesNotThrow = assert.doesNotThrow;
  readonly match = assert.match;
  readonly #name: string;
  readonly #undo: (() => void)[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  equal(value: unknown, wanted: unknown, message = '', options?: Options): void {
    if (!options?.skip) assert.strictEqual(value, wanted, message);
  }

  /** A text in the place of what is expected is no expectation. */
  throws(run: () => unknown, expected?: unknown, message = ''): void {
    if (expected instanceof RegExp) assert.throws(run, expected, message);
    else assert.throws(run);
  }

  notOk(value: unknown, message = ''): void {
    assert.ok(!value, message);
  }

  test(name: string, options: Body | Options, body?: Body): void {
    const given = typeof options === 'function' ? options : body;
    if (given === undefined || (typeof options === 'object' && options.skip)) return;
    test(`${this.#name} > ${name}`, given);
  }

  /** Replaces a property until the test is over. */
  intercept(object: object, key: PropertyKey, descriptor: PropertyDescriptor): () => unknown[] {
    const before = Object.getOwnPropertyDescriptor(object, key);
    Object.defineProperty(object, key, { configurable: true, ...descriptor });
    this.#undo.push(() => {
      if (before) Object.defineProperty(object, key, before);
      else Reflect.deleteProperty(object, key);
    });
    return () => [];
  }

  teardown(undo: () => void): void {
    this.#undo.push(undo);
  }

  tearDown(): void {
    for (const undo of this.#undo.toReversed()) undo();
  }

  end(): void {
    this.#undo.push(() => {});
  }

  plan(): void {
    this.end();
  }
}

/** A test that has others in it is none of its own: those are added while it is defined. */
export function test(name: string, body: Body): void {
  const isGroup = /\.test\(/.test(String(body));
  const run = () => {
    const t = new Tape(name);
    try {
      body(t);
    } finally {
      t.tearDown();
    }
  };
  if (isGroup) run();
  else add(name, run);
}
