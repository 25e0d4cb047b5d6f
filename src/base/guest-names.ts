/** Which module a name of a snippet's stands for. */
import { GUEST_MODULES, type GuestModule } from './guest-modules.ts';

let requirable: ReadonlyMap<string, string> | undefined;

/** Name that a snippet requires → the id of the module that gives it. */
export function requirableNames(): ReadonlyMap<string, string> {
  requirable ??= new Map(
    GUEST_MODULES.flatMap((module) => allNamesOf(module).map((name) => [name, module.id])),
  );
  return requirable;
}

/** The id of the module that gives what a name stands for. A path may end as the file does that it is. */
export function moduleOf(name: string): string | undefined {
  const exact = requirableNames().get(name);
  if (exact !== undefined || !name.includes('/') || !name.endsWith('.js')) return exact;
  return requirableNames().get(name.slice(0, -'.js'.length));
}

/** Global that is provided once it is mentioned → the module. */
export const PROVIDER_OF: ReadonlyMap<string, string> = new Map(
  GUEST_MODULES.flatMap(({ id, globals = [] }) => globals.map((name) => [name, id])),
);

/** Method that is better once a certain module is there → the module. */
export const IMPROVER_OF: ReadonlyMap<string, string> = new Map(
  GUEST_MODULES.flatMap(({ id, methods = [] }) => methods.map((name) => [name, id])),
);

/** The names that give an export of the module, and which. */
export function namesOf({
  id,
  requires = [],
  members = {},
}: GuestModule): [name: string, member: string][] {
  const names: [string, string][] = [
    ...requires.map((name): [string, string] => [name, 'default']),
    ...Object.entries(members),
  ];
  if (!id.startsWith('node/')) return names;
  return names.flatMap(([name, member]) => [
    [name, member],
    [`node:${name}`, member],
  ]);
}

/** Those, and its paths. */
export function allNamesOf(module: GuestModule): string[] {
  return [...namesOf(module).map(([name]) => name), ...(module.paths?.() ?? [])];
}
