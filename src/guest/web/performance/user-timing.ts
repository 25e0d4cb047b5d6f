/** Marks and measures, as Node makes them. @see https://w3c.github.io/user-timing/ */
import {
  defineError,
  ERR_ILLEGAL_CONSTRUCTOR,
  ERR_INVALID_ARG_TYPE,
  ERR_MISSING_ARGS,
} from '../../node/errors.ts';
import { validateNumber, validateObject, validateString } from '../../node/validate.ts';
import { requireLate } from '../../prelude/modules.ts';
import { now } from '../clock.ts';
import { DOMException } from '../dom-exception.ts';
import { dressEntry, type EntryFields, KEY, PerformanceEntry } from './entry.ts';
import { addEntry, dropEntries } from './timeline.ts';

type CloneModule = Pick<typeof import('../structured-clone.ts'), 'structuredClone'>;

const ERR_PERFORMANCE_INVALID_TIMESTAMP = defineError(
  'ERR_PERFORMANCE_INVALID_TIMESTAMP',
  TypeError,
  (time: number) => `${time} is not a valid timestamp`,
);
const ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS = defineError(
  'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS',
  TypeError,
  (problem: string) => problem,
);

/** When each name was marked last. */
const marked = new Map<string, number>();

function timeOf(given: unknown): number {
  if (typeof given === 'number') {
    if (given < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(given);
    return given;
  }
  const name = `${given as string}`;
  const time = marked.get(name);
  if (time !== undefined) return time;
  throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
}

/** Loaded no earlier: few marks have a detail. */
function copyOf(detail: unknown): unknown {
  if (detail === undefined || detail === null) return null;
  return (requireLate('web/structured-clone') as CloneModule).structuredClone(detail);
}

interface MarkOptions {
  readonly startTime?: unknown;
  readonly detail?: unknown;
}

function markFields(given: unknown, options: MarkOptions | null | undefined): EntryFields {
  const name = `${given as string}`;
  if (options !== undefined && options !== null) validateObject(options, 'options');
  const startTime = options?.startTime ?? now();
  validateNumber(startTime, 'startTime');
  if (startTime < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(startTime);
  marked.set(name, startTime);
  return { name, entryType: 'mark', startTime, duration: 0 };
}

export class PerformanceMark extends PerformanceEntry {
  readonly #detail: unknown;

  constructor(name: unknown, options: unknown = undefined) {
    // biome-ignore lint/complexity/noArguments: a name that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    const given = options as MarkOptions | null | undefined;
    super(KEY, markFields(name, given));
    this.#detail = copyOf(given?.detail);
  }

  get detail(): unknown {
    if (typeof this === 'object' && this !== null && #detail in this) return this.#detail;
    throw new ERR_INVALID_ARG_TYPE('this', 'PerformanceMark', this);
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), detail: this.detail };
  }
}
dressEntry(PerformanceMark as unknown as typeof PerformanceEntry, 'PerformanceMark');

export class PerformanceMeasure extends PerformanceEntry {
  readonly #detail: unknown;

  constructor(key: unknown = undefined, fields: unknown = undefined, detail: unknown = undefined) {
    if (key !== KEY) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super(key, fields);
    this.#detail = detail;
  }

  get detail(): unknown {
    if (typeof this === 'object' && this !== null && #detail in this) return this.#detail;
    throw new ERR_INVALID_ARG_TYPE('this', 'PerformanceMeasure', this);
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), detail: this.detail };
  }
}
dressEntry(PerformanceMeasure, 'PerformanceMeasure');

export function mark(name: unknown, options: unknown): PerformanceMark {
  const made = new PerformanceMark(name, options);
  addEntry(made);
  return made;
}

interface MeasureOptions {
  readonly start?: unknown;
  readonly end?: unknown;
  readonly duration?: unknown;
  readonly detail?: unknown;
}

function requireTerms({ start, end, duration }: MeasureOptions, endMark: unknown): void {
  if (endMark !== undefined) {
    throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
  }
  if (start !== undefined && end !== undefined && duration !== undefined) {
    throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(
      'Must not have options.start, options.end, and options.duration specified',
    );
  }
}

/** From when to when, by marks, times or a duration. */
function spanOf(startOrOptions: unknown, endMark: unknown): [start: number, end: number] {
  const isObject = typeof startOrOptions === 'object' && startOrOptions !== null;
  const given: MeasureOptions = isObject ? startOrOptions : {};
  const { start, end, duration } = given;
  const isByOptions = start !== undefined || end !== undefined;
  if (isByOptions) requireTerms(given, endMark);
  const endTime = (): number => {
    if (endMark !== undefined) return timeOf(endMark);
    if (end !== undefined) return timeOf(end);
    if (start !== undefined && duration !== undefined) return timeOf(start) + timeOf(duration);
    return now();
  };
  const until = endTime();
  if (typeof startOrOptions === 'string') return [timeOf(startOrOptions), until];
  if (start !== undefined) return [timeOf(start), until];
  const isByDuration = isByOptions && duration !== undefined;
  return [isByDuration ? until - timeOf(duration) : 0, until];
}

export function measure(
  name: unknown,
  startOrOptions: unknown,
  endMark: unknown,
): PerformanceMeasure {
  validateString(name, 'name');
  const [startTime, end] = spanOf(startOrOptions, endMark);
  const detail = copyOf((startOrOptions as MeasureOptions | null | undefined)?.detail);
  const fields: EntryFields = { name, entryType: 'measure', startTime, duration: end - startTime };
  const made = new PerformanceMeasure(KEY, fields, detail);
  addEntry(made);
  return made;
}

export function clearMarks(name: string | undefined): void {
  if (name === undefined) marked.clear();
  else marked.delete(name);
  dropEntries('mark', name);
}
