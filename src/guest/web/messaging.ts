/** Messages between the parts of a snippet. @see https://html.spec.whatwg.org/#web-messaging */
import { BroadcastChannel } from './messaging/broadcast.ts';
import { MessageEvent } from './messaging/message-event.ts';
import {
  isDetached,
  isPort,
  MessageChannel,
  MessagePort,
  makePort,
  movePort,
} from './messaging/port.ts';

export {
  BroadcastChannel,
  isDetached,
  isPort,
  MessageChannel,
  MessageEvent,
  MessagePort,
  makePort,
  movePort,
};
