/** What the program does besides serving, and how it fails to start. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { SETTINGS } from '../../src/base/config.ts';
import { VERSION } from '../../src/base/version.ts';
import { Child } from '../support/child.ts';
import { startServer } from '../support/start-server.ts';
import { describeWays, PROCESS_WAYS } from '../support/ways.ts';

setDefaultTimeout(30_000);

describeWays('flow-codeblock', PROCESS_WAYS, (how) => {
  const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    await using child = new Child({ how, args, env });
    return await child.end();
  };

  test.each(['--help', '-h'])(
    'flow-codeblock %s prints every command and every setting',
    async (flag) => {
      const { exitCode, stdout, stderr } = await run([flag]);
      expect([exitCode, stderr]).toEqual([0, '']);
      for (const name of [...Object.keys(SETTINGS), 'health', '--check-config', '--version']) {
        expect(stdout).toContain(name);
      }
    },
  );

  test.each(['--version', '-v'])('flow-codeblock %s prints the version alone', async (flag) => {
    expect(await run([flag])).toEqual({ exitCode: 0, stdout: `${VERSION}\n`, stderr: '' });
  });

  test('flow-codeblock --check-config finds good settings fine', async () => {
    const { exitCode, stderr } = await run(['--check-config'], { PORT: '8080', WORKERS: '2' });
    expect([exitCode, stderr]).toEqual([0, '']);
  });

  test('flow-codeblock --check-config lists every problem of bad settings, exit code 78', async () => {
    const { exitCode, stderr } = await run(['--check-config'], {
      PORT: 'x',
      ALLOW_CONSOLE: 'maybe',
    });
    expect(exitCode).toBe(78);
    expect(stderr).toMatch(/PORT='x'/);
    expect(stderr).toMatch(/ALLOW_CONSOLE='maybe'.*'on', 'off'/);
  });

  test('flow-codeblock refuses an argument that it does not know, exit code 64', async () => {
    const { exitCode, stdout, stderr } = await run(['--prot=80']);
    expect([exitCode, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(/--prot=80.*--help/);
  });

  test('flow-codeblock health tells by its exit code how a server is', async () => {
    await using server = await startServer({ how });
    const healthy = await run(['health', `http://127.0.0.1:${server.port}/health`]);
    expect(healthy.exitCode).toBe(0);
    expect(healthy.stdout).toContain('"healthy"');
    const byPort = await run(['health'], { PORT: String(server.port) });
    expect(byPort.exitCode).toBe(0);
    const elsewhere = await run(['health', `http://127.0.0.1:${server.port}/nowhere`]);
    expect(elsewhere.exitCode).toBe(1);
  });

  test('flow-codeblock health says when it reaches nobody, exit code 1', async () => {
    const { exitCode, stderr } = await run(['health', 'http://127.0.0.1:1/health']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Cannot reach http://127.0.0.1:1/health');
  });

  test('flow-codeblock does not start on a port that another has, and says so', async () => {
    await using server = await startServer({ how });
    const env = { PORT: String(server.port), HOST: '127.0.0.1' };
    await using child = new Child({ how, env });
    const { exitCode } = await child.end();
    expect(exitCode).toBe(70);
    const fatal = child.log.records.filter(({ level }) => level === 60);
    expect(fatal).toHaveLength(1);
    expect(JSON.stringify(fatal)).toMatch(/in use|EADDRINUSE/);
    expect(JSON.stringify(fatal)).toContain(String(server.port));
  });
});
