/** Worker entry: joins the sandboxes to what the host offers them, and answers the server's messages. */
import { systemClock } from './base/clock.ts';
import { Collector } from './base/collector.ts';
import {
  COLLECT_EVERY_JOBS,
  IDLE_SANDBOXES_PER_WORKER,
  IMAGE_CACHE_BYTES,
  PREPARED_CACHE_BYTES,
  SANDBOXES_AT_ONCE,
  STOWAGE_BYTES,
} from './base/limits.ts';
import { OwnFileReader } from './base/own-files.ts';
import { instantiate } from './generated/type-stripper.js';
import stripperPath from './generated/type-stripper.wasm' with { type: 'file' };
import { createCalls, createSessions } from './host/dispatch.ts';
import { NetworkHost } from './host/net/network-host.ts';
import { Executor } from './sandbox/executor.ts';
import { Images } from './sandbox/images.ts';
import { ModuleTexts, type ReadFile } from './sandbox/module-texts.ts';
import { Outbox } from './sandbox/outbox.ts';
import { PreparedCache } from './sandbox/prepared-cache.ts';
import { createRandomSource } from './sandbox/random.ts';
import { createSandbox } from './sandbox/sandbox.ts';
import { Shelf } from './sandbox/shelf.ts';
import { Stowage } from './sandbox/stowage.ts';
import { TypeStripper } from './sandbox/type-stripper.ts';
import { packAnswers, unpackJobs, type WireFromWorker, type WireToWorker } from './wire/codec.ts';
import type { Answer, WorkerSetup } from './wire/ops.ts';
import { addToCounter, openSharedBudget, openWorkerShared } from './wire/shared.ts';

declare const self: Worker & { onmessage: (event: MessageEvent<WireToWorker>) => void };

const send = (message: WireFromWorker): void => self.postMessage(message);
const describe = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);

let executor: Executor | undefined;
let network: NetworkHost | undefined;

// Before the first await of this module, or early messages are lost.
self.onmessage = ({ data }) => {
  if ('op' in data) {
    if (data.op === 'setup') void start(data).catch((thrown) => breakDown(thrown));
    else if (data.op === 'cancel') executor?.sweepCancelled();
    else network?.stop();
  } else executor?.accept(unpackJobs(data));
};

async function start(setup: WorkerSetup): Promise<void> {
  const shared = openWorkerShared(setup.workerShared);
  const beat = () => addToCounter(shared, 'heartbeat', 1);
  const collector = new Collector({ clock: systemClock, every: COLLECT_EVERY_JOBS });
  const outbox = new Outbox((answers) => {
    beat();
    send(packAnswers(answers));
    for (const answer of answers) collector.noteDone(unitsOf(answer));
  });
  const options = {
    module: setup.module,
    memoryBytes: setup.sandboxMemoryBytes,
    clock: systemClock,
    random: createRandomSource(),
    onTick: () => {
      beat();
      addToCounter(shared, 'stepTicks', 1);
      executor?.endOverdue();
      outbox.flush();
    },
  };
  network = new NetworkHost({
    setup: setup.network,
    transfers: openSharedBudget(setup.transfersShared),
    shared,
  });
  const ownFiles = new OwnFileReader();
  const readFile: ReadFile = (path) => ownFiles.read(path);
  const texts = new ModuleTexts(setup.guestFiles, readFile);
  const cache = new PreparedCache(PREPARED_CACHE_BYTES, shared);
  const images = new Images({
    bareFile: setup.image,
    engineHash: setup.engineHash,
    files: setup.guestFiles,
    texts,
    readFile,
    settingsText: JSON.stringify(setup.guest),
    maxBytes: IMAGE_CACHE_BYTES,
    shared,
    clock: systemClock,
    onTick: options.onTick,
    onDropped: (image) => {
      cache.dropAllOver(image);
      shelf.dropOver(image);
    },
  });
  const globals = images.makeBare(await createSandbox({ ...options, image: images.baked }));
  const shelf = new Shelf({
    clock: systemClock,
    budget: openSharedBudget(setup.poolShared),
    shared,
    keep: IDLE_SANDBOXES_PER_WORKER,
    keepAWhile: SANDBOXES_AT_ONCE,
    create: () => createSandbox({ ...options, image: images.bare }),
    onDropped: () => collector.noteLetGo(),
    onMade: () => executor?.pump(),
    onBroken: breakDown,
  });
  executor = new Executor({
    clock: systemClock,
    outbox,
    shelf,
    stowage: new Stowage(STOWAGE_BYTES),
    cache,
    images,
    shared,
    openSession: createSessions(
      systemClock,
      createCalls((name) => texts.tryRead(name), network),
    ),
    maxResultBytes: setup.guest.maxResultBytes,
    memoryBytes: setup.sandboxMemoryBytes,
    maxCodeBytes: setup.maxCodeBytes,
    isStaticCheckOn: setup.isStaticCheckOn,
    onTick: options.onTick,
    onLongRead: () => collector.noteLetGo(),
    stripper: new TypeStripper({
      clock: systemClock,
      readWasm: () => ownFiles.read(stripperPath),
      instantiate,
      onTick: options.onTick,
    }),
    globals,
    onFault: (sequence, thrown) => send({ op: 'fault', sequence, message: describe(thrown) }),
  });
  shelf.warm();
  send({ op: 'ready' });
}

/** What a run left behind grows with what it gave back, and with what came and went for it. */
function unitsOf({ result, usage }: Answer): number {
  return (result.ok ? result.json.length : 0) + usage.bytesIn + usage.bytesOut;
}

/** Tells the server that this worker is of no more use; it is replaced. */
function breakDown(thrown: unknown): void {
  send({ op: 'broken', message: describe(thrown) });
}
