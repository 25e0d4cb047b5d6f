import { describe, expect, test } from 'bun:test';
import type { NetworkSetup } from '../../../../src/wire/network-setup.ts';
import {
  CA_CERTIFICATE,
  EXPIRED_CERTIFICATE,
  GOOD_CERTIFICATE,
  SERVER_KEY,
} from '../../../support/certificates.ts';
import { atRest, eventually } from '../../../support/eventually.ts';
import { pour, startHostileServer } from '../../../support/hostile-server.ts';
import { failsBy, LIMIT, makeLocalRun, OK } from '../../../support/net-attack.ts';
import type { TestNetworkOptions } from '../../../support/network.ts';

const makeRun = (setup: Partial<NetworkSetup> = {}, options: TestNetworkOptions = {}) =>
  makeLocalRun({ allow: '127.0.0.1, good.test, bad.test', ...setup }, options);

describe('A server that', () => {
  test('keeps its connection open is asked over it again by the same run, and by no other', async () => {
    await using server = await startHostileServer((socket) => {
      socket.write(`${OK}Content-Length: 2\r\n\r\nhi`);
    });
    using run = makeRun();
    for (let i = 0; i < 3; i++) expect((await run.fetch(server.url)).text).toBe('hi');
    expect(server.connections).toBe(1);
    using other = makeRun();
    await other.fetch(server.url);
    expect(server.connections).toBe(2);
  });

  test('closes after each response is asked over another', async () => {
    await using server = await startHostileServer((socket) => {
      socket.end(`${OK}Connection: close\r\n\r\nhi`);
    });
    using run = makeRun();
    for (let i = 0; i < 3; i++) expect((await run.fetch(server.url)).text).toBe('hi');
    expect(server.connections).toBe(3);
  });

  test('sends interim responses first is heard to the end, unless they never end', async () => {
    await using server = await startHostileServer((socket, head) => {
      const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
      if (head.startsWith('GET /endless')) pour(socket, hint);
      else socket.write(`${hint}${hint}${OK}Content-Length: 2\r\n\r\nhi`);
    });
    using run = makeRun();
    expect(await run.fetch(server.url)).toMatchObject({ status: 200, text: 'hi' });
    await expect(run.fetch(`${server.url}endless`)).rejects.toEqual(failsBy('UNKNOWN'));
  });

  test('floods header fields is stopped', async () => {
    await using server = await startHostileServer((socket, head) => {
      if (head.startsWith('GET /one')) socket.write(`${OK}X: `);
      else socket.write(OK);
      pour(socket, head.startsWith('GET /one') ? 'x'.repeat(1000) : 'X-Field: value\r\n');
    });
    using run = makeRun({ maxHeaderBytes: 16_384 });
    await expect(run.fetch(server.url)).rejects.toEqual(failsBy('UND_ERR_HEADERS_OVERFLOW'));
    await expect(run.fetch(`${server.url}one`)).rejects.toEqual(
      failsBy('UND_ERR_HEADERS_OVERFLOW'),
    );
    await eventually(
      () => server.open,
      (open) => open === 0,
    );
  });

  test.each([
    'GARBAGE\r\n\r\n',
    'HTTP/1.1 2OO OK\r\n\r\n',
    'HTTP/9.9 200 OK\r\n\r\n',
    '\0\0\0\0\r\n\r\n',
  ])('speaks no HTTP (%j) is given up', async (bytes) => {
    await using server = await startHostileServer((socket) => socket.end(bytes));
    using run = makeRun();
    await expect(run.fetch(server.url)).rejects.toMatchObject({ refusal: { name: 'TypeError' } });
  });

  test('says two lengths at once is not believed', async () => {
    await using server = await startHostileServer((socket) => {
      socket.write(
        `${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`,
      );
    });
    using run = makeRun();
    await expect(run.fetch(server.url)).rejects.toMatchObject({ refusal: { name: 'TypeError' } });
  });

  test('ends its body early fails the read, not the head', async () => {
    await using server = await startHostileServer((socket) => {
      socket.end(`${OK}Content-Length: 50\r\n\r\nhi`);
    });
    using run = makeRun();
    const { data } = await run.open({ url: server.url, id: 1 });
    expect(data).toMatchObject({ status: 200, isWhole: false });
    await expect(
      (async () => {
        while (!(await run.read(1)).data);
      })(),
    ).rejects.toMatchObject({
      refusal: { message: 'terminated', details: { cause: { code: 'UND_ERR_SOCKET' } } },
    });
  });

  test('resets the connection fails the request', async () => {
    await using server = await startHostileServer((socket) => {
      socket.resetAndDestroy();
    });
    using run = makeRun();
    await expect(run.fetch(server.url)).rejects.toEqual(failsBy('ECONNRESET'));
  });

  test('does not listen refuses the connection, by its name', async () => {
    const server = await startHostileServer(() => {});
    await server[Symbol.asyncDispose]();
    using run = makeRun();
    await expect(run.fetch(server.url)).rejects.toMatchObject({
      refusal: {
        message: 'fetch failed',
        details: {
          cause: { code: 'ECONNREFUSED', message: `connect ECONNREFUSED 127.0.0.1:${server.port}` },
        },
      },
    });
  });

  test('answers before the body is sent is heard', async () => {
    await using server = await startHostileServer((socket) => {
      socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
      socket.pause();
    });
    using run = makeRun();
    const body = new Uint8Array(8_000_000);
    expect(await run.fetch(server.url, { method: 'POST', body })).toMatchObject({
      status: 413,
      text: 'no',
    });
  });

  test('drips its body byte by byte is heard as it comes', async () => {
    const { promise: isRead, resolve: goOn } = Promise.withResolvers<void>();
    await using server = await startHostileServer((socket) => {
      socket.write(`${OK}Content-Length: 2\r\n\r\na`);
      void isRead.then(() => socket.write('b'));
    });
    using run = makeRun();
    await run.open({ url: server.url, id: 1 });
    expect(await run.read(1)).toEqual({ data: false, bytes: new Uint8Array([97]) });
    goOn();
    expect(await run.read(1)).toEqual({ data: true, bytes: new Uint8Array([98]) });
    await expect(run.read(1)).rejects.toMatchObject({ refusal: { name: 'TypeError' } });
  });

  test('never answers is given up after a while', async () => {
    await using server = await startHostileServer(() => {});
    using run = makeRun({ timeoutMs: 50 });
    await expect(run.fetch(server.url)).rejects.toEqual(failsBy('ERR_NET_TIMEOUT'));
    await eventually(
      () => server.open,
      (open) => open === 0,
    );
  });

  test('never ends its body is stopped at the budget', async () => {
    await using server = await startHostileServer((socket) => {
      socket.write(`${OK}\r\n`);
      pour(socket, Buffer.alloc(65_536));
    });
    using run = makeRun({ maxBytesIn: 1_000_000 });
    await expect(run.fetch(server.url)).rejects.toEqual(LIMIT);
    expect(run.traffic.bytesIn).toBeLessThanOrEqual(1_000_000);
    await eventually(
      () => server.open,
      (open) => open === 0,
    );
  });

  test('sends more than the guest reads is made to wait', async () => {
    let sent = 0;
    await using server = await startHostileServer((socket) => {
      socket.write(`${OK}\r\n`);
      const piece = Buffer.alloc(65_536);
      const go = (): void => {
        for (sent += piece.length; !socket.destroyed && socket.write(piece); sent += piece.length);
      };
      socket.on('drain', go);
      go();
    });
    using run = makeRun();
    await run.open({ url: server.url, id: 1 });
    await atRest(() => sent);
    expect(run.traffic.bytesIn).toBeLessThan(1_000_000);
  });
});

describe('TLS', () => {
  const tls = { key: SERVER_KEY, cert: GOOD_CERTIFICATE };
  const trusting: TestNetworkOptions = {
    ca: [CA_CERTIFICATE],
    resolve: async () => ['127.0.0.1'],
  };
  const serve = () =>
    startHostileServer((socket) => socket.end(`${OK}Connection: close\r\n\r\nsafe`), { tls });

  test('a certificate is checked against the name, though the address is dialled', async () => {
    await using server = await serve();
    using run = makeRun({}, trusting);
    expect((await run.fetch(`https://good.test:${server.port}/`)).text).toBe('safe');
    expect((await run.fetch(server.url)).text).toBe('safe');
  });

  test('a certificate of another name is refused', async () => {
    await using server = await serve();
    using run = makeRun({}, trusting);
    await expect(run.fetch(`https://bad.test:${server.port}/`)).rejects.toEqual(
      failsBy('ERR_TLS_CERT_ALTNAME_INVALID'),
    );
  });

  test('a certificate that nobody vouches for is refused, and one that is too old', async () => {
    await using server = await serve();
    using run = makeRun({}, { resolve: async () => ['127.0.0.1'] });
    await expect(run.fetch(`https://good.test:${server.port}/`)).rejects.toEqual(
      failsBy('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    );
    await using old = await startHostileServer((socket) => socket.end(OK), {
      tls: { key: SERVER_KEY, cert: EXPIRED_CERTIFICATE },
    });
    using other = makeRun({}, trusting);
    await expect(other.fetch(`https://good.test:${old.port}/`)).rejects.toEqual(
      failsBy('CERT_HAS_EXPIRED'),
    );
  });

  test('a server that does not speak it is given up', async () => {
    await using server = await startHostileServer((socket) => socket.end(OK));
    using run = makeRun({ connectTimeoutMs: 500 }, trusting);
    await expect(run.fetch(`https://good.test:${server.port}/`)).rejects.toMatchObject({
      refusal: { name: 'TypeError', message: 'fetch failed' },
    });
  });
});
