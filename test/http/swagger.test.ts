/** Swagger UI as a person meets it: in a browser, which must ask nobody but this server. */
import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startServer } from '../support/start-server.ts';
import { describeWays, PROCESS_WAYS, type ProcessWay } from '../support/ways.ts';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => Bun.which(name))
  .find((path) => path !== null);

// A machine that gates a change must not pass for want of a browser: there the tests run, and fail.
const skipsBrowser = !CHROMIUM && !Bun.env['CI'];
if (skipsBrowser) {
  console.warn(
    'No Chromium: the tests of Swagger UI are skipped; on Debian: apt-get install chromium',
  );
}

const EXECUTE = '#operations-execute-execute';

/** A browser's first look, a slow machine and a cold disk included, milliseconds. */
const WITHIN_MS = 60_000;

let browser: Browser | undefined;

beforeAll(async () => {
  if (skipsBrowser) return;
  if (!CHROMIUM) throw new Error('Cannot look at Swagger UI: there is no Chromium');
  // Its own sandbox needs rights that containers seldom give; the only page it opens is ours.
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}, WITHIN_MS);

afterAll(async () => {
  await browser?.close();
});

describeWays('Swagger UI', PROCESS_WAYS, (how) => {
  test.skipIf(skipsBrowser)(
    'GET /swagger loads from its own server alone and without a complaint',
    async () => {
      await using visit = await visitSwagger(how);
      const { page, origin, requests, complaints } = visit;
      await page.screenshot({ path: screenshotPath(how, 'start'), fullPage: true });
      expect(requests).toContain(`${origin}/swagger/json`);
      expect(requests.filter((url) => new URL(url).origin !== origin)).toEqual([]);
      expect(complaints).toEqual([]);
    },
    WITHIN_MS,
  );

  test.skipIf(skipsBrowser)(
    'GET /swagger lists every operation, and none of its own assets',
    async () => {
      await using visit = await visitSwagger(how);
      const operations: string[] = [];
      for (const shown of await visit.page.locator('.opblock-summary').all()) {
        const method = await shown.locator('.opblock-summary-method').textContent();
        // Its text has invisible marks where a long path may break.
        const path = await shown.locator('.opblock-summary-path').getAttribute('data-path');
        operations.push(`${method} ${path}`);
      }
      expect(operations.toSorted()).toEqual([
        'GET /',
        'GET /flow/health',
        'GET /flow/limits',
        'GET /flow/modules',
        'GET /flow/status',
        'GET /health',
        'GET /limits',
        'GET /modules',
        'GET /stats',
        'POST /execute',
        'POST /flow/codeblock',
      ]);
    },
    WITHIN_MS,
  );

  test.skipIf(skipsBrowser)(
    'GET /swagger runs the example of POST /execute as it stands',
    async () => {
      await using visit = await visitSwagger(how);
      const { page, complaints } = visit;
      await page.click(`${EXECUTE} .opblock-summary-control`);
      const example = await page.inputValue(`${EXECUTE} .body-param__text`);
      expect(JSON.parse(example)).toMatchObject({ input: { name: 'World', count: 5 } });
      await page.click(`${EXECUTE} .btn.execute`);
      const live = page.locator(`${EXECUTE} .live-responses-table .response`);
      await live.waitFor();
      expect(await live.locator('.response-col_status').textContent()).toContain('200');
      const body = await live.locator('.microlight').first().textContent();
      expect(JSON.parse(body ?? '')).toMatchObject({
        success: true,
        result: 'Hello World! Count: 5',
      });
      await page.screenshot({ path: screenshotPath(how, 'executed'), fullPage: true });
      expect(complaints).toEqual([]);
    },
    WITHIN_MS,
  );
});

interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly origin: string;
  /** Addresses the page asked for, `data:` left out. */
  readonly requests: readonly string[];
  /** What the page reported as wrong. */
  readonly complaints: readonly string[];
}

/** Opens the page of a server of its own, and waits until it shows its operations. */
async function visitSwagger(how: ProcessWay): Promise<Visit> {
  if (!browser) throw new Error('Cannot look at Swagger UI: the browser has not started');
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await startServer({ how }));
  const origin = `http://127.0.0.1:${server.port}`;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  opened.defer(() => page.close());
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(`${origin}/swagger`);
  await page.locator('.opblock').first().waitFor();
  const kept = opened.move();
  return { page, origin, requests, complaints, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

let screenshots: string | undefined;

/** A file in a new temporary directory, for people to look at; named once on the console. */
function screenshotPath(how: ProcessWay, name: string): string {
  if (screenshots === undefined) {
    screenshots = mkdtempSync(join(tmpdir(), 'flow-codeblock-swagger-'));
    console.log(`Screenshots of Swagger UI: ${screenshots}`);
  }
  return join(screenshots, `${how}-${name}.png`);
}
