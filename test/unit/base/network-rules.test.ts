import { describe, expect, test } from 'bun:test';
import { parseConfig } from '../../../src/base/config.ts';
import { tryParsePorts, tryParseRules } from '../../../src/base/network-rules.ts';

describe('tryParseRules()', () => {
  test('it reads hosts, suffixes, addresses and ranges, each with a port or without', () => {
    expect(
      tryParseRules(
        'Example.com, *.x.test:8443 ,10.0.0.0/8,127.0.0.1:80,::1,[::1]:80,[fd00::/8]:443,',
      ),
    ).toEqual([
      { kind: 'host', name: 'example.com', port: undefined },
      { kind: 'subdomains', suffix: '.x.test', port: 8443 },
      { kind: 'range', address: '10.0.0.0', bits: 8, port: undefined },
      { kind: 'range', address: '127.0.0.1', bits: 32, port: 80 },
      { kind: 'range', address: '::1', bits: 128, port: undefined },
      { kind: 'range', address: '::1', bits: 128, port: 80 },
      { kind: 'range', address: 'fd00::', bits: 8, port: 443 },
    ]);
    expect(tryParseRules('')).toEqual([]);
  });

  test.each([
    '10.0.0.0/33',
    '10.0.0/8',
    '::1/129',
    'example.com:0',
    'example.com:70000',
    'example.com:http',
    'http://example.com',
    'example.com/path',
    'user@example.com',
    '*',
    '*example.com',
    'a.*.com',
    'two names',
    '127.1',
    '0x7f000001',
    '[::1',
    'fe80::1%eth0',
    '10.0.0.0/8/8',
    '10.0.0.0/',
  ])('%s is none', (text) => {
    expect(tryParseRules(text)).toBeUndefined();
  });
});

describe('tryParsePorts()', () => {
  test('it reads ports and ranges', () => {
    expect(tryParsePorts('80, 1024-65535')).toEqual([
      [80, 80],
      [1024, 65_535],
    ]);
  });

  test.each(['0', '80-', '90-80', '1-2-3', 'http', '65536'])('%s is none', (text) => {
    expect(tryParsePorts(text)).toBeUndefined();
  });
});

describe('parseConfig()', () => {
  test('it names what is wrong with a setting of the network', () => {
    const env = { NETWORK_ALLOW: '10.0.0.0/40', NETWORK_PORTS: 'web', NETWORK_DNS: 'dns.example' };
    expect(parseConfig(env, 1)).toEqual({
      ok: false,
      problems: [
        "Cannot use NETWORK_ALLOW='10.0.0.0/40': hosts, '*.suffix'es, addresses and CIDR ranges were wanted, each with a ':port' or without",
        "Cannot use NETWORK_PORTS='web': ports and ranges such as '443,8000-8999' were wanted",
        "Cannot use NETWORK_DNS='dns.example': addresses such as '10.0.0.2:53' were wanted",
      ],
    });
  });
});
