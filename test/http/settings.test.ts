/** Every setting changes what it says it does. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { SETTINGS } from '../../src/base/config.ts';
import { resultOf } from '../support/answer.ts';
import { Child } from '../support/child.ts';
import { eventually } from '../support/eventually.ts';
import { shareServer } from '../support/shared-server.ts';
import { startServer } from '../support/start-server.ts';
import { describeWays, PROCESS_WAYS, WAYS } from '../support/ways.ts';
import { SETTING_CASES, settingCasesFor } from './setting-cases.ts';

setDefaultTimeout(30_000);

test('SETTINGS has a case for every setting, and no case is without a setting', () => {
  expect(Object.keys(SETTING_CASES).sort()).toEqual(Object.keys(SETTINGS).sort());
});

describeWays('Settings', WAYS, (how) => {
  const plainServer = shareServer({ how });

  test.each(settingCasesFor(how))('$name makes the difference that it promises', async (each) => {
    expect(await each.observe(plainServer())).toEqual(each.plain);
    await using server = await startServer({ how, env: each.env });
    expect(await each.observe(server)).toEqual(each.changed);
  });

  test('DISABLED_GLOBALS takes away what it names, and nothing else', async () => {
    await using server = await startServer({ how, env: { DISABLED_GLOBALS: 'Math, Reflect' } });
    const code =
      'return [typeof Math, typeof Reflect, typeof JSON, typeof setTimeout, eval("1 + 1")]';
    const unchecked = code.replace('eval(', '(0, eval)(').replace('(0, eval)', '[eval][0]');
    expect(resultOf(await server.execute({ code: unchecked }))).toEqual([
      'undefined',
      'undefined',
      'object',
      'function',
      2,
    ]);
  });

  test('DISABLED_GLOBALS leaves `Function` good for instanceof by default', async () => {
    const code = 'return [(() => 1) instanceof Function, typeof Function, typeof eval]';
    expect(resultOf(await plainServer().execute({ code }))).toEqual([true, 'function', 'function']);
  });

  test('ALLOW_CONSOLE=off leaves `console` there, with methods that do nothing', async () => {
    await using server = await startServer({ how, env: { ALLOW_CONSOLE: 'off' } });
    const code =
      'return ["debug", "info", "log", "warn", "error"].map((m) => console[m]("x") === undefined)';
    expect(resultOf(await server.execute({ code }))).toEqual(Array(5).fill(true));
  });
});

describeWays('Settings at start', PROCESS_WAYS, (how) => {
  test('A bad value stops the server with every problem, exit code 78', async () => {
    await using child = new Child({
      how,
      env: {
        PORT: '70000',
        WORKERS: 'many',
        STATIC_CHECK: 'yes',
        DISABLED_GLOBALS: 'a,,b',
        MAX_CODE_LENGTH: '-1',
      },
    });
    const { exitCode, stdout, stderr } = await child.end();
    expect([exitCode, stdout]).toEqual([78, '']);
    const problems = stderr.split('\n');
    expect(problems).toHaveLength(5);
    expect(problems.join('\n')).toMatch(/PORT='70000': a whole number from 0 to 65535/);
    for (const name of ['WORKERS', 'STATIC_CHECK', 'DISABLED_GLOBALS', 'MAX_CODE_LENGTH']) {
      expect(problems.filter((line) => line.startsWith(`Cannot use ${name}=`))).toHaveLength(1);
    }
  });

  test('An empty value counts as absent', async () => {
    await using server = await startServer({
      how,
      env: { MAX_CODE_LENGTH: '', WORKERS: ' ', LOG_LEVEL: '' },
    });
    expect(resultOf(await server.execute({ code: 'return 1' }))).toBe(1);
  });

  test('LOG_LEVEL=silent prints nothing at all', async () => {
    const free = await startServer({ how });
    const { port } = free;
    await free.stop();
    const env = { PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'silent', GOGC: '100' };
    await using child = new Child({ how, env });
    const isHealthy = async () => {
      try {
        return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
      } catch {
        // It does not listen yet.
        return false;
      }
    };
    await eventually(isHealthy, Boolean);
    child.kill('SIGTERM');
    expect(await child.end()).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('The log is JSON, one object a line, and starts with what is ready', async () => {
    await using server = await startServer({ how, env: { RUNTIME_POOL_SIZE: '7', WORKERS: '2' } });
    expect(resultOf(await server.execute({ code: 'return 1' }))).toBe(1);
    const ready = await server.log.waitFor('ready');
    expect(ready).toMatchObject({ port: server.port, host: '127.0.0.1', workers: 2, sandboxes: 7 });
    await server.stop();
    expect(server.log.records.map(({ msg }) => msg)).toEqual(['ready', 'draining', 'stopped']);
    expect(server.log.text.split('\n')).toHaveLength(3);
  });
});
