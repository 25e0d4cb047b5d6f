/** Which names are taken where, so that a second declaration is found in one step, not in a search. */

const SCOPE_FUNCTION = 2;
const SCOPE_ARROW = 16;
const SCOPE_STATIC_BLOCK = 256;
const SCOPE_FIELD_INITIALISER = 512;
/** What holds `var` declarations: nothing inside it is seen outside. */
const HOLDS_VARS = SCOPE_FUNCTION | SCOPE_STATIC_BLOCK;
/** What `await`, `yield` and `return` inside it belong to. */
const IS_BODY = HOLDS_VARS | SCOPE_FIELD_INITIALISER;

const BINDING_VAR = 1;
const BINDING_SIMPLE_CATCH = 4;

/** The `var`s of one function, shared by all the blocks in it. */
interface FunctionNames {
  /** Name → when a `var` of that name was last declared. */
  vars: Map<string, number> | undefined;
  /** Name → how many blocks around the place being read hold it as `let`, `const`, class or function. */
  held: Map<string, number> | undefined;
  /** Counts scopes and declarations: a `var` newer than a block was declared inside it. */
  now: number;
}

export class DeclaredScope {
  /** Acorn's bits: what kind of scope it is. */
  readonly flags: number;
  /** Whether a function stands between it and the snippet. */
  readonly isInNestedFunction: boolean;
  /** The scope around it, or itself, that is the body of something. */
  readonly varScope: DeclaredScope;
  /** As `varScope`, but of something with a `this` of its own. */
  readonly thisScope: DeclaredScope;
  readonly #function: FunctionNames;
  readonly #enteredAt: number;
  #lexical: Set<string> | undefined;
  /** The name of a plain `catch (name)`, which a `var` inside may repeat. */
  #caught: string | undefined;

  /** @param flags acorn's bits */
  constructor(parent: DeclaredScope | undefined, flags: number) {
    const isBody = parent === undefined || (flags & IS_BODY) !== 0;
    this.flags = flags;
    this.isInNestedFunction = parent !== undefined && (isBody || parent.isInNestedFunction);
    this.varScope = isBody ? this : parent.varScope;
    const hasThis = isBody && (flags & SCOPE_ARROW) === 0;
    this.thisScope = hasThis || parent === undefined ? this : parent.thisScope;
    const holdsVars = parent === undefined || (flags & HOLDS_VARS) !== 0;
    this.#function = holdsVars ? { vars: undefined, held: undefined, now: 0 } : parent.#function;
    this.#enteredAt = ++this.#function.now;
  }

  /** Takes `name`, and says whether it was taken already. */
  declare(name: string, binding: number): boolean {
    if (binding === BINDING_VAR) return this.#declareVar(name);
    if (binding === BINDING_SIMPLE_CATCH) {
      this.#caught = name;
      return false;
    }
    return this.#declareLexical(name);
  }

  #declareVar(name: string): boolean {
    const names = this.#function;
    names.vars ??= new Map();
    names.vars.set(name, ++names.now);
    return (names.held?.get(name) ?? 0) > 0;
  }

  #declareLexical(name: string): boolean {
    const names = this.#function;
    this.#lexical ??= new Set();
    const isTaken = this.#lexical.has(name) || this.#caught === name;
    this.#lexical.add(name);
    names.held ??= new Map();
    names.held.set(name, (names.held.get(name) ?? 0) + 1);
    return isTaken || (names.vars?.get(name) ?? 0) > this.#enteredAt;
  }

  /** Gives the names back that are seen in this scope only. */
  leave(): void {
    if (this.#lexical === undefined) return;
    const { held } = this.#function;
    for (const name of this.#lexical) held?.set(name, (held.get(name) ?? 1) - 1);
  }
}
