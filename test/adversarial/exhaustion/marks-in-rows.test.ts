/**
 * Attack: Combining marks by the thousand, in the name of a host or in a text for `Intl`: ICU brings them into order in quadratic time, where no meter counts.
 * Answer: A name of a host that ICU has to read is bounded wherever a URL is, and the marks in a row of a text are.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

/** Those of the first class belong behind those of the second. */
const MARKS = "const marks = 'a' + '\\u0301'.repeat(45000) + '\\u0316'.repeat(45000);";
const ESCAPED = "const marks = 'a' + '%CC%81'.repeat(45000) + '%CC%96'.repeat(45000);";

const URLS: readonly string[] = [
  'new URL(`http://${marks}/`).host',
  'new URL(`https://me@${marks}:8080?q`).host',
  'new URL(`http:${marks}`).host',
  'new URL(`\\t h\\nttp:/\\\\/${marks}#h`).host',
  'new URL(`file://${marks}/x`).host',
  'new URL(`//${marks}/x`, "http://a.example/").host',
  'new URL("/x", `http://${marks}/`).host',
  'new URL(`blob:http://${marks}/x`).origin',
  'URL.canParse(`http://${marks}/`)',
  'new Request(`http://${marks}/`).url',
  'await fetch(`http://${marks}/`)',
  'require("url").parse(`http://${marks}/`).host',
  'require("url").domainToASCII(marks)',
  'require("url").domainToUnicode(marks)',
  '{ const url = new URL("http://a/"); url.host = marks; return url.href }',
  '{ const url = new URL("http://a/"); url.hostname = marks; return url.href }',
  '{ const url = new URL("http://a/"); url.href = `http://${marks}/`; return url.href }',
];

const asReturn = (code: string) => (code.startsWith('{') ? code : `return ${code}`);

test('POST /execute bounds the names of hosts wherever a URL is read', async () => {
  const attacks = [MARKS, ESCAPED].flatMap((marks) =>
    URLS.map((code) => `${marks} ${asReturn(code)}`),
  );
  await target().survives(attacks, { timeoutMs: 1000 });
});

test('POST /execute bounds names of hosts on their way into a list of parts', async () => {
  const most = "const marks = 'a' + '\\u0301'.repeat(2000) + '\\u0316'.repeat(2000);";
  await target().survives([`${most} for (;;) URL.canParse(\`http://\${marks}/\`)`], {
    endings: ['timeout'],
  });
});

const TEXTS: readonly string[] = [
  'marks.localeCompare("a\\u0316")',
  'new Intl.Collator("en").compare("b", marks)',
  '[marks, "a", marks + "b"].sort(new Intl.Collator("vi", { sensitivity: "base" }).compare)',
  'marks.toLocaleUpperCase("lt")',
  'new Intl.Segmenter("ja", { granularity: "word" }).segment(marks).containing(5)',
];

test('POST /execute refuses combining marks without an end in a text for Intl', async () => {
  const ended = await target().survives(
    TEXTS.map((code) => `${MARKS} return ${code}`),
    { endings: ['guest_threw'], timeoutMs: 1000 },
  );
  for (const { answer } of ended) expect(answer.text).toContain('at most 100 are allowed');
});

test('POST /execute ends calls with as many marks in rows as are allowed', async () => {
  const rows = "const rows = ('a' + '\\u0301'.repeat(50) + '\\u0316'.repeat(50)).repeat(490);";
  await target().survives([`${rows} for (;;) rows.localeCompare(rows.slice(1) + 'b')`], {
    endings: ['timeout'],
  });
});
