import type { Config } from '../base/config.ts';
import type { App } from './app.ts';
import { maxBodyBytes } from './request-body.ts';

/** Longest a connection may be silent, seconds: Bun counts the handler's time too, and this is its most. */
const IDLE_SECONDS = 255;
/** A run whose deadline comes near that must not lose its connection: then there is no such limit. */
const NO_IDLE_LIMIT_ABOVE_MS = 200_000;

/** How long open connections may take to end once no work is left, milliseconds: enough to send an answer. */
const STOP_GRACE_MS = 1000;

/** An open port. */
export interface Server {
  readonly port: number | undefined;
  /** Takes no new connections; settles when those that are open have ended. */
  stop(): Promise<void>;
}

/**
 * Opens the port.
 * @throws when it cannot, as when another program has it
 */
export function listen(app: App, { settings }: Config): Server {
  const maxInputBytes = settings.MAX_INPUT_SIZE;
  const maxCodeBytes = settings.MAX_CODE_LENGTH;
  app.listen({
    port: settings.PORT,
    hostname: settings.HOST,
    // Two servers on one port would share it silently.
    reusePort: false,
    idleTimeout: settings.EXECUTION_TIMEOUT_MS > NO_IDLE_LIMIT_ABOVE_MS ? 0 : IDLE_SECONDS,
    // Bun answers a longer body itself, without JSON: far above our own limit, which comes first.
    maxRequestBodySize: 16 * maxBodyBytes({ maxInputBytes, maxCodeBytes }),
  });
  const { server } = app;
  if (!server) throw new Error('Cannot listen: the server was not made');
  return {
    port: server.port,
    async stop() {
      // A caller that stalls in the middle of a request must not hold the server up.
      const timer = setTimeout(() => void server.stop(true), STOP_GRACE_MS);
      await server.stop();
      clearTimeout(timer);
    },
  };
}
