import { describe, expect, test } from 'bun:test';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { CRYPTO_LATER_CALLS } from '../../../../src/host/crypto/calls.ts';
import { call, openRun, refusal, toHex } from '../../../support/crypto-calls.ts';

describe('crypto.open-digest', () => {
  test('goes on where a copy of it was taken', () => {
    using run = openRun();
    const argument = { name: 'sha256', outputLength: -1, keyed: false };
    const id = call('crypto.open-digest', argument, [], run);
    call('crypto.update', { id }, [Buffer.from('a')], run);
    const copy = call('crypto.copy', { id }, [], run);
    call('crypto.update', { id }, [Buffer.from('b')], run);
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(toHex(call('crypto.finish', { id }, [], run))).toBe(digest('ab'));
    expect(toHex(call('crypto.finish', { id: copy }, [], run))).toBe(digest('a'));
  });

  test('opens no more than a thousand for one run', () => {
    using run = openRun();
    const open = () =>
      call('crypto.open-digest', { name: 'sha1', outputLength: -1, keyed: false }, [], run);
    for (let i = 0; i < 1000; i++) open();
    expect(refusal(open).details).toEqual({ code: 'ERR_CRYPTO_LIMIT' });
  });

  test('knows nothing of what another run opened', () => {
    using run = openRun();
    const id = call(
      'crypto.open-digest',
      { name: 'sha1', outputLength: -1, keyed: false },
      [],
      run,
    );
    using other = openRun();
    expect(refusal(() => call('crypto.finish', { id }, [], other)).message).toBe('Invalid state');
  });
});

describe('errors', () => {
  test('of a key that is none have the words of OpenSSL, and nothing of the host', () => {
    const argument = {
      format: 'pem',
      encoding: '',
      wants: 'private',
      hasPassphrase: false,
    } as const;
    expect(refusal(() => call('crypto.import-key', argument, [Buffer.from('no key')]))).toEqual({
      name: 'Error',
      message: 'error:1E08010C:DECODER routines::unsupported',
      details: {
        library: 'DECODER routines',
        reason: 'unsupported',
        code: 'ERR_OSSL_UNSUPPORTED',
      },
    });
  });

  test('of random bytes in the place of a key are errors of the guest', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = createHash('sha512')
        .update(String(length))
        .digest()
        .subarray(0, length % 64);
      bytes[0] = 0x30;
      for (const wants of ['private', 'public'] as const) {
        for (const encoding of ['pkcs1', 'pkcs8', 'spki', 'sec1']) {
          const argument = { format: 'der', encoding, wants, hasPassphrase: true } as const;
          expect(refusal(() => call('crypto.import-key', argument, [bytes])).name).toMatch(
            /Error$/,
          );
        }
      }
    }
  });
});

test('crypto.generate-key is answered later with the key it would be answered now', async () => {
  using run = openRun();
  const argument = {
    type: 'rsa',
    modulusLength: 512,
    publicExponent: 3,
    divisorLength: -1,
    curve: '',
    hash: '',
    maskHash: '',
    saltLength: -1,
    group: '',
    generator: 2,
  };
  const der = (await CRYPTO_LATER_CALLS['crypto.generate-key'](argument, [], run)) as Uint8Array;
  expect(call('crypto.describe-key', { isPrivate: true }, [der])).toEqual({
    type: 'rsa',
    modulusLength: 512,
    publicExponent: '3',
  });
});

test('crypto.import-key reads what the host wrote, encrypted too', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  const passphrase = Buffer.from('secret');
  for (const encoding of ['pkcs8', 'sec1']) {
    const pem = call(
      'crypto.export-key',
      { isPrivate: true, format: 'pem', encoding, cipher: 'aes-256-cbc' },
      [der, passphrase],
    );
    const argument = {
      format: 'pem',
      encoding: '',
      wants: 'private',
      hasPassphrase: true,
    } as const;
    expect(toHex(call('crypto.import-key', argument, [pem, passphrase]))).toBe(toHex(der));
    const wrong = refusal(() => call('crypto.import-key', argument, [pem, Buffer.from('other')]));
    expect(wrong.message).toBe('error:1C800064:Provider routines::bad decrypt');
  }
});
