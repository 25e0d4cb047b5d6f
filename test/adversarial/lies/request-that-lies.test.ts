/**
 * Attack: Requests whose lengths, chunks, encodings and types are not what they say.
 * Answer: A body is what arrived; what is short, broken or wrong is answered as such or hung up on,
 * and the connection's next request, if there is one, is its own.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { RawConnection } from '../../support/raw-connection.ts';

const target = shareTarget();

const BODY = '{"code":"return input.a","input":{"a":1}}';
const HEAD = 'POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

/** What arrived of an answer before the other end hung up or fell silent: its status, or nothing. */
async function statusOf(request: string, waitMs = 1500): Promise<number | undefined> {
  using connection = await RawConnection.open(target().server.port);
  connection.send(request);
  const silence = Bun.sleep(waitMs).then(() => undefined);
  const answer = connection.readAnswer().then(
    ({ status }) => status,
    () => undefined,
  );
  // Awaited here: the connection is closed on the way out.
  return await Promise.race([answer, silence]);
}

const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

test('A body of another length than it says is never run as something else', async () => {
  const refused = [400, 413, undefined];
  const lies: Readonly<Record<string, string>> = {
    'longer than sent': `${HEAD}Content-Length: 5000\r\n\r\n${BODY}`,
    'shorter than sent': `${HEAD}Content-Length: 20\r\n\r\n${BODY}`,
    negative: `${HEAD}Content-Length: -1\r\n\r\n${BODY}`,
    'no number': `${HEAD}Content-Length: many\r\n\r\n${BODY}`,
    huge: `${HEAD}Content-Length: 99999999999999999999\r\n\r\n${BODY}`,
    'two that differ': `${HEAD}Content-Length: 5\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
    none: `${HEAD}\r\n${BODY}`,
    'a chunk without an end': `${CHUNKED}${chunk(BODY)}`,
    'a chunk of a false size': `${CHUNKED}ffff\r\n${BODY}\r\n0\r\n\r\n`,
    'a chunk of no size': `${CHUNKED}xyz\r\n${BODY}\r\n0\r\n\r\n`,
    'a chunk of too many digits': `${CHUNKED}${'f'.repeat(40)}\r\n${BODY}\r\n0\r\n\r\n`,
  };
  const ended = await Promise.all(
    Object.entries(lies).map(async ([name, request]) => [name, await statusOf(request)] as const),
  );
  expect(ended.filter(([, status]) => !refused.includes(status as never))).toEqual([]);
  await target().survives(['return 1'], { endings: ['ok'] });
});

test('A body in honest chunks is run', async () => {
  const parts = [...BODY].map(chunk).join('');
  expect(await statusOf(`${CHUNKED}${parts}0\r\n\r\n`, 10_000)).toBe(200);
});

test.each([
  ['codebase64 that is none', { codebase64: '!!!!' }, 'invalid_base64'],
  ['half a byte', { codebase64: 'A' }, 'invalid_base64'],
  ['padding in the middle', { codebase64: 'cmV0=dXJu' }, 'invalid_base64'],
  [
    'bytes that are no UTF-8',
    { codebase64: Buffer.from([0xff, 0xfe]).toString('base64') },
    'invalid_base64',
  ],
  [
    'an overlong form',
    { codebase64: Buffer.from([0xc0, 0xaf]).toString('base64') },
    'invalid_base64',
  ],
  [
    'a surrogate in UTF-8',
    { codebase64: Buffer.from([0xed, 0xa0, 0x80]).toString('base64') },
    'invalid_base64',
  ],
  [
    'a cut character',
    { codebase64: Buffer.from([0xe2, 0x82]).toString('base64') },
    'invalid_base64',
  ],
  [
    'UTF-16 for UTF-8',
    { codebase64: Buffer.from('\ufeffreturn 1', 'utf16le').toString('base64') },
    'invalid_base64',
  ],
  ['base64 of nothing', { codebase64: '====' }, 'empty_code'],
  ['both', { code: 'return 1', codebase64: 'cmV0dXJuIDE=' }, 'invalid_request'],
  ['a list', { code: ['return 1'] }, 'invalid_request'],
  ['a time that is no number', { code: 'return 1', timeoutMs: '1' }, 'invalid_request'],
  ['a time below one', { code: 'return 1', timeoutMs: 0 }, 'invalid_request'],
  ['a fraction of a time', { code: 'return 1', timeoutMs: 1.5 }, 'invalid_request'],
])('A request with %s is refused as such', async (_, body, code) => {
  const { body: answer } = await target().server.execute(body);
  expect(answer.success ? 'ok' : answer.error.code).toBe(code as never);
});

test.each([
  ['\\ud800', '\ud800'],
  ['\\udc00\\ud800', '\udc00\ud800'],
  ['\\u0000', '\u0000'],
  ['\\u2028', '\u2028'],
])('A text of %s comes through input and code as it is', async (escaped, text) => {
  const run = async (body: string) => {
    const { body: answer } = await target().server.execute(body);
    return answer.success ? answer.result : answer.error.code;
  };
  const code = 'return [input.t, input.t.length]';
  expect(await run(`{"code":"${code}","input":{"t":"${escaped}"}}`)).toEqual([text, text.length]);
  const inCode = escaped.replaceAll('\\', '\\\\');
  expect(await run(`{"code":"return '${inCode}'"}`)).toBe(text);
});

test('A code that has no form in UTF-8 is run as what UTF-8 makes of it', async () => {
  const { body } = await target().server.execute('{"code":"return \'\\ud800\'"}');
  expect(body.success && body.result).toBe('\ufffd');
});

test('Keys of the request that mean something to a prototype mean nothing', async () => {
  const bodies = [
    '{"code":"return input.a","input":{"a":1},"__proto__":{"timeoutMs":1}}',
    '{"code":"return input.a","input":{"a":1,"__proto__":{"a":2}}}',
    '{"code":"return input.a","input":{"a":1,"constructor":{"prototype":{"a":2}}}}',
    '{"code":"return Object.keys(input)[0] + input.a","input":{"__proto__":{"x":1},"a":1}}',
  ];
  const ended = await Promise.all(bodies.map((body) => target().server.execute(body)));
  const results = ended.map(({ body }) => (body.success ? body.result : body.error.code));
  expect([1, 'invalid_request']).toContain(results[0] as never);
  expect(results.slice(1)).toEqual([1, 1, '__proto__1']);
});
