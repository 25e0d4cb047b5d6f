/** What all runs of a worker share of the network. */
import type { Client as UndiciClient } from 'undici';
import { SERVICE_NAME, VERSION } from '../../base/version.ts';
import type { NetworkRefusal, NetworkSetup } from '../../wire/network-setup.ts';
import { addToCounter, type SharedBudget, type WorkerShared } from '../../wire/shared.ts';
import { closed, NetworkLimit, NetworkRefused } from './fault.ts';
import { Guard } from './guard.ts';
import { type Resolve, resolveBy } from './resolver.ts';
import type { Counted } from './transfer-host.ts';

export interface NetworkOptions {
  readonly setup: NetworkSetup;
  /** The transfers that all workers together may still open. */
  readonly transfers: SharedBudget;
  readonly shared: WorkerShared;
  /** In place of the system's, or of the servers that the setup names. */
  readonly resolve?: Resolve;
  /** Certificates to trust besides those of the system. */
  readonly ca?: readonly string[];
}

export class NetworkHost {
  readonly setup: NetworkSetup;
  readonly guard: Guard;
  readonly agent: string = `${SERVICE_NAME}/${VERSION}`;
  readonly ca: readonly string[] | undefined;
  readonly #options: NetworkOptions;
  readonly #open = new Set<Counted>();
  #client: Promise<typeof UndiciClient> | undefined;
  #isStopped = false;

  constructor(options: NetworkOptions) {
    this.#options = options;
    this.setup = options.setup;
    this.ca = options.ca;
    this.guard = new Guard(options.setup, options.resolve ?? resolveBy(options.setup.dns));
  }

  /** Undici's client. Loaded when it is first wanted: most runs speak to nobody. */
  loadClient(): Promise<typeof UndiciClient> {
    // The whole of the package is more than ten times as much, and Bun has one of its own in its place.
    this.#client ??= import('undici/lib/dispatcher/client.js').then((module) => module.default);
    return this.#client;
  }

  /** @throws NetworkLimit when as many are open as may be */
  noteOpened(transfer: Counted): void {
    if (this.#isStopped) throw closed();
    const { transfers, shared } = this.#options;
    if (!transfers.tryTake()) {
      throw new NetworkLimit('Cannot fetch: the server has as many requests open as it may');
    }
    this.#open.add(transfer);
    addToCounter(shared, 'transfers', 1);
  }

  /** Nothing is left of it. */
  noteClosed(transfer: Counted): void {
    if (!this.#open.delete(transfer)) return;
    const { transfers, shared } = this.#options;
    addToCounter(shared, 'transfers', -1);
    transfers.giveBack();
  }

  /** Ends every transfer, and lets none begin: the worker's end is near. */
  stop(): void {
    this.#isStopped = true;
    for (const transfer of this.#open) transfer.end(closed());
  }

  /** Counts what was refused. */
  note(thrown: unknown): void {
    if (thrown instanceof NetworkRefused || thrown instanceof NetworkLimit) {
      addToCounter(this.#options.shared, counterOf(thrown.reason), 1);
    }
  }
}

const counterOf = (reason: NetworkRefusal) => `refused-${reason}` as const;
