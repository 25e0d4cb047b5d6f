import { beforeAll, describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { YAML } from 'bun';
import { describeSettings, parseConfig } from '../../../src/base/config.ts';
import { PROJECT_ROOT } from '../../support/ways.ts';

interface Service {
  readonly environment: Readonly<Record<string, unknown>>;
  readonly read_only?: unknown;
  readonly cap_drop?: unknown;
  readonly security_opt?: unknown;
  readonly privileged?: unknown;
  readonly user?: unknown;
  readonly mem_limit: string;
  readonly pids_limit: number;
  readonly stop_grace_period: string;
}

const defaults = parseConfig({}, 1);
if (!defaults.ok) throw new Error('Cannot use the defaults: they are no good settings');
const DEFAULTS = defaults.config.settings;

const readText = (name: string) => Bun.file(join(PROJECT_ROOT, name)).text();

describe('docker-compose.yml', () => {
  let service: Service;

  beforeAll(async () => {
    const file = YAML.parse(await readText('docker-compose.yml')) as {
      services: Record<string, Service>;
    };
    expect(Object.keys(file.services)).toEqual(['flow-codeblock']);
    service = file.services['flow-codeblock'] as Service;
  });

  test('SETTINGS are all there, each with its default', () => {
    const wanted = describeSettings().map(({ name, fallback }) => [
      name,
      `\${${name}:-${fallback}}`,
    ]);
    expect(service.environment).toEqual(Object.fromEntries(wanted));
  });

  test('the service may do nothing but run', () => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect([service.privileged, service.user]).toEqual([undefined, undefined]);
  });

  test('the memory limit holds every sandbox when all are full', () => {
    const gigabytes = Number(/:-(\d+)g\}$/.exec(service.mem_limit)?.[1]);
    const sandboxes = DEFAULTS.RUNTIME_POOL_SIZE * DEFAULTS.SANDBOX_MEMORY_BYTES;
    expect(gigabytes * 1024 ** 3).toBeGreaterThan(sandboxes);
  });

  test('the thread limit is above the most workers there can be', () => {
    const most = parseConfig({ MAX_WORKERS: '256', RUNTIME_POOL_SIZE: '256' }, 1);
    expect(most).toMatchObject({ ok: true, config: { maxWorkers: 256 } });
    expect(parseConfig({ MAX_WORKERS: '257' }, 1).ok).toBe(false);
    expect(service.pids_limit).toBeGreaterThan(256);
  });

  test('the grace period is longer than a deadline', () => {
    const seconds = Number(/^(\d+)s$/.exec(service.stop_grace_period)?.[1]);
    expect(seconds * 1000).toBeGreaterThan(DEFAULTS.EXECUTION_TIMEOUT_MS);
  });
});

describe('Dockerfile', () => {
  test('the port is the default of PORT', async () => {
    expect(await readText('Dockerfile')).toContain(`\nEXPOSE ${DEFAULTS.PORT}\n`);
  });

  test('the image runs the service as a user that is not root, without a shell', async () => {
    const [, image = ''] = (await readText('Dockerfile')).split(/^FROM scratch$/m);
    expect(image).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(image).toMatch(/^ENTRYPOINT \["\/.*flow-codeblock"\]$/m);
    expect(image).toMatch(/CMD \["\/.*flow-codeblock", "health"\]$/m);
    expect(image).not.toMatch(/^RUN/m);
  });

  test('every file that it copies is let through by .dockerignore', async () => {
    const copied = [...(await readText('Dockerfile')).matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
    const names = copied.flatMap(([, list = '']) => list.split(' '));
    const ignored = (await readText('.dockerignore')).split('\n');
    expect(ignored).toContain('*');
    for (const name of names) expect(ignored).toContain(`!${name}`);
  });
});

describe('Bun', () => {
  test.each([
    ['README.md', /bun@([\d.]+\d)/g],
    ['README.zh-CN.md', /bun@([\d.]+\d)/g],
    ['Dockerfile', /oven\/bun:(\S+)/g],
    ['.ci/run', /^BUN_VERSION=(\S+)$/gm],
    ['package.json', /"(?:bun|@types\/bun)": "([^"]+)"/g],
  ])('Bun.version is the one that %s names', async (name, pattern) => {
    const named = [...(await readText(name)).matchAll(pattern)].map(([, version]) => version);
    expect([...new Set(named)]).toEqual([Bun.version]);
  });
});
