/** A batch of jobs to another thread and its answers back: pack, post, unpack, both ways. */
import { bench, do_not_optimize as consume } from 'mitata';
import { packJobs, unpackAnswers, type WireFromWorker } from '../../src/wire/codec.ts';
import { type Answer, codeMark, type Job } from '../../src/wire/ops.ts';
import { measureAll, printMicro } from './report.ts';

const code = Buffer.from('return "Hello " + input.name + "! Count: " + input.count;');
const encodedCode = codeMark('javascript', 'base64') + code.toString('base64');

const worker = new Worker(new URL('./echo-worker.ts', import.meta.url).href);
let onAnswers: (answers: Answer[]) => void = () => {};
worker.onmessage = ({ data }: MessageEvent<WireFromWorker>) => {
  if (!('op' in data)) onAnswers(unpackAnswers(data));
};

for (const size of [1, 16, 48]) {
  const jobs = Array.from({ length: size }, (_, i) => jobOf(i + 1));
  const answers = await roundTrip(jobs);
  if (answers.length !== size) throw new Error('Wrong answer');
  bench(`round trip: a batch of ${size}`, async () => consume(await roundTrip(jobs)));
  bench(`pack alone: a batch of ${size}`, () => consume(packJobs(jobs)));
}

printMicro('Messages between threads', await measureAll());
worker.terminate();

function roundTrip(jobs: readonly Job[]): Promise<Answer[]> {
  const { promise, resolve } = Promise.withResolvers<Answer[]>();
  onAnswers = resolve;
  worker.postMessage(packJobs(jobs));
  return promise;
}

function jobOf(sequence: number): Job {
  const requestText = JSON.stringify({
    input: { name: 'World', count: sequence },
    codebase64: encodedCode.slice(1),
  });
  return { sequence, slot: sequence, encodedCode, requestText, timeoutMs: 5000 };
}
