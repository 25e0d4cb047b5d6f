/** `Event` and `CustomEvent`. A target has no parents here, so an event has one phase. @see https://dom.spec.whatwg.org/#events */
import { defineError, ERR_INVALID_THIS, ERR_MISSING_ARGS } from '../node/errors.ts';
import { validateObject } from '../node/validate.ts';
import { now } from './clock.ts';
import { defineInspected } from './inspected.ts';

interface EventInit {
  readonly bubbles?: unknown;
  readonly cancelable?: unknown;
  readonly composed?: unknown;
  readonly detail?: unknown;
}

/** What a target does to an event while it dispatches it, and nobody else may. */
export interface Dispatch {
  /** @throws ERR_EVENT_RECURSION when it is under way already */
  begin(target: object): void;
  /** Lets a passive listener's `preventDefault` have no effect. */
  setPassive(isPassive: boolean): void;
  /** Says that no snippet made it. */
  trust(): void;
  readonly isStopped: boolean;
  end(): void;
}

const ERR_EVENT_RECURSION = defineError(
  'ERR_EVENT_RECURSION',
  Error,
  (type: string) => `The event "${type}" is already being dispatched`,
);

const PHASES = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };

function readInit(options: unknown): EventInit {
  if (options === undefined || options === null) return {};
  validateObject(options, 'options');
  return options;
}

let dispatchOf: (event: Event) => Dispatch;
export let isEvent: (value: unknown) => value is Event;

export class Event {
  #type: string;
  #bubbles: boolean;
  #cancelable: boolean;
  readonly #composed: boolean;
  readonly #timeStamp = now();
  #target: object | null = null;
  #isUnderWay = false;
  #isPassive = false;
  #isTrusted = false;
  #isCanceled = false;
  #isPropagationStopped = false;
  #isStopped = false;

  static {
    isEvent = (value): value is Event =>
      typeof value === 'object' && value !== null && #type in value;
    dispatchOf = (event) => ({
      begin(target) {
        if (event.#isUnderWay) throw new ERR_EVENT_RECURSION(event.#type);
        event.#isUnderWay = true;
        event.#target = target;
      },
      setPassive(isPassive) {
        event.#isPassive = isPassive;
      },
      trust() {
        event.#isTrusted = true;
      },
      get isStopped() {
        return event.#isStopped;
      },
      end() {
        event.#isUnderWay = false;
        event.#isPropagationStopped = false;
        event.#isStopped = false;
      },
    });
  }

  constructor(type: unknown, options: unknown = undefined) {
    // biome-ignore lint/complexity/noArguments: a type that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    const { bubbles, cancelable, composed } = readInit(options);
    this.#bubbles = Boolean(bubbles);
    this.#cancelable = Boolean(cancelable);
    this.#composed = Boolean(composed);
    this.#type = `${type as string}`;
  }

  static #require(self: unknown): Event {
    if (isEvent(self)) return self;
    throw new ERR_INVALID_THIS('Event');
  }

  get type(): string {
    return Event.#require(this).#type;
  }
  get bubbles(): boolean {
    return Event.#require(this).#bubbles;
  }
  get cancelable(): boolean {
    return Event.#require(this).#cancelable;
  }
  get composed(): boolean {
    return Event.#require(this).#composed;
  }
  get timeStamp(): number {
    return Event.#require(this).#timeStamp;
  }
  get target(): object | null {
    return Event.#require(this).#target;
  }
  get srcElement(): object | null {
    return Event.#require(this).#target;
  }
  get currentTarget(): object | null {
    const event = Event.#require(this);
    return event.#isUnderWay ? event.#target : null;
  }
  get eventPhase(): number {
    return Event.#require(this).#isUnderWay ? PHASES.AT_TARGET : PHASES.NONE;
  }
  get defaultPrevented(): boolean {
    const event = Event.#require(this);
    return event.#cancelable && event.#isCanceled;
  }
  get returnValue(): boolean {
    const event = Event.#require(this);
    return !(event.#cancelable && event.#isCanceled);
  }
  get cancelBubble(): boolean {
    return Event.#require(this).#isPropagationStopped;
  }
  set cancelBubble(value: unknown) {
    const event = Event.#require(this);
    if (value) event.#isPropagationStopped = true;
  }
  get isTrusted(): boolean {
    return isEvent(this) && this.#isTrusted;
  }

  composedPath(): object[] {
    const event = Event.#require(this);
    return event.#isUnderWay && event.#target ? [event.#target] : [];
  }
  preventDefault(): void {
    const event = Event.#require(this);
    if (!event.#isPassive) event.#isCanceled = true;
  }
  stopPropagation(): void {
    Event.#require(this).#isPropagationStopped = true;
  }
  stopImmediatePropagation(): void {
    const event = Event.#require(this);
    event.#isPropagationStopped = true;
    event.#isStopped = true;
  }
  initEvent(type: unknown, bubbles: unknown = false, cancelable: unknown = false): void {
    const event = Event.#require(this);
    if (event.#isUnderWay) return;
    event.#type = `${type as string}`;
    event.#bubbles = Boolean(bubbles);
    event.#cancelable = Boolean(cancelable);
  }
}

export const openDispatch = (event: Event): Dispatch => dispatchOf(event);

export class CustomEvent extends Event {
  readonly #detail: unknown;

  constructor(type: unknown, options: unknown = undefined) {
    // biome-ignore lint/complexity/noArguments: a type that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = readInit(options).detail ?? null;
  }

  get detail(): unknown {
    if (#detail in this) return this.#detail;
    throw new ERR_INVALID_THIS('CustomEvent');
  }
}

const enumerable = { enumerable: true };
for (const Class of [Event, CustomEvent]) {
  for (const name of Object.getOwnPropertyNames(Class.prototype)) {
    if (name !== 'constructor') Object.defineProperty(Class.prototype, name, enumerable);
  }
  const tag = { value: Class.name, configurable: true };
  Object.defineProperty(Class.prototype, Symbol.toStringTag, tag);
  const shown = ['type', 'defaultPrevented', 'cancelable', 'timeStamp'];
  defineInspected(Class.prototype, Class.name, shown, Class.name);
}
Object.defineProperty(Event.prototype, 'isTrusted', { configurable: false });
for (const [name, value] of Object.entries(PHASES)) {
  Object.defineProperty(Event, name, { value, enumerable: true });
}
