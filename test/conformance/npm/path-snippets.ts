/** Bodies of snippets in which `m` is a part of a package: data alone. */
export const PATH_SNIPPETS: Readonly<Record<string, readonly string[]>> = {
  'lodash/get': ["return m({ a: [{ b: 3 }] }, 'a[0].b')"],
  'lodash/debounce': ['return typeof m(() => 1, 10).cancel'],
  'lodash/array': ['return [Object.keys(m).sort(), m.chunk([1, 2, 3], 2)]'],
  'lodash/string': ["return [Object.keys(m).sort(), m.camelCase('a b')]"],
  'lodash/fp': [
    'return m.map((x) => x * 2)([1, 2])',
    "return m.flow(m.filter('on'), m.map('id'), m.sortBy((n) => -n))([{ on: 1, id: 1 }, { on: 0, id: 2 }, { on: 1, id: 3 }])",
    "const o = { a: { b: 1 } }; return [m.set('a.b', 2, o), o, m.getOr('d', 'x.y', o), m.pick(['a'])(o)]",
    'return [m.curry((a, b) => a + b)(1)(2), m.padChars("-", 5)("a"), m.placeholder === m, Object.keys(m).length > 300]',
    "return m.convert({ cap: false }).map((x, i) => i)(['a', 'b'])",
  ],
  'crypto-js/md5': ["return m('Message').toString()"],
  'crypto-js/sha256': ["return m('Message').toString(require('crypto-js/enc-base64'))"],
  'crypto-js/hmac-sha256': [
    "const h = m('Message', 'Secret Passphrase'); return [h.toString(), require('crypto-js/enc-hex').stringify(h)]",
  ],
  'crypto-js/aes': [
    "return m.decrypt(m.encrypt('my message', 'secret key 123').toString(), 'secret key 123').toString(require('crypto-js/enc-utf8'))",
    "const C = require('crypto-js'); const key = C.enc.Hex.parse('000102030405060708090a0b0c0d0e0f'); return [m.encrypt('Message', key, { mode: C.mode.ECB, padding: C.pad.Pkcs7 }).toString(), m === C.AES]",
  ],
  'dayjs/plugin/utc': [
    "const d = require('dayjs'); d.extend(m); return [d.utc('2024-02-29 10:00').format(), d('2024-02-29T10:00:00Z').utc().hour(), d.utc().isUTC()]",
  ],
  'dayjs/plugin/timezone': [
    "const d = require('dayjs'); d.extend(require('dayjs/plugin/utc')); d.extend(m); return [d.tz('2014-06-01 12:00', 'America/New_York').format(), d.utc('2024-01-01').tz('Asia/Shanghai').format(), d.tz('2024-07-01 00:00', 'Europe/Paris').toISOString()]",
  ],
  'dayjs/plugin/duration': [
    "const d = require('dayjs'); d.extend(m); d.extend(require('dayjs/plugin/relativeTime')); return [d.duration(100, 'minutes').humanize(), d.duration('P1Y2M3DT4H5M6S').asDays(), d.duration({ hours: 25 }).format('D HH:mm')]",
  ],
  'dayjs/plugin/customParseFormat': [
    "const d = require('dayjs'); d.extend(m); return [d('05/02/69 1:02:03 PM', 'MM/DD/YY h:mm:ss A').format('YYYY-MM-DD HH:mm:ss'), d('31-02', 'DD-MM', true).isValid()]",
  ],
  'dayjs/plugin/isBetween': [
    "const d = require('dayjs'); d.extend(m); return d('2010-10-20').isBetween('2010-10-19', d('2010-10-25'), 'year')",
  ],
  'dayjs/plugin/weekOfYear': [
    "const d = require('dayjs'); d.extend(m); d.extend(require('dayjs/plugin/isoWeek')); d.extend(require('dayjs/plugin/quarterOfYear')); return [d('2018-06-27').week(), d('2018-06-27').isoWeek(), d('2018-06-27').quarter()]",
  ],
  'dayjs/locale/zh-cn': [
    "const d = require('dayjs'); const before = d.locale(); d.locale('zh-cn'); d.extend(require('dayjs/plugin/localizedFormat')); d.extend(require('dayjs/plugin/relativeTime')); return [m.name, before, d('2024-05-01').format('dddd MMM LL'), d('2024-05-01').to('2024-05-04')]",
  ],
  'dayjs/locale/de': ["return require('dayjs')('2024-05-01').locale('de').format('dddd D. MMMM')"],
  'moment/locale/zh-cn': [
    "const d = require('moment'); return [d.locale(), d.utc('2024-05-01').format('LLLL'), d.duration(3, 'hours').humanize(true), d.locales().sort()]",
    "const d = require('moment'); d.locale('en'); return [typeof m.months, d.utc('2024-05-01').locale('zh-cn').format('dddd')]",
  ],
  'moment/locale/fr': ["return require('moment').utc('2024-05-01').format('dddd D MMMM')"],
  'moment-timezone': [
    "return [m.tz('2014-06-01 12:00', 'America/New_York').format(), m.utc('2024-01-01').tz('Asia/Shanghai').format('YYYY-MM-DD HH:mm z'), m.tz('2024-03-10 02:30', 'America/New_York').format()]",
    "return [m.tz.names().length, m.tz.zone('Europe/London').abbr(0), m.tz.zone('Nope/Nope'), m.tz.zonesForCountry('CN'), m.tz.dataVersion]",
    "m.tz.setDefault('Asia/Tokyo'); return m('2024-01-01T00:00:00Z').format()",
    "return require('moment') === m",
  ],
  'date-fns/addDays': [
    "return [Object.keys(m).sort(), m.addDays(new Date(0), 10).toISOString(), m.addDays === require('date-fns').addDays]",
  ],
  'date-fns/format': ["return m.format(new Date(2024, 0, 31), 'PPPP')"],
  'date-fns/constants': ['return m'],
  'date-fns/fp': [
    "return [m.addDays(10)(new Date(0)).toISOString(), m.format('yyyy-MM-dd')(new Date(2024, 0, 31)), Object.keys(m).length]",
    "const { formatWithOptions } = m; return formatWithOptions({ locale: require('date-fns/locale').de }, 'PPPP')(new Date(2024, 4, 1))",
    "return m.addDays(1)(new Date(0)).getTime() === require('date-fns').addDays(new Date(0), 1).getTime()",
  ],
  'zod/v4': [
    "return [m.z.string().parse('a'), m === require('zod') || m.string === require('zod').string, m.object({ a: m.number() }).safeParse({ a: 'x' }).error.issues]",
  ],
  'date-fns/locale': [
    'return Object.keys(m).sort()',
    "const { format, formatDistance, formatRelative } = require('date-fns'); const d = new Date(2024, 4, 1), e = new Date(2024, 4, 5); return [m.zhCN, m.de, m.ja, m.ru, m.ar, m.ptBR].map((locale) => [format(d, 'PPPPp', { locale }), formatDistance(d, e, { addSuffix: true, locale }), formatRelative(d, e, { locale })])",
  ],
  'date-fns/locale/zh-CN': [
    "return [Object.keys(m), require('date-fns').format(new Date(2024, 4, 1), 'PPPP EEEE', { locale: m.zhCN })]",
  ],
};
