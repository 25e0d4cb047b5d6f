/** The baseline: a bare `Bun.serve` that parses the JSON it is sent and sends it back. */
const server = Bun.serve({
  port: Number(Bun.env['PORT'] ?? 0),
  hostname: '127.0.0.1',
  reusePort: false,
  async fetch(request) {
    if (request.method !== 'POST') return new Response('POST JSON here', { status: 405 });
    return Response.json(await request.json());
  },
});

process.stderr.write(`${JSON.stringify({ port: server.port, msg: 'ready' })}\n`);
process.once('SIGTERM', () => process.exit(0));
