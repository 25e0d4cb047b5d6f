/** `Intl`, by the host's ICU. Loading it also makes the `toLocale…` methods of the built-ins use it. */
import { callHost } from '../../prelude/host.ts';
import { INTL_CLASSES } from './classes.ts';
import { localeList } from './formatter.ts';
import { Locale } from './locale.ts';
import { installLocaleMethods } from './to-locale.ts';

installLocaleMethods();

const intl = {};

export { intl as Intl };

const members: Readonly<Record<string, unknown>> = {
  ...INTL_CLASSES,
  Locale,
  getCanonicalLocales: (locales?: unknown) =>
    callHost('intl.canonicalLocales', { locales: localeList(locales) }),
  supportedValuesOf: (key: unknown) => callHost('intl.supportedValues', { key: String(key) }),
};
for (const [name, value] of Object.entries(members)) {
  Object.defineProperty(intl, name, { value, writable: true, configurable: true });
}
Object.defineProperty(intl, Symbol.toStringTag, { value: 'Intl', configurable: true });
