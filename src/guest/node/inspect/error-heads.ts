/**
 * The engine's stacks are frames alone; Node's begin with the error's name and message, and its code for
 * showing errors counts on that. While something is shown, errors are given such a stack, without the
 * frames that are not the snippet's, and get their own back afterwards.
 */
import {
  append,
  defineProperty,
  deleteProperty,
  ErrorPrototype,
  ownDescriptor,
  stringSlice,
  toText,
} from '../../prelude/primordials.ts';
import { ownFrames } from '../../prelude/stack-text.ts';

const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');
/** UTF-16 units of a stack that are looked at; the engine's own are shorter. */
const MAX_STACK = 8192;

interface Changed {
  readonly error: object;
  readonly stack: PropertyDescriptor;
}

let depth = 0;
let changed: Changed[] = [];

function headOf({ name, message }: Error): string {
  const kind = name === undefined ? 'Error' : toText(name);
  if (message === '' || message === undefined) return kind;
  return kind === '' ? toText(message) : `${kind}: ${toText(message)}`;
}

/** Gives an error a stack as Node's are. One that has a head already is left alone. */
export function giveHead(error: object): void {
  const stack = ownDescriptor(error, 'stack');
  const text: unknown = stack?.value;
  if (stack === undefined || typeof text !== 'string' || stack.configurable !== true) return;
  const isFrames = text === '' || stringSlice(text, 0, 7) === '    at ';
  if (!isFrames) return;
  append(changed, { error, stack });
  defineProperty(error, 'stack', {
    __proto__: null,
    ...stack,
    value: headOf(error as Error) + ownFrames(stringSlice(text, 0, MAX_STACK)),
  } as PropertyDescriptor);
}

const GIVES_HEAD = {
  __proto__: null,
  configurable: true,
  enumerable: false,
  writable: true,
  value(this: object): object {
    giveHead(this);
    // What is shown by itself is shown the usual way.
    return this;
  },
} as PropertyDescriptor;

function restore(): void {
  const list = changed;
  changed = [];
  for (let i = 0; i < list.length; i++) {
    const { error, stack } = list[i] as Changed;
    defineProperty(error, 'stack', stack);
  }
  if (ownDescriptor(ErrorPrototype, CUSTOM_INSPECT)?.value === GIVES_HEAD.value) {
    deleteProperty(ErrorPrototype, CUSTOM_INSPECT);
  }
}

/** Shows something by `show`, every error in it with its head. */
export function withHeads(show: () => string): string {
  const isOutermost = depth === 0;
  if (isOutermost && ownDescriptor(ErrorPrototype, CUSTOM_INSPECT) === undefined) {
    defineProperty(ErrorPrototype, CUSTOM_INSPECT, GIVES_HEAD);
  }
  depth++;
  try {
    return show();
  } finally {
    depth--;
    if (isOutermost) restore();
  }
}
