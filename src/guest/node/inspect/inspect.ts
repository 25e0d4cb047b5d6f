/** Values as text, by Node's own code (of Node 20), extracted from it. */
import './with-atomics.ts';
import * as node from 'node-inspect-extracted';
import './without-atomics.ts';
import { apply } from '../../prelude/primordials.ts';
import { giveHead, withHeads } from './error-heads.ts';

type Inspect = typeof node.inspect;

function inspectWithHeads(...args: readonly unknown[]): string {
  return withHeads(() => {
    const options = args[1] as { readonly customInspect?: unknown } | null | undefined;
    // No error in it is asked for its own way to be shown then: the outermost has its head all the same.
    if (options?.customInspect === false && args[0] instanceof Error) giveHead(args[0]);
    return apply(node.inspect, undefined, args) as string;
  });
}

/** Node's, with all that hangs on it, over errors as this engine makes them. */
export const inspect: Inspect = Object.defineProperties(
  inspectWithHeads,
  Object.getOwnPropertyDescriptors(node.inspect),
) as Inspect;

export function format(...args: readonly unknown[]): string {
  return withHeads(() => apply(node.format, undefined, args) as string);
}

export function formatWithOptions(...args: readonly unknown[]): string {
  return withHeads(() => apply(node.formatWithOptions, undefined, args) as string);
}
