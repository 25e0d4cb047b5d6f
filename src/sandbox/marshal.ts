/**
 * Values through the wall: text and bytes, nothing else. The host never walks a guest's object,
 * whose getters are hostile; sizes are known before anything is copied out.
 */
import type {
  JSContextPointer,
  JSValueConstPointerPointer,
  JSValuePointer,
} from 'quickjs-emscripten';
import type { Engine } from './engine.ts';
import type { ImageAddresses } from './image-format.ts';

/** Below this many UTF-16 units room is taken for the worst case rather than counted. */
const COUNT_FROM = 4096;

/** A JSValue in linear memory. */
export type ValuePointer = number;

/** Reads and writes values of one engine. */
export class Marshal {
  readonly #engine: Engine;
  readonly #addresses: ImageAddresses;

  constructor(engine: Engine, addresses: ImageAddresses) {
    this.#engine = engine;
    this.#addresses = addresses;
  }

  /**
   * A guest string with this text, which must hold no NUL.
   * @throws OutOfGuestMemory
   */
  newString(text: string): ValuePointer {
    const room = (text.length < COUNT_FROM ? text.length * 3 : Buffer.byteLength(text)) + 1;
    const pointer = this.#engine.malloc(room);
    if (pointer === 0) throw new OutOfGuestMemory();
    const { bytes } = this.#engine;
    bytes[pointer + bytes.write(text, pointer, room - 1, 'utf8')] = 0;
    const value = this.#engine.ffi.QTS_NewString(this.#context, pointer as never) as number;
    this.#engine.free(pointer);
    return value;
  }

  /** Length of a guest string in UTF-8, bytes, and its text; `value` must be a string. */
  readString(value: ValuePointer): { text: string; byteLength: number } {
    const pointer = this.#engine.ffi.QTS_GetString(this.#context, value as never) as number;
    if (pointer === 0) throw new OutOfGuestMemory();
    const { bytes } = this.#engine;
    const end = bytes.indexOf(0, pointer);
    const text = bytes.toString('utf8', pointer, end);
    this.#engine.ffi.QTS_FreeCString(this.#context, pointer as never);
    return { text, byteLength: end - pointer };
  }

  /**
   * A guest `ArrayBuffer` with a copy of `content`.
   * @throws OutOfGuestMemory
   */
  newArrayBuffer(content: Uint8Array): ValuePointer {
    const pointer = this.#engine.malloc(Math.max(1, content.length));
    if (pointer === 0) throw new OutOfGuestMemory();
    this.#engine.bytes.set(content, pointer);
    return this.#engine.ffi.QTS_NewArrayBuffer(
      this.#context,
      pointer as never,
      content.length,
    ) as number;
  }

  /** Length of a guest `ArrayBuffer`, bytes; `value` must be one that the prelude made. */
  arrayBufferLength(value: ValuePointer): number {
    return this.#engine.ffi.QTS_GetArrayBufferLength(this.#context, value as never);
  }

  /**
   * A copy of a guest `ArrayBuffer`'s bytes.
   * @throws OutOfGuestMemory: the engine makes a copy of its own first
   */
  copyArrayBuffer(value: ValuePointer): Uint8Array {
    const length = this.arrayBufferLength(value);
    const start = this.#engine.ffi.QTS_GetArrayBuffer(this.#context, value as never) as number;
    if (start === 0) throw new OutOfGuestMemory();
    const { bytes } = this.#engine;
    if (start + length > bytes.length) {
      throw new Error('Cannot copy bytes out of the guest: they do not lie in its memory');
    }
    // Not `slice`, which on a Buffer shares the memory.
    const copy = new Uint8Array(bytes.subarray(start, start + length));
    this.#engine.free(start);
    return copy;
  }

  /** Calls a guest function; the result may be an exception (`exceptionOf`). */
  call(fn: ValuePointer, args: readonly ValuePointer[]): ValuePointer {
    const { argv, undefinedValue } = this.#addresses;
    const { bytes } = this.#engine;
    for (let i = 0; i < args.length; i++) bytes.writeUInt32LE(args[i] ?? 0, argv + 4 * i);
    return this.#engine.ffi.QTS_Call(
      this.#context,
      fn as never,
      undefinedValue as never,
      args.length,
      argv as unknown as JSValueConstPointerPointer,
    ) as number;
  }

  /** The thrown value when `result` is an exception. */
  exceptionOf(result: ValuePointer): ValuePointer | undefined {
    const thrown = this.#engine.ffi.QTS_ResolveException(this.#context, result as never) as number;
    return thrown === 0 ? undefined : thrown;
  }

  release(value: ValuePointer): void {
    this.#engine.ffi.QTS_FreeValuePointer(this.#context, value as unknown as JSValuePointer);
  }

  get #context(): JSContextPointer {
    return this.#addresses.context as unknown as JSContextPointer;
  }
}

/** The guest's heap had no room for a copy. */
export class OutOfGuestMemory extends Error {
  constructor() {
    super('Cannot copy into the guest: the sandbox has no memory left');
  }
}

/** Even describing what was thrown failed: the guest has no memory or no stack left for it. */
export class Undescribable extends Error {
  constructor() {
    super('The guest could not describe what it threw');
  }
}
