/**
 * Attack: A server that never finishes a handshake, breaks it off, speaks something else before or after it, or shows a certificate of another name, of another address or of nobody.
 * Answer: Nothing is sent to a server that is not proven to be the one that was asked for; what breaks is an error of the snippet's, within the time that a connection has.
 */
import { describe, expect, test } from 'bun:test';
import { connect, createServer, type Socket } from 'node:net';
import { CA_CERTIFICATE, GOOD_CERTIFICATE, SERVER_KEY } from '../../support/certificates.ts';
import { eventually } from '../../support/eventually.ts';
import { startHostileServer } from '../../support/hostile-server.ts';
import { failsBy, makeLocalRun, OK } from '../../support/net-attack.ts';

const tls = { key: SERVER_KEY, cert: GOOD_CERTIFICATE };

const makeRun = () =>
  makeLocalRun(
    { allow: '127.0.0.1, 127.0.0.2, good.test, bad.test', connectTimeoutMs: 1000 },
    { ca: [CA_CERTIFICATE], resolve: async () => ['127.0.0.1'] },
  );

const FAILED = expect.objectContaining({
  refusal: expect.objectContaining({ name: 'TypeError', message: 'fetch failed' }),
});

/** A server of TCP alone. */
async function startPlain(serve: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    get open() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

describe('A handshake', () => {
  const SERVES: readonly (readonly [string, (socket: Socket) => void])[] = [
    ['that is never answered', () => {}],
    ['that is hung up on', (socket) => socket.once('data', () => socket.end())],
    ['that is reset', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['that is answered in plain HTTP', (socket) => socket.once('data', () => socket.end(OK))],
    ['that is answered with noise', (socket) => socket.once('data', () => socket.write(NOISE))],
    ['that is answered by an alert', (socket) => socket.once('data', () => socket.write(ALERT))],
    [
      'that stops in the midst of a record',
      (socket) => socket.once('data', () => socket.write(CUT)),
    ],
    [
      'whose record says more than may be',
      (socket) => socket.once('data', () => socket.write(LONG)),
    ],
  ];
  const NOISE = Buffer.alloc(4096, 0xa5);
  const ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 40]);
  const CUT = Buffer.from([22, 3, 3, 0, 200, 2, 0, 0, 100]);
  const LONG = Buffer.concat([Buffer.from([22, 3, 3, 0xff, 0xff]), Buffer.alloc(70_000)]);

  test.each([...SERVES])('%s fails the request', async (_, serve) => {
    await using server = await startPlain(serve);
    using run = makeRun();
    await expect(run.fetch(`https://good.test:${server.port}/`)).rejects.toEqual(FAILED);
    await eventually(
      () => server.open,
      (open) => open === 0,
    );
  });
});

describe('A certificate', () => {
  test.each([
    ['of another name', 'bad.test'],
    ['of another address', '127.0.0.2'],
  ])('%s is refused, and nothing is sent', async (_, host) => {
    const heads: string[] = [];
    await using server = await startHostileServer((__, head) => heads.push(head), {
      tls,
      host: host === '127.0.0.2' ? host : '127.0.0.1',
    });
    using run = makeRun();
    const sent = run.fetch(`https://${host}:${server.port}/`, { headers: 'Authorization\nsecret' });
    await expect(sent).rejects.toEqual(failsBy('ERR_TLS_CERT_ALTNAME_INVALID'));
    expect(heads).toEqual([]);
  });
});

describe('Encryption that breaks', () => {
  /** Hands on what goes over a connection, and spoils what the server says after so many bytes. */
  const startSpoiler = (port: number, after: number) =>
    startPlain((socket) => {
      const there = connect(port, '127.0.0.1');
      there.on('error', () => {});
      socket.on('data', (bytes: Buffer) => there.write(bytes));
      let passed = 0;
      there.on('data', (bytes: Buffer) => {
        for (let i = 0; i < bytes.length; i++) {
          if (passed + i >= after) bytes[i] = (bytes[i] ?? 0) ^ 0xff;
        }
        passed += bytes.length;
        socket.write(bytes);
      });
      socket.on('close', () => there.destroy());
    });

  const body = 'x'.repeat(100_000);
  const answer = `${OK}Content-Length: ${body.length}\r\n\r\n${body}`;

  test.each([0, 3, 50, 500])('after %d bytes, in the handshake', async (after) => {
    await using server = await startHostileServer((socket) => socket.write(answer), { tls });
    await using spoiler = await startSpoiler(server.port, after);
    using run = makeRun();
    await expect(run.fetch(`https://good.test:${spoiler.port}/`)).rejects.toEqual(FAILED);
  });

  test('in the body of a response', async () => {
    await using server = await startHostileServer((socket) => socket.write(answer), { tls });
    await using whole = await startSpoiler(server.port, Number.POSITIVE_INFINITY);
    await using spoiler = await startSpoiler(server.port, 60_000);
    using run = makeRun();
    expect((await run.fetch(`https://good.test:${whole.port}/`)).text).toBe(body);
    await expect(run.fetch(`https://good.test:${spoiler.port}/`)).rejects.toMatchObject({
      refusal: { name: 'TypeError', message: 'terminated' },
    });
  });
});
