import { expect, test } from 'bun:test';
import { isQuickHost, tryParseUrl } from '../../../src/host/url-reading.ts';

/** Hosts that are longer than is read; `new URL` takes the square of their length. */
const MARKS = `a${'\u0301'.repeat(3000)}${'\u0316'.repeat(3000)}`;
const ESCAPED = `a${'%CC%81'.repeat(3000)}${'%CC%96'.repeat(3000)}`;
const ENCODED = `${'xn--a-ecp.'.repeat(1000)}example`;

for (const [what, host] of Object.entries({ MARKS, ESCAPED, ENCODED })) {
  test(`tryParseUrl gives up on a host of ${what.toLowerCase()} wherever it stands`, () => {
    for (const url of [
      `http://${host}`,
      `HTTPS://user:password@${host}:80/path`,
      `http:${host}/`,
      `http:\\\\\\${host}\\`,
      `ws:/${host}?query`,
      `  h\nttp://${host}`,
      `ht\ttp:/\r/${host}#hash`,
      `file://${host}/file`,
      `blob:http://${host}/`,
      `blob:blob:ftp://${host}/`,
    ]) {
      expect(tryParseUrl(url)).toBe(null);
      expect(tryParseUrl('/path', url)).toBe(null);
    }
    expect(tryParseUrl(`//${host}/`, 'http://example.com/')).toBe(null);
    expect(tryParseUrl(`\\/\\${host}/`, 'http://example.com/')).toBe(null);
  });
}

test('tryParseUrl reads long texts beyond the host, and long hosts of ASCII', () => {
  const long = 'é'.repeat(100_000);
  const escaped = '%C3%A9'.repeat(100_000);
  const read = (url: string, base?: string) => tryParseUrl(url, base)?.href;
  expect(read(`http://example.com/${long}`)).toBe(`http://example.com/${escaped}`);
  expect(read(`http://exämple.com?${long}`)).toBe(`http://xn--exmple-cua.com/?${escaped}`);
  expect(read(`http://${long}@example.com/`)).toBe(`http://${escaped}@example.com/`);
  expect(read(long, 'http://example.com/a/')).toBe(`http://example.com/a/${escaped}`);
  expect(read(`/${long}`, 'file:///')).toBe(`file:///${escaped}`);
  expect(read(`data:text/plain,${long}`)).toBe(`data:text/plain,${escaped}`);
  expect(read(`file:///${long}`)).toBe(`file:///${escaped}`);
  expect(read(`http://${'a'.repeat(100_000)}/`)).toBe(`http://${'a'.repeat(100_000)}/`);
});

test('isQuickHost looks at the host alone', () => {
  expect(isQuickHost(MARKS)).toBe(false);
  expect(isQuickHost(`${MARKS}/`)).toBe(false);
  expect(isQuickHost(`example.com/${MARKS}`)).toBe(true);
  expect(isQuickHost('exämple.com:80')).toBe(true);
});
