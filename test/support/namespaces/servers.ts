/**
 * What listens at the far end, in a namespace of its own: tells who asks which of its addresses was
 * dialled, or leads on to where it is told, and answers for names. Ends with whoever started it.
 */
import { createServer } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { startNameServer } from '../name-server.ts';
import { NAMES, PORTS } from './cable.ts';

for (const port of PORTS) {
  const server = createServer(({ url, socket }, response) => {
    const { pathname, searchParams } = new URL(url ?? '', 'http://here');
    const location = searchParams.get('to');
    response.setHeader('connection', 'close');
    if (pathname === '/redirect' && location !== null) {
      response.writeHead(307, { location }).end();
    } else response.end(socket.localAddress?.replace(/^::ffff:(?=\d+\.)/, ''));
  });
  await new Promise<void>((resolve) => server.listen({ port, host: '::' }, resolve));
}

await startNameServer(
  (name, kind, count) => {
    const looks = NAMES[name];
    const addresses = looks?.[Math.min(count, looks.length - 1)];
    return addresses?.filter((each) => isIP(each) && isIPv6(each) === (kind === 'AAAA'));
  },
  { host: '0.0.0.0', port: 53 },
);
console.log('ready');

// Until nobody holds the other end of the pipe any more, whatever became of them.
for await (const _ of console);
process.exit();
