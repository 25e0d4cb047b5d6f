/**
 * Whatever draws random numbers draws others in each run: nothing of a generator may be made while a module is
 * loaded, for that is done once, when its image is made, and every run starts from there.
 */
import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { GUEST_MODULES, type GuestModule } from '../../../src/base/guest-modules.ts';
import { allNamesOf } from '../../../src/base/guest-names.ts';
import { resultOf } from '../../support/answer.ts';
import {
  MODULE_TEXTS,
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
} from '../../support/sandbox.ts';
import { shareServer } from '../../support/shared-server.ts';

setDefaultTimeout(120_000);

/** Module → snippets that give something that no other run gives again. */
const DRAWS: Readonly<Record<string, readonly string[]>> = {
  language: [
    'return [Math.random(), Math.random()]',
    "const r = 'random'; return [Math[r](), Math[r]()]",
  ],
  'web/crypto': [
    'return [...crypto.getRandomValues(new Uint8Array(16))]',
    'return crypto.randomUUID()',
    "const k = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']); return Buffer.from(await crypto.subtle.exportKey('raw', k)).toString('hex')",
  ],
  'node/crypto': [
    "return require('crypto').randomBytes(16).toString('hex')",
    "return require('crypto').randomUUID()",
    "const c = require('crypto'); return [1, 2, 3, 4].map(() => c.randomInt(2 ** 40))",
    "return require('crypto').randomFillSync(new Uint8Array(16)).join()",
    "return require('crypto').generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x",
    "return require('crypto').webcrypto.getRandomValues(new Uint8Array(16)).join()",
  ],
  'npm/uuid': ['v1', 'v4', 'v6', 'v7'].map((name) => `return require('uuid').${name}()`),
  'npm/nanoid': [
    "return require('nanoid').nanoid()",
    "return require('nanoid').customAlphabet('0123456789', 30)()",
    "return require('nanoid').random(16).join()",
    "return require('nanoid/non-secure').nanoid()",
    "return require('nanoid/non-secure').customAlphabet('0123456789', 30)()",
  ],
  'npm/lodash': [
    "const _ = require('lodash'); return [_.random(true), _.random(2 ** 50)]",
    "return require('lodash').shuffle(Array.from({ length: 60 }, (_, i) => i))",
    "return require('lodash').sampleSize(Array.from({ length: 60 }, (_, i) => i), 30)",
    "return require('lodash/fp').shuffle(Array.from({ length: 60 }, (_, i) => i))",
    "const random = require('lodash/random'); return [random(true), random(true)]",
  ],
  'npm/crypto-js': [
    "return require('crypto-js').lib.WordArray.random(16).toString()",
    "return require('crypto-js').AES.encrypt('text', 'passphrase').toString()",
    "return require('crypto-js/aes').encrypt('text', 'passphrase').toString()",
  ],
  'npm/sm-crypto': [
    "return require('sm-crypto').sm2.generateKeyPairHex()",
    "const { sm2 } = require('sm-crypto'); return sm2.doEncrypt('x', sm2.getPublicKeyFromPrivateKey('1'.repeat(64)))",
    "return require('sm-crypto').sm2.doSignature('x', '1'.repeat(64))",
  ],
  'npm/jsonwebtoken': [
    "const { privateKey } = require('crypto').generateKeyPairSync('ec', { namedCurve: 'P-256' }); return require('jsonwebtoken').sign({}, privateKey, { algorithm: 'ES256' })",
  ],
  'npm/jose': [
    "const m = require('jose'); return await new m.EncryptJWT({}).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(new Uint8Array(32))",
    "const m = require('jose'); return await m.exportJWK(await m.generateSecret('HS256', { extractable: true }))",
  ],
  'npm/axios': ["return require('axios').toFormData({ a: 1 }).getBoundary()"],
  'npm/form-data': ["return new (require('form-data'))().getBoundary()"],
  'npm/mathjs': [
    "const m = require('mathjs'); return [m.random(), m.random()]",
    "return require('mathjs').evaluate('[random(), randomInt(1, 10000000000), pickRandom([1, 2, 3])]').toArray()",
    "const m = require('mathjs'); return m.create(m.all).random(1, 2)",
  ],
  'npm/decimal': ["return require('decimal.js').random(20).toString()"],
  'npm/bignumber': ["return require('bignumber.js').random(20).toString()"],
  'npm/jsonata': [
    "return await require('jsonata')('[$random(), $random()]').evaluate({})",
    "return await require('jsonata')('$shuffle([1..40])').evaluate({})",
  ],
  'npm/zod': ["return require('zod').z.core.util.randomString(20)"],
};

/** Modules that name what draws random numbers and never give any of them. */
const GIVES_NONE: Readonly<Record<string, string>> = {
  'node/crypto/random': 'is what the others draw from',
  'npm/xlsx': 'names a temporary file, and there are no files',
  'npm/interpreter': 'has names for what only it may reach, in a world of one run',
};
const DRAWS_BY = /Math\.random|getRandomValues|randomBytes|randomFill|randomUUID/;

const RUNS_PER_SANDBOX = 3;
const RUNS_AT_ONCE = 4;

const server = shareServer({
  how: 'in-process',
  env: { WORKERS: '2', EXECUTION_TIMEOUT_MS: '20000' },
});

describe.each(Object.entries(DRAWS))('%s', (_, snippets) => {
  test.each(snippets)('%s', async (code) => {
    const answers: unknown[] = [];
    // The first is cold, and those that follow are prepared; then in several sandboxes at once.
    for (let i = 0; i < RUNS_PER_SANDBOX; i++) {
      answers.push(resultOf(await server().execute({ code })));
    }
    const together = Array.from({ length: RUNS_AT_ONCE }, () => server().execute({ code }));
    answers.push(...(await Promise.all(together)).map(resultOf));
    const texts = answers.map((answer) => JSON.stringify(answer));
    expect(new Set(texts).size).toBe(RUNS_PER_SANDBOX + RUNS_AT_ONCE);
  });
});

test('every module that names what draws random numbers is among them', () => {
  const naming = GUEST_MODULES.filter(({ id }) => DRAWS_BY.test(MODULE_TEXTS.read(id).text));
  const unknown = naming.filter(
    ({ id }) => !(Object.hasOwn(DRAWS, id) || Object.hasOwn(GIVES_NONE, id)),
  );
  expect(unknown.map(({ id }) => id)).toEqual([]);
});

/** What a module does with a draw or a look at the clock while it is loaded, where that is nothing. */
const HARMLESS: Readonly<Record<string, string>> = {
  'npm/ajv': 'loads the interpreter, which names what only it may reach',
  'npm/ajv-formats': 'loads ajv',
  'npm/handlebars': 'loads the interpreter, which names what only it may reach',
  'npm/lodash': 'looks at the clock to find out whether a function is called too often',
  'npm/lodash-categories': 'loads lodash',
  'npm/lodash-fp': 'loads lodash',
  'npm/bignumber': 'tries Math.random once, to see how many bits it gives',
  'npm/mathjs': 'looks at the clock for a seed that is not used, and loads bignumber.js',
};

describe('while it is loaded', () => {
  let box: TestSandbox;
  beforeAll(async () => {
    box = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
  });

  const COUNTING = `
    let count = 0;
    const { random } = Math, { now } = Date, RealDate = Date;
    Math.random = () => { count++; return random() };
    Date.now = () => { count++; return now() };
    globalThis.Date = new Proxy(RealDate, {
      construct(target, given, made) { if (given.length === 0) count++; return Reflect.construct(target, given, made) },
    });`;

  const named = GUEST_MODULES.filter((module: GuestModule) => allNamesOf(module).length > 0);
  test.each(named.map((module) => [module.id, allNamesOf(module)[0] ?? '']))(
    '%s draws no random number and does not look at the clock',
    (id, name) => {
      // Hidden, so that the world is made without the module, and loads it in the midst of the run.
      const code = `${COUNTING} const load = require; load([...${JSON.stringify([...name].reverse().join(''))}].reverse().join('')); return count`;
      const ran = runSnippet(box, code, { timeoutMs: 20_000 });
      box.sandbox.become(box.image);
      expect(Number(returnedBy(ran)) > 0 ? id : 'none').toBe(
        Object.hasOwn(HARMLESS, id) ? id : 'none',
      );
    },
  );
});
