import { describe, expect, test } from 'bun:test';
import { CASES, salt, TURNS } from '../../../bench/load/cases.ts';
import { sameJson } from '../../../bench/load/same-json.ts';
import { createWork, WRONG } from '../../../bench/load/work.ts';

const options = { host: '127.0.0.1:1', path: '/execute', isDistinct: false, count: 0 };
const codeOf = (bytes: Uint8Array) => {
  const body = Buffer.from(bytes).toString().split('\r\n\r\n')[1] ?? '';
  const { codebase64, input } = JSON.parse(body) as { codebase64: string; input: unknown };
  return { code: Buffer.from(codebase64, 'base64').toString(), input };
};
const runHere = (code: string, input: unknown) =>
  JSON.parse(JSON.stringify(new Function('input', `"use strict";${code}`)(input)));

describe('CASES', () => {
  test.each(CASES.map((each) => [each.name, each] as const))(
    '%s expects what its snippet gives',
    (_, { code, input, expected }) => {
      for (let turn = 0; turn < TURNS; turn++) {
        expect(runHere(code, input(turn))).toEqual(expected(turn));
      }
    },
  );
});

describe('createWork', () => {
  test('judges by the result alone, in whatever order its keys are', () => {
    const work = createWork({ ...options, onlyCase: 'array' });
    const { code, input } = codeOf(work.bytesOf(3));
    const { sum, average } = runHere(code, input) as { sum: number; average: number };
    const body = (result: unknown) => JSON.stringify({ success: true, result, timing: {} });
    expect(work.judge(3, 200, body({ sum, average }))).toBeUndefined();
    expect(work.judge(3, 200, body({ average, sum }))).toBeUndefined();
    expect(work.judge(3, 200, body({ sum, average: average + 1 }))).toBe(WRONG);
    expect(work.judge(4, 200, body({ sum, average }))).toBe(WRONG);
    expect(work.judge(3, 200, body({ sum, average }).replace('true', 'false'))).toBe(WRONG);
    expect(work.judge(3, 200, 'no JSON')).toBe(WRONG);
    expect(work.judge(3, 503, body({ sum, average }))).toBe('status 503');
  });

  test('gives every distinct request a text of its own that still runs', () => {
    const work = createWork({ ...options, isDistinct: true, count: 50 });
    const codes = Array.from({ length: 50 }, (_, i) => codeOf(work.bytesOf(i)));
    expect(new Set(codes.map(({ code }) => code)).size).toBe(50);
    for (const [i, { code, input }] of codes.entries()) {
      const result = JSON.stringify(runHere(code, input));
      expect(work.judge(i, 200, `{"success":true,"result":${result}}`)).toBeUndefined();
    }
  });

  test('sends each case in turn, with the length of its body', () => {
    const work = createWork(options);
    expect(CASES.map((_, i) => work.caseOf(i))).toEqual(CASES.map(({ name }) => name));
    const [head = '', body = ''] = Buffer.from(work.bytesOf(1)).toString().split('\r\n\r\n');
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  });
});

describe('salt', () => {
  test('has a length whose base64 needs no padding, and is strict code', () => {
    for (const nonce of [0, 1, 8e11, 9e11]) {
      const text = salt(nonce);
      expect(text).toHaveLength(27);
      expect(btoa(text)).not.toContain('=');
      expect(runHere(`${text}return salt`, {})).toBe(1e11 + (nonce % 9e11));
    }
  });
});

describe('sameJson', () => {
  test('tells arrays from objects, and missing keys from null', () => {
    expect(sameJson([], {})).toBe(false);
    expect(sameJson({ a: null }, {})).toBe(false);
    expect(sameJson({ a: null }, { b: null })).toBe(false);
    expect(sameJson({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toBe(true);
    expect(sameJson([1, 2], [2, 1])).toBe(false);
  });
});
