/** `MessageEvent`. @see https://html.spec.whatwg.org/#the-messageevent-interface */
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } from '../../node/errors.ts';
import { Event } from '../event.ts';
import { defineInspected } from '../inspected.ts';

interface MessageInit {
  readonly data?: unknown;
  readonly origin?: unknown;
  readonly lastEventId?: unknown;
  readonly source?: unknown;
  readonly ports?: unknown;
}

interface Fields {
  readonly data: unknown;
  readonly origin: string;
  readonly lastEventId: string;
  readonly source: unknown;
  readonly ports: readonly unknown[];
}

const objectToString = Object.prototype.toString;

function requirePort(value: unknown, name: string): unknown {
  if (Reflect.apply(objectToString, value, []) === '[object MessagePort]') return value;
  throw new ERR_INVALID_ARG_TYPE(name, 'MessagePort', value);
}

function read(init: MessageInit): Fields {
  const { data = null, origin = '', lastEventId = '', source = null, ports = [] } = init;
  const list = [...(ports as Iterable<unknown>)].map((port, at) =>
    requirePort(port, `init.ports[${at}]`),
  );
  return {
    data,
    origin: `${origin as string}`,
    lastEventId: `${lastEventId as string}`,
    source: source === null ? null : requirePort(source, 'init.source'),
    ports: Object.freeze(list),
  };
}

export class MessageEvent extends Event {
  readonly #fields: Fields;

  constructor(type: unknown, init: unknown = {}) {
    super(type, init);
    this.#fields = read((init ?? {}) as MessageInit);
  }

  static #of(self: unknown): Fields {
    if (typeof self === 'object' && self !== null && #fields in self) return self.#fields;
    throw new ERR_INVALID_THIS('MessageEvent');
  }

  get data(): unknown {
    return MessageEvent.#of(this).data;
  }
  get origin(): string {
    return MessageEvent.#of(this).origin;
  }
  get lastEventId(): string {
    return MessageEvent.#of(this).lastEventId;
  }
  get source(): unknown {
    return MessageEvent.#of(this).source;
  }
  get ports(): readonly unknown[] {
    return MessageEvent.#of(this).ports;
  }
}

for (const name of ['data', 'origin', 'lastEventId', 'source', 'ports']) {
  Object.defineProperty(MessageEvent.prototype, name, { enumerable: true });
}
const tag = { value: 'MessageEvent', configurable: true };
Object.defineProperty(MessageEvent.prototype, Symbol.toStringTag, tag);
Object.defineProperty(MessageEvent, 'name', tag);
const SHOWN = ['type', 'defaultPrevented', 'cancelable', 'timeStamp'];
defineInspected(MessageEvent.prototype as object, 'MessageEvent', SHOWN);
