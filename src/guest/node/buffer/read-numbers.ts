/** Every `read…` method of a Buffer. @see https://nodejs.org/docs/latest-v20.x/api/buffer.html */
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { isByteCount, refuseByteCount, requirePlace } from './bounds.ts';

type Reader = (this: Uint8Array, offset?: number) => number | bigint;
type WideReader = (this: Uint8Array, offset: number, byteLength: number) => number;

function littleEndian(bytes: Uint8Array, offset: number, count: number): number {
  let value = 0;
  for (let i = offset + count - 1; i >= offset; i--) value = value * 256 + (bytes[i] as number);
  return value;
}

function bigEndian(bytes: Uint8Array, offset: number, count: number): number {
  let value = 0;
  for (let i = offset; i < offset + count; i++) value = value * 256 + (bytes[i] as number);
  return value;
}

type Order = typeof littleEndian;

function readNumber(bytes: Uint8Array, offset: number, count: number, order: Order): number {
  requirePlace(bytes, offset, count);
  return order(bytes, offset, count);
}

function readSigned(bytes: Uint8Array, offset: number, count: number, order: Order): number {
  const value = readNumber(bytes, offset, count, order);
  const size = 2 ** (count * 8);
  return value >= size / 2 ? value - size : value;
}

function readBig(bytes: Uint8Array, offset: number, order: Order): bigint {
  requirePlace(bytes, offset, 8);
  const [low, high] = order === littleEndian ? [offset, offset + 4] : [offset + 4, offset];
  return (BigInt(order(bytes, high, 4)) << 32n) + BigInt(order(bytes, low, 4));
}

const float = new DataView(new ArrayBuffer(8));

function readFloat(bytes: Uint8Array, offset: number, count: 4 | 8, isLittle: boolean): number {
  requirePlace(bytes, offset, count);
  for (let i = 0; i < count; i++) float.setUint8(i, bytes[offset + i] as number);
  return count === 4 ? float.getFloat32(0, isLittle) : float.getFloat64(0, isLittle);
}

function readWide(
  bytes: Uint8Array,
  [offset, count]: readonly [offset: number, count: number],
  read: typeof readNumber,
  order: Order,
): number {
  if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  if (!isByteCount(count)) refuseByteCount(count);
  return read(bytes, offset, count, order);
}

function fixed(name: string, count: number, read: typeof readNumber, order: Order): Reader {
  const method = {
    [name](this: Uint8Array, offset = 0) {
      return read(this, offset, count, order);
    },
  };
  return method[name] as Reader;
}

function wide(name: string, read: typeof readNumber, order: Order): WideReader {
  const method = {
    [name](this: Uint8Array, offset: number, byteLength: number) {
      return readWide(this, [offset, byteLength], read, order);
    },
  };
  return method[name] as WideReader;
}

function floatReader(name: string, count: 4 | 8, isLittle: boolean): Reader {
  const method = {
    [name](this: Uint8Array, offset = 0) {
      return readFloat(this, offset, count, isLittle);
    },
  };
  return method[name] as Reader;
}

const readUInt8: Reader = fixed('readUInt8', 1, readNumber, littleEndian);
const readBigUInt64LE = {
  readBigUInt64LE(this: Uint8Array, offset = 0): bigint {
    return readBig(this, offset, littleEndian);
  },
}.readBigUInt64LE;
const readBigUInt64BE = {
  readBigUInt64BE(this: Uint8Array, offset = 0): bigint {
    return readBig(this, offset, bigEndian);
  },
}.readBigUInt64BE;
const readUIntLE = wide('readUIntLE', readNumber, littleEndian);
const readUIntBE = wide('readUIntBE', readNumber, bigEndian);
const readUInt16LE = fixed('readUInt16LE', 2, readNumber, littleEndian);
const readUInt16BE = fixed('readUInt16BE', 2, readNumber, bigEndian);
const readUInt32LE = fixed('readUInt32LE', 4, readNumber, littleEndian);
const readUInt32BE = fixed('readUInt32BE', 4, readNumber, bigEndian);

export const readMethods = {
  readBigUInt64LE,
  readBigUInt64BE,
  readBigUint64LE: readBigUInt64LE,
  readBigUint64BE: readBigUInt64BE,
  readBigInt64LE(this: Uint8Array, offset = 0): bigint {
    return BigInt.asIntN(64, readBig(this, offset, littleEndian));
  },
  readBigInt64BE(this: Uint8Array, offset = 0): bigint {
    return BigInt.asIntN(64, readBig(this, offset, bigEndian));
  },
  readUIntLE,
  readUInt32LE,
  readUInt16LE,
  readUInt8,
  readUIntBE,
  readUInt32BE,
  readUInt16BE,
  readUintLE: readUIntLE,
  readUint32LE: readUInt32LE,
  readUint16LE: readUInt16LE,
  readUint8: readUInt8,
  readUintBE: readUIntBE,
  readUint32BE: readUInt32BE,
  readUint16BE: readUInt16BE,
  readIntLE: wide('readIntLE', readSigned, littleEndian),
  readInt32LE: fixed('readInt32LE', 4, readSigned, littleEndian),
  readInt16LE: fixed('readInt16LE', 2, readSigned, littleEndian),
  readInt8: fixed('readInt8', 1, readSigned, littleEndian),
  readIntBE: wide('readIntBE', readSigned, bigEndian),
  readInt32BE: fixed('readInt32BE', 4, readSigned, bigEndian),
  readInt16BE: fixed('readInt16BE', 2, readSigned, bigEndian),
  readFloatLE: floatReader('readFloatForwards', 4, true),
  readFloatBE: floatReader('readFloatBackwards', 4, false),
  readDoubleLE: floatReader('readDoubleForwards', 8, true),
  readDoubleBE: floatReader('readDoubleBackwards', 8, false),
};
