import { describe, expect, test } from 'bun:test';
import {
  printCount,
  printMegabytes,
  printMs,
  printShare,
  renderTable,
} from '../../../bench/load/table.ts';

describe('renderTable', () => {
  test('puts the first column to the left and figures to the right', () => {
    const text = renderTable(
      ['name', 'n'],
      [
        ['a', '1'],
        ['Zoë 漢', '1 000'],
      ],
    );
    expect(text.split('\n')).toEqual([
      'name        n',
      '──────  ─────',
      'a           1',
      'Zoë 漢  1 000',
    ]);
  });

  test('puts the columns it is told to the left, and leaves missing cells empty', () => {
    const text = renderTable(['a', 'b', 'c'], [['1', '2', 'note'], ['3']], [0, 2]);
    expect(text.split('\n').at(-2)).toBe('1  2  note');
    expect(text.split('\n').at(-1)).toBe('3');
  });
});

describe('printShare', () => {
  test('never rounds up to a whole that it is not', () => {
    expect([1, 0.999_99, 0.5, 0].map(printShare)).toEqual([
      '100 %',
      '99.99 %',
      '50.00 %',
      '0.00 %',
    ]);
  });
});

describe('printMs', () => {
  test('gives three digits', () => {
    expect([0.4123, 4.123, 41.23, 412.3, 41_230].map(printMs)).toEqual([
      '0.412',
      '4.12',
      '41.2',
      '412',
      '41 230',
    ]);
  });
});

describe('printCount', () => {
  test('sets thousands apart', () => {
    expect([7, 1234, 1_234_567].map(printCount)).toEqual(['7', '1 234', '1 234 567']);
  });
});

describe('printMegabytes', () => {
  test('of what is not known is a dash', () => {
    expect(printMegabytes(undefined)).toBe('–');
    expect(printMegabytes(3 * 2 ** 20)).toBe('3 MB');
  });
});
