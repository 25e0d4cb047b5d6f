import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';
import { makeExecutor } from '../../support/executor.ts';
import { makeWorld } from '../../support/sandbox.ts';

const NAMES = Object.fromEntries(
  ['MessageChannel', 'MessagePort', 'MessageEvent', 'BroadcastChannel', 'structuredClone'].map(
    (name) => [name, name],
  ),
);

const PORTS = 'const { port1, port2 } = new MessageChannel();';
const CASES: readonly string[] = [
  ...[
    'port1.postMessage()',
    'port1.postMessage(() => 1)',
    'port1.postMessage(1, 5)',
    'port1.postMessage(1, { transfer: 5 })',
    'port1.postMessage(port2)',
    'port1.postMessage(1, [port1])',
    'port1.postMessage(1, [{}])',
    'structuredClone(port1)',
    'structuredClone({ a: [port1] })',
    'structuredClone(1, { transfer: [port1, port1] })',
    'structuredClone(port1, { transfer: [port1] }) instanceof MessagePort',
    'structuredClone(port1, { transfer: [port1] }) === port1',
    '(structuredClone(port1, { transfer: [port1] }), structuredClone(port1, { transfer: [port1] }))',
    'port1.onmessage',
    'Object.keys(new MessageChannel())',
    '(port1.close(), port1.close(), port1.postMessage(1))',
  ].map((each) => `(() => { ${PORTS} const answer = ${each}; port1.close(); return answer })()`),
  'new MessagePort()',
  'new BroadcastChannel()',
  "new BroadcastChannel(Symbol('x'))",
  "(() => { const c = new BroadcastChannel('x'); c.close(); return c.name })()",
  "(() => { const c = new BroadcastChannel('x'); c.close(); c.postMessage(1) })()",
  "(() => { const c = new BroadcastChannel('x'); try { c.postMessage() } finally { c.close() } })()",
  "(() => { const c = new BroadcastChannel('x'); try { c.postMessage(() => 1) } finally { c.close() } })()",
  "new MessageEvent('x', { data: { a: 1 }, origin: 'o', lastEventId: 5 }).data",
  "['data', 'source', 'ports'].map((name) => new MessageEvent('x')[name])",
  "new MessageEvent('x', { ports: 5 })",
  "new MessageEvent('x', { source: 5 })",
];

/* Gaps: `origin` and `lastEventId` are never null, as the standard says; ports have no `on` of Node's; a run does not wait for what an open port may hear, and sending a message returns nothing. */
test('MessageChannel, MessagePort, MessageEvent and BroadcastChannel refuse what Node’s refuse', async () => {
  expect(await differences(NAMES, CASES)).toEqual([]);
}, 60_000);

async function returned(code: string): Promise<unknown> {
  const box = await makeExecutor({ world: await makeWorld(), sandboxes: 1 });
  const job = box.offer(code, { timeoutMs: 5000 });
  box.executor.accept([job]);
  while (!box.answers.some(({ sequence }) => sequence === job.sequence)) {
    await Bun.sleep(0);
    box.clock.advance(1);
  }
  const { result } = box.answerTo(job);
  return result.ok ? JSON.parse(result.json) : result.failure.code;
}

test('messages come one a turn, in the order in which they were sent', async () => {
  const code = `
    const log = [];
    const one = new MessageChannel(), two = new MessageChannel();
    await new Promise((resolve) => {
      one.port2.onmessage = ({ data }) => { log.push(data); Promise.resolve().then(() => log.push(data + 'job')); };
      two.port2.onmessage = ({ data }) => { log.push(data); if (data === 'last') resolve(); };
      for (const data of ['a', 'b']) one.port1.postMessage(data);
      two.port1.postMessage('c');
      one.port1.postMessage('d');
      two.port1.postMessage('last');
      log.push('sent');
    });
    return log;`;
  expect(await returned(code)).toEqual([
    'sent',
    'a',
    'ajob',
    'b',
    'bjob',
    'c',
    'd',
    'djob',
    'last',
  ]);
});

test('a port that was given away takes what was sent to it along, and leaves nothing', async () => {
  const code = `
    const { port1, port2 } = new MessageChannel();
    port1.postMessage('early');
    const moved = structuredClone({ port2 }, { transfer: [port2] }).port2;
    const heard = [];
    port2.onmessage = () => heard.push('no');
    await new Promise((resolve) => {
      moved.onmessage = ({ data, ports }) => { heard.push(data, ports.length); if (data === 'late') resolve(); };
      const other = new MessageChannel();
      port1.postMessage('late', [other.port1]);
    });
    return heard;`;
  expect(await returned(code)).toEqual(['early', 0, 'late', 1]);
});

test('a closed channel tells both its ends, once', async () => {
  const code = `
    const { port1, port2 } = new MessageChannel();
    const heard = [];
    await new Promise((resolve) => {
      port1.addEventListener('close', () => heard.push(1));
      port2.addEventListener('close', () => { heard.push(2); resolve(); });
      port1.close();
      port2.close();
    });
    return heard;`;
  expect(await returned(code)).toEqual([1, 2]);
});

test('what a listener throws ends the run', async () => {
  const code = `
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => { throw new Error('heard'); };
    port1.postMessage(1);
    await new Promise(() => {});`;
  expect(await returned(code)).toBe('guest_threw');
});
