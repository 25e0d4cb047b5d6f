import { expect, test } from 'bun:test';
import { URL_CALLS } from '../../../src/host/url.ts';

const parse = (input: string, base?: string) =>
  URL_CALLS['url.parse'](base === undefined ? { input } : { input, base }, [], undefined as never);
const set = (href: string, part: string, value: string) =>
  URL_CALLS['url.set']({ href, part, value }, [], undefined as never);

test.each([
  ['http://h/a^b%5Ec^', undefined, 'http://h/a^b%5Ec^'],
  ['http://h/%5E~%5E^~', undefined, 'http://h/%5E~%5E^~'],
  ['http://u^:p^@h/x^?q^#f^', undefined, 'http://u%5E:p%5E@h/x^?q^#f^'],
  ['../b^', 'http://h/c^/d^/e', 'http://h/c^/b^'],
  ['foo:x^ ^?', undefined, 'foo:x^ ^?'],
  ['file:///C^/^', undefined, 'file:///C^/^'],
  ['data:a ?b', undefined, 'data:a ?b'],
  ['data:a\t \n#b', undefined, 'data:a #b'],
  ['data:a%20?b', undefined, 'data:a%20?b'],
  ['#c', 'data:a ?b', 'data:a ?b#c'],
  [' \0 foo:a  #b  ', undefined, 'foo:a  #b'],
])('url.parse: %p on %p is %p', (input, base, href) => {
  const parts = parse(input, base);
  expect(parts?.[0]).toBe(href);
  expect(href).toContain(parts?.[8] as string);
});

test.each([
  ['http://h/', 'pathname', '/a^%5E', 'http://h/a^%5E'],
  ['http://h/a^', 'search', '?^', 'http://h/a^?^'],
  ['data:a  ?b', 'search', '', 'data:a'],
  ['data:a  ?b#c', 'search', '', 'data:a  #c'],
  ['data:a  #c', 'hash', '', 'data:a'],
  ['data:a  ?b#c', 'hash', '', 'data:a  ?b'],
  ['http://h:81/', 'host', 'i:80', 'http://i/'],
  ['https://h:81/', 'host', '[::1]:443', 'https://[::1]/'],
  ['http://h:81/', 'host', '[::80]', 'http://[::80]:81/'],
  ['http://h:81/', 'host', 'i:443', 'http://i:443/'],
  ['http://h:81/', 'host', 'a b:80', 'http://h:81/'],
])('url.set: of %p %s to %p gives %p', (href, part, value, wanted) => {
  expect(set(href, part, value)[0]).toBe(wanted);
});
