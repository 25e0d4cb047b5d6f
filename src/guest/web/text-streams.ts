/** `TextEncoderStream` and `TextDecoderStream`. @see https://encoding.spec.whatwg.org/#interface-textdecoderstream */
import { utf8Bytes } from '../node/buffer/utf8.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } from '../node/errors.ts';
import { defineInspected } from './inspected.ts';
import { TransformStream } from './streams.ts';
import { TextDecoder } from './text-codec.ts';

const HIGH_AT_END = /[\ud800-\udbff]$/;

/** Text into bytes; the first half of a pair waits for the second. */
function encoding(): TransformStream<unknown, Uint8Array> {
  let waiting = '';
  return new TransformStream({
    transform(chunk, controller) {
      const text = `${waiting}${chunk as string}`;
      waiting = HIGH_AT_END.exec(text)?.[0] ?? '';
      const bytes = utf8Bytes(waiting === '' ? text : text.slice(0, -1));
      if (bytes.length > 0) controller.enqueue(bytes);
    },
    flush(controller) {
      if (waiting !== '') controller.enqueue(utf8Bytes(waiting));
    },
  });
}

function decoding(decoder: TextDecoder): TransformStream<unknown, string> {
  return new TransformStream({
    transform(chunk, controller) {
      if (chunk === undefined) throw new ERR_INVALID_ARG_TYPE('chunk', 'BufferSource', chunk);
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') controller.enqueue(text);
    },
    flush(controller) {
      const text = decoder.decode();
      if (text !== '') controller.enqueue(text);
    },
  });
}

export class TextEncoderStream {
  readonly #transform = encoding();

  static #of(self: unknown): TransformStream<unknown, Uint8Array> {
    if (typeof self === 'object' && self !== null && #transform in self) return self.#transform;
    throw new ERR_INVALID_THIS('TextEncoderStream');
  }

  get encoding(): string {
    TextEncoderStream.#of(this);
    return 'utf-8';
  }
  get readable(): unknown {
    return TextEncoderStream.#of(this).readable;
  }
  get writable(): unknown {
    return TextEncoderStream.#of(this).writable;
  }
}

export class TextDecoderStream {
  readonly #decoder: TextDecoder;
  readonly #transform: TransformStream<unknown, string>;

  constructor(label: unknown = 'utf-8', options: unknown = {}) {
    this.#decoder = new TextDecoder(label, options);
    this.#transform = decoding(this.#decoder);
  }

  static #of(self: unknown): TextDecoderStream {
    if (typeof self === 'object' && self !== null && #decoder in self) return self;
    throw new ERR_INVALID_THIS('TextDecoderStream');
  }

  get encoding(): string {
    return TextDecoderStream.#of(this).#decoder.encoding;
  }
  get fatal(): boolean {
    return TextDecoderStream.#of(this).#decoder.fatal;
  }
  get ignoreBOM(): boolean {
    return TextDecoderStream.#of(this).#decoder.ignoreBOM;
  }
  get readable(): unknown {
    return TextDecoderStream.#of(this).#transform.readable;
  }
  get writable(): unknown {
    return TextDecoderStream.#of(this).#transform.writable;
  }
}

const FIELDS = {
  TextEncoderStream: ['encoding', 'readable', 'writable'],
  TextDecoderStream: ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable'],
};
for (const [name, Class] of Object.entries({ TextEncoderStream, TextDecoderStream })) {
  const fields = FIELDS[name as keyof typeof FIELDS];
  for (const field of fields) Object.defineProperty(Class.prototype, field, { enumerable: true });
  const tag = { value: name, configurable: true };
  Object.defineProperty(Class.prototype, Symbol.toStringTag, tag);
  Object.defineProperty(Class, 'name', tag);
  defineInspected(Class.prototype as object, name, fields);
}
