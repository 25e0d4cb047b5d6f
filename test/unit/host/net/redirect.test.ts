import { expect, test } from 'bun:test';
import { nextHop } from '../../../../src/host/net/redirect.ts';

const HOP = { url: new URL('http://a.example/'), method: 'GET', headers: [], body: undefined };
const fieldOf = (text: string) => Buffer.from(text).toString('latin1');

test('nextHop reads a location in UTF-8', () => {
  expect(nextHop(HOP, 302, fieldOf('//b.example/é')).url.href).toBe('http://b.example/%C3%A9');
});

test('nextHop reads no location whose host is combining marks without an end', () => {
  const marks = `a${'\u0301'.repeat(3000)}${'\u0316'.repeat(3000)}`;
  for (const location of [`http://${marks}/`, `//${marks}/`, `http:${marks}`]) {
    expect(() => nextHop(HOP, 302, fieldOf(location))).toThrow('fetch failed');
  }
});
