import { describe, expect, test } from 'bun:test';
import { Outbox } from '../../../src/sandbox/outbox.ts';
import { type Answer, NO_USAGE } from '../../../src/wire/ops.ts';

const answer = (sequence: number): Answer => ({
  sequence,
  result: { ok: true, json: '1' },
  usage: NO_USAGE,
  logsJson: '',
});

function makeOutbox() {
  const sent: number[][] = [];
  const outbox = new Outbox((answers) => sent.push(answers.map(({ sequence }) => sequence)));
  return { outbox, sent };
}

describe('Outbox', () => {
  test('Outbox sends what is ready together in one message, in order, once', () => {
    const { outbox, sent } = makeOutbox();
    for (const sequence of [3, 1, 2]) outbox.push(answer(sequence));
    outbox.flush();
    outbox.flush();
    expect(sent).toEqual([[3, 1, 2]]);
  });

  test('Outbox sends nothing when nothing is ready', () => {
    const { outbox, sent } = makeOutbox();
    outbox.flush();
    expect(sent).toEqual([]);
  });

  test('Outbox loses and repeats nothing however many come', () => {
    const { outbox, sent } = makeOutbox();
    const all = Array.from({ length: 100 }, (_, i) => i);
    for (const sequence of all) outbox.push(answer(sequence));
    outbox.flush();
    expect(sent.flat()).toEqual(all);
    expect(Math.max(...sent.map((batch) => batch.length))).toBeLessThan(20);
  });

  test('Outbox keeps what is pushed while it sends for the next message', () => {
    const sent: number[][] = [];
    const outbox: Outbox = new Outbox((answers) => {
      sent.push(answers.map(({ sequence }) => sequence));
      if (sent.length === 1) outbox.push(answer(2));
    });
    outbox.push(answer(1));
    outbox.flush();
    outbox.flush();
    expect(sent).toEqual([[1], [2]]);
  });

  test('Outbox still has what could not be sent', () => {
    const sent: number[] = [];
    let isBroken = true;
    const outbox = new Outbox((answers) => {
      if (isBroken) throw new RangeError('Maximum call stack size exceeded.');
      sent.push(...answers.map(({ sequence }) => sequence));
    });
    outbox.push(answer(1));
    expect(() => outbox.flush()).toThrow(RangeError);
    isBroken = false;
    outbox.push(answer(2));
    outbox.flush();
    expect(sent).toEqual([1, 2]);
  });
});
