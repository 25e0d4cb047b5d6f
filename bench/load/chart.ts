/** The latency distribution of each phase as an SVG image: one histogram above the other, one axis. */
import { createLogScale, type LogScale } from './log-scale.ts';
import type { Machine } from './machine.ts';
import { percentile, sortNumbers } from './percentiles.ts';
import { printCount, printMs, printShare } from './table.ts';

export interface ChartPhase {
  readonly name: string;
  readonly connections: number;
  readonly requests: number;
  readonly right: number;
  readonly perSecond: number;
  readonly samplesMs: readonly number[];
}

export interface ChartOptions {
  readonly machine: Machine;
  /** How the load was made, a phrase. */
  readonly mode: string;
  readonly phases: readonly ChartPhase[];
}

const WIDTH = 960;
const LEFT = 84;
const RIGHT = 32;
/** Beside the axis, for the flag of a percentile at its very end. */
const FLAG_ROOM = 72;
const TOP = 108;
const PANEL = 196;
const PANEL_GAP = 30;
/** Of a panel: its heading, then the flags of its percentiles, then the bars. */
const HEADING = 28;
const FLAGS = 58;
const BOTTOM = 84;
const PLOT_WIDTH = WIDTH - LEFT - RIGHT - FLAG_ROOM;
const BARS = 72;

const STYLE = `
  .page { fill: #fdfdfc } .axis { stroke: #9aa1ab } .grid { stroke: #e9ebee }
  text { font: 13px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #5c6470 }
  .title { font-size: 21px; font-weight: 600; fill: #1c2128 }
  .name { font-size: 15px; font-weight: 600; fill: #1c2128 }
  .strong { font-weight: 600; fill: #1c2128 }
  .aside { font-size: 13px; font-weight: 400; fill: #5c6470 }
  .small { font-size: 12px }
  .flag { stroke: #1c2128; stroke-opacity: .55 }
  .halo { paint-order: stroke; stroke: #fdfdfc; stroke-width: 4px; stroke-linejoin: round }
  .b0 { fill: #41638f } .b1 { fill: #7897bd } .b2 { fill: #b3c5da } .b3 { fill: #d9a05b }
  @media (prefers-color-scheme: dark) {
    .page { fill: #14171c } .axis { stroke: #565e6b } .grid { stroke: #262b33 }
    text, .aside { fill: #99a2af } .title, .name, .strong { fill: #e8ebef }
    .flag { stroke: #e8ebef } .halo { stroke: #14171c }
    .b0 { fill: #9dbce3 } .b1 { fill: #6485b0 } .b2 { fill: #40587a } .b3 { fill: #c98c44 }
  }`;

/** A whole SVG document; what it shows reads on a light and on a dark page. */
export function renderChart({ machine, mode, phases }: ChartOptions): string {
  const height = TOP + phases.length * (PANEL + PANEL_GAP) - PANEL_GAP + BOTTOM;
  const scale = scaleOf(phases);
  const panels = phases.map((phase, i) => renderPanel(phase, TOP + i * (PANEL + PANEL_GAP), scale));
  const { cores, bun, date, cpu } = machine;
  const when = `${date.slice(0, 16).replace('T', ' ')} UTC`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>Latency by phase, ${escapeXml(when)}</title>
<style>${STYLE}
</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text class="title" x="${LEFT}" y="40">Latency by phase</text>
<text x="${LEFT}" y="63">${escapeXml(`${when} · ${cores} cores (${cpu}) · Bun ${bun}`)}</text>
<text x="${LEFT}" y="83">${escapeXml(mode)}</text>
${renderGrid(scale, height - BOTTOM)}
${panels.join('\n')}
${renderLegend(height - 16)}
</svg>
`;
}

function scaleOf(phases: readonly ChartPhase[]): LogScale {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const { samplesMs } of phases) {
    for (const ms of samplesMs) {
      if (ms < least) least = ms;
      if (ms > most) most = ms;
    }
  }
  return most > 0 ? createLogScale(Math.max(least, 0.001), most) : createLogScale(1, 1000);
}

const xOf = (scale: LogScale, ms: number) => round(LEFT + scale.at(ms) * PLOT_WIDTH);

function renderGrid(scale: LogScale, bottom: number): string {
  const lines = scale.ticks.map((tick) => {
    const x = xOf(scale, tick);
    const line = `<line class="grid" x1="${x}" x2="${x}" y1="${TOP + HEADING}" y2="${bottom}"/>`;
    return `${line}<text class="small" x="${x}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`;
  });
  const middle = LEFT + PLOT_WIDTH / 2;
  const unit = `<text class="small" x="${middle}" y="${bottom + 38}" text-anchor="middle">latency in milliseconds, logarithmic</text>`;
  return [...lines, unit].join('\n');
}

function renderPanel(phase: ChartPhase, top: number, scale: LogScale): string {
  const { name, connections, requests, right, perSecond } = phase;
  const bottom = top + PANEL;
  const sorted = sortNumbers(phase.samplesMs);
  const share = printShare(requests === 0 ? 0 : right / requests);
  const heading = `<text class="name" x="${LEFT}" y="${top + 12}">${escapeXml(name)}<tspan class="aside" dx="10">${printCount(connections)} connections · ${printCount(requests)} requests</tspan></text>
<text x="${WIDTH - RIGHT}" y="${top + 12}" text-anchor="end"><tspan class="strong">${printCount(perSecond)}</tspan> requests/s · <tspan class="strong">${share}</tspan> right</text>`;
  const axis = `<line class="axis" x1="${LEFT}" x2="${LEFT + PLOT_WIDTH}" y1="${bottom}" y2="${bottom}"/>`;
  if (sorted.length === 0) {
    const x = LEFT + PLOT_WIDTH / 2;
    return `<g>${heading}${axis}<text x="${x}" y="${bottom - 60}" text-anchor="middle">no right answer</text></g>`;
  }
  return `<g>
${heading}
${renderBars(sorted, { top: top + HEADING + FLAGS, bottom, scale })}
${axis}
${renderFlags(sorted, { top: top + HEADING, bottom, scale })}
</g>`;
}

interface Frame {
  readonly top: number;
  readonly bottom: number;
  readonly scale: LogScale;
}

function renderBars(sorted: Float64Array, { top, bottom, scale }: Frame): string {
  const counts = new Uint32Array(BARS);
  for (const ms of sorted) {
    const bar = Math.min(BARS - 1, Math.floor(scale.at(ms) * BARS));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const peak = Math.max(...counts);
  const width = PLOT_WIDTH / BARS;
  let before = 0;
  const bars = [...counts].map((count, i) => {
    const middle = (before + count / 2) / sorted.length;
    before += count;
    if (count === 0) return '';
    // A single answer in ten thousand must still be seen.
    const height = Math.max(1, ((bottom - top) * count) / peak);
    const x = round(LEFT + i * width + 0.5);
    return `<rect class="${shadeOf(middle)}" x="${x}" y="${round(bottom - height)}" width="${round(width - 1)}" height="${round(height)}"/>`;
  });
  const share = `${((peak / sorted.length) * 100).toFixed(1)} %`;
  const tick = `<line class="axis" x1="${LEFT - 5}" x2="${LEFT}" y1="${top}" y2="${top}"/><line class="axis" x1="${LEFT}" x2="${LEFT}" y1="${top}" y2="${bottom}"/>`;
  const label = `<text class="small" x="${LEFT - 9}" y="${top + 4}" text-anchor="end">${share}</text><text class="small" x="${LEFT - 9}" y="${bottom + 4}" text-anchor="end">0</text>`;
  const middle = (top + bottom) / 2;
  const title = `<text class="small" transform="translate(22 ${middle}) rotate(-90)" text-anchor="middle">share of answers</text>`;
  return `${bars.join('')}${tick}${label}${title}`;
}

const SHADES = [
  { upTo: 0.5, name: 'b0', meaning: 'the faster half' },
  { upTo: 0.95, name: 'b1', meaning: 'to p95' },
  { upTo: 0.99, name: 'b2', meaning: 'to p99' },
  { upTo: 1, name: 'b3', meaning: 'the slowest 1 %' },
] as const;

function shadeOf(share: number): string {
  return SHADES.find(({ upTo }) => share <= upTo)?.name ?? 'b3';
}

const FLAGGED = [
  { name: 'p50', share: 0.5 },
  { name: 'p95', share: 0.95 },
  { name: 'p99', share: 0.99 },
] as const;

/** Each percentile's flag flies in a row of its own, so that close ones do not cover each other. */
function renderFlags(sorted: Float64Array, { top, bottom, scale }: Frame): string {
  const flags = FLAGGED.map(({ name, share }, row) => {
    const ms = percentile(sorted, share);
    const x = xOf(scale, ms);
    const y = top + row * 17;
    const line = `<line class="flag" stroke-dasharray="2 3" x1="${x}" x2="${x}" y1="${y}" y2="${bottom}"/>`;
    const text = `<text class="small halo" x="${x + 6}" y="${y + 10}">${name} <tspan class="strong">${printMs(ms)} ms</tspan></text>`;
    return { line, text };
  });
  // The texts last, so that no line runs through one.
  return [...flags.map(({ line }) => line), ...flags.map(({ text }) => text)].join('\n');
}

function renderLegend(y: number): string {
  let x = LEFT;
  const entries = SHADES.map(({ name, meaning }) => {
    const entry = `<rect class="${name}" x="${x}" y="${y - 10}" width="11" height="11"/><text class="small" x="${x + 17}" y="${y}">${meaning}</text>`;
    x += 38 + meaning.length * 6;
    return entry;
  });
  return entries.join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '<': 'lt', '>': 'gt', '&': 'amp', '"': 'quot' };
  return text.replace(/[<>&"]/g, (character) => `&${names[character]};`);
}
