/**
 * Jobs and answers as flat arrays of texts and numbers, the form that crosses between threads fastest,
 * and back. Both ends are ours: a message of the wrong shape is a bug, and throws.
 */
import type { Failure } from '../base/failure.ts';
import type { Answer, FromWorker, Job, ToWorker } from './ops.ts';

export type Packed = readonly (string | number)[];
/** What really crosses: rare messages as they are, batches packed. */
export type WireToWorker = Exclude<ToWorker, { op: 'run' }> | Packed;
export type WireFromWorker = Exclude<FromWorker, { op: 'answers' }> | Packed;

const JOB_FIELDS = 5;
const ANSWER_FIELDS = 11;

export function packJobs(jobs: readonly Job[]): Packed {
  const packed: (string | number)[] = [];
  for (const job of jobs) {
    packed.push(job.sequence, job.slot, job.encodedCode, job.requestText, job.timeoutMs);
  }
  return packed;
}

export function unpackJobs(packed: Packed): Job[] {
  const jobs: Job[] = [];
  for (let at = 0; at < packed.length; at += JOB_FIELDS) {
    jobs.push({
      sequence: numberAt(packed, at),
      slot: numberAt(packed, at + 1),
      encodedCode: textAt(packed, at + 2),
      requestText: textAt(packed, at + 3),
      timeoutMs: numberAt(packed, at + 4),
    });
  }
  return jobs;
}

export function packAnswers(answers: readonly Answer[]): Packed {
  const packed: (string | number)[] = [];
  for (const { sequence, result, usage, logsJson } of answers) {
    packed.push(
      sequence,
      result.ok ? 1 : 0,
      result.ok ? result.json : JSON.stringify(result.failure),
      logsJson,
      usage.runMicros,
      usage.cpuMicros,
      usage.memoryBytes,
      usage.fuel,
      usage.requests,
      usage.bytesOut,
      usage.bytesIn,
    );
  }
  return packed;
}

export function unpackAnswers(packed: Packed): Answer[] {
  const answers: Answer[] = [];
  for (let at = 0; at < packed.length; at += ANSWER_FIELDS) {
    const text = textAt(packed, at + 2);
    answers.push({
      sequence: numberAt(packed, at),
      result:
        numberAt(packed, at + 1) === 1
          ? { ok: true, json: text }
          : { ok: false, failure: JSON.parse(text) as Failure },
      logsJson: textAt(packed, at + 3),
      usage: {
        runMicros: numberAt(packed, at + 4),
        cpuMicros: numberAt(packed, at + 5),
        memoryBytes: numberAt(packed, at + 6),
        fuel: numberAt(packed, at + 7),
        requests: numberAt(packed, at + 8),
        bytesOut: numberAt(packed, at + 9),
        bytesIn: numberAt(packed, at + 10),
      },
    });
  }
  return answers;
}

function numberAt(packed: Packed, at: number): number {
  const value = packed[at];
  if (typeof value !== 'number') throw new Error(`Cannot read a message: no number at ${at}`);
  return value;
}

function textAt(packed: Packed, at: number): string {
  const value = packed[at];
  if (typeof value !== 'string') throw new Error(`Cannot read a message: no text at ${at}`);
  return value;
}
