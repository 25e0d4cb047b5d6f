/** ASN.1 in DER, as far as keys need it. @see ITU-T X.690 */
import { opensslFault } from './fault.ts';

export const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
} as const;

export interface DerNode {
  readonly tag: number;
  /** The content. */
  readonly value: Buffer;
  /** The node itself, header included. */
  readonly raw: Buffer;
}

/** Most nodes looked at in one sequence: a key's largest has nine. */
const MAX_NODES = 64;

/** Reads one node from the start of `bytes`. @throws GuestError */
export function readNode(bytes: Buffer): DerNode {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw opensslFault('ASN1_NOT_ENOUGH_DATA');
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4 || (first === 0x80 && lengthBytes === 0)) throw opensslFault('ASN1_TOO_LONG');
  if (bytes.length < 2 + lengthBytes) throw opensslFault('ASN1_HEADER_TOO_LONG');
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  if (bytes.length < start + length) throw opensslFault('ASN1_TOO_LONG');
  return {
    tag,
    value: bytes.subarray(start, start + length),
    raw: bytes.subarray(0, start + length),
  };
}

/** The nodes that stand in `bytes` one after the other. @throws GuestError */
export function readNodes(bytes: Buffer): DerNode[] {
  const nodes: DerNode[] = [];
  let rest = bytes;
  while (rest.length > 0 && nodes.length < MAX_NODES) {
    const next = readNode(rest);
    nodes.push(next);
    rest = rest.subarray(next.raw.length);
  }
  return nodes;
}

/** The nodes of a sequence. @throws GuestError */
export function readSequence(bytes: Buffer): DerNode[] {
  const { tag, value } = readNode(bytes);
  if (tag !== TAG.sequence) throw opensslFault('ASN1_WRONG_TAG');
  return readNodes(value);
}

/** The content of the node at `index`, which must bear `tag`. @throws GuestError */
export function valueAt(nodes: readonly DerNode[], index: number, tag: number): Buffer {
  const found = nodes[index];
  if (found?.tag !== tag) throw opensslFault('ASN1_WRONG_TAG');
  return found.value;
}

/** A bit string's bytes; no key has odd bits. @throws GuestError */
export function bitsAt(nodes: readonly DerNode[], index: number): Buffer {
  const value = valueAt(nodes, index, TAG.bits);
  if (value[0] !== 0) throw opensslFault('ASN1_WRONG_TAG');
  return value.subarray(1);
}

export function oidText(value: Buffer): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const first = arcs[0] ?? 0;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...arcs.slice(1)].join('.');
}

export function node(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const header = length < 0x80 ? [tag, length] : [tag, ...longLength(length)];
  return Buffer.concat([Buffer.from(header), ...content]);
}

function longLength(length: number): number[] {
  const hex = length.toString(16);
  const bytes = [...Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')];
  return [0x80 + bytes.length, ...bytes];
}

export const sequence = (...content: readonly Uint8Array[]): Buffer =>
  node(TAG.sequence, ...content);
export const octets = (bytes: Uint8Array): Buffer => node(TAG.octets, bytes);
export const bits = (bytes: Uint8Array): Buffer => node(TAG.bits, Buffer.of(0), bytes);
export const nil = (): Buffer => node(TAG.null);

/** An unsigned integer, of bytes with the largest first. */
export function integer(bytes: Uint8Array): Buffer {
  const plain = stripZeros(bytes);
  return node(TAG.integer, (plain[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), plain]) : plain);
}

export const smallInteger = (value: number): Buffer => integer(toBytes(BigInt(value)));

export function oid(text: string): Buffer {
  const [top = 0, second = 0, ...rest] = text.split('.').map(Number);
  return node(TAG.oid, Buffer.from([40 * top + second, ...rest].flatMap(arcBytes)));
}

function arcBytes(arc: number): number[] {
  const bytes = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
    bytes.unshift(0x80 + (left % 128));
  }
  return bytes;
}

/** Without the zero bytes before it; one byte stays. */
export function stripZeros(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  return Buffer.from(bytes.subarray(start));
}

/** The number that bytes with the largest first are. */
export const toBigInt = (bytes: Uint8Array): bigint =>
  bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** A number as bytes, the largest first; `length` of them, or as many as it needs. */
export function toBytes(value: bigint, length = 0): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  if (bytes.length >= length) return bytes;
  return Buffer.concat([Buffer.alloc(length - bytes.length), bytes]);
}
