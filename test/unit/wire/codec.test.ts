import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { FAILURES, type FailureCode } from '../../../src/base/failure.ts';
import {
  type Packed,
  packAnswers,
  packJobs,
  unpackAnswers,
  unpackJobs,
} from '../../../src/wire/codec.ts';
import type { Answer, Job } from '../../../src/wire/ops.ts';

const text = fc.string({ unit: 'binary', maxLength: 50 });
const jobs: fc.Arbitrary<Job[]> = fc.array(
  fc.record({
    sequence: fc.nat(),
    slot: fc.nat(),
    encodedCode: text,
    requestText: text,
    timeoutMs: fc.nat(),
  }),
  { maxLength: 10 },
);

const failure = fc.record(
  {
    code: fc.constantFrom(...(Object.keys(FAILURES) as FailureCode[])),
    message: text,
    type: text,
    line: fc.nat(),
    column: fc.nat(),
    stack: text,
    hint: text,
  },
  { requiredKeys: ['code', 'message'] },
);
const answers = fc.array(
  fc.record({
    sequence: fc.nat(),
    result: fc.oneof(
      fc.record({ ok: fc.constant(true as const), json: text }),
      fc.record({ ok: fc.constant(false as const), failure }),
    ),
    usage: fc.record({
      runMicros: fc.nat(),
      cpuMicros: fc.nat(),
      memoryBytes: fc.nat(),
      fuel: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      requests: fc.nat(),
      bytesOut: fc.nat(),
      bytesIn: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    }),
    logsJson: text,
  }),
  { maxLength: 10 },
) as fc.Arbitrary<Answer[]>;

/** As it arrives on the other side. */
const send = (packed: Packed): Packed => structuredClone(packed);

describe('codec', () => {
  test('unpackJobs() gives back what packJobs() took, after the trip', () => {
    fc.assert(fc.property(jobs, (sent) => expect(unpackJobs(send(packJobs(sent)))).toEqual(sent)));
  });

  test('unpackAnswers() gives back what packAnswers() took, after the trip', () => {
    fc.assert(
      fc.property(answers, (sent) => {
        expect(unpackAnswers(send(packAnswers(sent)))).toEqual(JSON.parse(JSON.stringify(sent)));
      }),
    );
  });

  test('packJobs() makes one flat array of texts and numbers', () => {
    fc.assert(
      fc.property(jobs, (sent) => {
        const kinds = new Set(packJobs(sent).map((part) => typeof part));
        expect([...kinds].every((kind) => kind === 'string' || kind === 'number')).toBe(true);
      }),
    );
  });

  test.each<[string, Packed]>([
    ['a message cut short', [1, 2, 'code', 'request']],
    ['a text for a number', ['1', 2, 'code', 'request', 5]],
    ['a number for a text', [1, 2, 3, 'request', 5]],
  ])('unpackJobs() refuses %s', (_, packed) => {
    expect(() => unpackJobs(packed)).toThrow('Cannot read a message');
  });

  test.each<[string, Packed]>([
    ['a message cut short', [1, 1, '2', '']],
    ['a text for a number', ['1', 1, '2', '', 0, 0, 0, 0]],
    ['a number for a text', [1, 1, 2, '', 0, 0, 0, 0]],
  ])('unpackAnswers() refuses %s', (_, packed) => {
    expect(() => unpackAnswers(packed)).toThrow('Cannot read a message');
  });
});
