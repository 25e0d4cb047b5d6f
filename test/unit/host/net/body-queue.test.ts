import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { BodyQueue } from '../../../../src/host/net/body-queue.ts';

test('BodyQueue gives what it was given, in order, however it was cut', () => {
  const step = fc.oneof(fc.uint8Array({ maxLength: 40_000 }), fc.constant('take' as const));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const queue = new BodyQueue();
      const given: Uint8Array[] = [];
      const got: Uint8Array[] = [];
      for (const each of [...steps, 'take' as const]) {
        if (each === 'take') {
          const taken = queue.take();
          if (taken) got.push(new Uint8Array(taken));
          expect(queue.size).toBe(0);
        } else {
          queue.push(each);
          given.push(each);
        }
      }
      expect(Buffer.concat(got).equals(Buffer.concat(given))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
