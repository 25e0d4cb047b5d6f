/** The streams of the web. */
import {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
} from 'web-streams-polyfill';
import { defineInspected } from './inspected.ts';

export {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
};

const prototypeOf = (value: object): object => Object.getPrototypeOf(value) as object;
/** The package's iterators have no prototype beyond their own. */
const iterators = prototypeOf(new ReadableStream().values());
const anyAsyncIterator = prototypeOf(
  (prototypeOf(async function* () {}) as { prototype: object }).prototype,
);
Object.setPrototypeOf(iterators, anyAsyncIterator);

/** What the package keeps of a stream. */
interface Kept {
  readonly _state?: string;
  readonly _backpressure?: boolean;
  readonly _readableStreamController?: object;
}

defineInspected(ReadableStream.prototype, 'ReadableStream', (stream) => {
  const { _state: state, _readableStreamController: controller } = stream as Kept;
  const supportsBYOB = controller !== undefined && 'byobRequest' in controller;
  return { locked: stream.locked, state, supportsBYOB };
});
defineInspected(WritableStream.prototype, 'WritableStream', (stream) => ({
  locked: stream.locked,
  state: (stream as Kept)._state,
}));
defineInspected(TransformStream.prototype, 'TransformStream', (stream) => ({
  readable: stream.readable,
  writable: stream.writable,
  backpressure: (stream as Kept)._backpressure,
}));
defineInspected(CountQueuingStrategy.prototype, 'CountQueuingStrategy', ['highWaterMark']);
defineInspected(ByteLengthQueuingStrategy.prototype, 'ByteLengthQueuingStrategy', [
  'highWaterMark',
]);
