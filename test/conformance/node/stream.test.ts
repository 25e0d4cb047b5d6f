/** What is around `stream`, held to Node's. */
import { expect, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../support/crypto-conformance.ts';

const CONSUMERS = linesOf(`
  require('stream/consumers').text(require('stream').Readable.from(['a', 'é']))
  require('stream/consumers').text(require('stream').Readable.from([Buffer.from([0xe2, 0x82]), Buffer.from([0xac])]))
  require('stream/consumers').json(require('stream').Readable.from(['{"a":', '1}']))
  require('stream/consumers').json(require('stream').Readable.from(['{']))  .catch((e) => e.name)
  require('stream/consumers').buffer(require('stream').Readable.from(['a', Buffer.from('b')]))
  require('stream/consumers').arrayBuffer(require('stream').Readable.from(['a', 'b']))
  const blob = await require('stream/consumers').blob(require('stream').Readable.from(['a', 'b'])); return [blob.size, await blob.text()]
  Object.keys(require('stream/consumers')).sort()
  require('node:stream/consumers').text((async function* () { yield 'x'; yield 'y'; })())
  const { ReadableStream } = require('stream/web'); return [ReadableStream === require('node:stream/web').ReadableStream, typeof new ReadableStream().getReader]
`);

test('the whole of a stream, and streams of the web', async () => {
  expect(await cryptoDifferences(CONSUMERS)).toEqual([]);
}, 60_000);
