/** `console`: what a snippet prints goes to its answer, as `logs`. @see https://console.spec.whatwg.org/ */
import type { LogLevel } from '../../wire/host-calls.ts';
import { bounded } from '../prelude/failure.ts';
import { callHost } from '../prelude/host.ts';
import {
  append,
  dateNow,
  ErrorCtor,
  MapCtor,
  mapDelete,
  mapGet,
  mapSet,
  toText,
} from '../prelude/primordials.ts';
import { getSettings } from '../prelude/settings.ts';
import { ownFrames } from '../prelude/stack-text.ts';
import { formatLine, inspected, MAX_LINE } from './console/format.ts';
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

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const padded = (value: number, digits: number): string => {
  let text = toText(value);
  while (text.length < digits) text = `0${text}`;
  return text;
};
const whole = (value: number): number => value - (value % 1);

/** As Node says how long something took. */
function durationText(ms: number): string {
  if (ms < SECOND_MS) return `${ms}ms`;
  const millis = padded(ms % SECOND_MS, 3);
  const seconds = whole((ms % MINUTE_MS) / SECOND_MS);
  if (ms < MINUTE_MS) return `${seconds}.${millis}s`;
  const minutes = whole((ms % HOUR_MS) / MINUTE_MS);
  if (ms < HOUR_MS) return `${minutes}:${padded(seconds, 2)}.${millis} (m:ss.mmm)`;
  return `${whole(ms / HOUR_MS)}:${padded(minutes, 2)}:${padded(seconds, 2)} (h:mm:ss)`;
}

function showTime(method: string, label: string, values: readonly unknown[]): void {
  const startedMs = mapGet(timers, label) as number | undefined;
  if (startedMs === undefined) {
    print('warn', `No such label '${label}' for console.${method}()`);
    return;
  }
  const line: unknown[] = [];
  append(line, `${label}: ${durationText(dateNow() - startedMs)}`);
  for (let i = 0; i < values.length; i++) append(line, values[i]);
  write('log', line);
}

/** The arguments of a method, with a text before the first. */
function headed(head: string, values: readonly unknown[]): unknown[] {
  const line: unknown[] = [];
  append(line, values.length === 0 ? head : `${head}: ${toText(values[0])}`);
  for (let i = 1; i < values.length; i++) append(line, values[i]);
  return line;
}

const methods: Readonly<Record<string, Method>> = {
  dir(value, options) {
    if (getSettings().allowsConsole) {
      print('log', inspected(value, { customInspect: false, ...(options as object | undefined) }));
    }
  },
  dirxml: (...values) => write('log', values),
  trace(...values) {
    if (!getSettings().allowsConsole) return;
    const text = formatLine(values);
    const frames = ownFrames(new ErrorCtor().stack ?? '');
    print('error', (text === '' ? 'Trace' : `Trace: ${text}`) + frames);
  },
  assert(condition, ...values) {
    if (!condition) write('error', headed('Assertion failed', values));
  },
  clear: () => {},
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
    if (table === undefined) write('log', [data]);
    else if (getSettings().allowsConsole) print('log', table);
  },
  time(given) {
    const label = labelOf(given);
    if (mapGet(timers, label) === undefined) mapSet(timers, label, dateNow());
    else write('warn', [`Label '${label}' already exists for console.time()`]);
  },
  timeLog: (given, ...values) => showTime('timeLog', labelOf(given), values),
  timeEnd(given) {
    const label = labelOf(given);
    showTime('timeEnd', label, []);
    mapDelete(timers, label);
  },
  timeStamp: () => {},
  profile: () => {},
  profileEnd: () => {},
};

export const console = Object.assign(
  // By the standard a namespace has an empty object of its own for a prototype.
  Object.create({}) as Readonly<Record<string, Method>>,
  Object.fromEntries(
    LEVELS.map((level) => [
      level,
      { [level]: (...values: unknown[]) => write(level, values) }[level],
    ]),
  ),
  methods,
);
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });
for (const method of Object.values(console)) Object.defineProperty(method, 'length', { value: 0 });
