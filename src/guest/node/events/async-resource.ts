/** An emitter that is an asynchronous resource as well. There is one context here, so that its listeners run in that. */
import { apply } from '../../prelude/primordials.ts';
import { defineError, ERR_INVALID_THIS } from '../errors.ts';
import EventEmitter from '../events.ts';
import { inspectBriefly } from '../inspect-briefly.ts';
import { validateFunction, validateString } from '../validate.ts';
import { joined } from './arrays.ts';
import type { EmitterOptions } from './emitter.ts';
import type { Emitter, EventName } from './shape.ts';

const ERR_INVALID_ASYNC_ID = defineError(
  'ERR_INVALID_ASYNC_ID',
  RangeError,
  (name: string, value: unknown) =>
    `Invalid ${name} value: ${typeof value === 'string' ? value : inspectBriefly(value)}`,
);

interface ResourceOptions {
  readonly name?: unknown;
  readonly triggerAsyncId?: unknown;
}

/** The number of what a snippet does at its top level. */
const MAIN_ID = 1;
let lastId = MAIN_ID;

class AsyncResource {
  readonly #asyncId: number;
  readonly #triggerAsyncId: number;

  constructor(type: unknown, { triggerAsyncId = MAIN_ID }: ResourceOptions = {}) {
    validateString(type, 'type');
    if (!Number.isSafeInteger(triggerAsyncId) || (triggerAsyncId as number) < -1) {
      throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', triggerAsyncId);
    }
    this.#asyncId = ++lastId;
    this.#triggerAsyncId = triggerAsyncId as number;
  }

  runInAsyncScope(callback: () => unknown, self?: unknown, ...args: unknown[]): unknown {
    return apply(callback, self, args);
  }
  emitDestroy(): this {
    return this;
  }
  asyncId(): number {
    return this.#asyncId;
  }
  triggerAsyncId(): number {
    return this.#triggerAsyncId;
  }
  bind(callback: unknown, self?: unknown): unknown {
    validateFunction(callback, 'fn');
    const bound = function (this: unknown, ...args: unknown[]): unknown {
      return apply(callback, self === undefined ? this : self, args);
    };
    return Object.defineProperty(bound, 'length', { value: callback.length, configurable: true });
  }
}

class EventEmitterReferencingAsyncResource extends AsyncResource {
  readonly #emitter: Emitter;

  constructor(emitter: Emitter, type: unknown, options?: ResourceOptions) {
    super(type, options);
    this.#emitter = emitter;
  }

  get eventEmitter(): Emitter {
    if (!(#emitter in this)) throw new ERR_INVALID_THIS('EventEmitterReferencingAsyncResource');
    return this.#emitter;
  }
}

export class EventEmitterAsyncResource extends EventEmitter {
  readonly #resource: EventEmitterReferencingAsyncResource;

  constructor(given: string | (ResourceOptions & EmitterOptions) | undefined = undefined) {
    const options = typeof given === 'string' ? undefined : given;
    if (typeof given !== 'string' && new.target === EventEmitterAsyncResource) {
      validateString(options?.name, 'options.name');
    }
    const name = typeof given === 'string' ? given : options?.name || new.target.name;
    super(options);
    this.#resource = new EventEmitterReferencingAsyncResource(this, name, options);
  }

  static #of(self: object): EventEmitterReferencingAsyncResource {
    if (!(#resource in self)) throw new ERR_INVALID_THIS('EventEmitterAsyncResource');
    return self.#resource;
  }

  override emit(name: EventName, ...args: unknown[]): boolean {
    const resource = EventEmitterAsyncResource.#of(this);
    return apply(resource.runInAsyncScope, resource, joined([super.emit, this, name], args));
  }
  emitDestroy(): void {
    EventEmitterAsyncResource.#of(this).emitDestroy();
  }
  get asyncId(): number {
    return EventEmitterAsyncResource.#of(this).asyncId();
  }
  get triggerAsyncId(): number {
    return EventEmitterAsyncResource.#of(this).triggerAsyncId();
  }
  get asyncResource(): EventEmitterReferencingAsyncResource {
    return EventEmitterAsyncResource.#of(this);
  }
}
