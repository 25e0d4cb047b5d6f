/** A worker whose snippets are names of faults: what the server does about a worker like this is tested. */
import { fail } from '../../src/base/failure.ts';
import { tryClaim } from '../../src/wire/claim-word.ts';
import {
  packAnswers,
  unpackJobs,
  type WireFromWorker,
  type WireToWorker,
} from '../../src/wire/codec.ts';
import { type Job, NO_USAGE, type RunResult } from '../../src/wire/ops.ts';
import { openWorkerShared, type WorkerShared, writeCounter } from '../../src/wire/shared.ts';

declare const self: Worker & { onmessage: (event: MessageEvent<WireToWorker>) => void };

const send = (message: WireFromWorker): void => self.postMessage(message);
let shared: WorkerShared | undefined;

self.onmessage = ({ data }) => {
  if (!('op' in data)) return takeJobs(unpackJobs(data));
  if (data.op !== 'setup') return;
  shared = openWorkerShared(data.workerShared);
  writeCounter(shared, 'sandboxes', 1);
  send({ op: 'ready' });
};

function takeJobs(jobs: readonly Job[]): void {
  for (const job of jobs) {
    if (shared && tryClaim(shared.claims, job.slot, job.sequence)) run(job);
  }
}

function run(job: Job): undefined {
  switch (job.encodedCode.slice(1)) {
    case 'throw':
      throw new Error('a bug in the worker, at /secret/path.ts');
    case 'exit':
      return process.exit(7);
    case 'break':
      send({ op: 'broken', message: 'no memory for a sandbox, at /secret/path.ts' });
      break;
    case 'hang':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      break;
    case 'fault':
      send({ op: 'fault', sequence: job.sequence, message: 'a bug, at /secret/path.ts' });
      answer(job, fail('internal', 'Something went wrong on our side'));
      break;
    default:
      answer(job, { ok: true, json: '"fine"' });
  }
}

function answer({ sequence }: Job, result: RunResult): void {
  send(packAnswers([{ sequence, result, usage: NO_USAGE, logsJson: '' }]));
}
