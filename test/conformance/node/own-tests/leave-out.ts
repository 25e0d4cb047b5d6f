/** Thrown where a test cannot be run here: it needs what no snippet has, or says so itself. */
export class LeftOut extends Error {}

export function leaveOut(reason: string): never {
  throw new LeftOut(reason);
}
