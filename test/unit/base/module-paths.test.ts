import { expect, test } from 'bun:test';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import dateFns from '../../../node_modules/date-fns/package.json';
import { requirableNames } from '../../../src/base/guest-names.ts';
import * as lists from '../../../src/base/module-paths.ts';
import { PROJECT_ROOT } from '../../support/ways.ts';

/** Without files that are a package's own business, and those that give nothing when they are required. */
const isOffered = (path: string): boolean =>
  !/\/(?:_|lodash|core|index$|crypto-js$|cipher-core$|hmac$|pad-ansix923$)/.test(path);

const filesIn = (folder: string): string[] =>
  readdirSync(join(PROJECT_ROOT, 'node_modules', folder))
    .filter((name) => name.endsWith('.js'))
    .map((name) => `${folder}/${name.slice(0, -'.js'.length)}`);

/** What only works inside of a chain, and is no function of `lodash` itself. */
const CHAINED = /\/(?:wrapper\w+|toIterator|commit|next|plant|value|valueOf|toJSON|fp)$/;

const exportedBy = (folder: string): string[] =>
  Object.keys(dateFns.exports)
    .filter((path) => path.startsWith(folder) && !path.slice(folder.length).includes('/'))
    .map((path) => path.replace(/^\./, 'date-fns'));

test.each([
  [
    'lodash',
    [...lists.LODASH_PATHS(), ...lists.LODASH_CATEGORIES()],
    filesIn('lodash').filter((path) => !CHAINED.test(path)),
  ],
  ['dayjs/plugin', lists.DAYJS_PLUGINS(), filesIn('dayjs/plugin')],
  ['dayjs/locale', lists.DAYJS_LOCALES(), filesIn('dayjs/locale')],
  ['moment/locale', lists.MOMENT_LOCALES(), filesIn('moment/locale')],
  ['date-fns/locale', lists.DATE_FNS_LOCALES(), exportedBy('./locale/')],
  [
    'date-fns',
    lists.DATE_FNS_PATHS(),
    exportedBy('./').filter((path) => !/\/(?:locale|fp|package\.json)$/.test(path)),
  ],
  ['crypto-js', [...lists.CRYPTO_JS_PATHS(), 'crypto-js/index'], filesIn('crypto-js')],
])('the paths of %s are those that the package has', (_, listed, there) => {
  expect(listed.filter(isOffered).toSorted()).toEqual(there.filter(isOffered).toSorted());
});

test('no two modules give the same name', () => {
  const all = Object.values(lists).flatMap((list) => list());
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((path) => !requirableNames().has(path))).toEqual([]);
});
