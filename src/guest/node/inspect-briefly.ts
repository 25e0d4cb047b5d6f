/**
 * A value on one line, as Node's `util.inspect` shows it in the messages of errors: exact for
 * primitives, buffers, and small arrays and objects, which is what such messages show.
 */
const MAX_DEPTH = 2;
const MAX_ITEMS = 100;
const CUSTOM = Symbol.for('nodejs.util.inspect.custom');
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
};
/** Control characters, lone surrogates and the backslash. */
const TO_ESCAPE = /[\p{Cc}\p{Cs}\\]/gu;

function escapeOne(unit: string): string {
  const known = ESCAPES[unit];
  if (known !== undefined) return known;
  const hex = unit.charCodeAt(0).toString(16);
  return hex.length > 2 ? `\\u${hex}` : `\\x${hex.toUpperCase().padStart(2, '0')}`;
}

function quoteFor(text: string): string {
  if (!text.includes("'")) return "'";
  if (!text.includes('"')) return '"';
  return text.includes('`') || text.includes('${') ? "'" : '`';
}

function quoted(text: string): string {
  const quote = quoteFor(text);
  const escaped = text.replace(TO_ESCAPE, escapeOne);
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

function inspectFunction(fn: { readonly name: unknown }): string {
  const kind = /^class\b/.test(Function.prototype.toString.call(fn)) ? 'class' : 'Function';
  const { name } = fn;
  if (typeof name !== 'string' || name === '') return `[${kind} (anonymous)]`;
  return kind === 'class' ? `[class ${name}]` : `[Function: ${name}]`;
}

/** `Name ` before the braces of anything but a plain object or array. */
function prefixOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return '[Object: null prototype] ';
  if (prototype === Object.prototype || prototype === Array.prototype) return '';
  const maker: unknown = (prototype as object).constructor;
  return typeof maker === 'function' && maker.name !== '' ? `${maker.name} ` : '';
}

function keyText(key: string): string {
  return IDENTIFIER.test(key) ? key : quoted(key);
}

function property(owner: object, key: string, depth: number): string {
  const descriptor = Object.getOwnPropertyDescriptor(owner, key);
  if (descriptor?.get) return descriptor.set ? '[Getter/Setter]' : '[Getter]';
  if (descriptor?.set) return '[Setter]';
  return inspectAt(descriptor?.value, depth + 1);
}

function inspectArray(items: readonly unknown[], depth: number): string {
  const shown = items.slice(0, MAX_ITEMS).map((item) => inspectAt(item, depth + 1));
  if (items.length > MAX_ITEMS) shown.push(`... ${items.length - MAX_ITEMS} more items`);
  return shown.length === 0 ? '[]' : `[ ${shown.join(', ')} ]`;
}

function inspectObject(value: object, depth: number): string {
  const custom: unknown = (value as Record<symbol, unknown>)[CUSTOM];
  if (typeof custom === 'function') return String(Reflect.apply(custom, value, [depth]));
  const prefix = prefixOf(value);
  if (depth > MAX_DEPTH) return Array.isArray(value) ? '[Array]' : `[${prefix.trim() || 'Object'}]`;
  if (Array.isArray(value)) return prefix + inspectArray(value, depth);
  const pairs = Object.keys(value)
    .slice(0, MAX_ITEMS)
    .map((key) => `${keyText(key)}: ${property(value, key, depth)}`);
  return pairs.length === 0 ? `${prefix}{}` : `${prefix}{ ${pairs.join(', ')} }`;
}

function inspectAt(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return inspectFunction(value);
    case 'object':
      return value === null ? 'null' : inspectObject(value, depth);
    default:
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

/** `value` on one line; a getter is shown, never called. */
export function inspectBriefly(value: unknown): string {
  return inspectAt(value, 0);
}
