/** `console`: what a snippet prints goes to its answer, as `logs`. @see https://console.spec.whatwg.org/ */
import type { LogLevel } from '../../wire/host-calls.ts';
import { bounded } from '../prelude/failure.ts';
import { callHost } from '../prelude/host.ts';
import { dateNow, MapCtor, mapDelete, mapGet, mapSet, toText } from '../prelude/primordials.ts';
import { getSettings } from '../prelude/settings.ts';
import { formatLine, MAX_LINE } from './console/format.ts';
import { drawTable } from './console/table.ts';

type Method = (...values: unknown[]) => void;

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'log', 'warn', 'error'];
const INDENT = '  ';
/** Deepest group that is shown as one. */
const MAX_GROUPS = 50;

let groups = 0;
const counts = new MapCtor<unknown, unknown>();
const timers = new MapCtor<unknown, unknown>();

/** Nothing is printed when the operator does not allow it. */
function write(level: LogLevel, values: readonly unknown[]): void {
  if (getSettings().allowsConsole) print(level, formatLine(values));
}

function print(level: LogLevel, text: string): void {
  let indent = '';
  for (let i = 0; i < groups; i++) indent += INDENT;
  let message = indent;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] as string;
    message += unit;
    if (unit === '\n' && groups > 0) message += indent;
  }
  callHost('console.write', {
    level,
    message: bounded(groups === 0 ? text : message, MAX_LINE),
  });
}

const labelOf = (label: unknown): string =>
  bounded(label === undefined ? 'default' : toText(label), 100);

function openGroup(values: readonly unknown[]): void {
  if (values.length > 0) write('log', values);
  if (groups < MAX_GROUPS) groups++;
}

function elapsed(label: string): string | undefined {
  const startedMs = mapGet(timers, label) as number | undefined;
  return startedMs === undefined ? undefined : `${label}: ${dateNow() - startedMs}ms`;
}

function showTime(label: string, values: readonly unknown[]): void {
  const text = elapsed(label);
  if (text === undefined) write('warn', [`Timer '${label}' does not exist`]);
  else write('log', values.length === 0 ? [text] : [text, ...values]);
}

const methods: Readonly<Record<string, Method>> = {
  dir: (value) => write('log', [value]),
  dirxml: (...values) => write('log', values),
  trace: (...values) => write('error', values.length === 0 ? ['Trace'] : ['Trace:', ...values]),
  assert(condition, ...values) {
    if (condition) return;
    write('error', values.length === 0 ? ['Assertion failed'] : ['Assertion failed:', ...values]);
  },
  count(given) {
    const label = labelOf(given);
    const count = ((mapGet(counts, label) as number | undefined) ?? 0) + 1;
    mapSet(counts, label, count);
    write('log', [`${label}: ${count}`]);
  },
  countReset(given) {
    const label = labelOf(given);
    if (!mapDelete(counts, label)) write('warn', [`Count for '${label}' does not exist`]);
  },
  group: (...values) => openGroup(values),
  groupCollapsed: (...values) => openGroup(values),
  groupEnd() {
    if (groups > 0) groups--;
  },
  table(data, columns) {
    const table = drawTable(data, columns);
    write('log', [table ?? data]);
  },
  time(given) {
    const label = labelOf(given);
    if (mapGet(timers, label) !== undefined) write('warn', [`Label '${label}' already exists`]);
    else mapSet(timers, label, dateNow());
  },
  timeLog: (given, ...values) => showTime(labelOf(given), values),
  timeEnd(given) {
    const label = labelOf(given);
    showTime(label, []);
    mapDelete(timers, label);
  },
};

export const console: Readonly<Record<string, Method>> = {
  ...(Object.fromEntries(
    LEVELS.map((level) => [
      level,
      { [level]: (...values: unknown[]) => write(level, values) }[level],
    ]),
  ) as Record<string, Method>),
  ...methods,
};
