/** How the web's classes are shown by `util.inspect` and `console`, as Node shows them. */
const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');

type Inspect = (value: unknown, options: object) => string;
type Styled = { readonly stylize: (text: string, style: string) => string };

type Shown = Record<string, unknown>;

/**
 * Shows an object of a class as Node's `util.inspect` does: its name and some of its properties.
 * @param fields the properties' names, or what is to be shown of an object in their place
 * @param shortText what is shown where there is no room for more, `[Name]` without
 */
export function defineInspected<T extends object>(
  target: T,
  name: string,
  fields: readonly string[] | ((self: T) => Shown),
  shortText?: string,
): void {
  Object.defineProperty(target, CUSTOM_INSPECT, {
    configurable: true,
    writable: true,
    value: {
      [CUSTOM_INSPECT](this: T & Shown, depth: number, options: object, inspect: Inspect) {
        if (depth < 0) return shortText ?? (options as Styled).stylize(`[${name}]`, 'special');
        const { depth: wanted = null } = options as { readonly depth?: number | null };
        const shown =
          typeof fields === 'function'
            ? fields(this)
            : Object.fromEntries(fields.map((field) => [field, this[field]]));
        return `${name} ${inspect(shown, { ...options, depth: wanted === null ? null : wanted - 1 })}`;
      },
    }[CUSTOM_INSPECT],
  });
}
