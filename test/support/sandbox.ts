/** Sandboxes in this process, driven without a worker: the engine as it is released, the clock as the test wants it. */
import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { parseConfig } from '../../src/base/config.ts';
import { GUEST_FILES } from '../../src/generated/guest-files.ts';
import { createCalls, createSessions } from '../../src/host/dispatch.ts';
import type { Calls } from '../../src/host/session.ts';
import { modulesIn } from '../../src/policy/mentions.ts';
import { parseSnippet } from '../../src/policy/parse.ts';
import type { HostSession, RunOfSession } from '../../src/sandbox/capability.ts';
import { type Engine, startEngine } from '../../src/sandbox/engine.ts';
import { Run, type Step } from '../../src/sandbox/evaluate.ts';
import { type Image, sha256 } from '../../src/sandbox/image-format.ts';
import { Images } from '../../src/sandbox/images.ts';
import { Meter } from '../../src/sandbox/meter.ts';
import { ModuleTexts, type ReadFile } from '../../src/sandbox/module-texts.ts';
import { readCompileFailure } from '../../src/sandbox/outcome.ts';
import { createRandomSource, type RandomSource } from '../../src/sandbox/random.ts';
import { type CompiledPages, createSandbox, Sandbox } from '../../src/sandbox/sandbox.ts';
import { wrap } from '../../src/sandbox/source.ts';
import type { GuestFiles } from '../../src/wire/guest-files.ts';
import type { GuestSettings } from '../../src/wire/host-calls.ts';
import type { RunResult, Usage } from '../../src/wire/ops.ts';
import { createWorkerShared } from '../../src/wire/shared.ts';
import { makeNetworkHost } from './network.ts';

const generated = (name: string) =>
  Bun.file(new URL(`../../src/generated/${name}`, import.meta.url));

export const ENGINE_WASM: Uint8Array = await generated('engine.wasm').bytes();
export const ENGINE_HASH: string = sha256(ENGINE_WASM);
export const IMAGE_FILE: Uint8Array = await generated('image.bin').bytes();
export const ENGINE_MODULE: WebAssembly.Module = await WebAssembly.compile(ENGINE_WASM);

export const MEMORY_BYTES = 64 * 1024 * 1024;
export const MAX_RESULT_BYTES = 5 * 1024 * 1024;

function defaultDisabledGlobals(): readonly string[] {
  const parsed = parseConfig({}, 1);
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.config.disabledGlobals;
}

/** The settings of a server that nobody configured. */
export const DEFAULT_GUEST: GuestSettings = {
  disabledGlobals: defaultDisabledGlobals(),
  allowsConsole: true,
  maxResultBytes: MAX_RESULT_BYTES,
  maxTimers: 1000,
};

/** The images as every worker has them after they were configured, and the names its snippets see. */
export interface World {
  /** The bare one. */
  readonly image: Image;
  readonly images: Images;
  readonly globals: readonly string[];
}

const readFile: ReadFile = (path) => new Uint8Array(readFileSync(path));
export const MODULE_TEXTS: ModuleTexts = new ModuleTexts(GUEST_FILES, readFile);

/** The host calls of a server. */
export const SERVER_CALLS: Calls = createCalls(
  (name) => MODULE_TEXTS.tryRead(name),
  makeNetworkHost(),
);

/** What a world is made from, where it is not that of a server. */
export interface WorldFiles {
  readonly bareFile: Uint8Array;
  readonly files: Pick<GuestFiles, 'images'>;
}

export async function makeWorld(
  settings: Partial<GuestSettings> = {},
  { bareFile, files }: WorldFiles = { bareFile: IMAGE_FILE, files: GUEST_FILES },
  clock: Clock = systemClock,
): Promise<World> {
  const images = new Images({
    bareFile,
    files,
    engineHash: ENGINE_HASH,
    texts: MODULE_TEXTS,
    readFile,
    settingsText: JSON.stringify({ ...DEFAULT_GUEST, ...settings }),
    maxBytes: 64 * 1024 * 1024,
    shared: createWorkerShared(1),
    clock,
    onTick() {},
    onDropped() {},
  });
  const globals = images.makeBare(
    await createSandbox({
      module: ENGINE_MODULE,
      image: images.baked,
      memoryBytes: MEMORY_BYTES,
      clock: systemClock,
      random: createRandomSource(),
      onTick: () => {},
    }),
  );
  return { image: images.bare, images, globals };
}

/** A run's end of a session, where nobody waits for anything. */
export const NOBODY: RunOfSession = {
  deliver() {},
  fail(thrown) {
    throw thrown;
  },
};

export interface TestSandboxOptions {
  readonly world: World;
  readonly memoryBytes?: number;
  readonly clock?: Clock;
  readonly random?: RandomSource;
  readonly onTick?: () => void;
}

/** A sandbox, and the engine in it for a test to look into. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly engine: Engine;
  readonly image: Image;
  readonly images: Images;
  readonly clock: Clock;
  readonly memoryBytes: number;
}

export async function makeSandbox(options: TestSandboxOptions): Promise<TestSandbox> {
  const { world, memoryBytes = MEMORY_BYTES, clock = systemClock, onTick = () => {} } = options;
  const { image } = world;
  const random = options.random ?? createRandomSource();
  const meter = new Meter(clock, onTick);
  let sandbox: Sandbox | undefined;
  const engine = await startEngine(ENGINE_MODULE, image.addresses.stackTop + memoryBytes, {
    tick: meter.tick,
    hostCall: (context, argc, argv) => sandbox?.answerHostCall(context, argc, argv) ?? 0,
  });
  meter.attach(engine);
  sandbox = new Sandbox(engine, meter, {
    module: ENGINE_MODULE,
    image,
    memoryBytes,
    clock,
    random,
    onTick,
  });
  sandbox.reset();
  return { sandbox, engine, image, images: world.images, clock, memoryBytes };
}

export interface RunSnippetOptions {
  readonly timeoutMs?: number;
  /** The caller's whole request, JSON. */
  readonly requestText?: string;
  /** Pages to lay instead of compiling. */
  readonly compiled?: CompiledPages;
  readonly isCancelled?: () => boolean;
  /** The host calls there are, where they are not those of a server. */
  readonly calls?: Calls;
  /** Who is told what a run that waits is to be told. */
  readonly listener?: RunOfSession;
}

export interface Ran {
  /** Undefined while it waits. */
  readonly step: Step;
  readonly run: Run;
  readonly session: HostSession;
  readonly usage: Usage;
  readonly logsJson: string;
  /** What compiling left in memory; undefined when nothing was compiled. */
  readonly compiled: CompiledPages | undefined;
  /** Of the fuel in `usage`, what compiling took. */
  readonly compileFuel: number;
}

/** Runs a snippet in a clean sandbox, as far as it comes; the sandbox is not reset after it. */
export function runSnippet(box: TestSandbox, source: string, options: RunSnippetOptions = {}): Ran {
  const { sandbox, clock, memoryBytes } = box;
  const {
    timeoutMs = 5000,
    requestText = '{"input":{"a":1}}',
    isCancelled = () => false,
  } = options;
  const program = parseSnippet(source);
  const isAsync = program.ok && program.value.isAsync;
  const modules = program.ok ? modulesIn(program.value.body) : [];
  const wanted = box.images.with(modules, sandbox);
  if (sandbox.image !== wanted) sandbox.become(wanted);
  const limits = { isAsync, maxResultBytes: MAX_RESULT_BYTES, memoryBytes };
  const session = createSessions(clock, options.calls ?? SERVER_CALLS)(options.listener ?? NOBODY);
  const startedMs = clock.nowMs();
  const run = new Run({
    ...limits,
    sandbox,
    session,
    clock,
    startedMs,
    timeoutMs,
    isCancelled,
    hasNews: () => options.listener !== undefined,
  });
  let compiled: CompiledPages | undefined;
  let compileFuel = 0;
  const prepare = (): number | RunResult => {
    if (options.compiled) {
      sandbox.lay(options.compiled);
      return options.compiled.fn;
    }
    const evaluated = sandbox.evaluate(wrap(source, isAsync));
    if ('thrown' in evaluated) {
      const { wasRefusedMemory } = sandbox;
      return readCompileFailure(evaluated.thrown, { ...limits, wasRefusedMemory });
    }
    compileFuel = sandbox.meter.spent;
    compiled = sandbox.compiledPages(evaluated.value);
    return evaluated.value;
  };
  const step = run.start(prepare, requestText);
  const usage = run.usage();
  return { step, run, session, usage, logsJson: session.logsJson(), compiled, compileFuel };
}

/** The result of a run that must have succeeded. */
export function returnedBy({ step }: Pick<Ran, 'step'>): unknown {
  if (step?.ok) return JSON.parse(step.json);
  throw new Error(`Cannot take the value: the run ended with ${JSON.stringify(step)}`);
}

/** The failure of a run that must have failed. */
export function failureOf({ step }: Pick<Ran, 'step'>) {
  if (step && !step.ok) return step.failure;
  throw new Error(`Cannot take the failure: the run ended with ${JSON.stringify(step)}`);
}
