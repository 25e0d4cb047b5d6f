import { describe, expect, test } from 'bun:test';
import { InterimFilter } from '../../../../src/host/net/interim.ts';

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const HINTS = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nX: \r\n\r\n';
const FINAL = 'HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nhi';

const pass = (filter: InterimFilter, pieces: readonly string[]) =>
  pieces.map((each) => filter.pass(Buffer.from(each, 'latin1')).toString('latin1')).join('');

describe('InterimFilter', () => {
  test.each([
    ['no response that does not count', FINAL, FINAL],
    ['100', CONTINUE + FINAL, FINAL],
    ['102, 103 and 100 in turn', `HTTP/1.0 102 \r\n\r\n${HINTS}${CONTINUE}${FINAL}`, FINAL],
    ['lines that end in LF alone', `HTTP/1.1 100 Continue\nA: b\n\n${FINAL}`, FINAL],
    [
      '101, after which no other comes',
      `${HINTS}HTTP/1.1 101 Go\r\n\r\n`,
      'HTTP/1.1 101 Go\r\n\r\n',
    ],
    ['what only begins like one', 'HTTP/1.1 10x\r\n', 'HTTP/1.1 10x\r\n'],
    ['what is none', 'GARBAGE\r\n\r\n', 'GARBAGE\r\n\r\n'],
    ['another version', 'HTTP/2.0 100 Continue\r\n\r\n', 'HTTP/2.0 100 Continue\r\n\r\n'],
  ])('pass() of %s, wherever it is cut', (_, text, wanted) => {
    expect(pass(new InterimFilter(), [...text])).toBe(wanted);
    for (let at = 0; at <= text.length; at++) {
      expect(pass(new InterimFilter(), [text.slice(0, at), text.slice(at)])).toBe(wanted);
    }
  });

  test('begin() makes it look again', () => {
    const filter = new InterimFilter();
    expect(pass(filter, [CONTINUE + FINAL])).toBe(FINAL);
    expect(pass(filter, [CONTINUE])).toBe(CONTINUE);
    filter.begin();
    expect(pass(filter, [CONTINUE, FINAL])).toBe(FINAL);
  });

  test('pass() gives up after twenty', () => {
    expect(pass(new InterimFilter(), [CONTINUE.repeat(20), FINAL])).toBe(FINAL);
    expect(() => pass(new InterimFilter(), [CONTINUE.repeat(21)])).toThrow('Too many');
  });
});
