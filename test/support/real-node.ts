/** Evaluates expressions in the Node that is installed: what the guest's modules are held to. */

/** Runs `script` in a fresh Node and gives what it wrote to its standard output, as JSON. */
export async function runInNode(
  script: string,
  input: unknown,
  flags: readonly string[] = [],
): Promise<unknown> {
  const child = Bun.spawn(['node', '--no-warnings', ...flags, '-e', script], {
    stdin: new TextEncoder().encode(JSON.stringify(input)),
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [text, problems, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (exitCode !== 0) throw new Error(`Cannot ask Node: it ended with ${exitCode}, ${problems}`);
  return JSON.parse(text);
}
