/** Loaded before the real entry: its workers are the real ones, but for snippets that name a fault. */
const MORTAL = new URL('./mortal-worker.ts', import.meta.url).href;
const RealWorker = globalThis.Worker;

globalThis.Worker = class extends RealWorker {
  constructor(file: string | URL) {
    super(String(file).endsWith('/src/worker.ts') ? MORTAL : file);
  }
};
