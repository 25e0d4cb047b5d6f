/**
 * The generator of mathjs, which seeds the one that it uses by default from the clock while it is loaded: here
 * that one is seeded when it is first drawn from, in each run anew.
 */
type Draw = () => number;

const make = (seed: unknown): Draw => (require('seedrandom') as (seed: unknown) => Draw)(seed);

function seedrandom(seed: unknown): Draw {
  // A seed that the author chose comes as text.
  if (typeof seed !== 'number') return make(seed);
  let draw: Draw | undefined;
  return () => {
    draw ??= make(Math.random());
    return draw();
  };
}

export { seedrandom as default };
