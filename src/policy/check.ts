/** NOT a security boundary: an early, friendly no. The wall is the engine, which holds without it. */
import type { AnyNode } from 'acorn';
import { type Failed, fail, ok, type Result } from '../base/failure.ts';
import { placeOf } from './excerpt.ts';
import { LoopWatch } from './loops.ts';
import { Mentions } from './mentions.ts';
import type { Program } from './parse.ts';
import { ENDLESS_LOOP, type Match, RULES, type Rule } from './rules.ts';
import { walk } from './walk.ts';

const RULES_ON = groupByType(RULES);

/** What a snippet that no rule refuses is found to want. */
export interface Checked {
  /** Ids of modules. */
  readonly modules: readonly string[];
}

/**
 * The first thing in the snippet that a rule refuses, with its place and what to use instead.
 * @param pace see `walk`
 */
export function checkProgram(program: Program, pace?: () => void): Result<Checked> {
  const check = new Check(program);
  walk(program.body, check, pace);
  return check.refusal ?? ok({ modules: check.mentions.modules });
}

/** One walk over one snippet, which ends at the first match. */
class Check {
  readonly #program: Program;
  readonly #loops = new LoopWatch();
  readonly mentions = new Mentions();
  refusal: Failed | undefined;

  constructor(program: Program) {
    this.#program = program;
  }

  get leaveTypes(): ReadonlySet<string> {
    return this.#loops.leaveTypes;
  }

  enter(node: AnyNode): boolean {
    this.#loops.enter(node);
    this.mentions.enter(node);
    const rules = RULES_ON.get(node.type);
    if (rules === undefined) return true;
    for (const rule of rules) {
      const match = rule.match(node, this.#program.names);
      if (match !== undefined) return this.#refuse(rule, match);
    }
    return true;
  }

  leave(node: AnyNode): boolean {
    if (!this.#loops.leave(node)) return true;
    return this.#refuse(ENDLESS_LOOP, { at: node, what: ENDLESS_LOOP.what });
  }

  #refuse({ code, why, instead }: Pick<Rule, 'code' | 'why' | 'instead'>, match: Match): false {
    const place = placeOf(this.#program.source, match.at.start);
    this.refusal = fail(code, `Cannot ${match.what} on line ${place.line}: ${why}`, {
      ...place,
      hint: match.instead ?? instead,
    });
    return false;
  }
}

function groupByType(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const types = new Set(rules.flatMap(({ on }) => on));
  return new Map([...types].map((type) => [type, rules.filter(({ on }) => on.includes(type))]));
}
