/** The block cipher ARIA. @see RFC 5794 */
import type { BlockCipher } from './cipher-port.ts';
import { xor } from './xor.ts';

const FIRST_BOX = Buffer.from(
  '637c777bf26b6fc53001672bfed7ab76ca82c97dfa5947f0add4a2af9ca472c0b7fd9326363ff7cc34a5e5f171d8311504c723c31896059a071280e2eb27b275' +
    '09832c1a1b6e5aa0523bd6b329e32f8453d100ed20fcb15b6acbbe394a4c58cfd0efaafb434d338545f9027f503c9fa851a3408f929d38f5bcb6da2110fff3d2' +
    'cd0c13ec5f974417c4a77e3d645d197360814fdc222a908846eeb814de5e0bdbe0323a0a4906245cc2d3ac629195e479e7c8376d8dd54ea96c56f4ea657aae08' +
    'ba78252e1ca6b4c6e8dd741f4bbd8b8a703eb5664803f60e613557b986c11d9ee1f8981169d98e949b1e87e9ce5528df8ca1890dbfe6426841992d0fb054bb16',
  'hex',
);
const SECOND_BOX = Buffer.from(
  'e24e54fc94c24acc620d6a463c4d8bd15efa64cbb497be2bbc772e03d31959c11d06416b55f09969ea9c18ae63dfe7bb007366fb964c85e43a0945aa0fee10eb' +
    '2d7ff429accfad918d78c895f92fcecd087a88385c832a2847dbb8c793a41253ff870e3136215848018e377432cae9b1b7ab0cd7c4564226079860d9b6b91140' +
    'ec208cbda0c984044923f14f501f13dcd8c09e57e3c37b653b028f3ee82592e515ddfd17a9bfd49a7ec53967fe769d43a7e1d0f568f21b347005a38ad57986a8' +
    '30c6514b1ea627f635d26e2416825fdae675a2ef2cb21c9f5d6f800a72449b6c900b5b337d5a52f361a1f7b0d63f7c6ded14e0a53d22b3f889de711aafbab581',
  'hex',
);
const inverseOf = (box: Uint8Array): Uint8Array => {
  const inverse = new Uint8Array(256);
  for (const [input, output] of box.entries()) inverse[output] = input;
  return inverse;
};
const BOXES = [FIRST_BOX, SECOND_BOX, inverseOf(FIRST_BOX), inverseOf(SECOND_BOX)] as const;

/** Of which bytes each byte is made when a block is spread. */
const SPREAD: readonly (readonly number[])[] = [
  [3, 4, 6, 8, 9, 13, 14],
  [2, 5, 7, 8, 9, 12, 15],
  [1, 4, 6, 10, 11, 12, 15],
  [0, 5, 7, 10, 11, 13, 14],
  [0, 2, 5, 8, 11, 14, 15],
  [1, 3, 4, 9, 10, 14, 15],
  [0, 2, 7, 9, 10, 12, 13],
  [1, 3, 6, 8, 11, 12, 13],
  [0, 1, 4, 7, 10, 13, 15],
  [0, 1, 5, 6, 11, 12, 14],
  [2, 3, 5, 6, 8, 13, 15],
  [2, 3, 4, 7, 9, 12, 14],
  [1, 2, 6, 7, 9, 11, 12],
  [0, 3, 6, 7, 8, 10, 13],
  [0, 3, 4, 5, 9, 11, 14],
  [1, 2, 4, 5, 8, 10, 15],
];

/** What the key's schedule runs its rounds with; a longer key begins further on. */
const CONSTANTS = [
  '517cc1b727220a94fe13abe8fa9a6ee0',
  '6db14acc9e21c820ff28b1d5ef5de2b0',
  'db92371d2126e9700324977504e8c90e',
].map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));

function spread(block: Uint8Array): Uint8Array {
  const out = new Uint8Array(16);
  for (let i = 0; i < 16; i++) {
    let sum = 0;
    for (const from of SPREAD[i] ?? []) sum ^= block[from] ?? 0;
    out[i] = sum;
  }
  return out;
}

/** @param shift 0 for the boxes of odd rounds, 2 for those of even ones */
function substituted(block: Uint8Array, key: Uint8Array, shift: number): Uint8Array {
  const out = new Uint8Array(16);
  for (let i = 0; i < 16; i++) {
    out[i] = BOXES[(i + shift) % 4]?.[(block[i] ?? 0) ^ (key[i] ?? 0)] ?? 0;
  }
  return out;
}

const oddRound = (block: Uint8Array, key: Uint8Array) => spread(substituted(block, key, 0));
const evenRound = (block: Uint8Array, key: Uint8Array) => spread(substituted(block, key, 2));

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const toBlock = (value: bigint): Uint8Array =>
  Uint8Array.from(Buffer.from(value.toString(16).padStart(32, '0'), 'hex'));
/** 128 bits, turned to the left. */
const turned = (value: bigint, by: number): bigint =>
  ((value << BigInt(by)) | (value >> BigInt(128 - by))) & ((1n << 128n) - 1n);

/** By how much the second of two parts is turned for the keys of each four rounds. */
const TURNS = [128 - 19, 128 - 31, 61, 31, 19] as const;

/** The keys of the rounds, and the one after the last. */
function scheduleOf(key: Uint8Array): Uint8Array[] {
  const rounds = 8 + key.length / 4;
  const offset = key.length / 8 - 2;
  const constant = (index: number) => CONSTANTS[(index + offset) % 3] ?? new Uint8Array(16);
  const right = new Uint8Array(16);
  right.set(key.subarray(16));
  const first = key.subarray(0, 16);
  const parts = [toNumber(first)];
  const second = xor(oddRound(first, constant(0)), right);
  const third = xor(evenRound(second, constant(1)), first);
  const fourth = xor(oddRound(third, constant(2)), second);
  parts.push(toNumber(second), toNumber(third), toNumber(fourth));
  const keys: Uint8Array[] = [];
  for (let i = 0; i <= rounds; i++) {
    const one = parts[i % 4] ?? 0n;
    const other = parts[(i + 1) % 4] ?? 0n;
    keys.push(toBlock(one ^ turned(other, TURNS[Math.floor(i / 4)] ?? 0)));
  }
  return keys;
}

/** The keys that decipher: backwards, and spread but for the first and the last. */
const reversed = (keys: readonly Uint8Array[]): Uint8Array[] =>
  keys.toReversed().map((key, i) => (i === 0 || i === keys.length - 1 ? key : spread(key)));

function cryptBlock(block: Uint8Array, keys: readonly Uint8Array[]): Uint8Array {
  const last = keys.length - 1;
  let state = block;
  for (let i = 0; i < last - 1; i++) {
    const key = keys[i] ?? block;
    state = i % 2 === 0 ? oddRound(state, key) : evenRound(state, key);
  }
  return xor(substituted(state, keys[last - 1] ?? block, 2), keys[last] ?? block);
}

function crypt(blocks: Uint8Array, keys: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(blocks.length);
  for (let at = 0; at < blocks.length; at += 16) {
    out.set(cryptBlock(blocks.subarray(at, at + 16), keys), at);
  }
  return out;
}

/** @param key of 16, 24 or 32 bytes */
export function openAria(key: Uint8Array): BlockCipher {
  const forth = scheduleOf(key);
  const back = reversed(forth);
  return {
    blockBytes: 16,
    encrypt: (blocks) => crypt(blocks, forth),
    decrypt: (blocks) => crypt(blocks, back),
  };
}
