import { describe, expect, test } from 'bun:test';
import type { Round } from '../../../bench/peers/measure.ts';
import { PEER_IDS, type PeerId } from '../../../bench/peers/peers.ts';
import { renderPeers } from '../../../bench/peers/peers-table.ts';
import { figuresOf, type PeersReport, problemsOf } from '../../../bench/peers/report.ts';
import { CHINESE, ENGLISH } from '../../../bench/peers/words.ts';

const round = (perSecond: number): Round => ({
  perSecond,
  p50Ms: perSecond / 1000,
  p99Ms: perSecond / 100,
  rssBytes: perSecond * 2 ** 20,
  heavyPerSecond: perSecond / 10,
});
const LOST: Round = { problem: 'Cannot use this round: 3 requests failed under load' };

const report = (rounds: Partial<Record<PeerId, readonly Round[]>>): PeersReport => ({
  machine: { cpu: 'X', cores: 2, bun: '1.4.5', date: '2026-01-02T03:04:05.000Z', loadAverage: 0 },
  generator: 'wrk',
  versions: { 'flow-codeblock': '9.9.9', Node: '20.0.0', 'some-peer': '1.2.3' },
  isExecutable: true,
  connections: 100,
  heavyConnections: 4,
  roundMs: 2000,
  processes: 2,
  results: PEER_IDS.map((id) => ({ id, rounds: rounds[id] ?? [round(100)] })),
});
const figures = (all: PeersReport, id: PeerId) => {
  const result = all.results.find((each) => each.id === id);
  if (!result) throw new Error(`Cannot find '${id}'`);
  return figuresOf(all, result);
};

describe('figuresOf', () => {
  test('a fraction is the median of the fractions of the rounds, not of the medians', () => {
    const all = report({
      echo: [1000, 100, 400].map(round),
      'flow-codeblock': [500, 60, 320].map(round),
    });
    // 0.5, 0.6 and 0.8; of the medians it would be 320 / 400.
    expect(figures(all, 'flow-codeblock').ofEcho).toBe(0.6);
    expect(figures(all, 'flow-codeblock').perSecond).toBe(320);
  });

  test('a round with a problem does not count, nor does its echo', () => {
    const all = report({
      echo: [LOST, round(100)],
      'node-vm': [round(5), round(20)],
      'quickjs-wasi': [round(7), LOST],
    });
    expect(figures(all, 'node-vm').ofEcho).toBe(0.2);
    expect(figures(all, 'quickjs-wasi').ofEcho).toBeUndefined();
    expect(figures(all, 'quickjs-wasi').perSecond).toBe(7);
    expect(figures(all, 'echo').ofEcho).toBeUndefined();
  });

  test('of no round that counts there is no figure', () => {
    const all = report({ 'node-vm': [LOST, LOST] });
    expect(Object.values(figures(all, 'node-vm')).every((each) => each === undefined)).toBe(true);
    const [, result] = [LOST, all.results.find(({ id }) => id === 'node-vm')];
    expect([...problemsOf(result ?? { id: 'node-vm', rounds: [] })]).toEqual([[LOST.problem, 2]]);
  });
});

describe.each([
  ['English', ENGLISH],
  ['Chinese', CHINESE],
])('renderPeers in %s', (_, words) => {
  test('has a row for each peer, every row as wide as the head', () => {
    const lines = renderPeers(report({}), words).split('\n');
    const cells = lines.slice(0, PEER_IDS.length + 2).map((line) => line.split(' | ').length);
    expect(new Set(cells)).toEqual(new Set([words.headers.length]));
    for (const id of PEER_IDS) {
      expect(lines.filter((line) => line.startsWith(`| ${words.labels[id]} |`))).toHaveLength(1);
    }
  });

  test('says when, on what and with what it was measured', () => {
    const text = renderPeers(report({}), words);
    for (const part of ['2026-01-02 03:04 UTC', 'Bun 1.4.5', 'Node 20.0.0', 'some-peer 1.2.3']) {
      expect(text).toContain(part);
    }
    expect(text).toContain(`flow-codeblock 9.9.9 (${words.executable})`);
  });

  test('says which rounds did not count, and why', () => {
    const text = renderPeers(report({ 'node-vm': [LOST, round(1)] }), words);
    expect(text.split('\n').at(-1)).toContain(LOST.problem);
    expect(text.split('\n').at(-1)).toContain(words.labels['node-vm']);
  });
});

test('renderPeers shows what a probe found, and a dash where there was none', () => {
  const probes = {
    endlessLoop: { held: true, seen: '' },
    endlessCalls: { held: false, seen: '' },
    memory: { held: true, seen: '' },
  };
  const plain = report({});
  const results = plain.results.map((each) => (each.id === 'node-vm' ? { ...each, probes } : each));
  const rowOf = (id: PeerId) =>
    renderPeers({ ...plain, results }, ENGLISH)
      .split('\n')
      .find((line) => line.startsWith(`| ${ENGLISH.labels[id]} |`));
  expect(rowOf('node-vm')).toEndWith('| yes | **no** | yes |');
  expect(rowOf('quickjs-wasi')).toEndWith('| – | – | – |');
});
