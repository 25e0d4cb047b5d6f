/**
 * What listens at the far end, in a namespace of its own: tells who asks which of its addresses was
 * dialled, or leads on to where it is told, and answers for names. Ends with whoever started it.
 */
import { createServer } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { startNameServer } from '../name-server.ts';
import { NAMES, NAMES_THEN, PORTS } from './cable.ts';

/** Names of which a request has arrived. */
const heard = new Set<string | undefined>();

for (const port of PORTS) {
  const server = createServer(({ url, headers, socket }, response) => {
    heard.add(headers.host?.replace(/:\d+$/, ''));
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
  (name, kind) => {
    const addresses = (heard.has(name) ? NAMES_THEN[name] : undefined) ?? NAMES[name];
    return addresses?.filter((each) => isIP(each) && isIPv6(each) === (kind === 'AAAA'));
  },
  { host: '0.0.0.0', port: 53 },
);
console.log('ready');

// Until nobody holds the other end of the pipe any more, whatever became of them.
for await (const _ of console);
process.exit();
