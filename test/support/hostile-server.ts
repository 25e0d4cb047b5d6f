/** A server that speaks as a test tells it to, byte by byte. */
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export interface HostileServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** Connections that were made, and those of them that are open. */
  readonly connections: number;
  readonly open: number;
}

/** @param serve called with the head of each request, and the connection that it came over */
export async function startHostileServer(
  serve: (socket: Socket, head: string) => void,
  { host = '127.0.0.1', tls }: { host?: string; tls?: { key: string; cert: string } } = {},
): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const accept = (socket: Socket): void => {
    connections++;
    sockets.add(socket);
    let heard = '';
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      const end = heard.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = heard.slice(0, end);
      heard = '';
      serve(socket, head);
    });
    // The client ends connections as it likes.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const server = tls ? createTlsServer(tls, accept) : createServer(accept);
  if (tls) server.on('tlsClientError', () => {});
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, host, resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    url: `${tls ? 'https' : 'http'}://${host}:${port}/`,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => {
        server.close(() => done());
      });
    },
  };
}

/** Writes a piece again and again, as fast as it is taken, until the connection ends. */
export function pour(socket: Socket, piece: string | Buffer): void {
  const go = (): void => {
    while (!socket.destroyed && socket.writable && socket.write(piece));
  };
  socket.on('drain', go);
  go();
}
