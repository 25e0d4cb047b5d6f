/** Just enough of HTTP/1.1 to read the answers of a server with `Content-Length`, cheaply. */
export interface ParsedResponse {
  readonly status: number;
  readonly body: string;
  /** Whether the server closes the connection after it. */
  readonly closes: boolean;
}

/** The bytes are no answer that this parser reads. */
export class MalformedResponse extends Error {}

const HEAD_END = Buffer.from('\r\n\r\n');
const MAX_HEAD_BYTES = 16 * 1024;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const STATUS_LINE = /^HTTP\/1\.1 ([1-5][0-9]{2})(?: |$)/;
const LENGTH = /\r\ncontent-length: *([0-9]{1,10}) *(?=\r\n|$)/i;
const CHUNKED = /\r\ntransfer-encoding:/i;
const CLOSES = /\r\nconnection: *close *(?=\r\n|$)/i;

interface Head {
  readonly status: number;
  readonly bodyStart: number;
  readonly bodyBytes: number;
  readonly closes: boolean;
}

/** Reads one connection's answers, however its bytes are cut. */
export class ResponseParser {
  /** Bytes that came and make no whole answer yet. */
  #rest: Buffer = Buffer.alloc(0);
  /** Their head, once it is whole. */
  #head: Head | undefined;

  /**
   * Takes the next bytes; gives the answers that are whole with them, in order.
   * @throws MalformedResponse
   */
  push(chunk: Uint8Array): ParsedResponse[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let data = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const responses: ParsedResponse[] = [];
    for (;;) {
      const head = this.#head ?? readHead(data);
      this.#head = head;
      if (!head) break;
      const end = head.bodyStart + head.bodyBytes;
      if (data.length < end) break;
      const { status, bodyStart, closes } = head;
      responses.push({ status, body: data.toString('utf8', bodyStart, end), closes });
      this.#head = undefined;
      data = data.subarray(end);
    }
    // A copy: the socket may use its buffer again.
    this.#rest = data.length === 0 ? data : Buffer.from(data);
    return responses;
  }
}

function readHead(data: Buffer): Head | undefined {
  const end = data.indexOf(HEAD_END);
  if (end < 0) {
    if (data.length <= MAX_HEAD_BYTES) return undefined;
    throw new MalformedResponse('Cannot read the answer: its head has no end');
  }
  const text = data.toString('latin1', 0, end);
  const status = STATUS_LINE.exec(text)?.[1];
  if (status === undefined) throw new MalformedResponse('Cannot read the answer: no status line');
  if (CHUNKED.test(text)) {
    throw new MalformedResponse('Cannot read the answer: it comes in chunks, not with a length');
  }
  const length = LENGTH.exec(text)?.[1];
  const bodyBytes = Number(length);
  if (length === undefined || bodyBytes > MAX_BODY_BYTES) {
    throw new MalformedResponse('Cannot read the answer: it has no length, or too large a one');
  }
  return {
    status: Number(status),
    bodyStart: end + HEAD_END.length,
    bodyBytes,
    closes: CLOSES.test(text),
  };
}
