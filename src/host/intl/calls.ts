/** The calls behind a guest's `Intl`: each argument is looked at, then ICU is asked. */
import { MAX_INTL_LOCALES } from '../../base/limits.ts';
import { INTL_METHODS, type IntlService } from '../../wire/intl-calls.ts';
import { listIn, objectIn, oneOfIn, textIn, textsIn } from '../claims.ts';
import { GuestError } from '../guest-error.ts';
import type { Handlers } from '../host-run.ts';
import {
  asGuest,
  classOf,
  DEFAULT_LOCALE,
  describeLocale,
  IntlFormatters,
  requireBounded,
  requireName,
} from './intl.ts';

const SERVICES = Object.keys(INTL_METHODS) as IntlService[];
const DATE_METHODS = ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const;

const formattersOf = () => new IntlFormatters();

/** The locales of a call. ICU takes each apart, time that the meter does not count. */
function localesIn(claim: { readonly locales?: unknown }): readonly string[] {
  const locales = textsIn(claim, 'locales');
  if (locales.length <= MAX_INTL_LOCALES) {
    for (const locale of locales) requireName(locale);
    return locales;
  }
  throw new GuestError(
    'RangeError',
    `Cannot choose among ${locales.length} locales: at most ${MAX_INTL_LOCALES} are allowed`,
  );
}

/** The options of a call: of some, ICU makes a locale. */
function optionsIn(claim: { readonly options?: unknown }): object {
  const options = objectIn(claim, 'options');
  for (const value of Object.values(options)) if (typeof value === 'string') requireName(value);
  return options;
}

export const INTL_CALLS: Handlers<
  | 'intl.call'
  | 'intl.supportedLocales'
  | 'intl.canonicalLocales'
  | 'intl.supportedValues'
  | 'intl.locale'
  | 'intl.case'
  | 'intl.date'
> = {
  'intl.call'(claim, _bytes, run) {
    return run.own(formattersOf).call({
      service: oneOfIn(claim, 'service', SERVICES),
      locales: localesIn(claim),
      options: optionsIn(claim),
      method: textIn(claim, 'method'),
      args: listIn(claim, 'args'),
    });
  },
  'intl.supportedLocales'(claim) {
    const Class = classOf(oneOfIn(claim, 'service', SERVICES));
    const locales = localesIn(claim);
    return asGuest(() => Class.supportedLocalesOf(locales, optionsIn(claim)));
  },
  'intl.canonicalLocales'(claim) {
    const locales = localesIn(claim);
    return asGuest(() => Intl.getCanonicalLocales([...locales]));
  },
  'intl.supportedValues'(claim) {
    const key = textIn(claim, 'key');
    return asGuest(() => Intl.supportedValuesOf(key as 'calendar'));
  },
  'intl.locale': (claim) => describeLocale(requireName(textIn(claim, 'tag')), optionsIn(claim)),
  'intl.case'(claim) {
    const text = textIn(claim, 'text');
    const locales = [...localesIn(claim)];
    requireBounded([text]);
    const isUpper = oneOfIn(claim, 'to', ['upper', 'lower']) === 'upper';
    return asGuest(() =>
      isUpper ? text.toLocaleUpperCase(locales) : text.toLocaleLowerCase(locales),
    );
  },
  'intl.date'(claim) {
    const method = oneOfIn(claim, 'method', DATE_METHODS);
    const locales = localesIn(claim);
    const list = locales.length > 0 ? [...locales] : [DEFAULT_LOCALE];
    const date = new Date(typeof claim.timeMs === 'number' ? claim.timeMs : Number.NaN);
    return asGuest(() => date[method](list, optionsIn(claim)));
  },
};
