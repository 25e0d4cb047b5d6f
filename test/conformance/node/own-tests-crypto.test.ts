/** The guest's `crypto` and WebCrypto are held to Node's own test files, run inside of the guest. */
import { setDefaultTimeout } from 'bun:test';
import { holdToNodeTests } from '../../support/node-tests-held.ts';

setDefaultTimeout(300_000);

const NO_WARNINGS = 'expects a warning that a call is deprecated: nobody reads those of a snippet';
const LATER_NODE = 'Node 20.20 does it otherwise, and the guest with it';
const NO_WORKERS = 'there are no workers, and no channels to them';
const NO_VECTORS = 'wants a file of vectors that Debian leaves out of its archive';
const NO_FLAGS = 'expects what a flag of the process brings about';
const NO_FILES = 'reads or writes a file as a stream';
const TOO_LONG = 'passes, and takes long for it';
const LUCK =
  'passes; a search for a safe prime may outlast the time it has, on a machine that is full';

await holdToNodeTests({
  crypto: {
    beginnings: ['test-crypto-'],
    fewest: 72,
    gaps: {
      'test-crypto-authenticated-stream.js': NO_FILES,
      'test-crypto-authenticated.js': NO_WARNINGS,
      'test-crypto-cipher-decipher.js': NO_WARNINGS,
      'test-crypto-dh-leak.js': 'measures the memory of a process',
      'test-crypto-gcm-implicit-short-tag.js': NO_WARNINGS,
      'test-crypto-key-objects-messageport.js': NO_WORKERS,
      'test-crypto-keygen-deprecation.js': NO_WARNINGS,
      'test-crypto-no-algorithm.js': NO_FLAGS,
      'test-crypto-op-during-process-exit.js': 'ends its process',
      'test-crypto-random.js': NO_WARNINGS,
      'test-crypto-rsa-dsa-revert.js': NO_FLAGS,
      'test-crypto-worker-thread.js': NO_WORKERS,
    },
    cuts: {
      'test-crypto-hash.js': [{ from: 'const fileStream', to: '// Issue', why: NO_FILES }],
      'test-crypto-sign-verify.js': [
        {
          from: '// Test handling of exceptional conditions',
          to: "assert.throws(\n  () => crypto.createVerify('SHA256')",
          why: 'puts setters on Object.prototype, which the errors here are not written through',
        },
        { from: '  const examples = JSON.parse', to: '\n}\n', why: NO_VECTORS },
        { from: '  if (!common.opensslCli)', to: '\n}\n', why: 'starts another program' },
      ],
      'test-crypto-x509.js': [
        { from: 'cloned via MessageChannel', to: '  const modulusOSSL', why: NO_WORKERS },
        {
          from: '  // This X.509 Certificate can be parsed',
          to: '\n}\n',
          why: "the host's reader refuses a certificate whose key is none",
        },
      ],
    },
    notRun: {
      'test-crypto-classes.js': LUCK,
      'test-crypto-dh-constructor.js': LUCK,
      'test-crypto-dh-generate-keys.js': LUCK,
      'test-crypto-dh-odd-key.js': LUCK,
      'test-crypto-dh.js': LUCK,
      'test-crypto-from-binary.js': TOO_LONG,
    },
  },
  webcrypto: {
    beginnings: ['test-webcrypto-'],
    fewest: 14,
    gaps: {
      'test-webcrypto-cryptokey-workers.js': NO_WORKERS,
      'test-webcrypto-derivebits-cfrg.js': LATER_NODE,
      'test-webcrypto-derivebits-ecdh.js': LATER_NODE,
      'test-webcrypto-derivebits-hkdf.js': LATER_NODE,
      'test-webcrypto-export-import-cfrg.js': LATER_NODE,
      'test-webcrypto-webidl.js': "calls the inside of Node's WebCrypto",
    },
    notRun: {
      'test-webcrypto-keygen.js': TOO_LONG,
      'test-webcrypto-sign-verify.js': TOO_LONG,
      'test-webcrypto-wrap-unwrap.js': TOO_LONG,
    },
  },
});
