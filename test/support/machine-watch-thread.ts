/** The thread of `watchMachine`: computes a little now and then, and adds up how long it was kept from a core. */
declare const self: Worker;

/** It computes this long on a core of its own, then rests, milliseconds. */
const PROBE_MS = 2;
const REST_MS = 10;

self.onmessage = ({ data }: MessageEvent<SharedArrayBuffer>) => {
  const stalledMicros = new Int32Array(data);
  let turns = 10_000;
  let bestMs = timeOf(turns);
  let dueMs = performance.now();
  const probe = () => {
    // Woken late, it was kept from a core as well.
    const wokenLateMs = Math.max(0, performance.now() - dueMs);
    const tookMs = timeOf(turns);
    bestMs = Math.min(bestMs, tookMs);
    // Its loop is compiled better and better at first: until it takes its time, there is nothing to say.
    if (bestMs < PROBE_MS) {
      turns *= 2;
      bestMs = Number.POSITIVE_INFINITY;
    } else Atomics.add(stalledMicros, 0, Math.round((wokenLateMs + tookMs - bestMs) * 1000));
    dueMs = performance.now() + REST_MS;
    setTimeout(probe, REST_MS);
  };
  probe();
};

let sink = 0;

function timeOf(turns: number): number {
  const startedMs = performance.now();
  for (let i = 0; i < turns; i++) sink = (sink + i) % 9973;
  return performance.now() - startedMs;
}
