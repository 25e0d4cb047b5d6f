/** `Event` and `CustomEvent`. A target has no parents here, so an event has one phase. @see https://dom.spec.whatwg.org/#events */
import { DOMException } from './dom-exception.ts';
import { performance } from './performance.ts';

interface EventInit {
  readonly bubbles?: unknown;
  readonly cancelable?: unknown;
  readonly composed?: unknown;
}

/** What a target does to an event while it dispatches it, and nobody else may. */
export interface Dispatch {
  /** @throws DOMException InvalidStateError when it is under way already */
  begin(target: object): void;
  /** Lets a passive listener's `preventDefault` have no effect. */
  setPassive(isPassive: boolean): void;
  readonly isStopped: boolean;
  end(): void;
}

let dispatchOf: (event: Event) => Dispatch;

export class Event {
  static readonly NONE = 0;
  static readonly CAPTURING_PHASE = 1;
  static readonly AT_TARGET = 2;
  static readonly BUBBLING_PHASE = 3;

  readonly NONE = 0;
  readonly CAPTURING_PHASE = 1;
  readonly AT_TARGET = 2;
  readonly BUBBLING_PHASE = 3;

  #type: string;
  #bubbles: boolean;
  #cancelable: boolean;
  readonly #composed: boolean;
  readonly #timeStamp = performance.now();
  #target: object | null = null;
  #isUnderWay = false;
  #isPassive = false;
  #isCanceled = false;
  #isPropagationStopped = false;
  #isStopped = false;

  static {
    dispatchOf = (event) => ({
      begin(target) {
        if (event.#isUnderWay) {
          throw new DOMException('The event is already being dispatched', 'InvalidStateError');
        }
        event.#isUnderWay = true;
        event.#target = target;
      },
      setPassive(isPassive) {
        event.#isPassive = isPassive;
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

  constructor(type: unknown, init: EventInit | null = null) {
    if (type === undefined) throw new TypeError('The "type" argument must be specified');
    this.#type = String(type);
    this.#bubbles = Boolean(init?.bubbles);
    this.#cancelable = Boolean(init?.cancelable);
    this.#composed = Boolean(init?.composed);
  }

  get type(): string {
    return this.#type;
  }
  get bubbles(): boolean {
    return this.#bubbles;
  }
  get cancelable(): boolean {
    return this.#cancelable;
  }
  get composed(): boolean {
    return this.#composed;
  }
  get timeStamp(): number {
    return this.#timeStamp;
  }
  get target(): object | null {
    return this.#target;
  }
  get srcElement(): object | null {
    return this.#target;
  }
  get currentTarget(): object | null {
    return this.#isUnderWay ? this.#target : null;
  }
  get eventPhase(): number {
    return this.#isUnderWay ? Event.AT_TARGET : Event.NONE;
  }
  get defaultPrevented(): boolean {
    return this.#cancelable && this.#isCanceled;
  }
  get returnValue(): boolean {
    return !this.defaultPrevented;
  }
  get cancelBubble(): boolean {
    return this.#isPropagationStopped;
  }
  set cancelBubble(value: unknown) {
    if (value) this.stopPropagation();
  }
  get isTrusted(): boolean {
    return false;
  }

  composedPath(): object[] {
    return this.#isUnderWay && this.#target ? [this.#target] : [];
  }
  preventDefault(): void {
    if (!this.#isPassive) this.#isCanceled = true;
  }
  stopPropagation(): void {
    this.#isPropagationStopped = true;
  }
  stopImmediatePropagation(): void {
    this.#isPropagationStopped = true;
    this.#isStopped = true;
  }
  initEvent(type: unknown, bubbles: unknown = false, cancelable: unknown = false): void {
    if (this.#isUnderWay) return;
    this.#type = String(type);
    this.#bubbles = Boolean(bubbles);
    this.#cancelable = Boolean(cancelable);
  }

  get [Symbol.toStringTag](): string {
    return 'Event';
  }
}

export const openDispatch = (event: Event): Dispatch => dispatchOf(event);

export class CustomEvent extends Event {
  readonly #detail: unknown;

  constructor(type: unknown, init: (EventInit & { readonly detail?: unknown }) | null = null) {
    super(type, init);
    this.#detail = init?.detail ?? null;
  }

  get detail(): unknown {
    return this.#detail;
  }

  override get [Symbol.toStringTag](): string {
    return 'CustomEvent';
  }
}
