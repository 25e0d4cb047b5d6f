/** The five cases sent by `wrk`, where it is installed: it takes less of the machine than our client. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CASES, type LoadCase, TURNS } from './cases.ts';

export interface WrkOptions {
  readonly url: URL;
  readonly connections: number;
  readonly durationMs: number;
  readonly isDistinct: boolean;
  /** What is sent, in turn; the five cases where nothing is said. */
  readonly cases?: readonly LoadCase[];
}

export interface WrkResult {
  readonly perSecond: number;
  readonly answered: number;
  /** Answers that were no 200, and connections that failed. */
  readonly errors: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Where `wrk` is, if it is. */
export const WRK: string | null = Bun.which('wrk');

/** Longer than any phase: what takes so long to answer counts as an error. */
const ANSWER_WITHIN_S = 30;

/** @throws when wrk fails, or is not there */
export async function runWrk(options: WrkOptions): Promise<WrkResult> {
  if (WRK === null) throw new Error('Cannot run wrk: it is not on the PATH');
  const directory = await mkdtemp(join(tmpdir(), 'flow-codeblock-wrk-'));
  try {
    const script = join(directory, 'requests.lua');
    await Bun.write(script, renderScript(options));
    const { url, connections, durationMs } = options;
    const child = Bun.spawn(
      [
        WRK,
        '--threads=1',
        `--connections=${connections}`,
        `--duration=${Math.max(1, Math.round(durationMs / 1000))}s`,
        `--timeout=${ANSWER_WITHIN_S}s`,
        `--script=${script}`,
        new URL('/execute', url).href,
      ],
      { stdout: 'pipe', stderr: 'inherit' },
    );
    const text = await child.stdout.text();
    return readResult(text);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const MARK = 'figures:';

function readResult(text: string): WrkResult {
  const at = text.lastIndexOf(MARK);
  if (at < 0) throw new Error(`Cannot read what wrk says:\n${text}`);
  const [requests = 0, micros = 1, errors = 0, p50 = 0, p99 = 0] = text
    .slice(at + MARK.length)
    .trim()
    .split(' ')
    .map(Number);
  return {
    perSecond: (requests * 1e6) / micros,
    answered: requests,
    errors,
    p50Ms: p50 / 1000,
    p99Ms: p99 / 1000,
  };
}

/** A Lua script that sends what `createWork` would send. */
function renderScript({ isDistinct, cases = CASES }: WrkOptions): string {
  const requests = Array.from({ length: cases.length * TURNS }, (_, i) => {
    const loadCase = cases[i % cases.length];
    if (!loadCase) throw new Error('Cannot make requests: there is no case');
    const input = JSON.stringify(loadCase.input(Math.floor(i / cases.length)));
    const code = Buffer.from(loadCase.code).toString('base64');
    return `{ [=[{"input":${input},"codebase64":"]=], [=[${code}"}]=] }`;
  });
  return `local parts = { ${requests.join(',\n')} }
local headers = { ["Content-Type"] = "application/json" }
local at = 0
local bodies = {}
${isDistinct ? DISTINCT.replace('%NONCE%', () => String(Math.floor(Math.random() * 8e11))) : REPEATED}
function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("${MARK}%d %d %d %d %d\\n", summary.requests, summary.duration, failed,
    latency:percentile(50), latency:percentile(99)))
end
`;
}

const REPEATED = `function init(args)
  for i, part in ipairs(parts) do
    bodies[i] = wrk.format("POST", nil, headers, part[1] .. part[2])
  end
end
function request()
  at = at % #bodies + 1
  return bodies[at]
end`;

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Three digits make four characters of base64, so a number's is put together from a table. */
const DISTINCT = `local triples = { ${Array.from({ length: 1000 }, (_, i) => `"${base64(String(i).padStart(3, '0'))}"`).join(',')} }
local nonce = %NONCE%
function request()
  at = at % #parts + 1
  nonce = nonce + 1
  local n = nonce
  local low, mid, high = n % 1000, math.floor(n / 1e3) % 1000, math.floor(n / 1e6) % 1000
  local salt = "${base64('const salt =')}" .. triples[101 + math.floor(n / 1e9) % 900]
    .. triples[high + 1] .. triples[mid + 1] .. triples[low + 1] .. "${base64(';\n\n')}"
  return wrk.format("POST", nil, headers, parts[at][1] .. salt .. parts[at][2])
end`;
