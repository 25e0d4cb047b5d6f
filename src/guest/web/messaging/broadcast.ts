/** `BroadcastChannel`: to the others of its name in this world. @see https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts */
import { ERR_INVALID_THIS, ERR_MISSING_ARGS } from '../../node/errors.ts';
import { DOMException } from '../dom-exception.ts';
import { defineHandler, EventTarget } from '../event-target.ts';
import { defineInspected } from '../inspected.ts';
import { structuredClone } from '../structured-clone.ts';
import { MessageEvent } from './message-event.ts';
import { dispatchTrusted } from './port.ts';
import { queueTask } from './tasks.ts';

/** Those that are open, in the order in which they were made. */
const open = new Set<BroadcastChannel>();

export class BroadcastChannel extends EventTarget {
  readonly #name: string;

  constructor(name: unknown) {
    // biome-ignore lint/complexity/noArguments: a name that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    super();
    this.#name = `${name as string}`;
    open.add(this);
  }

  static #require(self: unknown): BroadcastChannel {
    if (typeof self === 'object' && self !== null && #name in self) return self;
    throw new ERR_INVALID_THIS('BroadcastChannel');
  }

  get name(): string {
    return BroadcastChannel.#require(this).#name;
  }

  postMessage(message: unknown): void {
    const channel = BroadcastChannel.#require(this);
    // biome-ignore lint/complexity/noArguments: a message that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('message');
    if (!open.has(channel)) {
      throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    }
    const others = [...open].filter((each) => each !== channel && each.#name === channel.#name);
    // What has no copy is refused though nobody listens.
    const copies =
      others.length === 0 ? [structuredClone(message)] : others.map(() => structuredClone(message));
    for (const [at, other] of others.entries()) {
      const data = copies[at];
      queueTask(() => {
        if (open.has(other)) dispatchTrusted(other, new MessageEvent('message', { data }));
      });
    }
  }

  close(): void {
    open.delete(BroadcastChannel.#require(this));
  }

  /** Nothing is kept going by a channel here: a run ends with its snippet. */
  ref(): BroadcastChannel {
    return BroadcastChannel.#require(this);
  }
  unref(): BroadcastChannel {
    return BroadcastChannel.#require(this);
  }

  static {
    defineInspected(BroadcastChannel.prototype, 'BroadcastChannel', (self) => ({
      name: self.#name,
      active: open.has(self),
    }));
  }
}

for (const type of ['message', 'messageerror']) defineHandler(BroadcastChannel.prototype, type);
for (const name of ['name', 'postMessage', 'close']) {
  Object.defineProperty(BroadcastChannel.prototype, name, { enumerable: true });
}
const tag = { value: 'BroadcastChannel', configurable: true };
Object.defineProperty(BroadcastChannel.prototype, Symbol.toStringTag, tag);
Object.defineProperty(BroadcastChannel, 'name', tag);
