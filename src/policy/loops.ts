/** NOT a security boundary: the meter ends every loop; this only says early which will need it. */
import type { AnyNode } from 'acorn';
import { isAlwaysTrue } from './shapes.ts';

type TargetKind = 'loop' | 'switch' | 'label' | 'try';

/** A loop, or what else `break`, `continue` or a thrown error may stop at. */
interface Target {
  readonly kind: TargetKind;
  readonly label: string | undefined;
  /** The outermost target, as an index, that something inside may leave; more than its own: none. */
  leavesTo: number;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

const TARGET_KINDS: ReadonlyMap<string, TargetKind> = new Map([
  ['WhileStatement', 'loop'],
  ['DoWhileStatement', 'loop'],
  ['ForStatement', 'loop'],
  ['ForInStatement', 'loop'],
  ['ForOfStatement', 'loop'],
  ['SwitchStatement', 'switch'],
  ['LabeledStatement', 'label'],
  ['TryStatement', 'try'],
]);

/** Finds loops that can be seen never to end, while a walk passes over the tree. */
export class LoopWatch {
  readonly leaveTypes: ReadonlySet<string> = new Set([...FUNCTIONS, ...TARGET_KINDS.keys()]);
  #frame = new Frame();
  readonly #outerFrames: Frame[] = [];

  enter(node: AnyNode): void {
    const kind = TARGET_KINDS.get(node.type);
    if (kind !== undefined) this.#frame.push(kind, labelOf(node));
    if (FUNCTIONS.has(node.type)) {
      this.#outerFrames.push(this.#frame);
      this.#frame = new Frame();
    } else if (!this.#frame.isEmpty) {
      this.#frame.leaveTo(outermostLeft(node, this.#frame));
    }
  }

  /** @returns whether `node`, all of which has been walked, is a loop without an end */
  leave(node: AnyNode): boolean {
    if (!FUNCTIONS.has(node.type)) return !this.#frame.pop() && isUnconditional(node);
    this.#frame = this.#outerFrames.pop() ?? new Frame();
    return false;
  }
}

/** The targets around the place being read, within one function. */
class Frame {
  /** Outermost first; an index into it names a target below. */
  readonly #targets: Target[] = [];
  readonly #tries: number[] = [];
  /** Loops and switches, which a `break` alone ends. */
  readonly #breakable: number[] = [];
  readonly #labels = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#targets.length === 0;
  }

  get innermostTry(): number {
    return this.#tries.at(-1) ?? -1;
  }

  get innermostBreakable(): number {
    return this.#breakable.at(-1) ?? -1;
  }

  labelled(name: string): number {
    return this.#labels.get(name) ?? -1;
  }

  /** The loop that a label belongs to. */
  loopLabelled(name: string): number {
    let index = this.labelled(name);
    while (this.#targets[index]?.kind === 'label') index++;
    return index;
  }

  push(kind: TargetKind, label: string | undefined): void {
    const index = this.#targets.push({ kind, label, leavesTo: Number.POSITIVE_INFINITY }) - 1;
    if (label !== undefined) this.#labels.set(label, index);
    else if (kind === 'try') this.#tries.push(index);
    else this.#breakable.push(index);
  }

  /** Takes the innermost target off, and says whether something inside may leave it. */
  pop(): boolean {
    const target = this.#targets.pop();
    if (target === undefined) return true;
    if (target.label !== undefined) this.#labels.delete(target.label);
    else if (target.kind === 'try') this.#tries.pop();
    else this.#breakable.pop();
    this.leaveTo(target.leavesTo);
    return target.leavesTo <= this.#targets.length;
  }

  /** Notes that control may leave every target from the innermost to `outermost`; -1: none. */
  leaveTo(outermost: number): void {
    const innermost = this.#targets.at(-1);
    if (innermost === undefined || outermost < 0) return;
    innermost.leavesTo = Math.min(innermost.leavesTo, outermost);
  }
}

/** The outermost target that control may leave at `node`; -1 when it leaves none. */
function outermostLeft(node: AnyNode, frame: Frame): number {
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'AwaitExpression':
    case 'YieldExpression':
      return 0;
    case 'ForOfStatement':
      return node.await ? 0 : -1;
    case 'BreakStatement':
      return node.label ? frame.labelled(node.label.name) : frame.innermostBreakable;
    case 'ContinueStatement':
      return node.label ? frame.loopLabelled(node.label.name) + 1 : -1;
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      // Inside a `try` a call that throws may well be how the loop is meant to end.
      return frame.innermostTry;
    default:
      return -1;
  }
}

function labelOf(node: AnyNode): string | undefined {
  return node.type === 'LabeledStatement' ? node.label.name : undefined;
}

/** Whether the loop has no condition that could become false. */
function isUnconditional(node: AnyNode): boolean {
  if (node.type === 'WhileStatement' || node.type === 'DoWhileStatement') {
    return isAlwaysTrue(node.test);
  }
  return node.type === 'ForStatement' && (!node.test || isAlwaysTrue(node.test));
}
