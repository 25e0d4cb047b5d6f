/**
 * Calls that must still fit on the thread's stack before other work is done in the middle of a run or of a
 * source: either may be at the end of it, and what is cut off half-way there would be another run's answer.
 */
const ROOM_FRAMES = 400;

/** Whether there is stack enough left for work that is not the caller's own. */
export function hasStackRoom(): boolean {
  try {
    return descend(ROOM_FRAMES) === ROOM_FRAMES;
  } catch {
    // The host's own overflow is the answer that was asked for.
    return false;
  }
}

/** Adds after the call, or the engine would make a loop of it. */
function descend(frames: number): number {
  return frames === 0 ? 0 : descend(frames - 1) + 1;
}
