import { expect, test } from 'bun:test';
import {
  deflateRawSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import { differences } from '../../support/conformance.ts';
import { makeExecutor } from '../../support/executor.ts';
import { makeWorld } from '../../support/sandbox.ts';

const NAMES = Object.fromEntries(
  ['CompressionStream', 'DecompressionStream'].map((name) => [name, name]),
);

test('CompressionStream and DecompressionStream are made as Node’s', async () => {
  const cases = Object.keys(NAMES).flatMap((name) => [
    `new ${name}()`,
    `new ${name}('zip')`,
    `new ${name}(5)`,
    `${name}('gzip')`,
    `String(new ${name}('gzip'))`,
    `Object.keys(${name}.prototype)`,
    `new ${name}('deflate-raw').readable.locked`,
  ]);
  expect(await differences(NAMES, cases)).toEqual([]);
}, 60_000);

async function returned(code: string, input: unknown): Promise<unknown> {
  const box = await makeExecutor({ world: await makeWorld(), sandboxes: 1 });
  const job = box.offer(code, { timeoutMs: 1e6, input });
  box.executor.accept([job]);
  while (!box.answers.some(({ sequence }) => sequence === job.sequence)) {
    await Bun.sleep(0);
    box.clock.advance(1);
  }
  const { result } = box.answerTo(job);
  expect(box.faults).toEqual([]);
  return result.ok ? JSON.parse(result.json) : result.failure;
}

const THROUGH = `
  const through = async (bytes, stream) =>
    Buffer.from(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());`;

const CODECS = {
  gzip: [gzipSync, gunzipSync],
  deflate: [deflateSync, inflateSync],
  'deflate-raw': [deflateRawSync, inflateRawSync],
} as const;

test.each(Object.keys(CODECS) as (keyof typeof CODECS)[])(
  '%s goes out and comes back',
  async (format) => {
    const [compress, decompress] = CODECS[format];
    const text = Array.from({ length: 30_000 }, (_, at) => `line ${at * 7919}\n`).join('');
    const out = await returned(
      `${THROUGH} return (await through(input, new CompressionStream('${format}'))).toString('base64')`,
      text,
    );
    expect(decompress(Buffer.from(out as string, 'base64')).toString()).toBe(text);
    const back = await returned(
      `${THROUGH} return (await through(Buffer.from(input, 'base64'), new DecompressionStream('${format}'))).toString()`,
      compress(text).toString('base64'),
    );
    expect(back).toBe(text);
  },
);

test('bytes that are not of the format, or too few, are an error', async () => {
  const code = `${THROUGH} const answers = [];
    for (const each of input) {
      try { answers.push(String(await through(Buffer.from(each, 'base64'), new DecompressionStream('gzip')))); }
      catch ({ code, message }) { answers.push(code + ' ' + message); }
    }
    return answers;`;
  const whole = gzipSync('whole');
  const given = [Buffer.from('xx'), whole.subarray(0, 10), Buffer.alloc(0), whole];
  const answers = await returned(
    code,
    given.map((each) => each.toString('base64')),
  );
  expect(answers).toEqual([
    'Z_DATA_ERROR incorrect header check',
    'Z_BUF_ERROR unexpected end of file',
    'Z_BUF_ERROR unexpected end of file',
    'whole',
  ]);
});
