/** Answers every job at once: what is left is the way there and back. */
import { packAnswers, unpackJobs, type WireToWorker } from '../../src/wire/codec.ts';
import { NO_USAGE } from '../../src/wire/ops.ts';

declare const self: Worker & { onmessage: (event: MessageEvent<WireToWorker>) => void };

const RESULT = { ok: true, json: '"Hello World! Count: 5"' } as const;

self.onmessage = ({ data }) => {
  if ('op' in data) return;
  const answers = unpackJobs(data).map(({ sequence }) => ({
    sequence,
    result: RESULT,
    usage: NO_USAGE,
    logsJson: '',
  }));
  self.postMessage(packAnswers(answers));
};
