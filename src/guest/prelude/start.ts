/**
 * Makes a guest's world, once, before the image is taken: what runs here costs a run nothing. Leaves
 * the entry points for the host on the global object, from where the image's maker takes them off.
 */
import type { GuestSettings, HostEvent, ModuleHead } from '../../wire/host-calls.ts';
import { defineHidden } from './define.ts';
import { deliverEvent, onHostEvent } from './events.ts';
import { threw } from './failure.ts';
import { disable, lockTemplates, removeUnpermitted, SecurityError } from './harden.ts';
import { answerOperation } from './host.ts';
import { install, provideGlobals, require } from './modules.ts';
import { ownKeys, parse, stringify, world } from './primordials.ts';
import { endWithThrown, poll, start } from './run.ts';
import { setSettings } from './settings.ts';

/** Global → the module that provides it; put in by the bundler. */
declare const PROVIDERS: Readonly<Record<string, string>>;

removeUnpermitted();
lockTemplates();
provideGlobals(PROVIDERS);
onHostEvent('answer', ({ operation, text }, bytes) => answerOperation(operation, text, bytes));
defineHidden(world, 'SecurityError', SecurityError);
defineHidden(world, 'require', require);
for (const name of ['global', 'window', 'self']) defineHidden(world, name, world);
world['input'] = undefined;

const entryPoints = {
  /** @param text `GuestSettings` as JSON; @returns the names of the globals that are left, as JSON */
  configure(text: string): string {
    const settings = parse(text) as GuestSettings;
    setSettings(settings);
    disable(settings.disabledGlobals);
    return stringify(ownKeys(world).filter((key) => typeof key === 'string'));
  },
  /**
   * Takes a module into the world that an image is to be taken of.
   * @param headText `ModuleHead` as JSON; @param make what its text is evaluated to
   */
  install(headText: string, make: never): void {
    install(parse(headText) as ModuleHead, make);
  },
  start,
  poll,
  /** @param text a `HostEvent` as JSON; @param bytes what came beside it */
  resume(text: string, bytes?: ArrayBuffer): string {
    const event = parse(text) as HostEvent;
    try {
      deliverEvent(event, bytes);
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
