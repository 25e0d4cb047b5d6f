/**
 * Makes a guest's world, once, before the image is taken: what runs here costs a run nothing. Leaves
 * the entry points for the host on the global object, from where the image's maker takes them off.
 */
import type { GuestSettings, HostEvent } from '../../wire/host-calls.ts';
import { installConsole } from '../web/console.ts';
import { fireTimer, installTimers, setMaxTimers } from '../web/timers.ts';
import { defineHidden } from './define.ts';
import { threw } from './failure.ts';
import { disable, removeUnpermitted, SecurityError } from './harden.ts';
import { answerOperation } from './host.ts';
import { require } from './modules.ts';
import { ownKeys, parse, stringify, world } from './primordials.ts';
import { endWithThrown, poll, setMaxResultBytes, start } from './run.ts';

removeUnpermitted();
installTimers();
defineHidden(world, 'SecurityError', SecurityError);
defineHidden(world, 'require', require);
for (const name of ['global', 'window', 'self']) defineHidden(world, name, world);
world['input'] = undefined;

const entryPoints = {
  /** @param text `GuestSettings` as JSON; @returns the names of the globals that are left, as JSON */
  configure(text: string): string {
    const settings = parse(text) as GuestSettings;
    setMaxResultBytes(settings.maxResultBytes);
    setMaxTimers(settings.maxTimers);
    installConsole(settings.allowsConsole);
    disable(settings.disabledGlobals);
    return stringify(ownKeys(world).filter((key) => typeof key === 'string'));
  },
  start,
  poll,
  /** @param text a `HostEvent` as JSON; @param bytes what came beside it */
  resume(text: string, bytes?: ArrayBuffer): string {
    const event = parse(text) as HostEvent;
    try {
      if (event.event === 'timer') fireTimer(event.id);
      else answerOperation(event.operation, event.text, bytes);
    } catch (thrown) {
      endWithThrown(thrown);
    }
    return poll();
  },
  /** What was thrown outside `start`, as an outcome. */
  describe: threw,
};

export type EntryPoint = keyof typeof entryPoints;

world['__entryPoints'] = entryPoints;
