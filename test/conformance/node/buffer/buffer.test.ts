import { expect, test } from 'bun:test';
import { differences } from '../../../support/conformance.ts';
import { MAKE_CASES } from './make-cases.ts';
import { METHOD_CASES } from './method-cases.ts';
import { NUMBER_CASES } from './number-cases.ts';
import { SEARCH_CASES } from './search-cases.ts';
import { TEXT_CASES } from './text-cases.ts';

/** Expressions that are answered otherwise, each with the reason. */
const KNOWN_GAPS: Readonly<Record<string, string>> = {
  'B.from(new Date(0))': 'the text of a Date: the engine has no name for the time zone',
  'B.from(new Date(0), 1)': 'the same',
  'B.from(new Date(0), null)': 'the same',
};

const TABLES = {
  'reads and writes numbers': NUMBER_CASES,
  'encodes and decodes texts': TEXT_CASES,
  'finds bytes and texts': SEARCH_CASES,
  'makes and fills': MAKE_CASES,
  'compares, cuts, copies and shows': METHOD_CASES,
};

for (const [what, cases] of Object.entries(TABLES)) {
  test(`Buffer ${what} as Node does, in ${cases.length} cases`, async () => {
    const expressions = cases
      .filter((each) => KNOWN_GAPS[each] === undefined)
      .map((each) => `((B) => (${each}))(b.Buffer)`);
    expect(expressions.length).toBeGreaterThan(500);
    expect(await differences({ b: "require('buffer')" }, expressions)).toEqual([]);
  }, 60_000);
}
