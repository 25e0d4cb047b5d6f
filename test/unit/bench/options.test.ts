import { describe, expect, test } from 'bun:test';
import { isLoopback, type LoadOptions, parseOptions } from '../../../bench/load/options.ts';

function requireOptions(...args: string[]): LoadOptions {
  const parsed = parseOptions(args);
  if (parsed.kind !== 'options') throw new Error(JSON.stringify(parsed));
  return parsed.options;
}

function problemsOf(...args: string[]): readonly string[] {
  const parsed = parseOptions(args);
  return parsed.kind === 'problems' ? parsed.problems : [];
}

describe('parseOptions', () => {
  test('without arguments is all three phases in closed loop against the default address', () => {
    const options = requireOptions();
    expect(options.url.href).toBe('http://127.0.0.1:3002/');
    expect(options.phases.map(({ connections, requests }) => [connections, requests])).toEqual([
      [100, 1000],
      [500, 5000],
      [1000, 10_000],
    ]);
    expect(options).toMatchObject({
      onlyCase: undefined,
      isJson: false,
      isDistinct: false,
      spawn: 'no',
      timeLimitMs: 60_000,
      targetRps: undefined,
    });
  });

  test('takes every option', () => {
    const options = requireOptions(
      ...'--phase high --case math --json --distinct --binary dist/x --target-rps 2500'.split(' '),
      ...'--time-limit 5 --out /tmp/charts --url http://localhost:8080/flow/codeblock'.split(' '),
    );
    expect(options).toMatchObject({
      onlyCase: 'math',
      isJson: true,
      isDistinct: true,
      spawn: { binary: 'dist/x' },
      timeLimitMs: 5000,
      targetRps: 2500,
      out: '/tmp/charts',
    });
    expect(options.phases.map(({ name }) => name)).toEqual(['high']);
    expect(options.url.pathname).toBe('/flow/codeblock');
  });

  test('tells every problem at once', () => {
    const problems = problemsOf(
      ...'--url ftp://x --phase huge --case none --target-rps=-1 --time-limit 0'.split(' '),
    );
    expect(problems).toHaveLength(5);
  });

  test('refuses an argument that it does not know', () => {
    expect(problemsOf('--connections', '7')).toHaveLength(1);
    expect(problemsOf('loose')).toHaveLength(1);
  });

  test('refuses another machine unless it is allowed', () => {
    expect(problemsOf('--url', 'http://example.com')[0]).toContain('--allow-remote');
    expect(requireOptions('--url', 'http://example.com', '--allow-remote').url.host).toBe(
      'example.com',
    );
  });
});

describe('isLoopback', () => {
  test.each(['127.0.0.1', '127.8.9.10', 'localhost', '[::1]'])('holds for %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  test.each([
    '10.0.0.1',
    '0.0.0.0',
    '127.0.0.1.example.com',
    'localhost.example.com',
    'notlocalhost',
    '[::]',
  ])('does not hold for %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });

  test('sees through other ways to write an address, which URL resolves', () => {
    expect(isLoopback(new URL('http://2130706433').hostname)).toBe(true);
    expect(isLoopback(new URL('http://127.0.0.1@example.com').hostname)).toBe(false);
  });
});
