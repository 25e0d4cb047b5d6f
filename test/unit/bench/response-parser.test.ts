import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import {
  MalformedResponse,
  type ParsedResponse,
  ResponseParser,
} from '../../../bench/load/response-parser.ts';

const encode = (body: string, head = '') =>
  Buffer.from(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

describe('ResponseParser', () => {
  test('reads an answer that comes in one piece', () => {
    const found = new ResponseParser().push(encode('{"é":"漢"}'));
    expect(found).toEqual([{ status: 200, body: '{"é":"漢"}', closes: false }]);
  });

  test('reads answers however their bytes are cut and joined', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat({ max: 400 }), { maxLength: 8 }),
        (bodies, cuts) => {
          const stream = Buffer.concat(bodies.map((body) => encode(body)));
          const ends = [...cuts.map((cut) => Math.min(cut, stream.length)), stream.length];
          const parser = new ResponseParser();
          const found: ParsedResponse[] = [];
          let from = 0;
          for (const to of ends.sort((a, b) => a - b)) {
            found.push(...parser.push(stream.subarray(from, to)));
            from = to;
          }
          expect(found.map(({ body }) => body)).toEqual(bodies);
        },
      ),
    );
  });

  test('keeps what it has when the socket uses its buffer again', () => {
    const parser = new ResponseParser();
    const whole = encode('hello');
    const buffer = Buffer.from(whole.subarray(0, whole.length - 2));
    expect(parser.push(buffer)).toEqual([]);
    buffer.fill(0);
    expect(parser.push(whole.subarray(-2))[0]?.body).toBe('hello');
  });

  test('tells a status and a connection that will be closed', () => {
    const text =
      'HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';
    const found = new ResponseParser().push(Buffer.from(text));
    expect(found).toEqual([{ status: 503, body: '', closes: true }]);
  });

  test.each([
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
    ['no length', 'HTTP/1.1 200 OK\r\nServer: x\r\n\r\n'],
    ['a length beyond all measure', 'HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['a head without end', `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(20_000)}`],
  ])('refuses %s', (_, text) => {
    expect(() => new ResponseParser().push(Buffer.from(text))).toThrow(MalformedResponse);
  });
});
