/** The streams of the web. */
import {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableStream,
  TransformStream,
  WritableStream,
} from 'web-streams-polyfill';
import { defineInspected } from './inspected.ts';

export {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableStream,
  TransformStream,
  WritableStream,
};

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
