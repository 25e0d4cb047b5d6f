/** What a transfer needs of the run it belongs to. */
import type { Kept } from './body.ts';
import type { Connection } from './connection.ts';
import type { Admitted } from './guard.ts';

/** A transfer as those see it who only count it. */
export interface Counted {
  end(thrown: unknown): void;
}

export interface TransferHost {
  readonly maxRedirects: number;
  /** What servers are told who asks. */
  readonly agent: string;
  readonly kept: Kept;
  /** Settles when what has come in by now has been taken in. */
  settle(): Promise<void>;
  /** @throws NetworkLimit when it is too much; likewise below */
  countRequest(bodyBytes: number): void;
  countReceived(bytes: number): void;
  /** Bytes that go into a decoder. */
  countEncoded(bytes: number): void;
  /** @throws NetworkRefused */
  admit(url: URL): Promise<Admitted>;
  connect(admitted: Admitted): Connection;
  /** It may serve another request. */
  giveBack(connection: Connection): void;
  /** `closing` settles when nothing of it is under way any more. */
  onOver(transfer: Counted, closing: Promise<unknown>): void;
}
