/** What stands for `test/common/fixtures.js` and for `fs`: the fixtures that a test names, as the host found them. */
import { Buffer } from 'node:buffer';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { leaveOut } from './leave-out.ts';

const FIXTURES = '/node/test/fixtures';

/** Path below the folder of fixtures → its bytes as Base64. */
let files: Readonly<Record<string, string>> = {};

export function setFixtures(given: typeof files): void {
  files = given;
}

const under = (...names: string[]): string => path.join(FIXTURES, ...names);

function readFileSync(file: unknown, options?: unknown): unknown {
  const name = path.relative(FIXTURES, String(file));
  const text = files[name];
  if (text === undefined) return leaveOut(`needs the file '${name}'`);
  const encoding =
    typeof options === 'string' ? options : (options as { encoding?: string })?.encoding;
  const bytes = Buffer.from(text, 'base64');
  return encoding ? bytes.toString(encoding as BufferEncoding) : bytes;
}

export const readFixtureText = (file: string): string => String(readFileSync(file, 'utf8'));

const readKey = (name: string, encoding?: string) => readFileSync(under('keys', name), encoding);

export const fixtures: Readonly<Record<string, unknown>> = {
  fixturesDir: FIXTURES,
  path: under,
  fileURL: (...names: string[]) => pathToFileURL(under(...names)),
  readSync: (names: string | string[], encoding?: string) =>
    readFileSync(under(...[names].flat()), encoding),
  readKey,
  readKeys: (encoding: string, ...names: string[]) => names.map((each) => readKey(each, encoding)),
};

/** Of files there are the fixtures, and of `fs` the reading. */
export const fs: object = new Proxy(
  { readFileSync },
  {
    get: (target, key) =>
      key in target ? Reflect.get(target, key) : () => leaveOut(`needs fs.${String(key)}`),
  },
);
