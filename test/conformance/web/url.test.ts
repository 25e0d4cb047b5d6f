import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';
import { RELATIVE_CASES, SETTER_CASES, URL_TEXTS } from './url-cases.ts';
import { PARAMS_CASES } from './url-params-cases.ts';

const NAMES = { URL: 'URL', URLSearchParams: 'URLSearchParams' };

const LOOK = `((u) => [u.href, u.origin, u.protocol, u.username, u.password, u.host, u.hostname, u.port, u.pathname, u.search, u.hash, u.toString(), u.toJSON()])`;

/** Texts that the host's parser reads otherwise than Node's, with the reason. */
const KNOWN_GAPS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\{\}\|\^/, 'the standard escapes ^ in paths since 2023; Node 20 does not yet'],
  [
    /'(?:mailto|data|javascript|blob|foo|a\+b-c\.1):.*(?:\/\.\.|%2E)/,
    'Node 20 drops the last slash of a path that dots emptied, against the standard',
  ],
  [/'\.\.', 'foo:\/\/host\/p'/, 'the same'],
  [
    /u\.host = 'x:(?:65536|080)'/,
    'a port in a host that cannot be set: the host drops or keeps the old one otherwise',
  ],
  [
    /'file:\/\/\/a\/b'.*u\.host = 'x:/,
    'a port for a file: Node refuses the whole host, this one the port alone',
  ],
];

const isKnown = (expression: string) => KNOWN_GAPS.some(([pattern]) => pattern.test(expression));

const TABLES = {
  'parses texts': URL_TEXTS.map((text) => `${LOOK}(new URL(${text}))`),
  'resolves against a base': RELATIVE_CASES.flatMap((args) => [
    `${LOOK}(new URL(${args}))`,
    `URL.canParse(${args})`,
    `String(URL.parse(${args}))`,
  ]),
  'sets parts': SETTER_CASES.map((each) => each.replace('look(u)', `${LOOK}(u)`)),
  'keeps its parameters': PARAMS_CASES,
};

for (const [what, cases] of Object.entries(TABLES)) {
  test(`URL ${what} as Node does, in ${cases.length} cases`, async () => {
    const expressions = cases.filter((each) => !isKnown(each));
    expect(expressions.length).toBeGreaterThan(250);
    expect(await differences(NAMES, expressions)).toEqual([]);
  }, 60_000);
}
