/**
 * Attack: Every function of the modules and globals that ask the host for something, called with what has no end, lies about its length,
 * changes its mind or was taken away, on instances of its own kind and on others.
 * Answer: What a function does in the guest is metered; what it hands over is copied by its slots, bounded and estimated before the host
 * begins, and an error tells nothing of the host. The list comes from the world that the modules make.
 */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { GUEST_MODULES } from '../../../src/base/guest-modules.ts';
import { Cell } from '../../support/builtin-cell.ts';
import {
  callBuiltin,
  LIST_HOSTILE,
  listBuiltins,
  type Path,
  pickCalls,
} from '../../support/builtins.ts';
import { often, SEEDS } from '../../support/fuzz.ts';
import { makeSandbox, makeWorld, returnedBy, runSnippet } from '../../support/sandbox.ts';

setDefaultTimeout(600_000);

/** Of each function. */
const CALLS = 3;

/** Those that ask the host, and Buffers, which hand it their bytes. */
const ASKING = /^(node\/(buffer|crypto|url|process|punycode)|web\/(?!streams|event|abort|dom))/;
const OURS = GUEST_MODULES.filter(({ id }) => ASKING.test(id));
const REQUIRED = OURS.flatMap(({ requires = [] }) => requires.map((name) => `require('${name}'),`));
const GLOBALS = OURS.flatMap(({ globals = [] }) => globals.map((name) => `${name},`));
const ROOTS = [...REQUIRED, ...GLOBALS].join(' ');
/** An instance of most kinds. */
const KIN = `buf: Buffer.alloc(99), url: new URL('http://a/b?c'), params: new URLSearchParams('a=b'), decoder: new TextDecoder('gbk'),
  encoder: new TextEncoder(), number: new Intl.NumberFormat('de'), time: new Intl.DateTimeFormat('zh-CN'), locale: new Intl.Locale('ar'),
  segmenter: new Intl.Segmenter(), hash: require('crypto').createHash('sha1'), hmac: require('crypto').createHmac('md5', 'a'),
  cipher: require('crypto').createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)), sign: require('crypto').createSign('sha1'),
  secret: require('crypto').createSecretKey(Buffer.alloc(9)), ecdh: require('crypto').createECDH('prime256v1')`;

const world = await makeWorld({ disabledGlobals: [] });
const lister = await makeSandbox({ world });
const list = <T>(code: string): readonly T[] => {
  const listed = returnedBy(runSnippet(lister, code, { timeoutMs: 60_000 })) as readonly T[];
  lister.sandbox.become(world.image);
  return listed;
};
const known = new Set(list<Path>(listBuiltins()).map((path) => JSON.stringify(path)));
const FUNCTIONS = list<Path>(listBuiltins(ROOTS)).filter(
  (path) => !known.has(JSON.stringify(path)),
);
const HOSTILE = list<string>(LIST_HOSTILE);

for (const seed of SEEDS) {
  test(`Every function of ours is stopped in time, whatever it is called with (seed ${seed})`, async () => {
    expect(FUNCTIONS.length).toBeGreaterThan(300);
    const cell = new Cell({
      world,
      first: lister,
      code: callBuiltin(ROOTS, KIN),
      sliceMs: 15,
      memoryBytes: 48 * 1024 * 1024,
    });
    for (let round = 0; round < often(1); round++) {
      const calls = pickCalls(HOSTILE, FUNCTIONS.length, CALLS, seed + round);
      for (const [i, path] of FUNCTIONS.entries()) await cell.attack(path, calls[i] ?? []);
    }
    expect(cell.returned).toBeGreaterThan(FUNCTIONS.length / 10);
    expect(cell.stopped).toBeGreaterThan(10);
  });
}
