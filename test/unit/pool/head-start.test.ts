import { expect, test } from 'bun:test';
import { withHeadStart } from '../../../src/pool/head-start.ts';
import type { Transport, TransportHandlers } from '../../../src/pool/transport.ts';

interface Started {
  readonly handlers: TransportHandlers;
  readonly transport: Transport;
}

function recordingSpawn() {
  const started: Started[] = [];
  const spawn = (handlers: TransportHandlers): Transport => {
    const transport: Transport = { send() {}, terminate() {} };
    started.push({ handlers, transport });
    return transport;
  };
  return { started, spawn };
}

function recordingHandlers() {
  const told: unknown[] = [];
  const handlers: TransportHandlers = {
    onMessage: (message) => told.push(message),
    onExit: (reason) => told.push(reason),
  };
  return { told, handlers };
}

test('withHeadStart starts one worker before anybody spawns, and gives it to who spawns first', () => {
  const { started, spawn } = recordingSpawn();
  const ahead = withHeadStart(spawn);
  expect(started).toHaveLength(1);
  expect(ahead(recordingHandlers().handlers)).toBe(started[0]?.transport as Transport);
  expect(started).toHaveLength(1);
  expect(ahead(recordingHandlers().handlers)).toBe(started[1]?.transport as Transport);
});

test('withHeadStart keeps what the worker tells meanwhile, and tells it after the spawning', async () => {
  const { started, spawn } = recordingSpawn();
  const ahead = withHeadStart(spawn);
  started[0]?.handlers.onMessage({ op: 'broken', message: 'early' });
  started[0]?.handlers.onExit('the thread ended');
  const { told, handlers } = recordingHandlers();
  ahead(handlers);
  expect(told).toEqual([]);
  await Promise.resolve();
  expect(told).toEqual([{ op: 'broken', message: 'early' }, 'the thread ended']);
  started[0]?.handlers.onMessage({ op: 'ready' });
  expect(told.at(-1)).toEqual({ op: 'ready' });
});
