/** Bundles `guest/` into the one script that makes a guest's world. */
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../guest/prelude/start.ts', import.meta.url));

/**
 * @param entry the file that makes the world
 * @returns the script, to be evaluated once in a fresh context
 */
export async function bundleGuest(entry = START): Promise<string> {
  const built = await Bun.build({
    entrypoints: [entry],
    target: 'browser',
    format: 'iife',
    // Names and white space take room in the image, which is copied back for every run. The syntax stays:
    // a function made an arrow could no longer be constructed.
    minify: { whitespace: true, identifiers: true, syntax: false },
  });
  const [output] = built.outputs;
  if (!built.success || !output) {
    throw new AggregateError(built.logs, 'Cannot bundle the guest prelude');
  }
  return output.text();
}
