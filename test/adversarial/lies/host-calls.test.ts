/**
 * Attack: Every call that a guest can make of its host, each field of it and each of its bytes in turn replaced by what is of another
 * kind, without an end, or spoilt, beside fields that are right, so that it is looked at as deep as may be.
 * Answer: A claim is looked at before it is used: the host answers or refuses, never breaks, tells nothing of itself, and takes little
 * longer than the run has left. The list of calls is the host's own.
 */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { systemClock } from '../../../src/base/clock.ts';
import { Session } from '../../../src/host/session.ts';
import type { AnswerToGuest } from '../../../src/sandbox/capability.ts';
import {
  type HostCallName,
  type HostEvent,
  type LaterHostCallName,
  OPERATION,
  REFUSED,
} from '../../../src/wire/host-calls.ts';
import {
  EXAMPLE_CALLS,
  EXAMPLE_LATER_CALLS,
  type ExampleCall,
  OPENED_FIRST,
} from '../../support/host-call-examples.ts';
import { SERVER_CALLS } from '../../support/sandbox.ts';

setDefaultTimeout(600_000);

/** What a run that asks has left, and what it may be late, milliseconds of processor time. */
const LEFT_MS = 50;
const LATE_MS = 250;
const LONG = 300_000;

/** No answer may tell where the host's own code is. */
const SECRETS = /node_modules|file:\/\/|\/src\/|\.ts\b|\bat .+:\d+:\d+|BoringSSL|OPENSSL_internal/;

/** Values in the place of a field. */
const FIELDS: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  -2,
  0.5,
  7,
  255,
  2 ** 24,
  2 ** 31 - 1,
  2 ** 32 - 1,
  2 ** 53 - 1,
  -1e308,
  '',
  'x',
  '__proto__',
  'constructor',
  'toString',
  '\0',
  '\ud800',
  '-'.repeat(LONG),
  'a'.repeat(LONG),
  'a.'.repeat(LONG / 2),
  'ü'.repeat(LONG),
  'xn--'.repeat(LONG / 4),
  '\u{1f600}\u0301'.repeat(LONG / 3),
  '9'.repeat(LONG),
  '/../'.repeat(LONG / 4),
  'en-u-ca-gregory-x-'.repeat(LONG / 20),
  [],
  [null],
  ['en', 1],
  [[[]]],
  Array.from({ length: 50_000 }, (_, i) => `en-x-${i}`),
  ['a'.repeat(LONG)],
  [1e308, -0, '1e400', '9'.repeat(2000)],
  {},
  { length: 2 ** 53 - 1 },
  JSON.parse('{"__proto__":{"then":1},"constructor":1,"toJSON":1}'),
  { then: 1, valueOf: 1, toString: 1 },
  { timeZone: 'a'.repeat(LONG), style: 'unit', unit: 'x', minimumFractionDigits: 1e9 },
];

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

/** Bytes in the place of what is right. */
function spoilt(right: Uint8Array): readonly Uint8Array[] {
  const flipped = [0, 1, 5, right.length >> 1, right.length - 1].map((at) =>
    right.map((byte, i) => (i === at ? byte ^ 0x81 : byte)),
  );
  return [
    new Uint8Array(0),
    new Uint8Array(1),
    Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff),
    Uint8Array.of(0x30, 0x80, 0, 0),
    right.subarray(0, right.length >> 1),
    new Uint8Array(512).fill(0xff),
    new Uint8Array(513).fill(0xff),
    new Uint8Array(64 * 1024).fill(0x30),
    new Uint8Array(2 * 1024 * 1024).fill(0xff),
    Buffer.concat([right, new Uint8Array(1024 * 1024)]),
    ...flipped,
  ];
}

/** The right call, and each that differs from it in one place. */
function* variants({ argument, bytes = [] }: ExampleCall): Generator<ExampleCall> {
  yield { argument, bytes };
  for (const field of Object.keys(argument)) {
    for (const value of [...FIELDS, nested(500)]) {
      yield { argument: { ...argument, [field]: value }, bytes };
    }
  }
  for (const [place, right] of bytes.entries()) {
    for (const each of spoilt(right)) yield { argument, bytes: bytes.with(place, each) };
  }
  yield { argument: {}, bytes: [] };
  yield { argument, bytes: [] };
  yield { argument, bytes: Array.from({ length: 1000 }, () => new Uint8Array(1)) };
  yield { argument: { ...argument, more: 'x'.repeat(LONG) }, bytes: [...bytes, ...bytes] };
}

const shown = (name: string, { argument, bytes = [] }: ExampleCall) =>
  `${name} ${JSON.stringify(argument).slice(0, 300)} [${bytes.map(({ length }) => length)}]`;

/** Makes a call and looks at what comes of it. @returns milliseconds of processor time that the host took */
function ask(session: Session, name: string, given: ExampleCall): [ms: number, AnswerToGuest] {
  const { argument, bytes = [] } = given;
  const text = JSON.stringify(argument);
  const before = process.cpuUsage();
  const answer = session.call({
    name,
    argument: text,
    sizes: bytes.map(({ length }) => length),
    copyBytes: () => bytes.map((each) => each.slice()),
    deadlineMs: performance.now() + LEFT_MS,
  });
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, answer];
}

const isSecret = (answer: AnswerToGuest): boolean =>
  typeof answer === 'string' && answer.startsWith(REFUSED) && SECRETS.test(answer);

for (const name of SERVER_CALLS.now.keys()) {
  test(`The host answers '${name}' or refuses it, whatever a guest claims`, () => {
    const problems: string[] = [];
    const right = EXAMPLE_CALLS[name as HostCallName];
    for (const given of variants(right)) {
      using session = new Session(systemClock, SERVER_CALLS, {
        deliver() {},
        fail: (thrown) => problems.push(`${shown(name, given)}: ${Bun.inspect(thrown)}`),
      });
      ask(session, OPENED_FIRST, EXAMPLE_CALLS[OPENED_FIRST]);
      try {
        const [ms, answer] = ask(session, name, given);
        if (ms > LEFT_MS + LATE_MS) problems.push(`${shown(name, given)}: took ${ms} ms`);
        if (isSecret(answer)) problems.push(`${shown(name, given)}: ${answer}`);
      } catch (thrown) {
        problems.push(`${shown(name, given)}: ${Bun.inspect(thrown).slice(0, 500)}`);
      }
    }
    expect(problems).toEqual([]);
  });
}

for (const name of SERVER_CALLS.later.keys()) {
  test(`The host answers '${name}' later or refuses it, whatever a guest claims`, async () => {
    const problems: string[] = [];
    for (const given of variants(EXAMPLE_LATER_CALLS[name as LaterHostCallName])) {
      const answered = Promise.withResolvers<string>();
      using session = new Session(systemClock, SERVER_CALLS, {
        deliver: (text) =>
          answered.resolve((JSON.parse(text) as HostEvent & { text: string }).text),
        fail: (thrown) => answered.resolve(`broke: ${Bun.inspect(thrown).slice(0, 500)}`),
      });
      try {
        const [ms, answer] = ask(session, `${name}${OPERATION}1`, given);
        const text = typeof answer === 'string' ? answer : await answered.promise;
        if (ms > LEFT_MS + LATE_MS) problems.push(`${shown(name, given)}: took ${ms} ms`);
        if (text.startsWith('broke') || isSecret(text)) {
          problems.push(`${shown(name, given)}: ${text}`);
        }
      } catch (thrown) {
        problems.push(`${shown(name, given)}: ${Bun.inspect(thrown).slice(0, 500)}`);
      }
    }
    expect(problems).toEqual([]);
  });
}
