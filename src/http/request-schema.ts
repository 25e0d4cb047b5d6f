import type { Result } from '../base/failure.ts';
import type { CheckedRequest } from './request-body.ts';
import { ExecuteRequest } from './schemas.ts';

/** What a route's `body` must be for Elysia. @see https://standardschema.dev */
interface StandardSchema<In, Out> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => { value: Out };
    readonly types?: { readonly input: In; readonly output: Out };
  };
}

/**
 * The request's TypeBox schema as a route's `body`: documents itself as that schema, and turns the body's
 * text into checked fields. A refusal is a value too, so that every answer leaves by one door.
 */
export function requestSchema(
  check: (text: string) => Result<CheckedRequest>,
): StandardSchema<Result<string>, Result<CheckedRequest>> {
  const standard: StandardSchema<Result<string>, Result<CheckedRequest>>['~standard'] = {
    version: 1,
    vendor: 'typebox',
    validate: (value) => {
      const body = value as Result<string>;
      return { value: body.ok ? check(body.value) : body };
    },
  };
  // Not enumerable, so that the API's document shows the schema alone.
  return Object.defineProperty({ ...ExecuteRequest }, '~standard', { value: standard }) as never;
}
