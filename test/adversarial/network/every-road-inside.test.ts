/**
 * Attack: On a machine with interfaces in the Internet, in private networks, on the link and beside a cloud's metadata, a snippet asks for each by its address, by names that lead there, by IPv6 spellings of it, by redirects and by names that change.
 * Answer: The kernel's own counters, in network namespaces, say that a public address is dialled, and that towards any other not one segment leaves, but for exactly what the operator allows.
 */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import {
  type NamespaceWorld,
  namespaceObstacle,
  startNamespaces,
} from '../../support/namespaces/world.ts';
import type { TestEnv } from '../../support/start-server.ts';

const obstacle = namespaceObstacle();
if (obstacle !== undefined) {
  console.warn(
    `No network namespaces: the attacks over real interfaces are skipped, for ${obstacle}`,
  );
}

const CODE = 'const r = await fetch(input); return r.text()';
const BEGIN_MS = 60_000;

let world: NamespaceWorld | undefined;

async function fetchIn(env: TestEnv, url: string) {
  if (!world) throw new Error('Cannot fetch: there is no world');
  return world.visit(env, CODE, url);
}

/** What a fetch comes to: the address that answered, or the error's class; and what went over the cable. */
async function ended(env: TestEnv, url: string) {
  const { result, error, dialled, arrived } = await fetchIn(env, url);
  return { end: result ?? error?.type, dialled, didArrive: arrived > 0 };
}

const reached = (address: string, dialled = 1) => ({ end: address, dialled, didArrive: true });
const REFUSED = { end: 'SecurityError', dialled: 0, didArrive: false };

const PUBLIC: readonly (readonly [url: string, address: string])[] = [
  ['http://198.41.0.2/', '198.41.0.2'],
  ['http://198.41.0.3:8080/', '198.41.0.3'],
  ['http://0xc6.0x29.2/', '198.41.0.2'],
  ['http://[2a00:1450::2]/', '2a00:1450::2'],
  ['http://public.example.com/', '198.41.0.2'],
  ['http://six.example.com:8080/', '2a00:1450::2'],
];

const INNER: readonly string[] = [
  'http://127.0.0.1/',
  'http://10.41.0.2/',
  'http://10.41.0.2:8080/',
  'http://0x0a.0x29.2/',
  'http://170459138/',
  'http://100.64.0.2/',
  'http://169.254.169.254/latest/meta-data/',
  'http://100.100.100.200/',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://[::1]/',
  'http://[fd41::2]/',
  'http://[fe80::2]/',
  'http://[::ffff:10.41.0.2]/',
  'http://[::ffff:169.254.169.254]/',
  'http://[::10.41.0.2]/',
  'http://[64:ff9b::a29:2]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[2002:a29:2::2]/',
  'http://inner.example.com/',
  'http://six-inner.example.com/',
  'http://mapped.example.com/',
  'http://nat64.example.com/',
  'http://metadata.example.com/',
  'http://link.example.com/',
  'http://both.example.com/',
  'http://both-kinds.example.com/',
  'http://metadata.google.internal/',
  'http://localhost/',
];

describe.skipIf(obstacle !== undefined)('In network namespaces', () => {
  beforeAll(() => {
    world = startNamespaces();
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
  });

  describe('a service that nobody configured', () => {
    test.each([...PUBLIC])(
      'fetch(%j) dials',
      async (url, address) => {
        expect(await ended({}, url)).toEqual(reached(address));
      },
      BEGIN_MS,
    );

    test.each([...INNER])('fetch(%j) sends nothing', async (url) => {
      expect(await ended({}, url)).toEqual(REFUSED);
    });

    test.each([...INNER])('a redirect to %s is not followed', async (inner) => {
      const url = `http://198.41.0.2/redirect?to=${encodeURIComponent(inner)}`;
      expect(await ended({}, url)).toEqual({ ...REFUSED, dialled: 1, didArrive: true });
    });

    test('a redirect to another public address is followed', async () => {
      const url = `http://198.41.0.2/redirect?to=${encodeURIComponent('http://198.41.0.3/')}`;
      expect(await ended({}, url)).toEqual(reached('198.41.0.3', 2));
    });

    test('a name that turns inward is dialled where it was judged, and then no more', async () => {
      const url = 'http://rebinds.example.com/';
      expect(await ended({}, url)).toEqual(reached('198.41.0.2'));
      expect(await ended({}, url)).toEqual(REFUSED);
    });

    test('a name that turns inward before its redirect to itself is not dialled again', async () => {
      const url = 'http://rebinds-on.example.com/redirect?to=/latest/meta-data/';
      expect(await ended({}, url)).toEqual({ ...REFUSED, dialled: 1, didArrive: true });
    });
  });

  describe('NETWORK_ALLOW opens what it says', () => {
    const env = {
      NETWORK_ALLOW: '10.41.0.2:8080, [fd41::2]:80, 64:ff9b::a29:3, inner.example.com',
    };

    test.each([
      ['http://10.41.0.2:8080/', '10.41.0.2'],
      ['http://[fd41::2]/', 'fd41::2'],
      ['http://six-inner.example.com/', 'fd41::2'],
      ['http://[64:ff9b::a29:3]/', '64:ff9b::a29:3'],
      ['http://inner.example.com/', '10.41.0.2'],
      ['http://198.41.0.2/', '198.41.0.2'],
    ])(
      'fetch(%j) dials',
      async (url, address) => {
        expect(await ended(env, url)).toEqual(reached(address));
      },
      BEGIN_MS,
    );

    test.each([
      'http://10.41.0.2/',
      'http://10.41.0.3:8080/',
      'http://[::ffff:10.41.0.2]:8080/',
      'http://mapped.example.com:8080/',
      'http://[64:ff9b::a29:2]:8080/',
      'http://[fd41::2]:8080/',
      'http://[fd41::3]/',
      'http://10.41.0.3/',
      'http://inner-too.example.com/',
      'http://169.254.169.254/',
    ])('and no more: fetch(%j) sends nothing', async (url) => {
      expect(await ended(env, url)).toEqual(REFUSED);
    });
  });

  describe('NETWORK_DENY closes what it says, in a service that opens everything', () => {
    const env = { NETWORK: 'all', NETWORK_DENY: '10.41.0.3, fd41::3, six.example.com' };

    test.each([
      ['http://10.41.0.2/', '10.41.0.2'],
      ['http://[fd41::2]/', 'fd41::2'],
      ['http://[64:ff9b::a29:2]/', '64:ff9b::a29:2'],
      ['http://[::ffff:10.41.0.2]/', '10.41.0.2'],
    ])(
      'fetch(%j) dials',
      async (url, address) => {
        expect(await ended(env, url)).toEqual(reached(address));
      },
      BEGIN_MS,
    );

    test.each([
      'http://10.41.0.3/',
      'http://[::ffff:10.41.0.3]/',
      'http://[64:ff9b::a29:3]/',
      'http://[fd41::3]/',
      'http://six.example.com/',
      'http://169.254.169.254/',
      'http://[64:ff9b::a9fe:a9fe]/',
      'http://100.100.100.200/',
      'http://metadata.example.com/',
    ])('fetch(%j) sends nothing', async (url) => {
      expect(await ended(env, url)).toEqual(REFUSED);
    });
  });
});
