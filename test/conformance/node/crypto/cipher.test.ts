/** Ciphers, held to Node's. Gap: the CBC-HMAC ciphers of TLS authenticate no record, which Node cannot ask of them either. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const CIPHERS =
  `aes-128-cbc aes-128-ccm aes-128-cfb aes-128-cfb1 aes-128-cfb8 aes-128-ctr aes-128-ecb aes-128-gcm
  aes-128-ocb aes-128-ofb aes-192-cbc aes-192-ccm aes-192-cfb aes-192-cfb1 aes-192-cfb8 aes-192-ctr aes-192-ecb
  aes-192-gcm aes-192-ocb aes-192-ofb aes-256-cbc aes-256-ccm aes-256-cfb aes-256-cfb1 aes-256-cfb8 aes-256-ctr
  aes-256-ecb aes-256-gcm aes-256-ocb aes-256-ofb aes128 aes192 aes256 chacha20 chacha20-poly1305 des-ede des-ede-cbc
  des-ede-cfb des-ede-ofb des-ede3 des-ede3-cbc des-ede3-cfb des-ede3-cfb1 des-ede3-cfb8 des-ede3-ofb des3
  id-aes128-GCM id-aes256-CCM sm4 sm4-cbc sm4-cfb sm4-ctr sm4-ecb sm4-ofb AES-256-CBC
  aria-128-cbc aria-128-ccm aria-128-cfb aria-128-cfb1 aria-128-cfb8 aria-128-ctr aria-128-ecb aria-128-gcm
  aria-128-ofb aria-192-cbc aria-192-ccm aria-192-cfb aria-192-cfb1 aria-192-cfb8 aria-192-ctr aria-192-ecb
  aria-192-gcm aria-192-ofb aria-256-cbc aria-256-ccm aria-256-cfb aria-256-cfb1 aria-256-cfb8 aria-256-ctr
  aria-256-ecb aria-256-gcm aria-256-ofb aria128 aria192 aria256 camellia-128-cbc camellia-128-cfb
  camellia-128-cfb1 camellia-128-cfb8 camellia-128-ctr camellia-128-ecb camellia-128-ofb camellia-192-cbc
  camellia-192-cfb camellia-192-cfb1 camellia-192-cfb8 camellia-192-ctr camellia-192-ecb camellia-192-ofb
  camellia-256-cbc camellia-256-cfb camellia-256-cfb1 camellia-256-cfb8 camellia-256-ctr camellia-256-ecb
  camellia-256-ofb camellia128 camellia192 camellia256`.split(/\s+/);
const WRAPS = [
  'aes128-wrap',
  'aes256-wrap',
  'id-aes128-wrap',
  'id-aes192-wrap-pad',
  'id-aes256-wrap-pad',
];

const roundTrip = (name: string): string => {
  const tag = /gcm|ccm|ocb|poly/i.test(name);
  const options = tag ? '{ authTagLength: 16 }' : 'undefined';
  const arguments_ = `'${name}', B(i.keyLength, 7), i.ivLength ? B(i.ivLength, 9) : null, ${options}`;
  const aad = (cipher: string) => (tag ? `${cipher}.setAAD(D, { plaintextLength: 37 });` : '');
  return `const i = crypto.getCipherInfo('${name}'); const e = crypto.createCipheriv(${arguments_}); ${aad('e')}
    const out = [e.update(B(37, 5)), e.final()]; const tag = ${tag ? 'e.getAuthTag()' : 'null'};
    const d = crypto.createDecipheriv(${arguments_}); ${aad('d')} ${tag ? 'd.setAuthTag(tag);' : ''}
    return [i, out, tag, d.update(Buffer.concat(out)), d.final()]`;
};

const wrapTrip = (name: string): string =>
  `const i = crypto.getCipherInfo('${name}'); const wrap = (make) => make('${name}', B(i.keyLength, 7), B(i.ivLength, 0xa6));
    const e = wrap(crypto.createCipheriv); const out = e.update(B(32, 5)); const d = wrap(crypto.createDecipheriv);
    return [i, out, e.final(), d.update(out), d.final()]`;

const INFO = linesOf(`
  'aes-128-gcm', { ivLength: 20 }
  'aes-128-gcm', { ivLength: 0 }
  'aes-128-cbc', { ivLength: 12 }
  'aes-128-cbc', { keyLength: 12 }
  'aes-128-ccm', { ivLength: 14 }
  'chacha20-poly1305', { ivLength: 8 }
  'aes-128-ecb', { ivLength: 0 }
  419
  1
  'nope'
  ''
  null
  {}
  'aes-128-cbc', null
  'aes-128-cbc', 5
  'aes-128-cbc', { keyLength: 'a' }
  'aes-128-cbc', { ivLength: -1 }
  1.5
  -1
  901
`);

/** Short names for the cases below. */
const MAKERS = `const g = () => crypto.createCipheriv('aes-128-gcm', B(16), B(12));
  const gd = (options) => crypto.createDecipheriv('aes-128-gcm', B(16), B(12), options);
  const cb = () => crypto.createCipheriv('aes-128-cbc', B(16), B(16));
  const cd = () => crypto.createDecipheriv('aes-128-cbc', B(16), B(16));
  const ccm = () => crypto.createCipheriv('aes-128-ccm', B(16), B(12), { authTagLength: 16 });
  const ccmd = () => crypto.createDecipheriv('aes-128-ccm', B(16), B(12), { authTagLength: 16 });
  const chacha = () => crypto.createDecipheriv('chacha20-poly1305', B(32), B(12), { authTagLength: 16 });
  const ocb = () => crypto.createDecipheriv('aes-128-ocb', B(16), B(12), { authTagLength: 16 });
  const xts = () => crypto.createCipheriv('aes-128-xts', Buffer.from(Array.from({ length: 32 }, (_, i) => i)), B(16));`;

const SET_UP = linesOf(`
  crypto.createCipheriv('nope', B(16), B(16))
  crypto.createCipheriv('aes-128-cbc', B(15), B(16))
  crypto.createCipheriv('aes-128-cbc', B(16), B(15))
  crypto.createCipheriv('aes-128-cbc', B(15), B(15))
  crypto.createCipheriv('aes-128-cbc', B(16), null)
  crypto.createCipheriv('aes-128-cbc', B(16))
  crypto.createCipheriv('aes-128-cbc')
  crypto.createCipheriv()
  crypto.createCipheriv('aes-128-ecb', B(16), B(16))
  crypto.createCipheriv('aes-128-ecb', B(16), '').update('abc')
  crypto.createCipheriv('aes-128-ecb', B(16), null).update('abcdefghabcdefgh1', 'utf8', 'hex')
  crypto.createCipheriv('aes-128-gcm', B(16), '')
  crypto.createCipheriv('aes-128-gcm', B(16), B(12), { authTagLength: 3 })
  crypto.createCipheriv('aes-128-gcm', B(16), B(12), { authTagLength: 17 })
  crypto.createCipheriv('aes-128-gcm', B(16), B(12), { authTagLength: 'x' })
  crypto.createCipheriv('aes-128-gcm', B(16), B(12), { authTagLength: -1 })
  crypto.createCipheriv('aes-128-ccm', B(16), B(12))
  crypto.createCipheriv('aes-128-ccm', B(16), B(12), { authTagLength: 5 })
  crypto.createCipheriv('aes-128-ccm', B(16), B(14), { authTagLength: 16 })
  crypto.createCipheriv('aes-128-ocb', B(16), B(12))
  crypto.createCipheriv('aes-128-ocb', B(16), B(16), { authTagLength: 16 })
  crypto.createCipheriv('chacha20-poly1305', B(32), B(13), { authTagLength: 16 })
  crypto.createCipheriv('chacha20-poly1305', B(32), B(12), { authTagLength: 17 })
  crypto.createCipheriv('chacha20-poly1305', B(31), B(12))
  crypto.createCipheriv('aes128-wrap', B(16), B(7))
  crypto.createCipheriv('aes-128-cbc', 1, B(16))
  crypto.createCipheriv('aes-128-cbc', B(16), 1)
  crypto.createCipheriv(1, B(16), B(16))
  crypto.createCipheriv('rc4', B(16), null)
  crypto.createCipheriv('aes-128-xts', B(32), B(16))
  crypto.createCipheriv('aes-128-cbc', crypto.createSecretKey(B(16)), B(16)).update('abc')
  crypto.createCipheriv('aes-128-cbc', pub('ec'), B(16))
  crypto.createCipheriv('aes-128-cbc', '0123456789abcdef', '0123456789abcdef').update('hello world 12345', 'utf8', 'base64')
  crypto.createCipheriv('aes-128-cbc', '00112233445566778899aabbccddeeff', B(16), { encoding: 'hex' }).final('hex')
  crypto.Cipheriv('aes-128-cbc', B(16), B(16)).final('hex')
  cb() instanceof crypto.Cipheriv
  [typeof cb().getAuthTag, typeof cb().setAuthTag, typeof cd().setAuthTag, typeof cd().getAuthTag]
`);

const STATES = linesOf(`
  g().getAuthTag()
  const x = cb(); x.final(); return x.getAuthTag()
  gd().setAuthTag(B(3))
  gd().setAuthTag(B(17))
  gd().setAuthTag(1)
  gd({ authTagLength: 16 }).setAuthTag(B(12))
  const d = gd(); d.setAuthTag(B(16)); return d.setAuthTag(B(16))
  const d = gd(); d.update('ab'); return d.final()
  const d = gd().setAuthTag(B(16)); d.update('ab'); return d.final()
  const x = g(); x.update('a'); return x.setAAD(B(3))
  cb().setAAD(B(3))
  const x = cb(); x.final(); return x.setAutoPadding(true)
  const x = cb(); x.final(); return x.update('a')
  const x = cb(); x.final(); return x.final()
  const x = cb().setAutoPadding(false); x.update('a'); return x.final()
  const x = cb().setAutoPadding(false); return [x.update(B(32)), x.final()]
  const x = cd(); x.update(B(5)); return x.final()
  cd().final()
  const x = cd(); x.update(B(16)); return x.final()
  const x = cd().setAutoPadding(false); x.update(B(5)); return x.final()
  const x = cd().setAutoPadding(false); return [x.update(B(16)), x.final()]
  cd().setAuthTag(B(16))
  const x = g(); x.final(); return x.setAAD(B(3))
  const d = gd(); d.update(B(3)); d.setAuthTag(B(16)); return d.final()
  cb().update(1)
  cb().update()
  cb().update(null)
  cb().update('zzz', 'hex')
  const x = cb(); x.update('a', 'utf8', 'hex'); return x.update('a', 'utf8', 'base64')
  cb().update('a', 'utf8', 'nope')
  cb().final('nope')
  ccm().setAAD(B(3))
  const x = ccm(); x.update('a'); return x.update('b')
  const x = ccm(); x.final(); return x.getAuthTag()
  const x = ccm(); x.update(''); x.final(); return x.getAuthTag()
  ccmd().update('a')
  const x = ccmd(); x.update('a'); return x.final()
  ccmd().setAuthTag(B(16)).update('a')
  const x = ccmd(); x.setAuthTag(B(16)); x.update('a'); return x.final()
  const x = ccm(); x.setAAD(B(1), { plaintextLength: 2 }); return x.update('abc')
  crypto.createCipheriv('aes-128-ccm', B(16), B(13), { authTagLength: 16 }).update(B(65536))
  ocb().setAuthTag(B(12))
  const d = chacha(); d.setAuthTag(B(16)); d.update(B(3)); return d.final()
  const d = chacha(); d.update(B(3)); return d.final()
  chacha().setAuthTag(B(12))
  crypto.createDecipheriv('aes128-wrap', B(16), B(8)).update(B(24))
  crypto.createCipheriv('aes128-wrap', B(16), B(8)).update(B(7))
  xts().update(B(7))
  xts().update(B(37))
  const d = ocb(); d.setAuthTag(B(16)); d.update(B(3)); return d.final()
  g().setAAD(B(1), { plaintextLength: -1 })
  g().setAAD(1)
  const x = g(); x.setAAD('a').setAAD('b'); x.update('c'); x.final(); return x.getAuthTag()
  const x = crypto.createCipheriv('aes-256-gcm', B(32), B(16)); return [x.update('héllo', 'utf8', 'hex') + x.final('hex'), x.getAuthTag()]
  const x = crypto.createCipheriv('aes-256-gcm', B(32), B(1), { authTagLength: 4 }); x.update('abc'); x.final(); return x.getAuthTag()
  const c = cb(); const e = c.update('héllo wörld and more text ✓', 'utf8', 'base64') + c.final('base64'); const d = cd(); return [e, d.update(e, 'base64', 'utf8') + d.final('utf8')]
  const c = cb(); let e = ''; for (const x of 'some text to be fed by characters ✓✓') e += c.update(x, 'utf8', 'base64'); return e + c.final('base64')
  const c = cb(); const e = Buffer.concat([c.update(B(100000)), c.final()]); const d = cd(); let t = 0; for (let i = 0; i < e.length; i += 7777) t += d.update(e.subarray(i, i + 7777)).length; t += d.final().length; return [crypto.hash('md5', e), t]
  [4, 8, 12, 13, 16].map((n) => { const x = g(); const out = x.update('abc'); x.final(); const d = gd(); d.setAuthTag(x.getAuthTag().subarray(0, n)); return d.update(out, null, 'utf8') + d.final('utf8') })
  const x = crypto.createCipheriv('aes-128-gcm', B(16), B(12), { authTagLength: 12 }); const out = x.update('abc'); x.final(); const d = gd({ authTagLength: 12 }); const text = d.update(out, null, 'utf8'); d.setAuthTag(x.getAuthTag()); return text + d.final('utf8')
  cb().update(new Uint16Array([1, 2, 3, 4, 5, 6, 7, 8]))
  cb().update(new DataView(new ArrayBuffer(16)))
  cb().update(new ArrayBuffer(16))
`);

test('every cipher there and back, whole and authenticated', async () => {
  expect(await cryptoDifferences([...CIPHERS.map(roundTrip), ...WRAPS.map(wrapTrip)])).toEqual([]);
});

test('getCipherInfo', async () => {
  expect(await cryptoDifferences(INFO.map((each) => `crypto.getCipherInfo(${each})`))).toEqual([]);
});

test('a life of a cipher, from wrong arguments to after its end', async () => {
  const cases = [...SET_UP, ...STATES].map((each) =>
    each.startsWith('const ') ? `${MAKERS} ${each}` : `${MAKERS} return ${each}`,
  );
  expect(await cryptoDifferences(cases)).toEqual([]);
});
