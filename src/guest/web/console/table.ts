/** `console.table`: rows and columns in a frame, as Node 20 draws them. */
import { isMap, isSet } from '../../node/util/types.ts';
import { inspected } from './format.ts';

const MAX_ROWS = 1000;
const MAX_COLUMNS = 100;
const INDEX = '(index)';
const ITERATION = '(iteration index)';

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/gu;
/** What takes no column of its own: marks that are joined to the letter before them. */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/gu;

/** Columns that a text takes in a terminal. */
const widthOf = (text: string): number => {
  const letters = Array.from(text.replace(NO_WIDTH, '')).length;
  return letters + (text.match(WIDE)?.length ?? 0);
};

const isRow = (value: unknown): value is object =>
  typeof value === 'function' || (typeof value === 'object' && value !== null);

function cellText(value: unknown): string {
  const isLarge =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 2;
  return inspected(value, { depth: isLarge ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
}

/** A column's head and its cells; a cell that is missing is empty. */
type Column = readonly [head: string, cells: readonly (string | undefined)[]];

/** @returns undefined for what has no rows */
export function drawTable(data: unknown, wanted: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (isMap(data)) return draw(columnsOfMap(data as Map<unknown, unknown>));
  if (isSet(data)) return draw(columnsOfSet(data as Set<unknown>));
  return draw(columnsOfRows(data, Array.isArray(wanted) ? wanted.map(String) : undefined));
}

const countedTo = (length: number) => Array.from({ length }, (_, i) => String(i));

function columnsOfMap(map: Map<unknown, unknown>): Column[] {
  const entries = Array.from(map).slice(0, MAX_ROWS);
  return [
    [ITERATION, countedTo(entries.length)],
    ['Key', entries.map(([key]) => cellText(key))],
    ['Values', entries.map(([, value]) => cellText(value))],
  ];
}

function columnsOfSet(set: Set<unknown>): Column[] {
  const values = Array.from(set).slice(0, MAX_ROWS);
  return [
    [ITERATION, countedTo(values.length)],
    ['Values', values.map(cellText)],
  ];
}

function columnsOfRows(data: object, wanted: readonly string[] | undefined): Column[] {
  const index = Object.keys(data).slice(0, MAX_ROWS);
  const columns = new Map<string, (string | undefined)[]>();
  const values: (string | undefined)[] = [];
  for (const [i, key] of index.entries()) {
    const item: unknown = Reflect.get(data, key);
    if (isRow(item)) addCells(columns, i, item, wanted ?? Object.keys(item));
    else values[i] = cellText(item);
  }
  const shown: Column[] = [[INDEX, index], ...inOrder(columns)];
  return values.length === 0 ? shown : [...shown, ['Values', values]];
}

function addCells(
  columns: Map<string, (string | undefined)[]>,
  row: number,
  item: object,
  names: readonly string[],
): void {
  for (const name of names) {
    const cells = columns.get(name) ?? [];
    if (cells.length === 0 && columns.size === MAX_COLUMNS) continue;
    columns.set(name, cells);
    cells[row] = Object.hasOwn(item, name) ? cellText(Reflect.get(item, name)) : '';
  }
}

const ARRAY_INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** As an object keeps its keys: whole numbers first, in their order. */
function inOrder(columns: ReadonlyMap<string, readonly (string | undefined)[]>): Column[] {
  const all = [...columns];
  const numbers = all.filter(([name]) => ARRAY_INDEX.test(name)).sort(([a], [b]) => +a - +b);
  return [...numbers, ...all.filter(([name]) => !ARRAY_INDEX.test(name))];
}

const padded = (cell: string, width: number): string =>
  `${cell}${' '.repeat(Math.max(0, width - widthOf(cell)))}`;

function draw(columns: readonly Column[]): string {
  const height = Math.max(...columns.map(([, cells]) => cells.length));
  const widths = columns.map(([head, cells]) =>
    cells.reduce((widest, cell) => Math.max(widest, widthOf(cell ?? '')), widthOf(head)),
  );
  const rule = (left: string, cross: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(cross) + right;
  const row = (cells: readonly string[]) =>
    `│ ${cells.map((cell, at) => padded(cell, widths[at] ?? 0)).join(' │ ')} │`;
  const lines = Array.from({ length: height }, (_, i) =>
    row(columns.map(([, cells]) => cells[i] ?? '')),
  );
  return [
    rule('┌', '┬', '┐'),
    row(columns.map(([head]) => head)),
    rule('├', '┼', '┤'),
    ...lines,
    rule('└', '┴', '┘'),
  ].join('\n');
}
