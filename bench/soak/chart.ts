/** A soak's figures over time as an SVG image: a panel each, with the line that its trend was judged by. */
import { type Machine, printMachine } from '../load/machine.ts';
import { FIGURES, type FigureSpec, type Judged, pointsOf } from './figures.ts';
import type { Sample } from './sampler.ts';

export interface SoakChart {
  readonly machine: Machine;
  readonly title: string;
  readonly samples: readonly Sample[];
  readonly warmUpMs: number;
  readonly judged: readonly Judged[];
}

const WIDTH = 960;
const LEFT = 72;
const TOP = 92;
const COLUMNS = 2;
const PANEL_WIDTH = 380;
const PANEL_HEIGHT = 110;
const GAP_X = 68;
const GAP_Y = 62;

const STYLE = `
  .page { fill: #fdfdfc } .axis { stroke: #9aa1ab } .warm { fill: #9aa1ab; fill-opacity: .14 }
  text { font: 12px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #5c6470 }
  .title { font-size: 21px; font-weight: 600; fill: #1c2128 } .name { font-size: 14px; font-weight: 600; fill: #1c2128 }
  .line { fill: none; stroke: #41638f; stroke-width: 1.3 } .trend { stroke: #b8722c; stroke-width: 1.6; stroke-dasharray: 5 4 }
  .bad { fill: #b3261e }
  @media (prefers-color-scheme: dark) {
    .page { fill: #14171c } .axis { stroke: #565e6b } text { fill: #99a2af } .title, .name { fill: #e8ebef }
    .line { stroke: #9dbce3 } .trend { stroke: #e0a863 } .bad { fill: #ff8a80 }
  }`;

/** A whole SVG document; it reads on a light and on a dark page. */
export function renderSoakChart(chart: SoakChart): string {
  const rows = Math.ceil(FIGURES.length / COLUMNS);
  const height = TOP + rows * (PANEL_HEIGHT + GAP_Y);
  const panels = FIGURES.map((spec, i) => {
    const x = LEFT + (i % COLUMNS) * (PANEL_WIDTH + GAP_X);
    const y = TOP + Math.floor(i / COLUMNS) * (PANEL_HEIGHT + GAP_Y) + 24;
    return `<g transform="translate(${x} ${y})">${renderPanel(spec, chart, chart.judged[i])}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>${escapeXml(chart.title)}</title>
<style>${STYLE}
</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text class="title" x="${LEFT}" y="38">${escapeXml(chart.title)}</text>
<text x="${LEFT}" y="60">${escapeXml(printMachine(chart.machine))}</text>
<text x="${LEFT}" y="78">Grey: warm-up, not judged. Dashed: the median of the slopes between all points after it.</text>
${panels.join('\n')}
</svg>
`;
}

function renderPanel(spec: FigureSpec, chart: SoakChart, judged: Judged | undefined): string {
  const points = pointsOf(spec, chart.samples);
  const endMs = points.at(-1)?.atMs ?? 1;
  const most = niceCeiling(Math.max(...points.map(({ value }) => value)));
  const xOf = (ms: number) => round((ms / endMs) * PANEL_WIDTH);
  const yOf = (value: number) => round(PANEL_HEIGHT - (value / most) * PANEL_HEIGHT);
  const line = points.map(({ atMs, value }) => `${xOf(atMs)},${yOf(value)}`).join(' ');
  const warm = xOf(chart.warmUpMs);
  const unit = spec.unit === '' ? '' : `, ${spec.unit}`;
  const ticks = [
    `<text x="-8" y="4" text-anchor="end">${most}</text>`,
    `<text x="-8" y="${PANEL_HEIGHT + 4}" text-anchor="end">0</text>`,
    `<text x="${PANEL_WIDTH}" y="${PANEL_HEIGHT + 18}" text-anchor="end">${(endMs / 60_000).toFixed(1)} min</text>`,
  ];
  return `<text class="name" y="-12">${escapeXml(spec.name + unit)}</text>
<rect class="warm" width="${warm}" height="${PANEL_HEIGHT}"/>
<line class="axis" y1="${PANEL_HEIGHT}" y2="${PANEL_HEIGHT}" x2="${PANEL_WIDTH}"/><line class="axis" y2="${PANEL_HEIGHT}"/>
<polyline class="line" points="${line}"/>
${judged ? renderTrend(judged, { from: warm, yOf }) : ''}
${ticks.join('')}`;
}

function renderTrend(
  { trend, unit, isGrowing }: Judged,
  { from, yOf }: { from: number; yOf(value: number): number },
): string {
  const { startValue, growth, perMinute } = trend;
  const sign = perMinute < 0 ? '−' : '+';
  const note = `${sign}${Math.abs(perMinute).toPrecision(2)} ${unit} a minute${isGrowing ? ': grows' : ''}`;
  const ends = `x1="${from}" y1="${yOf(startValue)}" x2="${PANEL_WIDTH}" y2="${yOf(startValue + growth)}"`;
  return `<line class="trend" ${ends}/><text ${isGrowing ? 'class="bad"' : ''} x="${PANEL_WIDTH}" y="-12" text-anchor="end">${note}</text>`;
}

/** The least of 1, 2, 5 times a power of ten that is not below. */
function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((each) => each >= value) ?? 10 * power;
}

const round = (value: number) => Math.round(value * 10) / 10;

function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '<': 'lt', '>': 'gt', '&': 'amp', '"': 'quot' };
  return text.replace(/[<>&"]/g, (character) => `&${names[character]};`);
}
