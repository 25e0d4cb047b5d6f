/**
 * `Function` for packages that make code from text: what they make is interpreted, for a snippet may be denied the
 * engine's own, and has a say in that text. Nothing that is interpreted is given `Function` or `eval`.
 */
import Sval from 'sval';

type Program = ReturnType<Sval['parse']>;

/** What was read before, by its text: a package's own code is read while the image is made. */
const known = new Map<string, Program>();

/** As the constructor, with `new` and without: names of parameters, and the body last. */
function InterpretedFunction(...parts: string[]): unknown {
  const body = parts.pop() ?? '';
  const text = `exports.made = function anonymous(${parts.join(',')}\n) {\n${body}\n}`;
  // An interpreter of its own: no function sees what another left behind.
  const interpreter = new Sval({ sourceType: 'script' });
  interpreter.import({ Function: undefined, eval: undefined });
  const program = known.get(text) ?? interpreter.parse(text);
  known.set(text, program);
  interpreter.run(program);
  return interpreter.exports['made'];
}

// So that `f instanceof Function` holds for every function.
InterpretedFunction.prototype = (() => {}).constructor.prototype;

export { InterpretedFunction as Function };
