/** The guest's web globals are held to the web platform's own tests. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { WebPlatformTests } from '../../support/web-platform.ts';
import { GAPS, isKnown, isLeftOut } from './wpt/gaps.ts';

setDefaultTimeout(300_000);

const tests = await WebPlatformTests.open();

/** What the gate has no time for: `wpt/run.ts` runs all of it. */
const SLOW: readonly string[] = [
  'WebCryptoAPI/derive_bits_keys/pbkdf2',
  'WebCryptoAPI/generateKey/successes_RSA',
  'WebCryptoAPI/generateKey/failures_RSA',
  'WebCryptoAPI/import_export/rsa_importKey',
  'WebCryptoAPI/sign_verify/ecdsa',
  'WebCryptoAPI/wrapKey_unwrapKey/',
  'encoding/api-invalid-label',
  'encoding/textdecoder-fatal-single-byte',
];
const isSlow = (file: string) => SLOW.some((part) => file.startsWith(part));

/** Folders, and the fewest subtests that there must be: a file that ends early has none. */
const AREAS: Readonly<Record<string, number>> = {
  'FileAPI/': 300,
  'WebCryptoAPI/': 10_000,
  'console/': 40,
  'dom/': 60,
  'encoding/': 900,
  'hr-time/': 30,
  'html/': 400,
  'performance-timeline/': 60,
  'streams/': 1200,
  'url/': 2000,
  'user-timing/': 60,
  'webidl/': 100,
  'webmessaging/': 15,
};

test.skipIf(!tests).each(Object.keys(AREAS))(
  '%s: every subtest passes, but for what is listed with a reason',
  async (area) => {
    const files = tests?.filesIn([area]).filter((file) => !isLeftOut(file) && !isSlow(file)) ?? [];
    let subtests = 0;
    const unknown: string[] = [];
    const passing: string[] = [];
    for (const file of files) {
      const outcome = await tests?.run(file);
      subtests += outcome?.subtests ?? 0;
      const failed = outcome?.failed ?? [];
      unknown.push(
        ...failed
          .filter(([name]) => !isKnown(file, name))
          .map(([name, problem]) => `${file}: ${name}: ${problem}`),
      );
      const names = new Set(failed.map(([name]) => name));
      passing.push(...Object.keys(GAPS[file] ?? {}).filter((name) => !names.has(name)));
    }
    expect(unknown).toEqual([]);
    expect(passing).toEqual([]);
    expect(subtests).toBeGreaterThan(AREAS[area] ?? 0);
  },
);
