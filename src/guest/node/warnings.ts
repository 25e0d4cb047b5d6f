/** Warnings, for who listens to `process` for them: nobody else is told. */
import { defineProperty, ErrorCtor } from '../prelude/primordials.ts';

type Tell = (warning: Error) => void;
let tell: Tell | undefined;

/** Only where there is a `process` can there be a listener. */
export function tellWarningsTo(given: Tell): void {
  tell = given;
}

export const hasListener = (): boolean => tell !== undefined;

/** @param fields what the warning has besides its name and its text */
export function makeWarning(message: string, name: string, fields: object = {}): Error {
  const warning = new ErrorCtor(message);
  defineProperty(warning, 'name', {
    value: name,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return Object.assign(warning, fields);
}

export function warn(warning: Error): void {
  tell?.(warning);
}
