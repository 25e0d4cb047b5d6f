import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  /** Header lines, lower case. */
  readonly head: string;
  readonly body: string;
}

/** A TCP connection that sends exactly what it is told, for what `fetch` would put right. */
export class RawConnection implements Disposable {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Buffer>;
  #received = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  static async open(port: number, host = '127.0.0.1'): Promise<RawConnection> {
    const socket = connect({ port, host, allowHalfOpen: true });
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  send(text: string): void {
    this.#socket.write(text);
  }

  /** Posts a body to `/execute` and leaves the connection open. */
  sendExecute(body: unknown): void {
    const text = JSON.stringify(body);
    const head = `POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
    this.send(`${head}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  /** The next whole answer, which must tell its length. */
  async readAnswer(): Promise<RawAnswer> {
    const headEnd = await this.#until(() => this.#received.indexOf('\r\n\r\n'));
    const head = this.#received.toString('latin1', 0, headEnd).toLowerCase();
    const length = Number(/^content-length: (\d+)/m.exec(head)?.[1] ?? 0);
    const end = headEnd + 4 + length;
    await this.#until(() => (this.#received.length >= end ? end : -1));
    const body = this.#received.toString('utf8', headEnd + 4, end);
    this.#received = this.#received.subarray(end);
    return { status: Number(head.split(' ')[1]), head, body };
  }

  /** Says that it sends no more, and goes on listening. */
  endSending(): void {
    this.#socket.end();
  }

  /** Settles when so many bytes have come that no answer was read from. */
  async untilReceived(bytes: number): Promise<void> {
    await this.#until(() => (this.#received.length >= bytes ? bytes : -1));
  }

  /** Hangs up without a word. */
  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  async #until(find: () => number): Promise<number> {
    for (;;) {
      const at = find();
      if (at >= 0) return at;
      const { value, done } = await this.#chunks.next();
      if (done) throw new Error('Cannot read an answer: the connection was closed');
      this.#received = Buffer.concat([this.#received, value]);
    }
  }
}
