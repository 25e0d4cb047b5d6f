/** `stream.duplexPair`: two streams, each of which reads what the other writes. @see Node's lib/internal/streams/duplexpair.js */
import type { Done, NodeStream, StreamLibrary } from './library.ts';

interface Side {
  stream: NodeStream;
  other: Side | undefined;
  /** What the other side waits with, until this one is read. */
  waiting: Done | undefined;
}

function openSide({ Duplex }: StreamLibrary, options: object | undefined): Side {
  const side: Side = { stream: undefined as never, other: undefined, waiting: undefined };
  side.stream = new Duplex({
    ...options,
    read() {
      const { waiting } = side;
      side.waiting = undefined;
      waiting?.();
    },
    write(chunk: { readonly length: number }, _encoding: string, callback: Done) {
      const { other } = side;
      if (!other) return;
      if (chunk.length === 0) {
        queueMicrotask(callback);
        return;
      }
      other.stream.push(chunk);
      other.waiting = callback;
    },
    final(callback: Done) {
      side.other?.stream.on('end', callback);
      side.other?.stream.push(null);
    },
  });
  return side;
}

export function duplexPair(library: StreamLibrary, options?: object): [NodeStream, NodeStream] {
  const [one, other] = [openSide(library, options), openSide(library, options)];
  one.other = other;
  other.other = one;
  return [one.stream, other.stream];
}
