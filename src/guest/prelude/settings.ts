import type { GuestSettings } from '../../wire/host-calls.ts';

/** The settings of this world; `configure` replaces them before the image of it is taken. */
export let settings: GuestSettings = {
  disabledGlobals: [],
  allowsConsole: true,
  maxResultBytes: 0,
  maxTimers: 0,
};

/** Whether the world is ready for snippets; before, modules are loaded by the host alone. */
export let isConfigured = false;

export function setSettings(given: GuestSettings): void {
  settings = given;
  isConfigured = true;
}

/** For modules, which are bundled apart and would not see the binding change. */
export const getSettings = (): GuestSettings => settings;
