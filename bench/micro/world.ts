/** A worker's world without its thread: the engine, the image as a run finds it, and sandboxes to run in. */
import { readFileSync } from 'node:fs';
import { systemClock } from '../../src/base/clock.ts';
import { fail } from '../../src/base/failure.ts';
import { IMAGE_CACHE_BYTES } from '../../src/base/limits.ts';
import { GUEST_FILES } from '../../src/generated/guest-files.ts';
import { createCalls, createSessions } from '../../src/host/dispatch.ts';
import { Run } from '../../src/sandbox/evaluate.ts';
import { type Image, sha256 } from '../../src/sandbox/image-format.ts';
import { Images } from '../../src/sandbox/images.ts';
import { ModuleTexts, type ReadFile } from '../../src/sandbox/module-texts.ts';
import { checkSnippet, type PreparedSnippet, type Snippet } from '../../src/sandbox/prepare.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { wrap } from '../../src/sandbox/source.ts';
import type { Stripper } from '../../src/sandbox/type-stripper.ts';
import type { RunResult } from '../../src/wire/ops.ts';
import { createWorkerShared } from '../../src/wire/shared.ts';
import { makeNetworkHost } from '../../test/support/network.ts';

/** As the settings have it where nobody sets anything. */
export const MEMORY_BYTES: number = 64 * 1024 * 1024;
const MAX_RESULT_BYTES = 5 * 1024 * 1024;
const MAX_CODE_BYTES = 65_535;
const TIMEOUT_MS = 60_000;
const DISABLED = 'eval,Function,setTimeout,setInterval,setImmediate,global,globalThis,window,self';

const GENERATED = new URL('../../src/generated/', import.meta.url);

export interface BenchWorld {
  readonly module: WebAssembly.Module;
  /** The image that a bare run starts from: its settings are in it. */
  readonly image: Image;
  readonly images: Images;
  createSandbox(): Promise<Sandbox>;
}

const readFile: ReadFile = (path) => new Uint8Array(readFileSync(path));
const texts = new ModuleTexts(GUEST_FILES, readFile);

export async function openWorld(): Promise<BenchWorld> {
  const engine = await Bun.file(new URL('engine.wasm', GENERATED)).bytes();
  const module = await WebAssembly.compile(engine);
  const options: Omit<SandboxOptions, 'image'> = {
    module,
    memoryBytes: MEMORY_BYTES,
    clock: systemClock,
    random: createRandomSource(),
    onTick() {},
  };
  const images = new Images({
    bareFile: await Bun.file(new URL('image.bin', GENERATED)).bytes(),
    engineHash: sha256(engine),
    files: GUEST_FILES,
    texts,
    readFile,
    settingsText: JSON.stringify({
      disabledGlobals: DISABLED.split(','),
      allowsConsole: true,
      maxResultBytes: MAX_RESULT_BYTES,
      maxTimers: 1000,
      maxTransfers: 20,
    }),
    maxBytes: IMAGE_CACHE_BYTES,
    shared: createWorkerShared(1),
    clock: systemClock,
    onTick() {},
    onDropped() {},
  });
  images.makeBare(await createSandbox({ ...options, image: images.baked }));
  const image = images.bare;
  return { module, image, images, createSandbox: () => createSandbox({ ...options, image }) };
}

const openSession = createSessions(
  systemClock,
  createCalls((name) => texts.tryRead(name), makeNetworkHost()),
);

/** Nothing here is written in TypeScript. */
const stripper: Stripper = {
  warm: () => {},
  strip: (source) => fail('internal', `Cannot bench TypeScript: ${source}`),
};

/** The early no, as a worker does it the first time it sees a snippet. */
export function requireSnippet(source: string): Snippet {
  const encoded = `b${Buffer.from(source).toString('base64')}`;
  const options = {
    maxCodeBytes: MAX_CODE_BYTES,
    isStaticCheckOn: true,
    stripper,
    clock: systemClock,
    onTick: () => {},
  };
  const limits = { timeoutMs: TIMEOUT_MS, deadlineMs: systemClock.nowMs() + TIMEOUT_MS };
  const checked = checkSnippet(encoded, options, limits);
  if (!checked.ok) throw new Error(`Cannot use the snippet: ${checked.failure.message}`);
  return checked.value;
}

/** Checks and compiles, and keeps what that changed; the sandbox is clean again. */
export function prepare(sandbox: Sandbox, source: string): PreparedSnippet {
  const snippet = requireSnippet(source);
  const compiled = sandbox.compiledPages(compile(sandbox, snippet));
  sandbox.reset();
  return { ...snippet, image: sandbox.image, compiled };
}

/** @returns the snippet's function */
export function compile(sandbox: Sandbox, { source, isAsync }: Snippet): number {
  const evaluated = sandbox.evaluate(wrap(source, isAsync));
  if ('thrown' in evaluated) throw new Error(`Cannot compile: ${evaluated.thrown}`);
  return evaluated.value;
}

/** Runs a prepared snippet as a worker does, session, meter and clean-up included. */
export function runPrepared(sandbox: Sandbox, prepared: PreparedSnippet, request: string): string {
  return run(sandbox, prepared, request, () => {
    sandbox.lay(prepared.compiled);
    return prepared.compiled.fn;
  });
}

/** Runs a snippet that is seen for the first time and not kept. */
export function runCold(sandbox: Sandbox, source: string, request: string): string {
  const snippet = requireSnippet(source);
  return run(sandbox, snippet, request, () => compile(sandbox, snippet));
}

function run(sandbox: Sandbox, snippet: Snippet, request: string, enter: () => number): string {
  const session = openSession({ deliver() {}, fail() {} });
  const under = new Run({
    sandbox,
    session,
    clock: systemClock,
    startedMs: performance.now(),
    timeoutMs: TIMEOUT_MS,
    isAsync: snippet.isAsync,
    maxResultBytes: MAX_RESULT_BYTES,
    memoryBytes: MEMORY_BYTES,
    isCancelled: () => false,
    hasNews: () => false,
  });
  const result = under.start(enter, request);
  under.usage();
  session[Symbol.dispose]();
  sandbox.reset();
  return requireJson(result);
}

function requireJson(result: RunResult | undefined): string {
  if (result?.ok) return result.json;
  throw new Error(`Cannot use this run: ${result ? result.failure.message : 'it waits'}`);
}
