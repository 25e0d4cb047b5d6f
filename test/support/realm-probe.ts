/**
 * Tells whether a snippet got hold of something that is not of its own world: whatever hangs on another
 * `Object.prototype` than the snippet's came from outside.
 */
import { expect } from 'bun:test';
import type { Attack, SurviveOptions, Target } from './attack.ts';

const ESCAPED = 'an object of another world';

/** Stands before a snippet, on its first line; gives it `take`, which looks at a value when it is called. */
const TAKE = `const take = (() => {
  const { getPrototypeOf } = Reflect, root = Object.prototype, { error } = console, own = globalThis, Fn = (() => 1).constructor;
  const isObject = (v) => (typeof v === 'object' && v !== null) || typeof v === 'function';
  const rootOf = (v) => { for (let i = 0; i < 100; i++) { const next = getPrototypeOf(v); if (next === null) return v; v = next } return root };
  const isForeign = (v) => { const at = rootOf(v); return at !== root && at !== v };
  const makesCode = (v) => typeof v === 'function' && v.name === 'Function' && v !== Fn && v('return globalThis')() !== own;
  const quietly = (look) => { try { return look() } catch { return undefined } };
  return (value) => {
    for (let v = value, i = 0; i < 3 && isObject(v); i++, v = quietly(() => v.constructor)) {
      if (quietly(() => isForeign(v) || makesCode(v))) error('${ESCAPED}');
    }
    return value;
  };
})();`.replaceAll('\n', ' ');

/** Runs snippets that hand all they get hold of to `take`, and proves that it was of their own world. */
export async function staysInside(
  target: Target,
  snippets: readonly string[],
  options?: SurviveOptions,
): Promise<void> {
  const attacks: Attack[] = snippets.map((code) => ({ code: `${TAKE} ${code}` }));
  const ended = await target.survives(attacks, options);
  const out = ended
    .filter(({ answer }) => JSON.stringify(answer.body.logs ?? []).includes(ESCAPED))
    .map(({ code }) => code.slice(TAKE.length));
  expect(out).toEqual([]);
}

/** Whether a snippet would have been found out. */
export async function isSeenOutside(target: Target, snippet: string): Promise<boolean> {
  const { body } = await target.server.execute({ code: `${TAKE} ${snippet}` });
  return JSON.stringify(body.logs ?? []).includes(ESCAPED);
}
