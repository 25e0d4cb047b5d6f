/** Two segments at least: what would show where on this machine something lies. */
const PATH = /(?:file:\/\/)?(?:\/[\w.@+-]+){2,}/g;
const MOST_CHARACTERS = 200;

/** Why something could not be measured, one line, with no path of this machine in it. */
export function describeProblem(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  // Of what a server said, the line that names its error.
  const [first = '', ...rest] = text.split('\n');
  const error = rest.find((line) => /^\s*\w*Error\b/.test(line));
  const told = error === undefined ? first : `${first} ${error.trim()}`;
  return told.replace(PATH, '…').slice(0, MOST_CHARACTERS);
}
