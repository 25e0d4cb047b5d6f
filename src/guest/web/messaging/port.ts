/** `MessagePort` and `MessageChannel`. @see https://html.spec.whatwg.org/#message-ports */
import { ERR_INVALID_THIS, nativeError } from '../../node/errors.ts';
import { cannotClone } from '../clone/refusal.ts';
import { Event, openDispatch } from '../event.ts';
import { defineHandler, EventTarget } from '../event-target.ts';
import { cloneWith } from '../structured-clone.ts';
import { MessageEvent } from './message-event.ts';
import { queueTask } from './tasks.ts';

/** Only this file makes ports. */
const KEY = Symbol('made here');

interface Message {
  readonly data: unknown;
  readonly ports: readonly object[];
}

export let isPort: (value: unknown) => boolean;
/** Makes a port that belongs to nobody yet. */
export let makePort: () => MessagePort;
/** Gives what a port has to another, and leaves it with nothing. */
export let movePort: (from: object, to: object) => void;
export let isDetached: (port: object) => boolean;
let entangle: (one: MessagePort, other: MessagePort) => void;

export class MessagePort extends EventTarget {
  #other: MessagePort | undefined;
  #messages: Message[] = [];
  #isStarted = false;
  #isDetached = false;

  static {
    isPort = (value) => typeof value === 'object' && value !== null && #other in value;
    makePort = () => new MessagePort(KEY);
    isDetached = (port) => (port as MessagePort).#isDetached;
    entangle = (one, other) => {
      one.#other = other;
      other.#other = one;
    };
    movePort = (from, to) => {
      const given = from as MessagePort;
      const taker = to as MessagePort;
      if (given.#other) entangle(taker, given.#other);
      taker.#messages = given.#messages;
      given.#other = undefined;
      given.#messages = [];
      given.#isDetached = true;
    };
  }

  constructor(key: unknown = undefined) {
    if (key !== KEY) {
      const message = 'Constructor cannot be called';
      throw nativeError(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', message);
    }
    super();
  }

  static #require(self: unknown): MessagePort {
    if (isPort(self)) return self as MessagePort;
    throw new ERR_INVALID_THIS('MessagePort');
  }

  postMessage(message: unknown, options: unknown = undefined): void {
    const port = MessagePort.#require(this);
    // biome-ignore lint/complexity/noArguments: a message that is undefined is one that was given
    if (arguments.length === 0) {
      const problem = 'Not enough arguments to MessagePort.postMessage';
      throw nativeError(TypeError, 'ERR_MISSING_ARGS', problem);
    }
    const given = listedBy(options);
    if (given.includes(port)) throw cannotClone('Transfer list contains source port');
    const { copy, ports } = cloneWith(message, given);
    const target = port.#other;
    if (target === undefined) return;
    target.#messages.push({ data: copy, ports });
    if (target.#isStarted) target.#deliverLater();
  }

  #deliverLater(): void {
    queueTask(() => {
      const message = this.#messages.shift();
      if (message) dispatchTrusted(this, new MessageEvent('message', message));
    });
  }

  start(): void {
    const port = MessagePort.#require(this);
    if (port.#isStarted) return;
    port.#isStarted = true;
    for (let left = port.#messages.length; left > 0; left--) port.#deliverLater();
  }

  close(): void {
    const port = MessagePort.#require(this);
    const other = port.#other;
    port.#messages = [];
    port.#end();
    if (other !== undefined) other.#end();
  }

  #end(): void {
    if (this.#isDetached) return;
    this.#isDetached = true;
    this.#other = undefined;
    queueTask(() => dispatchTrusted(this, new Event('close')));
  }

  /** Nothing is kept going by a port here: a run ends with its snippet. */
  ref(): void {
    MessagePort.#require(this);
  }
  unref(): void {
    MessagePort.#require(this);
  }

  /** As in Node, who listens has the port started. */
  override addEventListener(...given: [type: unknown, listener: unknown, options?: unknown]): void {
    super.addEventListener(...given);
    if (given[0] === 'message') this.start();
  }
}

export function dispatchTrusted(target: EventTarget, event: Event): void {
  openDispatch(event).trust();
  target.dispatchEvent(event);
}

const wrongType = (message: string) => nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', message);
const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/** What is given away with a message: a list, or what options list. */
function listedBy(options: unknown): readonly unknown[] {
  if (options === undefined || options === null) return [];
  if (isIterable(options)) return [...options];
  if (typeof options !== 'object') {
    throw wrongType('Optional transferList argument must be an iterable');
  }
  const { transfer } = options as { readonly transfer?: unknown };
  if (transfer === undefined || transfer === null) return [];
  if (isIterable(transfer)) return [...transfer];
  throw wrongType('Optional options.transfer argument must be an iterable');
}

for (const type of ['message', 'messageerror', 'close']) defineHandler(MessagePort.prototype, type);
for (const name of ['postMessage', 'start', 'close']) {
  Object.defineProperty(MessagePort.prototype, name, { enumerable: true });
}

export class MessageChannel {
  readonly port1: MessagePort = makePort();
  readonly port2: MessagePort = makePort();

  constructor() {
    entangle(this.port1, this.port2);
  }
}

for (const [name, Class] of Object.entries({ MessagePort, MessageChannel })) {
  const tag = { value: name, configurable: true };
  Object.defineProperty(Class.prototype, Symbol.toStringTag, tag);
  Object.defineProperty(Class, 'name', tag);
}
