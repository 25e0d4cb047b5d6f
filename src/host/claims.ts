/**
 * A call's argument as it really is: what a guest claims. Each field is looked at before it is used,
 * and one of the wrong kind is refused.
 */
import { GuestError } from './guest-error.ts';

/** The argument of a call that is documented as `In`. */
export type Claim<In> = { readonly [K in keyof In]?: unknown };

type Fields = Readonly<Record<string, unknown>>;

const refuse = (field: string, wanted: string): never => {
  throw new GuestError('TypeError', `Cannot use '${field}': ${wanted} was wanted`);
};

export function textIn(claim: Fields, field: string): string {
  const value = claim[field];
  return typeof value === 'string' ? value : refuse(field, 'a text');
}

/** One of `allowed`. */
export function oneOfIn<T extends string>(claim: Fields, field: string, allowed: readonly T[]): T {
  const value = claim[field];
  return allowed.find((each) => each === value) ?? refuse(field, `one of ${allowed.join(', ')}`);
}

/** An integer from `least` to `most`, both included. */
export function integerIn(claim: Fields, field: string, least: number, most: number): number {
  const value = claim[field];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) {
    return value;
  }
  return refuse(field, `an integer from ${least} to ${most}`);
}

/** A number from `least` to `most`, both included. */
export function numberIn(claim: Fields, field: string, least: number, most: number): number {
  const value = claim[field];
  return typeof value === 'number' && value >= least && value <= most
    ? value
    : refuse(field, `a number from ${least} to ${most}`);
}

export function booleanIn(claim: Fields, field: string): boolean {
  const value = claim[field];
  return typeof value === 'boolean' ? value : refuse(field, 'true or false');
}

const isText = (value: unknown): value is string => typeof value === 'string';

export function listIn(claim: Fields, field: string): readonly unknown[] {
  const value = claim[field];
  return Array.isArray(value) ? value : refuse(field, 'a list');
}

export function textsIn(claim: Fields, field: string): readonly string[] {
  const list = listIn(claim, field);
  return list.every(isText) ? list : refuse(field, 'a list of texts');
}

export function objectIn(claim: Fields, field: string): object {
  const value = claim[field];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : refuse(field, 'an object');
}
