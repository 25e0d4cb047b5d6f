import { describe, expect, test } from 'bun:test';
import { call, hex, openRun, refusal, toHex } from '../../../support/crypto-calls.ts';

interface CipherVector {
  readonly name: string;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly plain: string;
  /** With the tag. */
  readonly sealed: string;
  readonly tagLength: number;
}

const VECTORS: readonly CipherVector[] = [
  {
    // RFC 3610, packet vector 1.
    name: 'aes-128-ccm',
    key: 'c0c1c2c3c4c5c6c7c8c9cacbcccdcecf',
    iv: '00000003020100a0a1a2a3a4a5',
    aad: '0001020304050607',
    plain: '08090a0b0c0d0e0f101112131415161718191a1b1c1d1e',
    sealed: '588c979a61c663d2f066d0c2c0f989806d5f6b61dac38417e8d12cfdf926e0',
    tagLength: 8,
  },
  {
    // RFC 7253, appendix A: 40 bytes of each.
    name: 'aes-128-ocb',
    key: '000102030405060708090a0b0c0d0e0f',
    iv: 'bbaa9988776655443322110d',
    aad: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627',
    plain: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627',
    sealed: `d5ca91748410c1751ff8a2f618255b68a0a12e093ff454606e59f9c1d0ddc54b65e8628e568bad7a
      ed07ba06a4a69483a7035490c5769e60`,
    tagLength: 16,
  },
  {
    // RFC 8439, 2.8.2, the first bytes of its text by themselves.
    name: 'chacha20-poly1305',
    key: '1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0',
    iv: '000000000102030405060708',
    aad: 'f33388860000000000004e91',
    plain: `496e7465726e65742d4472616674732061726520647261667420646f63756d656e74732076616c696420666f
      722061206d6178696d756d206f6620736978206d6f6e74687320616e64206d617920626520757064617465642c207265
      706c616365642c206f72206f62736f6c65746564206279206f7468657220646f63756d656e747320617420616e792074
      696d652e20497420697320696e617070726f70726961746520746f2075736520496e7465726e65742d44726166747320
      6173207265666572656e6365206d6174657269616c206f7220746f2063697465207468656d206f74686572207468616e
      206173202fe2809c776f726b20696e2070726f67726573732e2fe2809d`,
    sealed: `64a0861575861af460f062c79be643bd5e805cfd345cf389f108670ac76c8cb24c6cfc18755d43eea09e
      e94e382d26b0bdb7b73c321b0100d4f03b7f355894cf332f830e710b97ce98c8a84abd0b948114ad176e008d33bd60f9
      82b1ff37c8559797a06ef4f0ef61c186324e2b3506383606907b6a7c02b0f9f6157b53c867e4b9166c767b804d46a59b
      5216cde7a4e99040c5a40433225ee282a1b0a06c523eaf4534d7f83fa1155b0047718cbc546a0d072b04b3564eea1b42
      2273f548271a0bb2316053fa76991955ebd63159434ecebb4e466dae5a1073a6727627097a1049e617d91d361094fa68
      f0ff77987130305beaba2eda04df997b714d6c6f2c29a6ad5cb4022b02709beead9d67890cbb22392336fea1851f38`,
    tagLength: 16,
  },
];

function crypt(vector: CipherVector, decrypts: boolean, data: Uint8Array, tag: Uint8Array): string {
  using run = openRun();
  const { name, tagLength } = vector;
  const parts = [hex(vector.key), hex(vector.iv), hex(vector.aad), tag];
  const id = call('crypto.open-cipher', { name, decrypts, pads: true, tagLength }, parts, run);
  return (
    toHex(call('crypto.update', { id }, [data], run)) +
    toHex(call('crypto.finish', { id }, [], run))
  );
}

describe.each(VECTORS)('$name', (vector) => {
  const sealed = hex(vector.sealed);
  const split = sealed.length - vector.tagLength;

  test('seals as its standard says', () => {
    expect(crypt(vector, false, hex(vector.plain), new Uint8Array(0))).toBe(toHex(sealed));
  });

  test('opens what was sealed', () => {
    const opened = crypt(vector, true, sealed.subarray(0, split), sealed.subarray(split));
    expect(opened).toBe(toHex(hex(vector.plain)));
  });

  test('refuses another tag', () => {
    const tag = sealed.slice(split);
    tag[0] = (tag[0] ?? 0) ^ 1;
    const refused = refusal(() => crypt(vector, true, sealed.subarray(0, split), tag));
    expect(refused.message).toBe('Unsupported state or unable to authenticate data');
  });
});

test('aes128-wrap wraps as RFC 3394 says', () => {
  using run = openRun();
  const argument = { name: 'aes128-wrap', decrypts: false, pads: true, tagLength: 0 };
  const key = hex('000102030405060708090a0b0c0d0e0f');
  const id = call('crypto.open-cipher', argument, [key, hex('a6a6a6a6a6a6a6a6')], run);
  const data = hex('00112233445566778899aabbccddeeff');
  expect(toHex(call('crypto.update', { id }, [data], run))).toBe(
    '1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5',
  );
});
