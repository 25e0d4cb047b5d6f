import { expect, test } from 'bun:test';
import type { Place } from '../../../src/policy/excerpt.ts';
import { suggestName } from '../../../src/policy/nearest-name.ts';
import { parseSnippet } from '../../../src/policy/parse.ts';
import { hintForThrown } from '../../../src/policy/suggest.ts';

const GLOBALS = ['JSON', 'Math', 'Object', 'Array', 'Date', 'Promise', 'console', 'parseInt'];

function hint(
  type: string,
  message: string,
  source = 'return 1',
  place?: Place,
): string | undefined {
  const program = parseSnippet(source);
  if (!program.ok) throw new Error(`${source}: ${program.failure.message}`);
  return hintForThrown(type, message, program.value, GLOBALS, place);
}

test('suggestName finds a name that is a slip away', () => {
  expect(suggestName('totl', ['count', 'total'])).toBe('total');
  expect(suggestName('tota', ['total'])).toBe('total');
  expect(suggestName('totaal', ['total'])).toBe('total');
  expect(suggestName('totsl', ['total'])).toBe('total');
  expect(suggestName('toatl', ['total'])).toBe('total');
  expect(suggestName('cosnole', ['console'])).toBe('console');
  expect(suggestName('quantitiy', ['quantity'])).toBe('quantity');
});

test('suggestName takes one slip in four letters, and two in more', () => {
  expect(suggestName('itms', ['items'])).toBe('items');
  expect(suggestName('itsm', ['items'])).toBeUndefined();
  expect(suggestName('vlaeu', ['value'])).toBe('value');
  expect(suggestName('vxyze', ['value'])).toBeUndefined();
});

test('suggestName takes the nearest, and the first of equals', () => {
  expect(suggestName('total2', ['totals22', 'total', 'totals'])).toBe('total');
  expect(suggestName('cat', ['bat', 'rat'])).toBe('bat');
});

test('suggestName takes a name that differs in case only, however short', () => {
  expect(suggestName('math', ['path', 'Math'])).toBe('Math');
  expect(suggestName('json', ['JSON'])).toBe('JSON');
  expect(suggestName('X', ['y', 'x'])).toBe('x');
});

test('suggestName does not take any short name for any other', () => {
  expect(suggestName('x', ['y', 'z'])).toBeUndefined();
  expect(suggestName('', ['a'])).toBeUndefined();
  expect(suggestName('ab', ['cd', 'ef'])).toBeUndefined();
});

test('suggestName never gives back the name itself', () => {
  expect(suggestName('total', ['total'])).toBeUndefined();
});

test('suggestName looks at a bounded number of candidates, each bounded', () => {
  let looked = 0;
  function* endless(): Generator<string> {
    for (;;) yield `candidate${looked++}`;
  }
  expect(suggestName('nothing', endless())).toBeUndefined();
  expect(looked).toBeLessThan(2000);
  expect(suggestName('a'.repeat(100_000), ['a'.repeat(99_999)])).toBeUndefined();
});

test('hintForThrown suggests a name for one that is not defined, in both wordings', () => {
  for (const message of ["'totl' is not defined", 'totl is not defined']) {
    expect(hint('ReferenceError', message, 'const total = 1; return totl')).toBe(
      "did you mean 'total'?",
    );
  }
  expect(hint('ReferenceError', "'inptu' is not defined")).toBe("did you mean 'input'?");
  expect(hint('ReferenceError', "'consle' is not defined")).toBe("did you mean 'console'?");
  expect(hint('ReferenceError', "'True' is not defined")).toBe("did you mean 'true'?");
  expect(hint('ReferenceError', "'Jason' is not defined")).toBe("did you mean 'JSON'?");
});

test("hintForThrown prefers the snippet's own names", () => {
  expect(hint('ReferenceError', "'Mat' is not defined", 'const mat2 = 1')).toBe(
    "did you mean 'mat2'?",
  );
});

test('hintForThrown says where a name is declared that is not seen', () => {
  expect(hint('ReferenceError', "'a' is not defined", '{ let a = 1 } return a')).toBe(
    "'a' is declared in another block or function: declare it outside of that one",
  );
});

test('hintForThrown says how to declare a name that is like no other', () => {
  expect(hint('ReferenceError', "'zebra' is not defined")).toBe(
    "'zebra' is declared nowhere: write 'let zebra = …' first, or 'input.zebra' if it comes with the input",
  );
});

test('hintForThrown says what is there instead of what other places have', () => {
  for (const [name, part] of [
    ['setTimeout', 'timers are disabled here'],
    ['setInterval', 'timers are disabled here'],
    ['process', 'nothing of the machine'],
    ['window', 'there is no page here'],
    ['document', 'there is no page here'],
    ['globalThis', 'the global object is disabled'],
    ['module', 'a snippet is no module'],
    ['$input', '`input`'],
    ['$json', '`input`'],
    ['items', '`input`'],
    ['_', "require it: require('lodash')"],
    ['None', '`null`'],
    ['await', "write 'async'"],
  ] as const) {
    expect(hint('ReferenceError', `'${name}' is not defined`)).toContain(part);
  }
});

test('hintForThrown does not take names of every object for known ones', () => {
  expect(hint('ReferenceError', "'constructor' is not defined")).toContain('declared nowhere');
  expect(hint('ReferenceError', "'__proto__' is not defined")).toContain('declared nowhere');
});

test('hintForThrown explains a name that is used too early', () => {
  expect(hint('ReferenceError', 'total is not initialized')).toBe(
    "'total' is used before the line that declares it has run: move that line up",
  );
  expect(hint('ReferenceError', 'this is not initialized')).toContain('super(…)');
});

test('hintForThrown explains a property of nothing', () => {
  expect(hint('TypeError', "cannot read property 'name' of undefined")).toBe(
    "what stands before '.name' is undefined: check its spelling and that `input` has it, or write '?.' there to go on with undefined",
  );
  expect(hint('TypeError', "cannot read property 'a b' of null")).toContain(
    "before ['a b'] is null",
  );
  expect(hint('TypeError', 'cannot read property of undefined')).toContain(
    'before the [ ] is undefined',
  );
  expect(hint('TypeError', "cannot set property 'x' of undefined")).toContain(
    'give it a value first',
  );
});

test('hintForThrown names the expression when it knows the place', () => {
  const source = 'const user = input.user;\nreturn  user.address.city;';
  const message = "cannot read property 'city' of undefined";
  expect(hint('TypeError', message, source, { line: 2, column: 21 })).toStartWith(
    "'user.address' is undefined",
  );
  expect(hint('TypeError', message, source, { line: 2, column: 9 })).toStartWith(
    'what stands before',
  );
  expect(hint('TypeError', message, source, { line: 9, column: 1 })).toStartWith(
    'what stands before',
  );
  expect(
    hint('TypeError', "cannot read property 'city' of null", 'null.city', { line: 1, column: 5 }),
  ).toStartWith("what stands before '.city' is null");
});

test('hintForThrown names a mistyped method when it knows the place', () => {
  for (const [source, column, method] of [
    ['const a = [1].concat(); a.fiter(b);', 32, 'filter'],
    ['return JSON.stringfy(input)', 1, 'stringify'],
    ['const a = Math.rond(1.5)', 20, 'round'],
  ] as const) {
    expect(hint('TypeError', 'not a function', source, { line: 1, column })).toBe(
      `did you mean '.${method}'?`,
    );
  }
});

test('hintForThrown explains what is called and is no function', () => {
  const call = (source: string) => {
    const column = source.indexOf('(') + 1;
    return hint('TypeError', 'not a function', source, { line: 1, column });
  };
  expect(call('a.list.map(b)')).toBe(
    "'.map' is for arrays: check that 'a.list' is one, and what is passed to it",
  );
  expect(call('a.includes(b)')).toContain("not every kind of value has '.includes'");
  expect(call('a.zebra(b)')).toContain("'a' has no method 'zebra'");
  expect(call('zebra(b)')).toContain('console.log(typeof zebra)');
  expect(call('a?.zebra(b)')).toContain("'a' has no method 'zebra'");
  expect(call('[1].zebra(b)')).toStartWith('what is called is no function');
  expect(hint('TypeError', 'not a function')).toStartWith('what is called is no function');
});

test('hintForThrown knows a fetch that nobody waited for', () => {
  const at = (source: string, mark: string) =>
    hint('TypeError', 'not a function', source, { line: 1, column: source.indexOf(mark) + 1 });
  expect(at('const r = fetch(u); r.json()', '()')).toContain('(await fetch(…)).json()');
  expect(at('const d = fetch(u).text()', '()')).toContain('(await fetch(…)).text()');
  expect(at('return fetch(u).json()', 'return')).toContain('(await fetch(…)).json()');
  expect(at('const d = input.json()', '()')).not.toContain('await');
  expect(at('const r = fetch(u); r.zebra()', '()')).toContain("'r' has no method 'zebra'");
});

test('hintForThrown explains common slips by their message', () => {
  for (const [type, message, part] of [
    ['TypeError', 'value is not iterable', 'Object.entries'],
    ['TypeError', "cannot read property 'Symbol.iterator' of undefined", '?? []'],
    ['TypeError', 'cannot convert to object', '?? {}'],
    ['TypeError', 'object is not extensible', 'frozen'],
    ['TypeError', 'cannot convert bigint to number', 'BigInt'],
    ['TypeError', "class constructors must be invoked with 'new'", "'new'"],
    ['TypeError', 'empty array', 'start value'],
    ['TypeError', 'circular reference', 'no JSON form'],
    ['RangeError', 'Date value is NaN', 'date is not valid'],
    ['SecurityError', "Cannot require 'fs': there is no such module here", 'no files'],
    ['SecurityError', 'eval is disabled: code cannot be made from text here', 'JSON.parse'],
  ] as const) {
    expect(hint(type, message)).toContain(part);
  }
});

test('hintForThrown tells a const from a frozen property', () => {
  expect(hint('TypeError', "'a' is read-only", 'const a = 1; a = 2')).toBe(
    "'a' is a const: declare it with 'let' to change it",
  );
  expect(hint('TypeError', "'length' is read-only")).toContain('make a copy');
});

test('hintForThrown explains text that is no JSON, where the snippet parses some', () => {
  const source = 'return JSON.parse(input)';
  expect(hint('SyntaxError', "unexpected token: 'object'", source)).toContain(
    '`input` is parsed already',
  );
  expect(hint('SyntaxError', 'expecting property name', source)).toContain('double quotes');
  expect(hint('SyntaxError', 'expecting property name')).toBeUndefined();
});

test('hintForThrown says nothing where it knows nothing', () => {
  expect(hint('Error', 'out of stock')).toBeUndefined();
  expect(hint('TypeError', 'something else')).toBeUndefined();
  expect(hint('RuntimeError', "'a' is not defined")).toBeUndefined();
  expect(hint('', '')).toBeUndefined();
});

test('hintForThrown stays short on hostile messages and programs', () => {
  const long = 'x'.repeat(100_000);
  for (const message of [
    `'${long}' is not defined`,
    `${long} is not defined`,
    `'${long}' is read-only`,
  ]) {
    expect(hint('ReferenceError', message)).toBeUndefined();
    expect(hint('TypeError', message)).toBeUndefined();
  }
  const many = `var ${Array.from({ length: 20_000 }, (_, i) => `name${i}`).join(',')}`;
  expect(hint('ReferenceError', "'nmae1' is not defined", many)).toBe("did you mean 'name1'?");
});
