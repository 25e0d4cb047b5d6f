import { expect, test } from 'bun:test';
import { CASES } from '../../../bench/load/cases.ts';
import { runPhase } from '../../../bench/load/phase.ts';
import { startServer } from '../../../bench/load/server.ts';
import { createWork } from '../../../bench/load/work.ts';
import { HEAVY_CASE } from '../../../bench/peers/heavy-case.ts';
import { PEERS } from '../../../bench/peers/peers.ts';

/** The one Node peer that needs no package: what it stands in is what all of them stand in. */
const nodeVm = PEERS.find(({ id }) => id === 'node-vm');

test.skipIf(Bun.which('node') === null)(
  'node-vm answers every case rightly, in two processes',
  async () => {
    const start = nodeVm?.start({ timeoutMs: 5000, memoryMiB: 64, processes: 2 });
    if (!start) throw new Error('Cannot test the peer: it is gone');
    await using server = await startServer(await start);
    const { url } = server;
    const cases = [...CASES, HEAVY_CASE];
    const { errors, samplesMs } = await runPhase({
      address: { hostname: url.hostname, port: Number(url.port) },
      work: createWork({ host: url.host, path: '/execute', isDistinct: false, count: 0, cases }),
      connections: 4,
      requests: 60,
      timeLimitMs: 20_000,
    });
    expect([...errors]).toEqual([]);
    expect(samplesMs).toHaveLength(60);
  },
);
