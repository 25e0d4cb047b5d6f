/** Another state of this repository, checked out beside it for as long as it is needed. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Worktree extends AsyncDisposable {
  readonly root: string;
  /** Hash of its commit, short. */
  readonly commit: string;
}

/**
 * Checks `ref` out into a temporary directory, with what it depends on in place.
 * @throws when git knows no such ref, or its dependencies cannot be installed
 */
export async function openWorktree(repository: string, ref: string): Promise<Worktree> {
  const commit = await git(repository, 'rev-parse', '--short', '--verify', `${ref}^{commit}`);
  const directory = await mkdtemp(join(tmpdir(), 'flow-codeblock-compare-'));
  const root = join(directory, 'tree');
  const close = async () => {
    // A worktree that was never made is none to remove; the prune forgets what is left of it.
    if (existsSync(root)) await git(repository, 'worktree', 'remove', '--force', root);
    await rm(directory, { recursive: true, force: true });
    await git(repository, 'worktree', 'prune');
  };
  try {
    await git(repository, 'worktree', 'add', '--detach', root, commit);
    await provideModules(repository, root);
    return { root, commit, [Symbol.asyncDispose]: close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** The same packages as here are linked, others installed. */
async function provideModules(repository: string, root: string): Promise<void> {
  const lockOf = (directory: string) => Bun.file(join(directory, 'bun.lock')).text();
  if ((await lockOf(repository)) === (await lockOf(root))) {
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
    return;
  }
  await requireSuccess([process.execPath, 'install', '--frozen-lockfile'], root);
}

function git(repository: string, ...args: string[]): Promise<string> {
  return requireSuccess(['git', ...args], repository);
}

async function requireSuccess(command: string[], cwd: string): Promise<string> {
  const child = Bun.spawn(command, { cwd, stdout: 'pipe', stderr: 'pipe' });
  const [text, complaint] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  if ((await child.exited) === 0) return text.trim();
  throw new Error(`Cannot ${command.slice(0, 3).join(' ')}: ${complaint.trim()}`);
}
