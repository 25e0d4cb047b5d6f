/** What was marked and measured, and who hears of it. @see https://w3c.github.io/performance-timeline/#performance-timeline */
import type { PerformanceEntry } from './entry.ts';

/** The kinds of entries that there are here. */
export const ENTRY_TYPES: readonly string[] = Object.freeze(['mark', 'measure']);

let kept: readonly PerformanceEntry[] = [];

/** Hears of every entry that is new. */
export const listeners = new Set<(entry: PerformanceEntry) => void>();

export function addEntry(entry: PerformanceEntry): void {
  for (const hear of listeners) hear(entry);
  (kept as PerformanceEntry[]).push(entry);
}

export const byStart = (a: PerformanceEntry, b: PerformanceEntry): number =>
  a.startTime - b.startTime;

const isOf = (entry: PerformanceEntry, name: string | undefined, type: string | undefined) =>
  (name === undefined || entry.name === name) && (type === undefined || entry.entryType === type);

/** Those of a name and of a kind, where these are given, in the order of their beginnings. */
export const entriesOf = (
  entries: readonly PerformanceEntry[],
  name?: string,
  type?: string,
): PerformanceEntry[] => entries.filter((entry) => isOf(entry, name, type)).sort(byStart);

export const keptEntries = (name?: string, type?: string): PerformanceEntry[] =>
  entriesOf(kept, name, type);

export function dropEntries(type: string, name: string | undefined): void {
  kept = kept.filter((entry) => !isOf(entry, name, type));
}
