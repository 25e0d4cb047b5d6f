/**
 * The server that every Node peer stands in, as its users would write it: `POST {input, codebase64}` →
 * `{success, result}`, 422 when the snippet fails. One process for each core, for ours uses every core too.
 */
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { env } from 'node:process';

const { PORT, HOST, PROCESSES, TIMEOUT_MS, MEMORY_MIB } = env;

/** What every peer is given to enforce by its own means. */
export const LIMITS = { timeoutMs: Number(TIMEOUT_MS), memoryBytes: Number(MEMORY_MIB) * 2 ** 20 };

/** @param execute takes code and input; gives the result or a promise of it, and throws what the snippet does */
export function serve(execute) {
  const processes = Number(PROCESSES);
  if (cluster.isPrimary && processes > 1) return lead(processes);
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => void answer(Buffer.concat(chunks).toString(), response, execute));
  });
  server.listen(Number(PORT), HOST, () => {
    if (cluster.isPrimary) announce(server.address().port);
  });
}

function lead(processes) {
  let listening = 0;
  cluster.on('listening', (_, { port }) => {
    listening++;
    if (listening === processes) announce(port);
  });
  for (let index = 0; index < processes; index++) cluster.fork();
}

/** The line that the bench waits for. */
function announce(port) {
  process.stderr.write(`${JSON.stringify({ port, msg: 'ready' })}\n`);
}

async function answer(body, response, execute) {
  try {
    const { input, codebase64 } = JSON.parse(body);
    const code = Buffer.from(codebase64, 'base64').toString();
    send(response, 200, { success: true, result: await execute(code, input) });
  } catch (thrown) {
    send(response, 422, { success: false, error: { message: describe(thrown) } });
  }
}

function send(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function describe(thrown) {
  try {
    return String(thrown?.message ?? thrown);
  } catch {
    return 'a value that cannot be printed';
  }
}
