/**
 * What comes over a connection, before anybody takes it apart. Promise: every byte is counted, whatever
 * it is for: there is much in HTTP that is neither header nor body, and may go on for ever.
 */
import type { Socket } from 'node:net';
import { InterimFilter } from './interim.ts';

export class Inflow {
  readonly #interim = new InterimFilter();
  readonly #socket: Socket;
  readonly #count: (bytes: number) => void;
  #counted = 0;

  /** @param count throws when it is too much: then the connection ends with that */
  constructor(socket: Socket, count: (bytes: number) => void) {
    this.#socket = socket;
    this.#count = count;
    const read = socket.read.bind(socket);
    // The client pulls, piece by piece: so nothing is parsed that was not counted.
    socket.read = (size?: number): Buffer | null => this.#next(read, size);
  }

  /** Another response is to come. */
  begin(): void {
    this.#interim.begin();
  }

  #next(read: (size?: number) => Buffer | null, size: number | undefined): Buffer | null {
    try {
      for (;;) {
        const bytes = this.#socket.destroyed ? null : read(size);
        if (bytes === null) return null;
        // And not what is read, for the client puts some of it back.
        const { bytesRead } = this.#socket;
        this.#count(bytesRead - this.#counted);
        this.#counted = bytesRead;
        const passed = this.#interim.pass(bytes);
        if (passed.length > 0) return passed;
      }
    } catch (thrown) {
      this.#socket.destroy(thrown as Error);
      return null;
    }
  }
}
