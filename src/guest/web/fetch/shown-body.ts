import type { Body } from './body.ts';

class ReadableStream {
  readonly locked: boolean;
  readonly state: string;
  readonly supportsBYOB = true;

  constructor(body: Body) {
    this.locked = !body.isUsable;
    this.state = body.isUsed ? 'closed' : 'readable';
  }
}

/** What `console.log` shows in place of a body's stream, which is not made for that. */
export const shownBody = (body: Body | null): object | null => body && new ReadableStream(body);
