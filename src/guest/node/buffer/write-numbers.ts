/** Every `write…` method of a Buffer but `write` itself. @see https://nodejs.org/docs/latest-v20.x/api/buffer.html */
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { isByteCount, refuseByteCount, refusePlace, refuseValue, requirePlace } from './bounds.ts';
import { toNumber } from './to-number.ts';

interface Shape {
  readonly count: number;
  readonly isSigned: boolean;
  readonly isLittle: boolean;
}

function requireInRange(value: number, { count, isSigned }: Shape): void {
  const size = 2 ** (count * 8);
  const least = isSigned ? -size / 2 : 0;
  // Written so that NaN passes, as it does in Node: it is written as 0.
  if (value > least + size - 1 || value < least) refuseValue(value, count, isSigned);
}

function put(bytes: Uint8Array, value: number, offset: number, shape: Shape): number {
  const { count, isLittle } = shape;
  let rest = value;
  for (let i = 0; i < count; i++) {
    // The part over 32 bits is floored, and so is negative for a negative value.
    if (i === 4) rest = Math.floor(value * 2 ** -32);
    bytes[isLittle ? offset + i : offset + count - 1 - i] = rest;
    rest >>>= 8;
  }
  return offset + count;
}

function writeInteger(bytes: Uint8Array, given: unknown, offset: number, shape: Shape): number {
  const value = toNumber(given);
  const { count } = shape;
  if (count > 1) {
    requireInRange(value, shape);
    requirePlace(bytes, offset, count);
    return put(bytes, value, offset, shape);
  }
  if (typeof offset !== 'number') throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  requireInRange(value, shape);
  if (bytes[offset] === undefined) refusePlace(offset, bytes.length - 1);
  bytes[offset] = value;
  return offset + 1;
}

const HALF = 2n ** 63n;

/** Whether a value of any kind is out of the 64 bits, as `<` and `>` have it. */
function isTooBig(value: unknown, isSigned: boolean): boolean {
  if (typeof value === 'bigint') {
    return isSigned ? value < -HALF || value >= HALF : value < 0n || value >= 2n * HALF;
  }
  // The engine compares a negative fraction with a BigInt wrongly: compared among numbers.
  const number = toNumber(value);
  return isSigned ? number < -(2 ** 63) || number >= 2 ** 63 : number < 0 || number >= 2 ** 64;
}

function writeBig(bytes: Uint8Array, value: unknown, offset: number, shape: Shape): number {
  const { isSigned, isLittle } = shape;
  if (isTooBig(value, isSigned)) refuseValue(value, 8, isSigned);
  requirePlace(bytes, offset, 8);
  if (typeof value !== 'bigint') {
    throw new TypeError('Cannot mix BigInt and other types, use explicit conversions');
  }
  let rest = value;
  for (let i = 0; i < 8; i++) {
    bytes[isLittle ? offset + i : offset + 7 - i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return offset + 8;
}

const float = new DataView(new ArrayBuffer(8));

function writeFloat(bytes: Uint8Array, given: unknown, offset: number, shape: Shape): number {
  const value = toNumber(given);
  const { count, isLittle } = shape;
  requirePlace(bytes, offset, count);
  if (count === 4) float.setFloat32(0, value, isLittle);
  else float.setFloat64(0, value, isLittle);
  for (let i = 0; i < count; i++) bytes[offset + i] = float.getUint8(i);
  return offset + count;
}

type Writer = (this: Uint8Array, value: unknown, offset?: number) => number;
type WideWriter = (this: Uint8Array, value: unknown, offset: number, byteLength: number) => number;

function fixed(name: string, write: typeof writeInteger, shape: Shape): Writer {
  const method = {
    [name](this: Uint8Array, value: unknown, offset = 0) {
      return write(this, value, offset, shape);
    },
  };
  return method[name] as Writer;
}

function wide(name: string, isSigned: boolean, isLittle: boolean): WideWriter {
  const method = {
    [name](this: Uint8Array, value: unknown, offset: number, byteLength: number) {
      if (!isByteCount(byteLength)) refuseByteCount(byteLength);
      return writeInteger(this, value, offset, { count: byteLength, isSigned, isLittle });
    },
  };
  return method[name] as WideWriter;
}

const SIGNS: readonly (readonly [infixes: readonly string[], isSigned: boolean])[] = [
  [['UInt', 'Uint'], false],
  [['Int'], true],
];
const ORDERS: readonly (readonly [suffix: string, isLittle: boolean])[] = [
  ['LE', true],
  ['BE', false],
];

function makeWriters(): Record<string, Writer | WideWriter> {
  const made: Record<string, Writer | WideWriter> = {};
  for (const [[infix = '', alias = infix], isSigned] of SIGNS) {
    const shapeOf = (count: number, isLittle: boolean): Shape => ({ count, isSigned, isLittle });
    const keep = (middle: string, method: Writer | WideWriter) => {
      made[`write${middle}`] = method;
      made[`write${middle.replace(infix, alias)}`] = method;
    };
    keep(`${infix}8`, fixed(`write${infix}8`, writeInteger, shapeOf(1, true)));
    for (const [suffix, isLittle] of ORDERS) {
      const add = (middle: string, write: typeof writeInteger, count: number) =>
        keep(middle, fixed(`write${middle}`, write, shapeOf(count, isLittle)));
      add(`Big${infix}64${suffix}`, writeBig, 8);
      add(`${infix}16${suffix}`, writeInteger, 2);
      add(`${infix}32${suffix}`, writeInteger, 4);
      keep(`${infix}${suffix}`, wide(`write${infix}${suffix}`, isSigned, isLittle));
    }
  }
  for (const [suffix, isLittle] of ORDERS) {
    for (const [word, count] of [
      ['Float', 4],
      ['Double', 8],
    ] as const) {
      const name = `write${word}${isLittle ? 'Forwards' : 'Backwards'}`;
      made[`write${word}${suffix}`] = fixed(name, writeFloat, { count, isSigned: true, isLittle });
    }
  }
  return made;
}

export const writeMethods: Readonly<Record<string, Writer | WideWriter>> = makeWriters();
