import { describe, expect, test } from 'bun:test';
import { Guard } from '../../../../src/host/net/guard.ts';
import type { Resolve } from '../../../../src/host/net/resolver.ts';
import type { NetworkSetup } from '../../../../src/wire/network-setup.ts';
import { DEFAULT_NETWORK } from '../../../support/network.ts';

const PUBLIC = '93.184.216.34';

/** Every name leads to `addresses`. */
const leadsTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses;

function judge(url: string, setup: Partial<NetworkSetup> = {}, resolve = leadsTo(PUBLIC)) {
  return new Guard({ ...DEFAULT_NETWORK, ...setup }, resolve).admit(new URL(url));
}

const refusedFor = (reason: string) => expect.objectContaining({ reason });

describe('Guard.admit()', () => {
  test('it gives the addresses to dial, and the name that the certificate must have', async () => {
    expect(await judge('https://Example.COM./path')).toMatchObject({
      isTls: true,
      name: 'example.com',
      port: 443,
      addresses: [PUBLIC],
    });
    expect(await judge('http://93.184.216.34:8080/')).toMatchObject({
      isTls: false,
      name: PUBLIC,
      port: 8080,
      addresses: [PUBLIC],
    });
    expect(await judge('http://[2606:4700::1111]/')).toMatchObject({
      name: '2606:4700::1111',
      addresses: ['2606:4700::1111'],
    });
  });

  test('it looks a name up once', async () => {
    let count = 0;
    await judge('http://example.com/', {}, async () => {
      count++;
      return [PUBLIC];
    });
    expect(count).toBe(1);
  });

  test.each([
    'file:///etc/passwd',
    'data:text/plain,hi',
    's3://bucket/key',
    'ftp://example.com/',
    'blob:http://example.com/1',
    'unix:/run/docker.sock',
    'http+unix://%2Frun%2Fdocker.sock/',
    'javascript:alert(1)',
    'ws://example.com/',
    'about:blank',
  ])('%s has a scheme that is not allowed, whatever else is', async (url) => {
    const open = { mode: 'all', allow: 'example.com, 0.0.0.0/0, ::/0' } as const;
    await expect(judge(url, open)).rejects.toEqual(refusedFor('scheme'));
  });

  test.each([
    'http://user@example.com/',
    'http://user:secret@example.com/',
    'http://:secret@example.com/',
    'http://93.184.216.34@127.0.0.1/',
    'http://example.com%40@127.0.0.1/',
  ])('%s has credentials', async (url) => {
    await expect(judge(url, { mode: 'all' })).rejects.toEqual(refusedFor('credentials'));
  });

  test.each([
    // Spellings of 127.0.0.1.
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://0177.0x0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://127.0.0.1./',
    'http://①②⑦.⓪.⓪.①/',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
    'http://127%2e0%2e0%2e1/',
    'http:127.0.0.1/',
    'http:/127.0.0.1/',
    'http:\\\\127.0.0.1\\',
    'http://12\t7.0.0.1/',
    'http://example.com\\@127.0.0.1/'.replace('example.com\\@', ''),
    // Others of its network, and of the machine itself.
    'http://127.255.255.254/',
    'http://0.0.0.0/',
    'http://0/',
    'http://0.1.2.3/',
    // IPv6 that is the machine, or that stands for IPv4.
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:0:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[2001::80ff:fffe]/',
    'http://[2606:4700::5efe:7f00:1]/',
    'http://[2606:4700::200:5efe:7f00:1]/',
    'http://[::ffff:8.8.8.8]/',
    // Networks of the inside.
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.1.1/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    // Networks of nobody.
    'http://192.0.0.1/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://198.51.100.1/',
    'http://203.0.113.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://192.88.99.1/',
    'http://[2001:db8::1]/',
    'http://[3fff::1]/',
    'http://[ff02::1]/',
    'http://[100::1]/',
    'http://[5f00::1]/',
    'http://[4000::1]/',
    // Cloud metadata.
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fd00:ec2::254]/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
  ])('%s is an address that is not public', async (url) => {
    await expect(judge(url)).rejects.toEqual(refusedFor('address'));
  });

  test.each([
    'http://localhost/',
    'http://LOCALHOST./',
    'http://localhost../',
    'http://a.localhost/',
    'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
    'http://printer.local/',
    'http://db.internal/',
    'http://router.home.arpa/',
    'http://metadata/',
    'http://metadata.google.internal/',
    'http://Metadata.Google.Internal./computeMetadata/v1/',
    'http://instance-data/',
  ])('%s is a name of the inside, wherever it leads', async (url) => {
    await expect(judge(url)).rejects.toEqual(refusedFor('name'));
  });

  test.each<readonly [string, string | undefined]>([
    ['127.0.0.1', undefined],
    ['::1', undefined],
    ['::ffff:10.0.0.1', undefined],
    ['fe80::1%eth0', undefined],
    [PUBLIC, '10.0.0.1'],
    ['10.0.0.1', PUBLIC],
    ['no address', undefined],
  ])('a name that leads to %s is refused, for every address is judged', async (first, second) => {
    const addresses = second === undefined ? [first] : [first, second];
    const judged = judge('http://example.com/', {}, leadsTo(...addresses));
    await expect(judged).rejects.toEqual(refusedFor('address'));
  });

  test('where a name leads is not told', async () => {
    const judged = judge('http://example.com/', {}, leadsTo('10.20.30.40'));
    await expect(judged).rejects.toThrow(
      "Cannot fetch from 'example.com', which leads to a private address: that is not allowed",
    );
  });

  test('a name that leads nowhere fails as in Node', async () => {
    const resolve: Resolve = async () => {
      throw Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' });
    };
    for (const each of [resolve, leadsTo()]) {
      await expect(judge('http://nowhere.example/', {}, each)).rejects.toMatchObject({
        refusal: {
          name: 'TypeError',
          message: 'fetch failed',
          details: {
            cause: { code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND nowhere.example' },
          },
        },
      });
    }
  });

  test.each([22, 25, 110, 1, 6000, 6667, 10080, 5060])('port %d is not allowed', async (port) => {
    await expect(judge(`http://example.com:${port}/`)).rejects.toEqual(refusedFor('port'));
    await expect(judge(`http://93.184.216.34:${port}/`)).rejects.toEqual(refusedFor('port'));
  });
});

describe('NETWORK', () => {
  test('off refuses everything, what is allowed included', async () => {
    const off = { mode: 'off', allow: 'example.com' } as const;
    await expect(judge('http://example.com/', off)).rejects.toEqual(refusedFor('off'));
  });

  test('all lets the inside be reached, and not the metadata of clouds', async () => {
    const all = { mode: 'all' } as const;
    expect(await judge('http://10.0.0.1/', all)).toMatchObject({ addresses: ['10.0.0.1'] });
    expect(await judge('http://localhost/', all, leadsTo('::1'))).toMatchObject({
      addresses: ['::1'],
    });
    for (const url of ['http://169.254.169.254/', 'http://[::ffff:169.254.169.254]/']) {
      await expect(judge(url, all)).rejects.toEqual(refusedFor('address'));
    }
    await expect(judge('http://metadata.google.internal/', all)).rejects.toEqual(
      refusedFor('name'),
    );
    await expect(judge('http://x.example/', all, leadsTo('169.254.169.254'))).rejects.toEqual(
      refusedFor('address'),
    );
  });
});

describe('NETWORK_ALLOW', () => {
  test.each([
    ['10.0.0.0/8', 'http://10.1.2.3/', ['10.1.2.3']],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/', ['127.0.0.1']],
    ['[::1]:8080', 'http://[::1]:8080/', ['::1']],
    ['fd00::/8', 'http://[fd00::1]/', ['fd00::1']],
    ['localhost', 'http://localhost/', ['10.9.9.9']],
    ['db.internal', 'http://db.internal./', ['10.9.9.9']],
    ['*.svc.cluster.local', 'http://a.b.svc.cluster.local/', ['10.9.9.9']],
    ['BÜCHER.example', 'http://xn--bcher-kva.example/', ['10.9.9.9']],
    ['10.0.0.0/8', 'http://private.example/', ['10.9.9.9']],
    ['example.com:22', 'http://example.com:22/', ['10.9.9.9']],
    ['10.0.0.0/8:22', 'http://private.example:22/', ['10.9.9.9']],
    ['metadata.google.internal', 'http://metadata.google.internal/', ['10.9.9.9']],
  ])('%s lets %s be reached', async (allow, url, addresses) => {
    expect(await judge(url, { allow }, leadsTo('10.9.9.9'))).toMatchObject({ addresses });
  });

  test.each([
    ['10.0.0.0/8', 'http://11.0.0.1.example/', 'address'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8081/', 'address'],
    ['127.0.0.1', 'http://127.0.0.2/', 'address'],
    ['127.0.0.1', 'http://127.0.0.1:22/', 'port'],
    ['127.0.0.0/8', 'http://[::ffff:127.0.0.1]/', 'address'],
    ['db.internal', 'http://other.internal/', 'name'],
    ['*.example.com', 'http://example.com/', 'address'],
    ['*.example.com', 'http://evilexample.com/', 'address'],
    ['example.com', 'http://sub.example.com/', 'address'],
    ['example.com:22', 'http://other.example:22/', 'port'],
    ['10.0.0.0/8:22', 'http://other.example:22/', 'port'],
  ])('%s does not let %s be reached', async (allow, url, reason) => {
    await expect(judge(url, { allow }, leadsTo('192.168.0.1'))).rejects.toEqual(refusedFor(reason));
  });

  test('a port that a range opens is opened for its own addresses, not for other hosts that are allowed', async () => {
    const setup = { allow: 'api.example, 10.0.0.0/8, 10.0.0.5:22' };
    for (const address of ['192.168.0.1', '10.0.0.6', PUBLIC]) {
      await expect(judge('http://api.example:22/', setup, leadsTo(address))).rejects.toEqual(
        refusedFor('port'),
      );
    }
    const names = ['http://api.example:22/', 'http://other.example:22/', 'http://10.0.0.5:22/'];
    for (const url of names) {
      expect(await judge(url, setup, leadsTo('10.0.0.5'))).toMatchObject({ port: 22 });
    }
  });
});

describe('NETWORK_DENY', () => {
  test.each([
    ['example.com', 'http://example.com/'],
    ['*.example.com', 'http://a.example.com./'],
    ['example.com:443', 'https://example.com/'],
    ['93.184.0.0/16', 'http://example.com/'],
    ['93.184.216.34', 'http://93.184.216.34/'],
    ['93.184.216.34', 'http://[::ffff:93.184.216.34]/'],
    ['93.184.216.34', 'http://[64:ff9b::93.184.216.34]/'],
    ['93.184.216.34', 'http://[2002:5db8:d822::]/'],
  ])('%s wins over everything else for %s', async (deny, url) => {
    const setup = {
      mode: 'all',
      deny,
      allow: 'example.com, *.example.com, 0.0.0.0/0, ::/0',
    } as const;
    await expect(judge(url, setup)).rejects.toEqual(refusedFor('denied'));
  });

  test('with a port it is about that port alone', async () => {
    const setup = { deny: 'example.com:8080' };
    expect(await judge('http://example.com/', setup)).toMatchObject({ port: 80 });
    await expect(judge('http://example.com:8080/', setup)).rejects.toEqual(refusedFor('denied'));
  });
});
