/**
 * Runs files of the web platform's own tests in the guest, each as a snippet, with the harness that they were
 * written for.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUEST_MODULES } from '../../src/base/guest-modules.ts';
import { makeExecutor, type TestExecutor } from './executor.ts';
import { fetchNodeTests } from './node-sources.ts';
import { makeWorld } from './sandbox.ts';

/** By the clock of the tests, which runs ahead of any other. */
const TIMEOUT_MS = 1e9;

/** What a file's subtests came to. */
export interface WebPlatformOutcome {
  readonly subtests: number;
  /** Name and complaint of those that did not pass. */
  readonly failed: readonly (readonly [name: string, problem: string])[];
}

/** Texts that tests fetch, by the path that they name. */
const FETCHED = /["'`]([\w./-]+\.(?:json|txt|idl))["'`]/g;
const SCRIPT = /^\/\/ META: script=(.+)$/gm;

/** A file that the tests' own server makes of another. */
const SERVED: Readonly<Record<string, string>> = {
  'resources/WebIDLParser.js': 'resources/webidl2/lib/webidl2.js',
};

function resolved(file: string, path: string): string {
  const found = path.startsWith('/') ? path.slice(1) : join(file, '..', path);
  return SERVED[found] ?? found;
}

/** What `common/sab.js` makes by a detour over WebAssembly, for pages that hide the class. */
const MAKE_BUFFER =
  'const createBuffer = (type, length, options) => new globalThis[type](length, options);';

/** The web platform's tests, as the sources of Node bring them. */
class Sources {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  read(path: string): string {
    return readFileSync(join(this.#root, path), 'utf8');
  }

  /** What a file names of others, scripts and texts, as far as they are there. */
  namedBy(file: string, pattern: RegExp): (readonly [name: string, text: string])[] {
    const names = [...this.read(file).matchAll(pattern)].map(([, name = '']) => name);
    return [...new Set(names)].flatMap((name) => {
      const path = resolved(file, name);
      if (path === 'common/sab.js') return [[name, MAKE_BUFFER]];
      return existsSync(join(this.#root, path)) ? [[name, this.read(path)]] : [];
    });
  }

  /** What a test of interfaces reads: it names them without their folder. */
  interfacesFor(file: string): (readonly [name: string, text: string])[] {
    if (!file.includes('idlharness')) return [];
    return readdirSync(join(this.#root, 'interfaces'))
      .filter((name) => name.endsWith('.idl'))
      .map((name) => [`/interfaces/${name}`, this.read(`interfaces/${name}`)]);
  }

  /** Every file that is not written for a page alone. */
  files(): readonly string[] {
    return [...new Bun.Glob('**/*.any.js').scanSync(this.#root)].sort();
  }
}

/** Every global that a module provides is mentioned, so that one image serves all files. */
const MENTIONED = GUEST_MODULES.filter(({ id }) => id.startsWith('web/')).flatMap(
  ({ globals = [] }) => globals,
);

/** Stands for the page that a file is written for, and collects what the harness reports. */
const PAGE = `
  const mentioned = () => [${MENTIONED.join(', ')}];
  const { files, location } = input;
  globalThis.location = new URL(location);
  globalThis.GLOBAL = { isWindow: () => false, isWorker: () => false, isShadowRealm: () => false };
  const read = (name) => {
    const text = files[name];
    if (text === undefined) throw new TypeError('Cannot fetch ' + name);
    return text;
  };
  globalThis.Window = Object;
  class PageReader {
    readAsText = (blob) => this.#read(blob, 'text');
    readAsArrayBuffer = (blob) => this.#read(blob, 'arrayBuffer');
    async #read(blob, form) {
      this.result = await blob[form]();
      this.onload?.({ target: this });
      this.onloadend?.({ target: this });
    }
    addEventListener(type, listener) {
      this['on' + type] = listener;
    }
  }
  if (input.file.startsWith('FileAPI/blob/')) globalThis.FileReader = PageReader;
  const realFetch = fetch;
  globalThis.fetch = async (name, ...rest) => {
    if (name === '/fetch/api/resources/echo-content.py') return new Response(rest[0].body);
    if (typeof name !== 'string' || !/^[.\\w/-]+$/.test(name)) return realFetch(name, ...rest);
    const text = read(name);
    return { ok: true, text: async () => text, json: async () => JSON.parse(text) };
  };
  const evaluate = eval;
  evaluate(input.harness);
  let subtests = 0;
  const failed = [];
  add_result_callback(({ name, status, message }) => {
    subtests++;
    if (status !== 0) failed.push([name, String(message)]);
  });
  const done = new Promise((resolve) => {
    add_completion_callback((_, { status, message }) => {
      if (status !== 0) failed.push(['the file', String(message)]);
      resolve();
    });
  });
  setup({ explicit_timeout: true });
  evaluate(input.script);
  await done;
  return { subtests, failed };`;

/** Runs files one after another, in worlds of their own. */
export class WebPlatformTests {
  readonly #sources: Sources;
  readonly #box: TestExecutor;

  private constructor(sources: Sources, box: TestExecutor) {
    this.#sources = sources;
    this.#box = box;
  }

  /** Undefined where the tests cannot be had, and a word was said on it. */
  static async open(): Promise<WebPlatformTests | undefined> {
    const tests = await fetchNodeTests();
    if (tests === undefined) return undefined;
    // The files are made into code there, and set timers.
    const world = await makeWorld({ disabledGlobals: [] });
    const sources = new Sources(join(tests, 'fixtures/wpt'));
    return new WebPlatformTests(sources, await makeExecutor({ world, sandboxes: 1 }));
  }

  /** @param folders beginnings of their paths, below the folder of the web platform's tests */
  filesIn(folders: readonly string[]): readonly string[] {
    const isIn = (file: string) => folders.some((folder) => file.startsWith(folder));
    return this.#sources.files().filter(isIn);
  }

  async run(file: string): Promise<WebPlatformOutcome> {
    const job = this.#box.offer(PAGE, { timeoutMs: TIMEOUT_MS, input: this.#inputFor(file) });
    this.#box.executor.accept([job]);
    while (!this.#box.answers.some(({ sequence }) => sequence === job.sequence)) {
      await Bun.sleep(0);
      this.#box.clock.advance(1);
    }
    const { result } = this.#box.answerTo(job);
    if (result.ok) return JSON.parse(result.json) as WebPlatformOutcome;
    const { code, message } = result.failure;
    const faults = this.#box.faults.map(String).join('; ');
    return { subtests: 0, failed: [['the file', `${code}: ${message} ${faults}`]] };
  }

  #inputFor(file: string): object {
    const sources = this.#sources;
    const scripts = sources.namedBy(file, SCRIPT).map(([, text]) => text);
    const files = [...sources.namedBy(file, FETCHED), ...sources.interfacesFor(file)];
    return {
      harness: sources.read('resources/testharness.js'),
      // As one text, for they share what they declare.
      script: [...scripts, sources.read(file)].join('\n;\n'),
      files: Object.fromEntries(files),
      file,
      location: `http://web-platform.test/${file}`,
    };
  }
}
