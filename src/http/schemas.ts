/** Bodies and answers of the public API. */
import { Type } from 'typebox';

export const ExecuteRequest = Type.Object(
  {
    codebase64: Type.Optional(
      Type.String({
        description:
          'The snippet: UTF-8 in base64. Standard or URL-safe alphabet; line breaks and missing padding are tolerated',
      }),
    ),
    code: Type.Optional(
      Type.String({
        description: 'The snippet as plain text. Exactly one of `code` and `codebase64`',
      }),
    ),
    language: Type.Optional(
      Type.Enum(['javascript', 'typescript'], {
        default: 'javascript',
        description:
          'What the snippet is written in. Of TypeScript the types are taken out, not checked; places in errors stay those of the source',
      }),
    ),
    input: Type.Optional(
      Type.Unknown({ description: 'Any JSON; the snippet sees it as `input`. Default `{}`' }),
    ),
    timeoutMs: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'A shorter deadline than the server has, milliseconds; never a longer one',
      }),
    ),
  },
  {
    description: 'A function body in strict mode: `return` gives the result, `await` works',
    // What "Try it out" starts with.
    example: {
      input: { name: 'World', count: 5 },
      codebase64: btoa('return "Hello " + input.name + "! Count: " + input.count;'),
    },
  },
);

const Timing = Type.Object({
  executionTime: Type.Integer({ description: 'The run, milliseconds' }),
  totalTime: Type.Integer({ description: 'From arrival to answer, milliseconds' }),
});

const Usage = Type.Object({
  queuedMicros: Type.Integer({ description: 'Waiting for the run to begin' }),
  cpuMicros: Type.Integer({ description: 'Computing' }),
  memoryBytes: Type.Integer({ description: 'Heap the run grew to' }),
  fuel: Type.Integer({ description: 'Loop turns it paid for' }),
  waitMicros: Type.Integer({ description: 'Waiting for requests, timers and the like' }),
  requests: Type.Integer({ description: 'Requests it made, redirects included' }),
  bytesOut: Type.Integer({ description: 'Of the bodies it sent' }),
  bytesIn: Type.Integer({ description: 'Of the bodies it received, decompressed' }),
});

const LogLine = Type.Object({
  level: Type.Enum(['debug', 'info', 'log', 'warn', 'error']),
  message: Type.String(),
});

const Logs = Type.Optional(
  Type.Array(LogLine, { description: 'What the snippet printed; absent when it printed nothing' }),
);

export const ExecuteSuccess = Type.Object({
  success: Type.Literal(true),
  result: Type.Unknown({ description: 'What JSON.stringify makes of the returned value' }),
  timing: Timing,
  timestamp: Type.String({ format: 'date-time' }),
  executionId: Type.String(),
  usage: Usage,
  logs: Logs,
});

export const FailureAnswer = Type.Object({
  success: Type.Literal(false),
  error: Type.Object({
    type: Type.String(),
    code: Type.String(),
    message: Type.String(),
    line: Type.Optional(Type.Integer({ description: "In the caller's own source, from 1" })),
    column: Type.Optional(Type.Integer({ description: 'From 1, in UTF-16 units' })),
    stack: Type.Optional(Type.String()),
    hint: Type.Optional(Type.String({ description: 'What to try' })),
  }),
  timing: Timing,
  timestamp: Type.String({ format: 'date-time' }),
  executionId: Type.String(),
  usage: Type.Optional(Usage),
  logs: Logs,
});

const text = (description: string) => Type.String({ description });
const count = (description: string) => Type.Integer({ minimum: 0, description });

const PoolState = Type.Object({
  workers: count('Worker threads'),
  maxWorkers: count('Most there may be'),
  workersLost: count('Lost and replaced since the start'),
  sandboxes: count('Made so far, of `RUNTIME_POOL_SIZE`'),
  maxSandboxes: count('`RUNTIME_POOL_SIZE`'),
  parked: count('Runs that wait for something, their threads free'),
  replaced: count('Sandboxes dropped since the start, grown too large or broken'),
});

export const HealthAnswer = Type.Object({
  status: Type.Enum(['healthy', 'draining'], { description: '503 goes with `draining`' }),
  service: Type.String(),
  version: Type.String(),
  uptimeSeconds: Type.Number(),
  runtime: Type.Object({
    poolSize: count('`RUNTIME_POOL_SIZE`'),
    maxConcurrent: count('`MAX_CONCURRENT_EXECUTIONS`'),
    currentExecutions: count('Admitted and not answered yet'),
    totalExecutions: count('Answered since the start'),
    successRate: text('Share that succeeded, e.g. `98.5%`'),
  }),
  pool: PoolState,
  memory: Type.Object({
    alloc: text("The server thread's JavaScript heap"),
    sys: text('Resident memory of the whole process'),
    numGC: count('Garbage collections seen'),
  }),
});

const Milliseconds = Type.Number({ minimum: 0 });

export const StatsAnswer = Type.Object({
  uptimeSeconds: Type.Number(),
  executions: Type.Object({
    total: count('Answered since the start'),
    succeeded: count('With a result'),
    failed: count('With a failure'),
    open: count('Admitted and not answered yet'),
    waiting: count('Of those, held by no worker'),
    perSecond: Type.Number({ description: 'Over the last minute' }),
    byCode: Type.Record(Type.String(), Type.Integer(), { description: 'Failures by code' }),
  }),
  latencyMs: Type.Object(
    { p50Ms: Milliseconds, p95Ms: Milliseconds, p99Ms: Milliseconds, maxMs: Milliseconds },
    { description: 'From arrival to answer, over the last minute' },
  ),
  pool: PoolState,
  preparedCode: Type.Object({
    entries: count('Snippets held, over all workers'),
    bytes: count('Memory they take'),
    hits: count('Runs that found theirs'),
    misses: count('Runs that had to compile'),
  }),
  images: Type.Object({
    entries: count('Images with modules held, over all workers'),
    bytes: count('Memory they take'),
    made: count('Images made since the start'),
  }),
  network: Type.Object({
    requests: count('Made by runs that were answered, redirects included'),
    open: count('Open now'),
    bytesOut: count('Of the bodies they sent'),
    bytesIn: count('Of the bodies they received, decompressed'),
    refused: Type.Record(Type.String(), Type.Integer(), {
      description: 'Requests that were refused since the start, by reason',
    }),
  }),
  memory: Type.Object({ rssBytes: count('Resident memory'), heapBytes: count('Server heap') }),
});

export const LimitsAnswer = Type.Object({
  limits: Type.Array(
    Type.Object({
      name: text('What is limited'),
      value: Type.Unknown({ description: 'The limit in force' }),
      unit: Type.String(),
      setting: text('The setting that sets it'),
    }),
  ),
});

export const ModulesAnswer = Type.Object({
  modules: Type.Array(
    Type.Object({
      names: Type.Array(Type.String(), { description: 'What `require` takes' }),
      globals: Type.Array(Type.String(), {
        description: 'There for a snippet that mentions one, unless the operator disabled it',
      }),
      kind: Type.Enum(['built-in', 'npm'], { description: 'An npm package as it is, or our own' }),
      version: Type.Union([Type.String(), Type.Null()], { description: "The package's" }),
      licence: Type.Union([Type.String(), Type.Null()], { description: "The package's" }),
      imageBytes: count('Memory that is copied to start a run with it'),
      restoreMicros: Type.Number({ minimum: 0, description: 'How long that took, microseconds' }),
    }),
  ),
  note: text('How the figures were measured'),
});

export const RootAnswer = Type.Object({
  name: Type.String(),
  version: Type.String(),
  endpoints: Type.Array(
    Type.Object({ method: Type.String(), path: Type.String(), summary: Type.String() }),
  ),
});
