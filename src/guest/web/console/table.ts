/** `console.table`: rows and columns in a frame, as Node draws them. */
import { toConsoleText } from '../../node/inspect.ts';

const MAX_ROWS = 1000;
const MAX_COLUMNS = 100;
const INDEX = '(index)';
const VALUES = 'Values';

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/g;

/** Columns that a text takes in a terminal. */
const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

/** @returns undefined for what has no rows */
export function drawTable(data: unknown, wanted: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const rows = rowsOf(data);
  const columns = Array.isArray(wanted) ? wanted.map(String) : columnsOf(rows);
  const hasValues = rows.some(([, value]) => !isRow(value));
  const head = [INDEX, ...columns, ...(hasValues ? [VALUES] : [])];
  const body = rows.map(([key, value]) => [
    key,
    ...columns.map((column) => cellOf(value, column)),
    ...(hasValues ? [isRow(value) ? '' : toConsoleText(value)] : []),
  ]);
  return draw([head, ...body]);
}

const isRow = (value: unknown): value is object => typeof value === 'object' && value !== null;

function rowsOf(data: object): [key: string, value: unknown][] {
  if (data instanceof Map) {
    return Array.from(data.values())
      .slice(0, MAX_ROWS)
      .map((value, i) => [String(i), value]);
  }
  if (data instanceof Set) {
    return Array.from(data)
      .slice(0, MAX_ROWS)
      .map((value, i) => [String(i), value]);
  }
  return Object.keys(data)
    .slice(0, MAX_ROWS)
    .map((key) => [key, Reflect.get(data, key)]);
}

function columnsOf(rows: readonly (readonly [string, unknown])[]): string[] {
  const columns = new Set<string>();
  for (const [, value] of rows) {
    if (isRow(value)) for (const key of Object.keys(value)) columns.add(key);
  }
  return [...columns].slice(0, MAX_COLUMNS);
}

function cellOf(row: unknown, column: string): string {
  if (!isRow(row) || !Object.hasOwn(row, column)) return '';
  const value: unknown = Reflect.get(row, column);
  return typeof value === 'string' ? `'${value}'` : toConsoleText(value);
}

function draw(lines: readonly (readonly string[])[]): string {
  const [head = []] = lines;
  const widths = head.map((_, at) =>
    lines.reduce((widest, line) => Math.max(widest, widthOf(line[at] ?? '')), 0),
  );
  const rule = (left: string, cross: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(cross) + right;
  const row = (cells: readonly string[]) =>
    `│${cells.map((cell, at) => ` ${cell}${' '.repeat((widths[at] ?? 0) - widthOf(cell))} `).join('│')}│`;
  return [
    rule('┌', '┬', '┐'),
    row(head),
    rule('├', '┼', '┤'),
    ...lines.slice(1).map(row),
    rule('└', '┴', '┘'),
  ].join('\n');
}
