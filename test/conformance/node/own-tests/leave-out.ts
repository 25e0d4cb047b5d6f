/** Thrown where a test cannot be run here: it needs what no snippet has, or says so itself. */
export class LeftOut extends Error {}

export function leaveOut(reason: string): never {
  throw new LeftOut(reason);
}

/** What a snippet has not: asked for by many tests, and then used by some of them for some system alone. */
export function lacking(name: string): unknown {
  const refuse = () => leaveOut(`needs ${name}`);
  return new Proxy(refuse, {
    get: (_, key) => (typeof key === 'string' ? lacking(`${name}.${key}`) : undefined),
    construct: refuse,
  });
}
