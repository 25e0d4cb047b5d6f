/** `process.stdout` and `process.stderr`: what is written there goes to the answer's logs, as of `console`. */
import { console } from '../../web/console.ts';
import { isUint8Array } from '../buffer/bytes.ts';
import { ENCODINGS, encodingOf } from '../buffer/encodings.ts';
import { ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING } from '../errors.ts';
import EventEmitter from '../events.ts';

type Print = (text: string) => void;

/** No stream of `stream`: a run that prints has no need of one. */
export class Output extends EventEmitter {
  readonly fd: number;
  readonly writable = true;
  readonly #print: Print;

  constructor(fd: 1 | 2) {
    super();
    this.fd = fd;
    this.#print = (text) => (fd === 1 ? console['log'] : console['error'])?.('%s', text);
  }

  /** One entry of the logs, without the line's end that it has anyway. */
  write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    const done = typeof encoding === 'function' ? encoding : callback;
    const text = textOf(chunk, encoding);
    this.#print(text.endsWith('\n') ? text.slice(0, -1) : text);
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  }

  end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    if (chunk !== undefined && typeof chunk !== 'function') this.write(chunk, encoding, callback);
    return this;
  }
}

/** @throws ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING */
function textOf(chunk: unknown, encoding: unknown): string {
  if (typeof encoding === 'string' && encodingOf(encoding) === undefined) {
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  if (typeof chunk === 'string') return chunk;
  if (isUint8Array(chunk)) return ENCODINGS.utf8.read(chunk, 0, chunk.length);
  throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
}
