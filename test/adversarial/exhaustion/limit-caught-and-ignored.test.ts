/**
 * Attack: A snippet that catches the end of its stack or memory and goes on.
 * Answer: It may, until its deadline: what it was refused it does not get.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const f = () => f(); for (;;) { try { f() } catch {} }',
  'const f = () => { try { f() } catch { f() } }; f()',
  'const f = () => { try { f() } finally { f() } }; f()',
  'const a = []; for (;;) { try { for (;;) a.push(new Array(1e5).fill(1)) } catch { a.length = 0 } }',
  'const a = []; for (;;) { try { for (;;) a.push("x".repeat(1e6) + a.length) } catch {} }',
  'let a = []; try { for (;;) a = [a, a, a] } catch {} for (;;) try { a = [a] } catch {}',
  'const a = []; try { for (;;) a.push({}) } catch (e) { throw e }',
  'const a = []; try { for (;;) a.push({}) } catch (e) { return e.message }',
  'const a = []; try { for (;;) a.push({}) } catch (e) { console.log(e, a.length); for (;;) a.push({}) }',
  'const a = []; try { for (;;) a.push({}) } finally { return a.length }',
  'const a = []; try { for (;;) a.push([]) } catch {} const f = () => f(); f()',
  'const a = []; try { for (;;) a.push(new Uint8Array(1000)) } catch {} return new Promise((r) => setTimeout(r, 5, 1))',
  'const a = []; try { for (;;) a.push(new Uint8Array(1000)) } catch {} await null; return a.length',
  'const a = []; try { for (;;) a.push(new Uint8Array(10)) } catch {} throw a',
  'const a = []; try { for (;;) a.push(new Uint8Array(10)) } catch {} throw new Error("x".repeat(5e5))',
  'const a = []; try { for (;;) a.push("x" + a.length) } catch {} return a',
  'const a = []; try { for (;;) a.push(new Uint8Array(10)) } catch {} null.x',
  'const f = (n) => { try { return f(n + 1) } catch { return JSON.stringify({ n }) } }; return f(0)',
  'const f = () => { try { f() } catch { return new RegExp("(".repeat(500) + ")".repeat(500)) } }; return f() + ""',
  'const f = () => { try { return f() } catch (e) { throw new Proxy(e, {}) } }; return f()',
  'const f = () => { try { return f() } catch { return [3, 1, 2].sort().map((x) => `${x}`) } }; return f()',
  'const f = () => { try { return f() } catch { console.log({ a: [1] }) } }; f(); return 1',
  'const m = new Map(); try { for (let i = 0; ; i++) m.set(i, i) } catch {} for (const x of m) m.delete(x[0]); return m.size',
  'Promise.resolve().then(function f() { const a = []; for (;;) a.push([]) }); await new Promise((r) => setTimeout(r, 20)); return 1',
  'const a = []; const f = () => { a.push(new Array(1e5).fill(1)); return Promise.resolve().then(f) }; return f()',
];

test('POST /execute ends a snippet that catches its limits', async () => {
  await target().survives(ATTACKS, { timeoutMs: 300 });
});
