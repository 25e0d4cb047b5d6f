/** The block cipher Camellia. @see RFC 3713 */
import type { BlockCipher } from './cipher-port.ts';

const SBOX = Buffer.from(
  '70822cecb327c0e5e4855735ea0cae4123ef6b934519a521ed0e4f4e1d6592bd86b8af8f7ceb1fce3e30dc5f5ec50b1aa6e139cad5475d3dd9015ad651566c4d' +
    '8b0d9a66fbccb02d74122b20f0b18499df4ccbc2347e76056db7a931d11704d714583a61de1b111c320f9c165318f222fe44cfb2c3b57a912408e8a860fc6950' +
    'aad0a07da1896297545b1e95e0ff64d210c40048a3f775db8a03e6da093fdd94875c8302cd4a90337367f6f39d7fbfe2529bd826c837c63b81966f4b13be632e' +
    'e979a78c9f6ebc8e29f5f9b62ffdb4597898066ae74671bad425ab4288a28dfa7207b955f8eeac0a36492a683c38f1a44028d37bbbc943c115e3adf477c7809e',
  'hex',
);
/** What the key's schedule runs its rounds with. */
const SIGMA: readonly Half[] = [
  [0xa09e667f, 0x3bcc908b],
  [0xb67ae858, 0x4caa73b2],
  [0xc6ef372f, 0xe94f82be],
  [0x54ff53a5, 0xf1d36f1c],
  [0x10e527fa, 0xde682d1d],
  [0xb05688c2, 0xb3e6c1fd],
];

/** 64 bits as two words. */
type Half = readonly [high: number, low: number];

const boxed = (value: number): number => SBOX[value & 255] ?? 0;
const turned = (byte: number, by: number): number => ((byte << by) | (byte >>> (8 - by))) & 255;

/** The four tables of substitution and spreading, for the bytes of a word: made of one box. */
const tables = (() => {
  const all = [0, 1, 2, 3].map(() => new Int32Array(256));
  for (let x = 0; x < 256; x++) {
    const one = boxed(x);
    const four = boxed(turned(x, 1));
    const values = [one * 0x01010100, turned(one, 1) * 0x00010101, turned(one, 7) * 0x01000101];
    for (const [table, value] of [...values, four * 0x01010001].entries()) {
      const target = all[table];
      if (target) target[x] = value;
    }
  }
  return all as unknown as readonly [Int32Array, Int32Array, Int32Array, Int32Array];
})();

function roundOf(high: number, low: number, key: Half): Half {
  const [t1, t2, t3, t4] = tables;
  const u = high ^ key[0];
  const v = low ^ key[1];
  const d =
    (t1[u >>> 24] ?? 0) ^
    (t2[(u >>> 16) & 255] ?? 0) ^
    (t3[(u >>> 8) & 255] ?? 0) ^
    (t4[u & 255] ?? 0);
  const e =
    (t2[v >>> 24] ?? 0) ^
    (t3[(v >>> 16) & 255] ?? 0) ^
    (t4[(v >>> 8) & 255] ?? 0) ^
    (t1[v & 255] ?? 0);
  const sum = d ^ e;
  return [sum, sum ^ ((d >>> 8) | (d << 24))];
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** The function between every six rounds, and its inverse. */
function layerOf([high, low]: Half, key: Half): Half {
  const right = low ^ rotated(high & key[0], 1);
  return [high ^ (right | key[1]), right];
}
function inverseLayerOf([high, low]: Half, key: Half): Half {
  const left = high ^ (low | key[1]);
  return [left, low ^ rotated(left & key[0], 1)];
}

/** 128 bits, turned to the left. */
const turnedLeft = (value: bigint, by: number): bigint =>
  ((value << BigInt(by)) | (value >> BigInt(128 - by))) & ((1n << 128n) - 1n);

const words = (value: bigint): [Half, Half] => {
  const word = (shift: number) => Number((value >> BigInt(shift)) & 0xffffffffn) | 0;
  return [
    [word(96), word(64)],
    [word(32), word(0)],
  ];
};
const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const joined = ([a, b]: Half, [c, d]: Half): bigint =>
  [a, b, c, d].reduce((sum, word) => (sum << 32n) | BigInt(word >>> 0), 0n);
const mixed = (a: Half, b: Half): Half => [a[0] ^ b[0], a[1] ^ b[1]];

interface Schedule {
  readonly whitening: readonly [Half, Half, Half, Half];
  readonly rounds: readonly Half[];
  /** Two for each layer. */
  readonly layers: readonly Half[];
}

/** Two rounds over a pair of halves. */
function twoRounds([left, right]: [Half, Half], first: number): [Half, Half] {
  const nextRight = mixed(right, roundOf(left[0], left[1], SIGMA[first] ?? [0, 0]));
  const nextLeft = mixed(left, roundOf(nextRight[0], nextRight[1], SIGMA[first + 1] ?? [0, 0]));
  return [nextLeft, nextRight];
}

function scheduleOf(key: Uint8Array): Schedule {
  const kl = toNumber(key.subarray(0, 16));
  const tail = key.length > 16 ? toNumber(key.subarray(16)) : 0n;
  const mask = (1n << 64n) - 1n;
  const kr = key.length === 24 ? (tail << 64n) | (~tail & mask) : tail;
  const first = twoRounds(words(kl ^ kr), 0);
  const ka = joined(...twoRounds(words(joined(...first) ^ kl), 2));
  const kb = joined(...twoRounds(words(ka ^ kr), 4));
  const both = (value: bigint, by: number) => words(turnedLeft(value, by));
  const [whiteA, whiteB] = words(kl);
  if (key.length === 16) {
    const [whiteC, whiteD] = both(ka, 111);
    const rounds = [both(ka, 0), both(kl, 15), both(ka, 15), both(kl, 45)].flat();
    const [ninth] = both(ka, 45);
    const [, tenth] = both(kl, 60);
    const rest = [both(ka, 60), both(kl, 94), both(ka, 94), both(kl, 111)].flat();
    return {
      whitening: [whiteA, whiteB, whiteC, whiteD],
      rounds: [...rounds, ninth, tenth, ...rest],
      layers: [...both(ka, 30), ...both(kl, 77)],
    };
  }
  const [whiteC, whiteD] = both(kb, 111);
  const turns: readonly (readonly [bigint, number])[] = [
    [kb, 0],
    [kr, 15],
    [ka, 15],
    [kb, 30],
    [kl, 45],
    [ka, 45],
    [kr, 60],
    [kb, 60],
    [kl, 77],
    [kr, 94],
    [ka, 94],
    [kl, 111],
  ];
  return {
    whitening: [whiteA, whiteB, whiteC, whiteD],
    rounds: turns.flatMap(([value, by]) => both(value, by)),
    layers: [...both(kr, 30), ...both(kl, 60), ...both(ka, 77)],
  };
}

/** A schedule backwards deciphers. */
const reversed = ({ whitening: [a, b, c, d], rounds, layers }: Schedule): Schedule => ({
  whitening: [c, d, a, b],
  rounds: rounds.toReversed(),
  layers: layers.toReversed(),
});

function cryptBlock(view: DataView, at: number, { whitening, rounds, layers }: Schedule): void {
  const half = (offset: number): Half => [
    view.getInt32(at + offset),
    view.getInt32(at + offset + 4),
  ];
  let left = mixed(half(0), whitening[0]);
  let right = mixed(half(8), whitening[1]);
  for (let round = 0; round < rounds.length; round += 2) {
    if (round > 0 && round % 6 === 0) {
      const layer = round / 3 - 2;
      left = layerOf(left, layers[layer] ?? [0, 0]);
      right = inverseLayerOf(right, layers[layer + 1] ?? [0, 0]);
    }
    right = mixed(right, roundOf(left[0], left[1], rounds[round] ?? [0, 0]));
    left = mixed(left, roundOf(right[0], right[1], rounds[round + 1] ?? [0, 0]));
  }
  const [first, second] = [mixed(right, whitening[2]), mixed(left, whitening[3])];
  view.setInt32(at, first[0]);
  view.setInt32(at + 4, first[1]);
  view.setInt32(at + 8, second[0]);
  view.setInt32(at + 12, second[1]);
}

function crypt(blocks: Uint8Array, schedule: Schedule): Uint8Array {
  const out = Uint8Array.from(blocks);
  const view = new DataView(out.buffer);
  for (let at = 0; at < out.length; at += 16) cryptBlock(view, at, schedule);
  return out;
}

/** @param key of 16, 24 or 32 bytes */
export function openCamellia(key: Uint8Array): BlockCipher {
  const forth = scheduleOf(key);
  const back = reversed(forth);
  return {
    blockBytes: 16,
    encrypt: (blocks) => crypt(blocks, forth),
    decrypt: (blocks) => crypt(blocks, back),
  };
}
