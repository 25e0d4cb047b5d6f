import type { Mutation } from './mutation.ts';

const WORD = ['test/unit/wire/claim-word.test.ts'];
const EXECUTOR = ['test/unit/sandbox/executor.test.ts'];
const POOL = ['test/property/pool.test.ts', 'test/unit/pool/pool.test.ts'];

/** No job is run twice, and none is lost. */
export const CLAIM_MUTATIONS: readonly Mutation[] = [
  {
    id: 'claim-twice',
    guarantee: 'A job is claimed once',
    file: 'src/wire/claim-word.ts',
    text: '  return move(words, slot, sequence, OFFERED, CLAIMED);',
    replacement: '  move(words, slot, sequence, OFFERED, CLAIMED);\n  return true;',
    tests: WORD,
    isShort: true,
  },
  {
    id: 'claim-not-looked-at',
    guarantee: 'A worker runs no job that it could not claim',
    file: 'src/sandbox/executor.ts',
    text: 'if (tryClaim(shared.claims, job.slot, job.sequence)) {',
    replacement: 'if (tryClaim(shared.claims, job.slot, job.sequence) || job.slot >= 0) {',
    tests: EXECUTOR,
    isShort: true,
  },
  {
    id: 'claim-withdraw-claimed',
    guarantee: 'A job that a worker has started cannot be taken back',
    file: 'src/wire/claim-word.ts',
    text: '  return move(words, slot, sequence, OFFERED, WITHDRAWN);',
    replacement: `  return (
    move(words, slot, sequence, OFFERED, WITHDRAWN) ||
    move(words, slot, sequence, CLAIMED, WITHDRAWN)
  );`,
    tests: WORD,
    isShort: true,
  },
  {
    id: 'claim-stale-sequence',
    guarantee: "A slot's word never matches a job that had the slot before",
    file: 'src/wire/claim-word.ts',
    text: '(sequence << 2) | state;',
    replacement: '(sequence & 0) | state;',
    tests: WORD,
    isShort: true,
  },
  {
    id: 'claim-not-atomic',
    guarantee: 'Of two that move a word on, one succeeds',
    file: 'src/wire/claim-word.ts',
    text: '  return Atomics.compareExchange(words, slot, expected, word(sequence, to)) === expected;',
    replacement: `  if (Atomics.load(words, slot) !== expected) return false;
  Atomics.store(words, slot, word(sequence, to));
  return true;`,
    tests: ['test/unit/wire/claim-race.test.ts'],
  },
  {
    id: 'claim-cancel-offered',
    guarantee: 'Only a run that was started can be asked to stop',
    file: 'src/wire/claim-word.ts',
    text: '  move(words, slot, sequence, CLAIMED, CANCELLED);',
    replacement:
      '  move(words, slot, sequence, CLAIMED, CANCELLED);\n  move(words, slot, sequence, OFFERED, CANCELLED);',
    tests: WORD,
  },
  {
    id: 'pool-lost-without-ending',
    guarantee: 'A run whose worker was lost is answered so',
    file: 'src/pool/fleet.ts',
    text: '    for (const ticket of started) ticket.end(lost);',
    replacement: '    if (started.length > 1e9) for (const ticket of started) ticket.end(lost);',
    tests: POOL,
    isShort: true,
  },
  {
    id: 'pool-unstarted-forgotten',
    guarantee: 'Jobs that a lost worker had not started are given to another',
    file: 'src/pool/fleet.ts',
    text: '    this.#options.onReturned(runner.withdrawAll());',
    replacement: '    runner.withdrawAll();',
    tests: POOL,
  },
  {
    id: 'pool-no-replacement',
    guarantee: 'A worker that is lost is replaced',
    file: 'src/pool/fleet.ts',
    text: '    this.#replace(wasStarting);',
    replacement: '    if (wasStarting) this.#replace(wasStarting);',
    tests: POOL,
  },
  {
    id: 'pool-silence-ignored',
    guarantee: 'A worker that gives no sign of life is given up',
    file: 'src/pool/pool.ts',
    text: 'const SILENT_AFTER_MS = 5000;',
    replacement: 'const SILENT_AFTER_MS = 2_000_000_000;',
    tests: ['test/unit/pool/pool.test.ts'],
  },
  {
    id: 'pool-stalled-not-relieved',
    guarantee: 'What a stuck worker has not started is given to others',
    file: 'src/pool/pool.ts',
    text: '} else if (runner.isStalled) this.#putBack(runner.withdrawAll());',
    replacement: '}',
    tests: ['test/unit/pool/pool.test.ts'],
    isShort: true,
  },
  {
    id: 'pool-unbounded',
    guarantee: 'No more jobs are let in than may be open',
    file: 'src/pool/scheduler.ts',
    text: 'if (this.#open >= maxOpen) {',
    replacement: 'if (this.#open >= maxOpen * 1000) {',
    tests: ['test/unit/pool/scheduler.test.ts'],
    isShort: true,
  },
  {
    id: 'queue-unfair',
    guarantee: 'Lanes take turns, so that a flood delays nobody else',
    file: 'src/base/rotation.ts',
    text: '      this.#lines.delete(name);\n      if (!line.isEmpty) this.#lines.set(name, line);',
    replacement: '      if (line.isEmpty) this.#lines.delete(name);',
    tests: ['test/unit/pool/queue.test.ts'],
    isShort: true,
  },
  {
    id: 'queue-put-back-last',
    guarantee: 'A job that was put back is served before those that came after it',
    file: 'src/pool/queue.ts',
    text: '    this.#putBack.push(item);',
    replacement: '    this.#items.push(item.snippet, item);',
    tests: ['test/unit/pool/queue.test.ts'],
  },
  {
    id: 'turns-unfair',
    guarantee: 'Snippets take turns, so that many jobs of one do not keep up another',
    file: 'src/base/rotation.ts',
    text: '      this.#lines.delete(name);\n      if (!line.isEmpty) this.#lines.set(name, line);',
    replacement: '      if (line.isEmpty) this.#lines.delete(name);',
    tests: ['test/unit/base/turns.test.ts'],
  },
];
