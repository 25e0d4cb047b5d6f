/** What the command line of the load test asks for. */
import { parseArgs } from 'node:util';
import { CASE_NAMES, type CaseName } from './cases.ts';

export interface PhaseSpec {
  readonly name: PhaseName;
  readonly connections: number;
  readonly requests: number;
}

export const PHASES = [
  { name: 'warmup', connections: 100, requests: 1000 },
  { name: 'medium', connections: 500, requests: 5000 },
  { name: 'high', connections: 1000, requests: 10_000 },
] as const;
export type PhaseName = (typeof PHASES)[number]['name'];

export interface LoadOptions {
  readonly url: URL;
  readonly phases: readonly PhaseSpec[];
  readonly onlyCase: CaseName | undefined;
  readonly isJson: boolean;
  readonly isDistinct: boolean;
  /** Starts a server of its own, from source or this binary. */
  readonly spawn: 'no' | 'source' | { readonly binary: string };
  /** Where the chart goes. */
  readonly out: string;
  readonly timeLimitMs: number;
  readonly targetRps: number | undefined;
}

export type ParsedOptions =
  | { readonly kind: 'options'; readonly options: LoadOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

export const HELP = `Load test: three phases over HTTP, every answer checked

  bun bench/load.ts [options]

  --url URL          the server (http://127.0.0.1:3002); its path, if it has one, is what is posted to
  --allow-remote     lets the server be on another machine
  --spawn            starts a server of its own from source, on a free port
  --binary PATH      the same, from this executable
  --phase NAME       one phase alone: ${PHASES.map(({ name }) => name).join(', ')}
  --case NAME        one case alone: ${CASE_NAMES.join(', ')}
  --distinct         another snippet text in every request
  --target-rps N     open loop: N requests a second, whatever the answers
  --time-limit S     longest a phase may take, seconds (60)
  --json             JSON on stdout
  --out DIR          where the chart goes (bench/results)
  --help             this
`;

const SPEC = {
  url: { type: 'string', default: 'http://127.0.0.1:3002' },
  'allow-remote': { type: 'boolean', default: false },
  spawn: { type: 'boolean', default: false },
  binary: { type: 'string' },
  phase: { type: 'string' },
  case: { type: 'string' },
  distinct: { type: 'boolean', default: false },
  'target-rps': { type: 'string' },
  'time-limit': { type: 'string', default: '60' },
  json: { type: 'boolean', default: false },
  out: { type: 'string', default: 'bench/results' },
  help: { type: 'boolean', default: false },
} as const;

const MAX_TIME_LIMIT_S = 3600;
const MAX_TARGET_RPS = 1_000_000;

/** @param args what follows the script's name; @returns options, or every problem, one sentence each */
export function parseOptions(args: readonly string[]): ParsedOptions {
  let values: ReturnType<typeof readArguments>;
  try {
    values = readArguments(args);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { kind: 'problems', problems: [`Cannot read the arguments: ${reason}`] };
  }
  if (values.help) return { kind: 'help' };
  const problems: string[] = [];
  const take = <T>(read: Read<T>): T | undefined => {
    if ('value' in read) return read.value;
    problems.push(read.problem);
    return undefined;
  };
  const url = take(readUrl(values.url, values['allow-remote']));
  const phases = take(readPhases(values.phase));
  const onlyCase = take(readCase(values.case));
  const limitS = take(readNumber('--time-limit', values['time-limit'], MAX_TIME_LIMIT_S));
  const targetRps = take(readNumber('--target-rps', values['target-rps'], MAX_TARGET_RPS));
  if (!url || !phases || limitS === undefined || problems.length > 0) {
    return { kind: 'problems', problems };
  }
  const { binary } = values;
  return {
    kind: 'options',
    options: {
      url,
      phases,
      onlyCase,
      isJson: values.json,
      isDistinct: values.distinct,
      spawn: binary === undefined ? (values.spawn ? 'source' : 'no') : { binary },
      out: values.out,
      timeLimitMs: limitS * 1000,
      targetRps,
    },
  };
}

type Read<T> = { readonly value: T } | { readonly problem: string };

function readArguments(args: readonly string[]) {
  return parseArgs({ args: [...args], options: SPEC, strict: true, allowPositionals: false })
    .values;
}

function readUrl(text: string, allowsRemote: boolean): Read<URL> {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:') {
    return { problem: `Cannot use --url '${text}': an http:// address was wanted` };
  }
  if (!allowsRemote && !isLoopback(url.hostname)) {
    return {
      problem: `Cannot use --url '${text}': it is not this machine, and --allow-remote was not given`,
    };
  }
  return { value: url };
}

/** Whether a URL's host is this machine and no other; a name that only begins like one is not. */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true;
  return /^127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$/.test(hostname);
}

function readPhases(name: string | undefined): Read<readonly PhaseSpec[]> {
  if (name === undefined) return { value: PHASES };
  const phase = PHASES.find((each) => each.name === name);
  if (phase) return { value: [phase] };
  return {
    problem: unknownName(
      '--phase',
      name,
      PHASES.map((each) => each.name),
    ),
  };
}

function readCase(name: string | undefined): Read<CaseName | undefined> {
  const known = CASE_NAMES.find((each) => each === name);
  if (name === undefined || known) return { value: known };
  return { problem: unknownName('--case', name, CASE_NAMES) };
}

function unknownName(option: string, name: string, names: readonly string[]): string {
  return `Cannot use ${option} '${name}': one of ${names.join(', ')} was wanted`;
}

function readNumber(option: string, text: string, most: number): Read<number>;
function readNumber(
  option: string,
  text: string | undefined,
  most: number,
): Read<number | undefined>;
function readNumber(
  option: string,
  text: string | undefined,
  most: number,
): Read<number | undefined> {
  if (text === undefined) return { value: undefined };
  const value = Number(text);
  if (value > 0 && value <= most) return { value };
  return {
    problem: `Cannot use ${option} '${text}': a number above 0, at most ${most}, was wanted`,
  };
}
