/** Which modules a snippet wants, as far as its text tells: those that it does not tell of are loaded when it asks. */
import type { AnyNode } from 'acorn';
import { IMPROVER_OF, moduleOf, PROVIDER_OF } from '../base/guest-names.ts';
import { constantText, propertyOf, unwrap } from './shapes.ts';
import { walk } from './walk.ts';

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

/**
 * Collects them node by node, parents first. A name that the snippet declares itself counts as well: to
 * have a module that is not used costs next to nothing.
 */
export class Mentions {
  readonly #modules = new Set<string>();
  /** Names of properties, which are no mention of a global. */
  readonly #properties = new Set<AnyNode>();

  /** Ids of modules. */
  get modules(): readonly string[] {
    return [...this.#modules];
  }

  enter(node: AnyNode): void {
    switch (node.type) {
      case 'Identifier':
        if (!this.#properties.has(node)) this.#mention(node.name);
        return;
      case 'MemberExpression':
        if (!node.computed) this.#properties.add(node.property);
        this.#mentionMethod(propertyOf(node));
        if (isGlobalObject(unwrap(node.object))) this.#mention(propertyOf(node));
        return;
      case 'Property':
        if (!node.computed && !node.shorthand) this.#properties.add(node.key);
        return;
      case 'CallExpression':
        this.#require(node);
        return;
      default:
    }
  }

  #mention(name: string | undefined): void {
    const id = name === undefined ? undefined : PROVIDER_OF.get(name);
    if (id !== undefined) this.#modules.add(id);
  }

  #mentionMethod(name: string | undefined): void {
    const id = name === undefined ? undefined : IMPROVER_OF.get(name);
    if (id !== undefined) this.#modules.add(id);
  }

  #require({ callee, arguments: [argument] }: AnyNode & { type: 'CallExpression' }): void {
    const called = unwrap(callee);
    if (called.type !== 'Identifier' || called.name !== 'require' || !argument) return;
    const id = moduleOf(constantText(argument) ?? '');
    if (id !== undefined) this.#modules.add(id);
  }
}

/**
 * The modules of a snippet that is not checked.
 * @param pace see `walk`
 */
export function modulesIn(root: AnyNode, pace?: () => void): readonly string[] {
  const mentions = new Mentions();
  const enter = (node: AnyNode) => {
    mentions.enter(node);
    return true;
  };
  walk(root, { leaveTypes: new Set(), leave: () => true, enter }, pace);
  return mentions.modules;
}

function isGlobalObject(node: AnyNode): boolean {
  return node.type === 'Identifier' && GLOBAL_OBJECTS.has(node.name);
}
