import { expect, test } from 'bun:test';
import { resolveBy } from '../../../../src/host/net/resolver.ts';
import { startNameServer } from '../../../support/name-server.ts';

test('resolveBy() asks the servers it is told, once for each kind of address', async () => {
  await using server = await startNameServer((_, kind) =>
    kind === 'A' ? ['93.184.216.34', '8.8.8.8'] : ['2606:4700::1111'],
  );
  const found = await resolveBy(server.address)('some.test');
  expect(found).toEqual(['93.184.216.34', '8.8.8.8', '2606:4700::1111']);
  expect(server.asked).toHaveLength(2);
});

test('resolveBy() is content with one kind of address, and throws where there is none', async () => {
  await using server = await startNameServer((name, kind) => {
    if (name === 'nowhere.test') return undefined;
    return kind === 'A' ? ['8.8.8.8'] : [];
  });
  const resolve = resolveBy(server.address);
  expect(await resolve('four.test')).toEqual(['8.8.8.8']);
  await expect(resolve('nowhere.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('resolveBy() asks the system where it is told no servers', async () => {
  expect(await resolveBy('')('localhost')).toContain('127.0.0.1');
});
