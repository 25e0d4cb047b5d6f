/** `process.emitWarning`. @see Node's lib/internal/process/warning.js */
import { ErrorPrototype, isPrototypeIn } from '../../prelude/primordials.ts';
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { validateString } from '../validate.ts';
import { makeWarning, warn } from '../warnings.ts';

interface Details {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly detail?: unknown;
}

/** By position, `(type, code)`, or as an object; a function among them is where the stack would begin. */
function detailsIn(given: unknown, code: unknown): Details {
  if (typeof given === 'function') return {};
  if (given !== null && typeof given === 'object' && !Array.isArray(given)) {
    const { type, code: own, detail } = given as Details;
    return { type: type || 'Warning', code: own, detail };
  }
  return { type: given, code: typeof code === 'function' ? undefined : code };
}

export function emitWarning(warning: unknown, given?: unknown, code?: unknown): void {
  const details = detailsIn(given, code);
  if (details.type !== undefined) validateString(details.type, 'type');
  if (details.code !== undefined) validateString(details.code, 'code');
  if (typeof warning === 'string') {
    const fields: Record<string, unknown> = {};
    if (details.code !== undefined) fields['code'] = details.code;
    if (typeof details.detail === 'string') fields['detail'] = details.detail;
    warn(makeWarning(warning, String(details.type || 'Warning'), fields));
  } else if (isPrototypeIn(ErrorPrototype, warning as object)) warn(warning as Error);
  else throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
}
