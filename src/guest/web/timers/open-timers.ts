/** The timers that are open: each is asked of the host by its id, and fires here when its time has come. */
import { onHostEvent } from '../../prelude/events.ts';
import { callHost } from '../../prelude/host.ts';
import { MapCtor, mapDelete, mapGet, mapSet, RangeErrorCtor } from '../../prelude/primordials.ts';
import { getSettings } from '../../prelude/settings.ts';

export interface OpenTimer {
  /** Its time has come. */
  fire(): void;
}

interface Entry {
  readonly timer: OpenTimer;
  readonly repeats: boolean;
}

const entries = new MapCtor<unknown, unknown>();
let lastId = 0;
let open = 0;

export const nextTimerId = (): number => ++lastId;

/** @throws RangeError when there are as many as may be */
export function openTimer(id: number, timer: OpenTimer, delayMs: number, repeats: boolean): void {
  const { maxTimers } = getSettings();
  if (open >= maxTimers) {
    throw new RangeErrorCtor(`Cannot start a timer: ${maxTimers} are open, the most there may be`);
  }
  open++;
  mapSet(entries, id, { timer, repeats });
  callHost('timer.start', { id, delayMs, repeats });
}

export const timerById = (id: number): OpenTimer | undefined =>
  (mapGet(entries, id) as Entry | undefined)?.timer;

export function closeTimer(id: number): void {
  if (!mapDelete(entries, id)) return;
  open--;
  callHost('timer.clear', { id });
}

/** One that was closed meanwhile does not fire. */
function fireTimer({ id }: { readonly id: number }): void {
  const entry = mapGet(entries, id) as Entry | undefined;
  if (entry === undefined) return;
  if (!entry.repeats) {
    mapDelete(entries, id);
    open--;
  }
  entry.timer.fire();
}

onHostEvent('timer', fireTimer);
