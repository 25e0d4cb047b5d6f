/** The one schema of settings: name, type, bounds, default, meaning. */
import { type Static, type TInteger, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { MAX_SANDBOX_MEMORY_BYTES, MAX_TIMEOUT_MS, MIN_SANDBOX_MEMORY_BYTES } from './limits.ts';
import { areNameServers, tryParsePorts, tryParseRules } from './network-rules.ts';

const integer = (minimum: number, maximum: number, def: number, description: string) =>
  Type.Integer({ minimum, maximum, default: def, description });

const choice = <const T extends string[]>(values: [...T], def: T[number], description: string) =>
  Type.Enum(values, { default: def, description });

const CODE_NAME = '[A-Za-z_$][A-Za-z0-9_$]*';

/** In the order in which people meet them; README prints itself from here. */
export const SETTINGS = {
  PORT: integer(0, 65535, 3002, 'port it listens on; 0 picks a free one'),
  HOST: Type.String({ minLength: 1, default: '0.0.0.0', description: 'address it listens on' }),
  RUNTIME_POOL_SIZE: integer(
    1,
    10_000,
    100,
    'sandboxes over all workers; runs that wait need none',
  ),
  MAX_CONCURRENT_EXECUTIONS: integer(1, 100_000, 1000, 'jobs admitted at once, running or waiting'),
  MAX_CODE_LENGTH: integer(1, 1_048_576, 65_535, 'bytes of source'),
  MAX_INPUT_SIZE: integer(2, 268_435_456, 2_097_152, 'bytes of `input` as JSON'),
  MAX_RESULT_SIZE: integer(2, 268_435_456, 5_242_880, 'bytes of `result` as JSON'),
  EXECUTION_TIMEOUT_MS: integer(1, MAX_TIMEOUT_MS, 5000, 'deadline of a run, milliseconds'),
  WORKERS: integer(0, 256, 0, 'worker threads to start with; 0 = one a core'),
  GOMAXPROCS: integer(0, 256, 0, 'the same as `WORKERS`, which wins where both are set'),
  MAX_WORKERS: integer(0, 256, 0, 'most worker threads under load; 0 = four a core, at least 8'),
  SANDBOX_MEMORY_BYTES: integer(
    MIN_SANDBOX_MEMORY_BYTES,
    MAX_SANDBOX_MEMORY_BYTES,
    67_108_864,
    'heap of one sandbox',
  ),
  STATIC_CHECK: choice(['on', 'off'], 'on', 'the early no, on the syntax tree'),
  DISABLED_GLOBALS: Type.String({
    pattern: `^${CODE_NAME}( *, *${CODE_NAME})*$`,
    default: 'eval,Function,setTimeout,setInterval,setImmediate,global,globalThis,window,self',
    description: 'what a snippet must not see; `none`: nothing is disabled',
  }),
  ALLOW_CONSOLE: choice(
    ['on', 'off'],
    'on',
    'return what `console` printed as `logs`; off: its methods do nothing',
  ),
  NETWORK: choice(
    ['off', 'public', 'all'],
    'public',
    'what snippets may reach: nothing, the public Internet, or the inside as well',
  ),
  NETWORK_ALLOW: Type.String({
    default: '',
    description:
      'hosts, `*.suffix`es, addresses and CIDR ranges that are allowed besides, each with a `:port` or without; commas between them',
  }),
  NETWORK_DENY: Type.String({
    default: '',
    description: 'the same for what is never allowed; wins over everything else',
  }),
  NETWORK_PORTS: Type.String({
    default: '80,443,1024-65535',
    description: 'ports that are allowed; the Fetch standard’s bad ports never are',
  }),
  NETWORK_DNS: Type.String({
    default: '',
    description: 'servers of names, `address:port`; empty: those of the system',
  }),
  MAX_NETWORK_REQUESTS: integer(0, 100_000, 100, 'requests of a run, redirects included'),
  MAX_NETWORK_CONCURRENCY: integer(
    1,
    100,
    20,
    'requests of a run at once, bodies that are left unread aside; more wait in line',
  ),
  MAX_NETWORK_OPEN: integer(1, 100_000, 2000, 'requests of all runs at once'),
  MAX_NETWORK_REDIRECTS: integer(0, 100, 20, 'redirects that one request follows'),
  MAX_NETWORK_BYTES_OUT: integer(0, 268_435_456, 10_485_760, 'bytes of bodies that a run sends'),
  MAX_NETWORK_BYTES_IN: integer(
    0,
    268_435_456,
    33_554_432,
    'bytes of bodies that a run receives, decompressed',
  ),
  MAX_NETWORK_HEADER_BYTES: integer(
    1024,
    1_048_576,
    65_536,
    'bytes of header fields of one request, and of one response',
  ),
  NETWORK_CONNECT_TIMEOUT_MS: integer(
    1,
    MAX_TIMEOUT_MS,
    3000,
    'for a connection, milliseconds; within the deadline of the run',
  ),
  NETWORK_TIMEOUT_MS: integer(
    1,
    MAX_TIMEOUT_MS,
    30_000,
    'for a request and its response, milliseconds; within the deadline of the run',
  ),
  LOG_LEVEL: choice(
    ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'],
    'info',
    'structured JSON lines on stderr',
  ),
  GOGC: Type.String({
    default: '',
    description: 'accepted for compatibility; there is no such collector here',
  }),
};

type Settings = { readonly [K in keyof typeof SETTINGS]: Static<(typeof SETTINGS)[K]> };
export type SettingName = keyof typeof SETTINGS;

/** The settings in force, checked, complete and frozen. */
export interface Config {
  readonly settings: Settings;
  /** `WORKERS`, or `GOMAXPROCS`, or one a core. */
  readonly workers: number;
  readonly maxWorkers: number;
  /** Empty when nothing is disabled. */
  readonly disabledGlobals: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;
export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * @param env the process's environment; an empty value counts as absent
 * @param cores processors this process may use
 * @returns a frozen Config, or every problem, one sentence each
 */
export function parseConfig(env: Environment, cores: number): ParsedConfig {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(SETTINGS)) {
    const text = env[name]?.trim();
    if (!text) {
      // Not checked: that takes longer than all the rest of this, at each start.
      values[name] = (schema as { default?: unknown }).default;
      continue;
    }
    const value = read(schema, text);
    const problem = Compile(schema).Check(value)
      ? TEXTS[name as SettingName]?.(String(value))
      : wanted(schema);
    if (problem === undefined) values[name] = value;
    else problems.push(`Cannot use ${name}='${text}': ${problem}`);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, config: derive(values as Settings, cores) };
}

/** What no pattern can tell about a text: the problem with it, or nothing. */
const TEXTS: Readonly<Partial<Record<SettingName, (text: string) => string | undefined>>> = {
  NETWORK_ALLOW: (text) => (tryParseRules(text) ? undefined : RULES_WANTED),
  NETWORK_DENY: (text) => (tryParseRules(text) ? undefined : RULES_WANTED),
  NETWORK_PORTS: (text) =>
    tryParsePorts(text) ? undefined : "ports and ranges such as '443,8000-8999' were wanted",
  NETWORK_DNS: (text) =>
    areNameServers(text) ? undefined : "addresses such as '10.0.0.2:53' were wanted",
};
const RULES_WANTED =
  "hosts, '*.suffix'es, addresses and CIDR ranges were wanted, each with a ':port' or without";

function derive(settings: Settings, cores: number): Config {
  // A worker needs a sandbox of its own, so there are never more workers than sandboxes.
  const atMost = settings.RUNTIME_POOL_SIZE;
  const workers = Math.min(atMost, settings.WORKERS || settings.GOMAXPROCS || cores);
  const most = settings.MAX_WORKERS || Math.max(8, 4 * cores);
  const maxWorkers = Math.max(workers, Math.min(atMost, most));
  const disabledGlobals =
    settings.DISABLED_GLOBALS === 'none'
      ? []
      : settings.DISABLED_GLOBALS.split(',').map((name) => name.trim());
  return Object.freeze({
    settings: Object.freeze(settings),
    workers,
    maxWorkers,
    disabledGlobals: Object.freeze(disabledGlobals),
  });
}

function read(schema: TSchema, text: string): unknown {
  if (!isInteger(schema)) return text;
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : text;
}

function wanted(schema: TSchema): string {
  if (isInteger(schema)) {
    return `a whole number from ${schema.minimum} to ${schema.maximum} was wanted`;
  }
  const { enum: choices, pattern } = schema as { enum?: string[]; pattern?: string };
  if (choices) return `one of ${choices.map((each) => `'${each}'`).join(', ')} was wanted`;
  return pattern ? 'names with commas between them, or none, were wanted' : 'a text was wanted';
}

function isInteger(schema: TSchema): schema is TInteger & { minimum: number; maximum: number } {
  return (schema as { type?: string }).type === 'integer';
}

/** A setting for people: its default as text, and what it means. */
export interface SettingDescription {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

/** Every setting, in the order in which people meet them. */
export function describeSettings(): SettingDescription[] {
  return Object.entries(SETTINGS).map(([name, schema]) => {
    const { default: fallback, description } = schema as {
      default?: unknown;
      description?: string;
    };
    return { name, fallback: String(fallback), meaning: description ?? '' };
  });
}
