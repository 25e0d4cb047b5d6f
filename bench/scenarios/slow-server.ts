/** A server that takes half a second to answer, and sends back what it was asked with; prints its port. */
import { createServer } from 'node:http';

const WAIT_MS = 500;

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://slow');
  setTimeout(() => response.end(searchParams.get('n')), WAIT_MS);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : 0);
});
