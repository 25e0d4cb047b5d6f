/** A server of names: answers questions for A and AAAA as a test tells it, over UDP. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { parse } from 'ipaddr.js';

export interface NameServer extends AsyncDisposable {
  /** As `NETWORK_DNS` has it. */
  readonly address: string;
  /** Every name that was asked for, with the kind of address. */
  readonly asked: readonly { readonly name: string; readonly kind: Kind }[];
}

type Kind = 'A' | 'AAAA';
const KINDS: Readonly<Record<number, Kind>> = { 1: 'A', 28: 'AAAA' };

/**
 * @param answer the addresses of a name; `count` is how often it was asked for that kind before.
 * Undefined: there is no such name
 */
export async function startNameServer(
  answer: (name: string, kind: Kind, count: number) => readonly string[] | undefined,
  { host = '127.0.0.1', port = 0 }: { host?: string; port?: number } = {},
): Promise<NameServer> {
  const socket = createSocket('udp4');
  const asked: { name: string; kind: Kind }[] = [];
  socket.on('message', (message: Buffer, from: RemoteInfo) => {
    const { name, end } = readName(message);
    const kind = KINDS[message.readUInt16BE(end)];
    const question = message.subarray(12, end + 4);
    if (!kind) return;
    const count = asked.filter((each) => each.name === name && each.kind === kind).length;
    asked.push({ name, kind });
    const addresses = answer(name, kind, count);
    const records = (addresses ?? []).map((each) => recordOf(kind, each));
    const head = Buffer.alloc(12);
    message.copy(head, 0, 0, 2);
    // An answer, recursion available; and that there is no such name.
    head.writeUInt16BE(0x8180 | (addresses ? 0 : 3), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    socket.send(Buffer.concat([head, question, ...records]), from.port, from.address);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.bind(port, host, resolve);
  await promise;
  return {
    address: `${host}:${socket.address().port}`,
    asked,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => socket.close(() => done())),
  };
}

function readName(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** The name by a pointer to the question, the class of the Internet, no time to live. */
function recordOf(kind: Kind, address: string): Buffer {
  const bytes = parse(address).toByteArray();
  const head = Buffer.from([0xc0, 12, 0, kind === 'A' ? 1 : 28, 0, 1, 0, 0, 0, 0, 0, bytes.length]);
  return Buffer.concat([head, Buffer.from(bytes)]);
}
