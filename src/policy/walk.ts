import type { AnyNode } from 'acorn';

export interface Visitor {
  /** Called on the way down, in the order of the source; false ends the walk. */
  enter(node: AnyNode): boolean;
  /** Called on the way up, for the types in `leaveTypes` alone; false ends the walk. */
  leave(node: AnyNode): boolean;
  readonly leaveTypes: ReadonlySet<string>;
}

type Pending = AnyNode | undefined;

/** Steps taken between two calls of `pace`: less than a millisecond. */
const STEPS_AT_ONCE = 1000;

/**
 * Visits `root` and every node below it. Not recursive: a tree may be deeper than the host's stack.
 * @param pace called every now and then; what it throws ends the walk, and comes out
 */
export function walk(root: AnyNode, visitor: Visitor, pace: () => void = () => {}): void {
  const { leaveTypes } = visitor;
  /** What is still to visit, the next one last; an undefined means that the one below it is left. */
  const stack: Pending[] = [root];
  for (let steps = 1; stack.length > 0; steps++) {
    if (steps % STEPS_AT_ONCE === 0) pace();
    const node = stack.pop();
    if (node === undefined) {
      if (!visitor.leave(stack.pop() as AnyNode)) return;
      continue;
    }
    if (!visitor.enter(node)) return;
    if (leaveTypes.has(node.type)) stack.push(node, undefined);
    pushChildren(node, stack);
  }
}

/** Whatever acorn hangs on a node that is a node: it does so in the order of the source. */
function pushChildren(node: AnyNode, stack: Pending[]): void {
  const from = stack.length;
  for (const key in node) {
    const child: unknown = node[key as keyof AnyNode];
    if (typeof child !== 'object' || child === null) continue;
    if (Array.isArray(child)) pushAll(child, stack);
    else if (isNode(child)) stack.push(child);
  }
  if (stack.length > from + 1) reverseFrom(from, stack);
}

/** An array may have holes, as `[, a]` does. */
function pushAll(nodes: readonly (AnyNode | null)[], stack: Pending[]): void {
  for (const node of nodes) if (node) stack.push(node);
}

/** A literal's regex and a template's text are objects too. */
function isNode(value: object): value is AnyNode {
  return typeof (value as Partial<AnyNode>).type === 'string';
}

function reverseFrom(from: number, stack: Pending[]): void {
  for (let low = from, high = stack.length - 1; low < high; low++, high--) {
    const node = stack[low];
    stack[low] = stack[high];
    stack[high] = node;
  }
}
