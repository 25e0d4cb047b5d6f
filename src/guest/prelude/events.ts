import type { HostEvent, HostEvents } from '../../wire/host-calls.ts';
import { create } from './primordials.ts';

type EventName = keyof HostEvents;
type Handle = (event: HostEvent, bytes: ArrayBuffer | undefined) => void;

const handlers = create(null) as Record<EventName, Handle | undefined>;

/** Has events of this name handled; once, while the image is made. */
export function onHostEvent<K extends EventName>(
  name: K,
  handle: (event: HostEvents[K], bytes: ArrayBuffer | undefined) => void,
): void {
  handlers[name] = handle as unknown as Handle;
}

/** Takes an event to its handler. */
export function deliverEvent(event: HostEvent, bytes: ArrayBuffer | undefined): void {
  handlers[event.event]?.(event, bytes);
}
