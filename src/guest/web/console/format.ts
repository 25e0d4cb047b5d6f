/** The arguments of a `console` method as one text, as Node formats them. */
import { inspect as inspectLikeNode, format as nodeFormat } from '../../node/inspect/inspect.ts';
import { toConsoleText } from '../../node/inspect.ts';
import { bounded } from '../../prelude/failure.ts';
import { append, apply, stringIndexOf } from '../../prelude/primordials.ts';
import { isWorldIntact } from './intact.ts';
import { areSmall } from './size.ts';

/** Longest line that goes to the host, UTF-16 units; the host bounds the whole. */
export const MAX_LINE = 16_384;

/** @see https://console.spec.whatwg.org/#formatter */
export function formatLine(values: readonly unknown[]): string {
  if (isPlain(values)) return joined(values);
  const texts = boundedTexts(values);
  return likeNode(texts, () => apply(nodeFormat, undefined, texts) as string) ?? joined(values);
}

/** By Node's code; undefined where it would not get through. */
function likeNode(values: readonly unknown[], show: () => string): string | undefined {
  if (!isWorldIntact()) return undefined;
  try {
    return areSmall(values) ? bounded(show(), MAX_LINE) : undefined;
  } catch {
    // A proxy or a getter that throws: the line is printed all the same, by code that asks neither.
    return undefined;
  }
}

/** A value as Node shows it with these options. */
export function inspected(value: unknown, options: object): string {
  const text = likeNode([value], () => inspectLikeNode(value, options));
  return text ?? bounded(toConsoleText(value), MAX_LINE);
}

/** Whether there is nothing to look into, and nothing to fill in. */
function isPlain(values: readonly unknown[]): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === 'function' || (typeof value === 'object' && value !== null)) return false;
  }
  const first = values[0];
  return typeof first !== 'string' || values.length < 2 || stringIndexOf(first, '%') === -1;
}

function boundedTexts(values: readonly unknown[]): unknown[] {
  const texts: unknown[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    append(texts, typeof value === 'string' ? bounded(value, MAX_LINE) : value);
  }
  return texts;
}

function joined(values: readonly unknown[]): string {
  let text = '';
  for (let i = 0; i < values.length && text.length <= MAX_LINE; i++) {
    if (i > 0) text += ' ';
    text += bounded(toConsoleText(values[i]), MAX_LINE);
  }
  return bounded(text, MAX_LINE);
}
