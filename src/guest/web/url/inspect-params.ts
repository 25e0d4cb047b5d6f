/** How `util.inspect` shows what belongs to a URL. @see Node's lib/internal/url.js */
interface Context {
  readonly breakLength: number;
  stylize(text: string, style: string): string;
}

type Inspect = (value: unknown, options: object) => string;

/** What a custom inspection is called with. */
export type InspectArguments = readonly [depth: number | null, context: Context, inspect: Inspect];

function inner(depth: number | null, context: Context): object {
  return depth === null ? { ...context } : { ...context, depth: depth - 1 };
}

const isTooDeep = (depth: unknown) => typeof depth === 'number' && depth < 0;

/** `URLSearchParams { 'a' => '1' }`. */
export function inspectParams(
  name: string,
  list: readonly string[],
  ...[depth, context, inspect]: InspectArguments
): string {
  if (isTooDeep(depth)) return context.stylize('[Object]', 'special');
  const options = inner(depth, context);
  const shown = list.flatMap((each, i) =>
    i % 2 === 0 ? [`${inspect(each, options)} => ${inspect(list[i + 1], options)}`] : [],
  );
  if (shown.length === 0) return `${name} {}`;
  const length = shown.join(', ').length;
  const isBroken = length > context.breakLength;
  return isBroken ? `${name} {\n  ${shown.join(',\n  ')} }` : `${name} { ${shown.join(', ')} }`;
}

/** `URLSearchParams Iterator { 'a', 'b' }`. */
export function inspectIterator(
  items: readonly unknown[],
  ...[depth, context, inspect]: InspectArguments
): string {
  if (isTooDeep(depth)) return context.stylize('[Object]', 'special');
  const options = inner(depth, context);
  const shown = items.map((item) => inspect(item, options));
  const isBroken = inspect(items, options).includes('\n');
  const text = isBroken ? `\n  ${shown.join(',\n  ')}` : ` ${shown.join(', ')}`;
  return `URLSearchParams Iterator {${text} }`;
}
