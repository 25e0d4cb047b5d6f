import { Elysia } from 'elysia';
import type { Static } from 'typebox';
import { GUEST_MODULES, type GuestModule } from '../../base/guest-modules.ts';
import { allNamesOf } from '../../base/guest-names.ts';
import type { GuestFiles } from '../../wire/guest-files.ts';
import { figuresDetail } from '../openapi.ts';
import { ModulesAnswer } from '../schemas.ts';
import type { Services } from '../services.ts';

const NOTE =
  'imageBytes is the memory that is copied to start a run with this module and those it needs, ' +
  'restoreMicros how long that took where the executable was built (the median of 101 times)';

/** `GET /modules`: what a snippet can require, and the globals that come with being mentioned. */
export function modulesRoutes({ guestFiles }: Pick<Services, 'guestFiles'>) {
  const modules = GUEST_MODULES.filter(isForSnippets).map((module) => describe(module, guestFiles));
  const body: Static<typeof ModulesAnswer> = { modules, note: NOTE };
  const answer = () => Response.json(body);
  const summary = 'The modules and globals that snippets can use';
  return new Elysia({ name: 'modules' })
    .get('/modules', answer, { detail: figuresDetail('modules', summary, ModulesAnswer) })
    .get('/flow/modules', answer, { detail: figuresDetail('flowModules', summary, ModulesAnswer) });
}

/** The others are parts that modules share. */
function isForSnippets(module: GuestModule): boolean {
  return allNamesOf(module).length > 0 || (module.globals ?? []).length > 0;
}

function describe(module: GuestModule, { modules, images }: GuestFiles) {
  const { id, globals = [] } = module;
  const file = modules.find((each) => each.id === id);
  const wanted = new Set([...(file?.needs ?? []), id]);
  const image = images.find((each) => new Set(each.modules).symmetricDifference(wanted).size === 0);
  if (!file || !image) throw new Error(`Cannot describe '${id}': it has no text or no image`);
  return {
    names: allNamesOf(module),
    globals: [...globals],
    kind: id.startsWith('npm/') ? ('npm' as const) : ('built-in' as const),
    version: file.version ?? null,
    licence: file.licence ?? null,
    imageBytes: image.imageBytes,
    restoreMicros: image.restoreMicros,
  };
}
