/** The real worker; a snippet that names a fault makes the thread have it, in host code, at that very job. */
import '../../src/worker.ts';
import { tryClaim } from '../../src/wire/claim-word.ts';
import { packJobs, unpackJobs, type WireToWorker } from '../../src/wire/codec.ts';
import type { Job } from '../../src/wire/ops.ts';
import { openWorkerShared, type WorkerShared } from '../../src/wire/shared.ts';
import { type Fault, faultOf } from './worker-faults.ts';

declare const self: Worker & { onmessage: (event: MessageEvent<WireToWorker>) => void };

const answerHonestly = self.onmessage;
let shared: WorkerShared | undefined;
/** One that has told so has no sandbox, and takes nothing more. */
let isBroken = false;

self.onmessage = (event) => {
  const { data } = event;
  if ('op' in data) {
    if (data.op === 'setup') shared = openWorkerShared(data.workerShared);
    return answerHonestly(event);
  }
  for (const job of unpackJobs(data)) {
    if (isBroken) return;
    const fault = faultOf(job.encodedCode);
    if (fault && isOurs(job)) FAIL[fault]();
    else answerHonestly(new MessageEvent('message', { data: packJobs([job]) }));
  }
};

/** Longest that a message takes to the server, milliseconds. */
const HEARD_WITHIN_MS = 500;

const isOurs = ({ slot, sequence }: Job) =>
  shared !== undefined && tryClaim(shared.claims, slot, sequence);

const FAIL: Readonly<Record<Fault, () => void>> = {
  throw: () => {
    throw new Error('a bug in the message loop, at /secret/path.ts');
  },
  reject: () => {
    void Promise.reject(new Error('a promise that nobody looks after, at /secret/path.ts'));
  },
  exit: () => process.exit(7),
  hang: () => {
    for (;;);
  },
  wait: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  broken: () => {
    isBroken = true;
    self.postMessage({ op: 'broken', message: 'no memory for a sandbox, at /secret/path.ts' });
    // This one has sandboxes, and would go on with jobs that it has not begun before the server hears of it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HEARD_WITHIN_MS);
  },
};
