/** What axios requires as `http2`. */
import { SecurityError } from '../../prelude/harden.ts';

export function connect(): never {
  throw new SecurityError(
    'Cannot speak HTTP/2: how a server is spoken with is not for a snippet to say',
  );
}
export const constants: object = {};
