/** How `util.inspect` shows a Buffer. @see Node's lib/buffer.js */
import { validateNumber } from '../validate.ts';
import { hexOf } from './base64.ts';

type Inspect = (value: unknown, options: object) => string;

interface Context {
  readonly showHidden?: boolean;
}

/** The bound of what is shown; a snippet may set it, for the run it is in. */
const shown = { maxBytes: 50 };

export function getMaxInspected(): number {
  return shown.maxBytes;
}

export function setMaxInspected(value: unknown): void {
  validateNumber(value, 'INSPECT_MAX_BYTES', 0);
  shown.maxBytes = value;
}

const isIndex = (key: PropertyKey) => typeof key === 'string' && /^(?:0|[1-9][0-9]*)$/.test(key);

/** Properties that a snippet put on a Buffer, as `a: 1, b: 2`. */
function extrasOf(bytes: Uint8Array, context: Context, inspect: Inspect): string {
  const extras: Record<PropertyKey, unknown> = Object.create(null);
  const keys = Reflect.ownKeys(bytes).filter((key) => !isIndex(key));
  const visible = keys.filter(
    (key) => context.showHidden === true || Object.prototype.propertyIsEnumerable.call(bytes, key),
  );
  if (visible.length === 0) return '';
  for (const key of visible) extras[key] = (bytes as unknown as typeof extras)[key];
  const text = inspect(extras, {
    ...context,
    breakLength: Number.POSITIVE_INFINITY,
    compact: true,
  });
  return text.slice('[Object: null prototype] { '.length, -' }'.length);
}

/** `<Buffer 68 69>`. */
export function inspectBuffer(
  this: Uint8Array,
  _depth?: unknown,
  context?: Context,
  inspect?: Inspect,
): string {
  const most = Math.min(shown.maxBytes, this.length);
  const remaining = this.length - shown.maxBytes;
  let text = hexOf(this, 0, Math.trunc(most))
    .replace(/(.{2})/g, '$1 ')
    .trim();
  if (remaining > 0) text += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
  if (context !== undefined && inspect !== undefined) {
    const extras = extrasOf(this, context, inspect);
    if (extras !== '') text += this.length === 0 ? extras : `, ${extras}`;
  }
  return `<${this.constructor.name} ${text}>`;
}
