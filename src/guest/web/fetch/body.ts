/** The body of a request or a response. @see https://fetch.spec.whatwg.org/#bodies */
import {
  BytePieces,
  collect,
  isDisturbed,
  type Pieces,
  type Stream,
  StreamPieces,
  streamOf,
  teePieces,
} from './pieces.ts';

export class Body {
  /** All of it, where it is known: it can be sent again. */
  readonly bytes: Uint8Array | undefined;
  #pieces: Pieces | undefined;
  #stream: Stream | undefined;
  #isTaken = false;

  private constructor(pieces: Pieces | undefined, bytes?: Uint8Array) {
    this.#pieces = pieces;
    this.bytes = bytes;
  }

  /** @param bytes nobody else's */
  static ofBytes(bytes: Uint8Array): Body {
    return new Body(new BytePieces(bytes), bytes);
  }

  static ofPieces(pieces: Pieces): Body {
    return new Body(pieces);
  }

  static ofStream(stream: Stream): Body {
    const body = new Body(undefined);
    body.#stream = stream;
    return body;
  }

  /** What a snippet sees of it. Made when it is first looked at. */
  get stream(): Stream {
    if (this.#stream !== undefined) return this.#stream;
    this.#stream = streamOf(
      this.#isTaken ? new BytePieces(new Uint8Array(0)) : this.#requirePieces(),
    );
    // One that is read already shows that it is.
    if (this.#isTaken) void new StreamPieces(this.#stream).next();
    return this.#stream;
  }

  get isUsed(): boolean {
    return this.#isTaken || (this.#stream !== undefined && isDisturbed(this.#stream));
  }

  get isUsable(): boolean {
    return !this.isUsed && this.#stream?.locked !== true;
  }

  /** What is to come of it; from now on nobody else can have it. @throws TypeError when somebody reads it */
  take(): Pieces {
    const pieces =
      this.#stream === undefined ? this.#requirePieces() : new StreamPieces(this.#stream);
    this.#isTaken = true;
    this.#pieces = undefined;
    return pieces;
  }

  /** The same body; of this one nothing is left. */
  move(): Body {
    return new Body(this.take(), this.bytes);
  }

  /** @returns bytes that are not to be changed */
  async readAll(): Promise<Uint8Array> {
    const pieces = this.take();
    const isWhole = this.#stream === undefined && this.bytes !== undefined;
    return isWhole ? (this.bytes as Uint8Array) : collect(pieces);
  }

  /** A second body of the same, which must not have been read. */
  clone(): Body {
    if (this.#stream !== undefined) {
      const [kept, given] = this.#stream.tee();
      this.#stream = kept;
      const clone = new Body(undefined, this.bytes);
      clone.#stream = given;
      return clone;
    }
    if (this.bytes !== undefined) return Body.ofBytes(this.bytes);
    const [kept, given] = teePieces(this.#requirePieces());
    this.#pieces = kept;
    return new Body(given);
  }

  #requirePieces(): Pieces {
    if (this.#pieces === undefined)
      throw new TypeError('Body is unusable: Body has already been read');
    return this.#pieces;
  }
}
