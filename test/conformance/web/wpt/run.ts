/**
 * Runs files of the web platform's tests and prints what does not pass, known or not:
 * `bun test/conformance/web/wpt/run.ts FOLDER…`, such as `url/` or `WebCryptoAPI/wrapKey`.
 */
import { WebPlatformTests } from '../../../support/web-platform.ts';
import { isKnown, isLeftOut } from './gaps.ts';

const tests = await WebPlatformTests.open();
if (!tests) process.exit(1);
const totals = { subtests: 0, known: 0, unknown: 0 };
for (const file of tests.filesIn(process.argv.slice(2)).filter((each) => !isLeftOut(each))) {
  const startedMs = performance.now();
  const { subtests, failed } = await tests.run(file);
  const unknown = failed.filter(([name]) => !isKnown(file, name));
  totals.subtests += subtests;
  totals.unknown += unknown.length;
  totals.known += failed.length - unknown.length;
  const tookMs = Math.round(performance.now() - startedMs);
  console.log(`${file}: ${subtests} subtests, ${unknown.length} failed, ${tookMs} ms`);
  for (const [name, problem] of unknown) console.log(`  - ${name}: ${problem}`);
}
console.log(totals);
