/**
 * Paths inside of packages that a snippet can require as well, as the packages have them: data alone.
 * They are written out, so that a name that there is not is refused before a snippet starts.
 */

/** Taken apart when they are first wanted: a thousand names are more than a start should wait for. */
export type Paths = () => readonly string[];

/** Each a function of `lodash` itself. */
export const LODASH_PATHS: Paths = paths(
  'lodash/',
  `
  add after ary assign assignIn assignInWith assignWith at attempt before bind bindAll bindKey
  camelCase capitalize castArray ceil chain chunk clamp clone cloneDeep cloneDeepWith cloneWith
  compact concat cond conforms conformsTo constant countBy create curry curryRight debounce
  deburr defaultTo defaults defaultsDeep defer delay difference differenceBy differenceWith
  divide drop dropRight dropRightWhile dropWhile each eachRight endsWith entries entriesIn eq
  escape escapeRegExp every extend extendWith fill filter find findIndex findKey findLast
  findLastIndex findLastKey first flatMap flatMapDeep flatMapDepth flatten flattenDeep
  flattenDepth flip floor flow flowRight forEach forEachRight forIn forInRight forOwn
  forOwnRight fromPairs functions functionsIn get groupBy gt gte has hasIn head identity inRange
  includes indexOf initial intersection intersectionBy intersectionWith invert invertBy
  invoke invokeMap isArguments isArray isArrayBuffer isArrayLike isArrayLikeObject isBoolean
  isBuffer isDate isElement isEmpty isEqual isEqualWith isError isFinite isFunction isInteger
  isLength isMap isMatch isMatchWith isNaN isNative isNil isNull isNumber isObject isObjectLike
  isPlainObject isRegExp isSafeInteger isSet isString isSymbol isTypedArray isUndefined
  isWeakMap isWeakSet iteratee join kebabCase keyBy keys keysIn last lastIndexOf lowerCase
  lowerFirst lt lte map mapKeys mapValues matches matchesProperty max maxBy mean meanBy memoize
  merge mergeWith method methodOf min minBy mixin multiply negate noop now nth nthArg omit
  omitBy once orderBy over overArgs overEvery overSome pad padEnd padStart parseInt partial
  partialRight partition pick pickBy property propertyOf pull pullAll pullAllBy pullAllWith
  pullAt random range rangeRight rearg reduce reduceRight reject remove repeat replace rest
  result reverse round sample sampleSize set setWith shuffle size slice snakeCase some sortBy
  sortedIndex sortedIndexBy sortedIndexOf sortedLastIndex sortedLastIndexBy sortedLastIndexOf
  sortedUniq sortedUniqBy split spread startCase startsWith stubArray stubFalse stubObject
  stubString stubTrue subtract sum sumBy tail take takeRight takeRightWhile takeWhile tap
  template templateSettings throttle thru times toArray toFinite toInteger toLength toLower
  toNumber toPairs toPairsIn toPath toPlainObject toSafeInteger toString toUpper transform trim
  trimEnd trimStart truncate unary unescape union unionBy unionWith uniq uniqBy uniqWith
  uniqueId unset unzip unzipWith update updateWith upperCase upperFirst values valuesIn without
  words wrap xor xorBy xorWith zip zipObject zipObjectDeep zipWith
`,
);

/** Each an object of some of its functions. */
export const LODASH_CATEGORIES: Paths = paths(
  'lodash/',
  `
  array collection date function lang math number object seq string util
`,
);

/** For `dayjs.extend`. */
export const DAYJS_PLUGINS: Paths = paths(
  'dayjs/plugin/',
  `
  advancedFormat arraySupport badMutable bigIntSupport buddhistEra calendar customParseFormat
  dayOfYear devHelper duration isBetween isLeapYear isMoment isSameOrAfter isSameOrBefore
  isToday isTomorrow isYesterday isoWeek isoWeeksInYear localeData localizedFormat minMax
  negativeYear objectSupport pluralGetSet preParsePostFormat quarterOfYear relativeTime timezone
  toArray toObject updateLocale utc weekOfYear weekYear weekday
`,
);

/** To be required before `dayjs.locale`. */
export const DAYJS_LOCALES: Paths = paths(
  'dayjs/locale/',
  `
  af am ar ar-dz ar-iq ar-kw ar-ly ar-ma ar-sa ar-tn az be bg bi bm bn bn-bd bo br bs ca cs cv
  cy da de de-at de-ch dv el en en-au en-ca en-gb en-ie en-il en-in en-nz en-sg en-tt eo es
  es-do es-mx es-pr es-us et eu fa fi fo fr fr-ca fr-ch fy ga gd gl gom-latn gu he hi hr ht hu
  hy-am id is it it-ch ja jv ka kk km kn ko ku ky lb lo lt lv me mi mk ml mn mr ms ms-my mt my
  nb ne nl nl-be nn oc-lnc pa-in pl pt pt-br rn ro ru rw sd se si sk sl sq sr sr-cyrl ss sv
  sv-fi sw ta te tet tg th tk tl-ph tlh tr tzl tzm tzm-latn ug-cn uk ur uz uz-latn vi x-pseudo
  yo zh zh-cn zh-hk zh-tw
`,
);

/** Each makes itself the locale of `moment`, as it is required. */
export const MOMENT_LOCALES: Paths = paths(
  'moment/locale/',
  `
  af am-et ar ar-dz ar-kw ar-ly ar-ma ar-ps ar-sa ar-tn az be bg bm bn bn-bd bo br bs ca cs cv
  cy da de de-at de-ch dv el en-au en-ca en-gb en-ie en-il en-in en-nz en-sg eo es es-do es-mx
  es-us et eu fa fi fil fo fr fr-ca fr-ch fy ga gd gl gom-deva gom-latn gu he hi hr hu hy-am id
  is it it-ch ja jv ka kk km kn ko ku ku-kmr ky lb lo lt lv me mi mk ml mn mr ms ms-my mt my nb
  ne nl nl-be nn oc-lnc pa-in pl ps pt pt-br ro ru sd se si sk sl sq sr sr-cyrl ss sv sw ta te
  tet tg th tk tl-ph tlh tr tzl tzm tzm-latn ug-cn uk ur uz uz-latn vi x-pseudo yo zh-cn zh-hk
  zh-mo zh-tw
`,
);

/** Each an object with one function. */
export const DATE_FNS_PATHS: Paths = paths(
  'date-fns/',
  `
  add addBusinessDays addDays addHours addISOWeekYears addMilliseconds addMinutes addMonths
  addQuarters addSeconds addWeeks addYears areIntervalsOverlapping clamp closestIndexTo
  closestTo compareAsc compareDesc constants constructFrom constructNow daysToWeeks
  differenceInBusinessDays differenceInCalendarDays differenceInCalendarISOWeekYears
  differenceInCalendarISOWeeks differenceInCalendarMonths differenceInCalendarQuarters
  differenceInCalendarWeeks differenceInCalendarYears differenceInDays differenceInHours
  differenceInISOWeekYears differenceInMilliseconds differenceInMinutes differenceInMonths
  differenceInQuarters differenceInSeconds differenceInWeeks differenceInYears eachDayOfInterval
  eachHourOfInterval eachMinuteOfInterval eachMonthOfInterval eachQuarterOfInterval
  eachWeekOfInterval eachWeekendOfInterval eachWeekendOfMonth eachWeekendOfYear
  eachYearOfInterval endOfDay endOfDecade endOfHour endOfISOWeek endOfISOWeekYear endOfMinute
  endOfMonth endOfQuarter endOfSecond endOfToday endOfTomorrow endOfWeek endOfYear
  endOfYesterday format formatDistance formatDistanceStrict formatDistanceToNow
  formatDistanceToNowStrict formatDuration formatISO formatISO9075 formatISODuration
  formatRFC3339 formatRFC7231 formatRelative fromUnixTime getDate getDay getDayOfYear
  getDaysInMonth getDaysInYear getDecade getDefaultOptions getHours getISODay getISOWeek
  getISOWeekYear getISOWeeksInYear getMilliseconds getMinutes getMonth
  getOverlappingDaysInIntervals getQuarter getSeconds getTime getUnixTime getWeek getWeekOfMonth
  getWeekYear getWeeksInMonth getYear hoursToMilliseconds hoursToMinutes hoursToSeconds interval
  intervalToDuration intlFormat intlFormatDistance isAfter isBefore isDate isEqual isExists
  isFirstDayOfMonth isFriday isFuture isLastDayOfMonth isLeapYear isMatch isMonday isPast
  isSameDay isSameHour isSameISOWeek isSameISOWeekYear isSameMinute isSameMonth isSameQuarter
  isSameSecond isSameWeek isSameYear isSaturday isSunday isThisHour isThisISOWeek isThisMinute
  isThisMonth isThisQuarter isThisSecond isThisWeek isThisYear isThursday isToday isTomorrow
  isTuesday isValid isWednesday isWeekend isWithinInterval isYesterday lastDayOfDecade
  lastDayOfISOWeek lastDayOfISOWeekYear lastDayOfMonth lastDayOfQuarter lastDayOfWeek
  lastDayOfYear lightFormat max milliseconds millisecondsToHours millisecondsToMinutes
  millisecondsToSeconds min minutesToHours minutesToMilliseconds minutesToSeconds
  monthsToQuarters monthsToYears nextDay nextFriday nextMonday nextSaturday nextSunday
  nextThursday nextTuesday nextWednesday parse parseISO parseJSON previousDay previousFriday
  previousMonday previousSaturday previousSunday previousThursday previousTuesday
  previousWednesday quartersToMonths quartersToYears roundToNearestHours roundToNearestMinutes
  secondsToHours secondsToMilliseconds secondsToMinutes set setDate setDay setDayOfYear
  setDefaultOptions setHours setISODay setISOWeek setISOWeekYear setMilliseconds setMinutes
  setMonth setQuarter setSeconds setWeek setWeekYear setYear startOfDay startOfDecade
  startOfHour startOfISOWeek startOfISOWeekYear startOfMinute startOfMonth startOfQuarter
  startOfSecond startOfToday startOfTomorrow startOfWeek startOfWeekYear startOfYear
  startOfYesterday sub subBusinessDays subDays subHours subISOWeekYears subMilliseconds
  subMinutes subMonths subQuarters subSeconds subWeeks subYears toDate transpose weeksToDays
  yearsToDays yearsToMonths yearsToQuarters
`,
);

/** Each an object with one locale. */
export const DATE_FNS_LOCALES: Paths = paths(
  'date-fns/locale/',
  `
  af ar ar-DZ ar-EG ar-MA ar-SA ar-TN az be be-tarask bg bn bs ca ckb cs cy da de de-AT el en-AU
  en-CA en-GB en-IE en-IN en-NZ en-US en-ZA eo es et eu fa-IR fi fr fr-CA fr-CH fy gd gl gu he
  hi hr ht hu hy id is it it-CH ja ja-Hira ka kk km kn ko lb lt lv mk mn ms mt nb nl nl-BE nn oc
  pl pt pt-BR ro ru se sk sl sq sr sr-Latn sv ta te th tr ug uk uz uz-Cyrl vi zh-CN zh-HK zh-TW
`,
);

/** Each a part of `crypto-js` itself; three of its files give nothing. */
export const CRYPTO_JS_PATHS: Paths = paths(
  'crypto-js/',
  `
  aes blowfish core enc-base64 enc-base64url enc-hex enc-latin1 enc-utf16 enc-utf8
  evpkdf format-hex format-openssl hmac-md5 hmac-ripemd160 hmac-sha1 hmac-sha224
  hmac-sha256 hmac-sha3 hmac-sha384 hmac-sha512 lib-typedarrays md5 mode-cfb mode-ctr
  mode-ctr-gladman mode-ecb mode-ofb pad-iso10126 pad-iso97971 pad-nopadding
  pad-pkcs7 pad-zeropadding pbkdf2 rabbit rabbit-legacy rc4 ripemd160 sha1 sha224 sha256 sha3
  sha384 sha512 tripledes x64-core
`,
);

function paths(folder: string, names: string): Paths {
  let list: readonly string[] | undefined;
  return () => {
    list ??= names
      .trim()
      .split(/\s+/)
      .map((name) => folder + name);
    return list;
  };
}
