/** node:vm: a new context for every request. Not a security boundary, as Node's own documentation says. */
import vm from 'node:vm';
import { LIMITS, serve } from './http.mjs';

const scripts = new Map();

serve((code, input) => {
  const context = vm.createContext({ input });
  return toScript(code).runInContext(context, { timeout: LIMITS.timeoutMs });
});

/** Compiled once a snippet; bounded. */
function toScript(code) {
  const known = scripts.get(code);
  if (known) return known;
  if (scripts.size >= 1000) scripts.clear();
  const script = new vm.Script(`(function (input) { 'use strict'; ${code}\n})(input)`);
  scripts.set(code, script);
  return script;
}
