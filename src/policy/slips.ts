/** Slips whose message says all there is to know, in the engine's wording, and what to do about them. */
export interface Slip {
  readonly type: string;
  readonly message: RegExp;
  readonly hint: string;
}

export const SLIPS: readonly Slip[] = [
  {
    type: 'ReferenceError',
    message: /^this is not initialized$/,
    hint: 'call `super(…)` before the constructor uses `this`',
  },
  {
    type: 'TypeError',
    message: /^cannot (?:read|set) property 'Symbol\.(?:asyncI|i)terator' of (?:undefined|null)$/,
    hint: 'what is looped over, spread or taken apart is not there: check where it comes from, or write `value ?? []`',
  },
  {
    type: 'TypeError',
    message: /^(?:value|object|.{1,60}) is not iterable$/,
    hint: 'only arrays, strings, Maps and Sets can be looped over with `for … of`, spread or taken apart as a list; for an object use Object.entries(value)',
  },
  {
    type: 'TypeError',
    message: /^cannot convert (?:undefined or null )?to object$/,
    hint: 'an object is needed where there is undefined or null: check where it comes from, or write `value ?? {}`',
  },
  {
    type: 'TypeError',
    message: /^object is not extensible$/,
    hint: 'the object or array is frozen: change a copy, `{ ...object }` or `[...array]`',
  },
  {
    type: 'TypeError',
    message: /^cannot convert bigint to number$/,
    hint: 'a BigInt and a number cannot be mixed: turn one into the other with Number(…) or BigInt(…)',
  },
  {
    type: 'TypeError',
    message: /^class constructors must be invoked with 'new'$/,
    hint: "write 'new' before the name of the class",
  },
  {
    type: 'TypeError',
    message: /is not a constructor$/,
    hint: "only classes and plain functions can be made with 'new', not arrow functions or methods",
  },
  {
    type: 'TypeError',
    message: /^empty array$/,
    hint: '`reduce` on an empty array needs a start value: array.reduce(function, start)',
  },
  {
    type: 'TypeError',
    message: /^circular reference$/,
    hint: 'an object that holds itself has no JSON form: leave that property out',
  },
  {
    type: 'TypeError',
    message: /^invalid 'in' operand$/,
    hint: "'in' looks for a key in an object; for an array or a text use .includes(value)",
  },
  {
    type: 'TypeError',
    message: /^invalid 'instanceof' right operand$/,
    hint: "behind 'instanceof' stands a class; for plain types use typeof value === 'string'",
  },
  {
    type: 'TypeError',
    message: /^regexp must have the 'g' flag$/,
    hint: "write 'g' behind the regular expression: /…/g",
  },
  {
    type: 'RangeError',
    message: /^Date value is NaN$/,
    hint: 'the date is not valid: check the text or number it was made from; 2026-01-31T10:30:00Z always works',
  },
  {
    type: 'RangeError',
    message: /^invalid array length$/,
    hint: 'the length of an array is a whole number from 0 to 4294967295',
  },
  {
    type: 'RangeError',
    message: /^cannot convert to BigInt: not an integer$/,
    hint: 'a BigInt is a whole number: use Math.trunc(…) first',
  },
  {
    type: 'SyntaxError',
    message: /^invalid bigint literal$/,
    hint: 'BigInt(…) takes digits only',
  },
];
