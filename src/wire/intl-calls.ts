/** What a guest's `Intl` asks of its host: `in` and `out` of each call. */
import type { Json } from './json.ts';

export interface IntlCalls {
  /** One method of one of the classes of `Intl`; a number that JSON has not is written as text. */
  'intl.call': {
    readonly in: {
      readonly service: IntlService;
      readonly locales: readonly string[];
      readonly options: object;
      readonly method: string;
      readonly args: readonly unknown[];
    };
    readonly out: Json | undefined;
  };
  'intl.supportedLocales': {
    readonly in: {
      readonly service: IntlService;
      readonly locales: readonly string[];
      readonly options: object;
    };
    readonly out: readonly string[];
  };
  'intl.canonicalLocales': {
    readonly in: { readonly locales: readonly string[] };
    readonly out: readonly string[];
  };
  'intl.supportedValues': {
    readonly in: { readonly key: string };
    readonly out: readonly string[];
  };
  'intl.locale': {
    readonly in: { readonly tag: string; readonly options: object };
    readonly out: LocaleParts & { readonly [part: string]: Json };
  };
  'intl.case': {
    readonly in: {
      readonly text: string;
      readonly locales: readonly string[];
      readonly to: 'upper' | 'lower';
    };
    readonly out: string;
  };
  'intl.date': {
    readonly in: {
      readonly method: 'toLocaleString' | 'toLocaleDateString' | 'toLocaleTimeString';
      readonly timeMs: number;
      readonly locales: readonly string[];
      readonly options: object;
    };
    readonly out: string;
  };
}

/** What of `Intl` a guest may ask for: each class, and those of its methods that answer with plain data. */
export const INTL_METHODS = {
  NumberFormat: ['format', 'formatToParts', 'formatRange', 'formatRangeToParts', 'resolvedOptions'],
  DateTimeFormat: [
    'format',
    'formatToParts',
    'formatRange',
    'formatRangeToParts',
    'resolvedOptions',
  ],
  PluralRules: ['select', 'selectRange', 'resolvedOptions'],
  RelativeTimeFormat: ['format', 'formatToParts', 'resolvedOptions'],
  ListFormat: ['format', 'formatToParts', 'resolvedOptions'],
  DurationFormat: ['format', 'formatToParts', 'resolvedOptions'],
  Collator: ['compare', 'resolvedOptions'],
  DisplayNames: ['of', 'resolvedOptions'],
  Segmenter: ['segment', 'resolvedOptions'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type IntlService = keyof typeof INTL_METHODS;

/** A locale taken apart; a part that it does not have is left out. */
export interface LocaleParts {
  readonly calendar?: string;
  readonly caseFirst?: string;
  readonly collation?: string;
  readonly hourCycle?: string;
  readonly language: string;
  readonly numberingSystem?: string;
  readonly numeric?: boolean;
  readonly region?: string;
  readonly script?: string;
  /** The whole tag. */
  readonly text: string;
  readonly baseName: string;
  readonly maximized: string;
  readonly minimized: string;
}
