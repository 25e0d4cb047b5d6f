/** `Agent`: its options are kept and change nothing, for the connections are the host's. */
import EventEmitter from '../events.ts';

export class Agent extends (EventEmitter as new () => object) {
  readonly options: object;
  readonly requests: object = {};
  readonly sockets: object = {};
  readonly freeSockets: object = {};
  readonly maxSockets = Number.POSITIVE_INFINITY;
  readonly maxFreeSockets = 256;
  readonly keepAlive: boolean;
  readonly defaultPort: number = 80;
  readonly protocol: string = 'http:';

  constructor(options: object = {}) {
    super();
    this.options = { ...options };
    this.keepAlive = Boolean((options as { readonly keepAlive?: unknown }).keepAlive);
  }

  destroy(): void {
    // Nothing is held here that could be let go of.
  }
}

export class SecureAgent extends Agent {
  override readonly defaultPort: number = 443;
  override readonly protocol: string = 'https:';
}
Object.defineProperty(SecureAgent, 'name', { value: 'Agent' });
